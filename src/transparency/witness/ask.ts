// Asks witnesses to cosign a checkpoint: in parallel, for a bounded time, believing only the expected key.
import { text } from '../format/bytes.ts'
import type { Hash } from '../format/hash.ts'
import { parseVerifierKey, type VerifierKey } from '../format/key.ts'
import { MAX_NOTE, openNote } from '../format/note.ts'
import { writeAddCheckpoint } from './request.ts'

/** A witness that can be asked: in this process, or over HTTP. */
export type AskedWitness = {
  readonly name: string
  readonly key: string
  /** Sends an add-checkpoint body. Throws when it cannot be reached. */
  readonly send: (
    body: string,
  ) => Promise<{ readonly status: number; readonly type: string; readonly body: Uint8Array }>
}

/** What came of asking one witness. `alarm`: it knows more, or something else, of the log than its own node (federation.md, 6.4). */
export type Asked =
  | { readonly name: string; readonly line: string; readonly time: number }
  | { readonly name: string; readonly alarm: string }
  | { readonly name: string; readonly failed: string }

const PATIENCE_MS = 5000
/** A first try with what was remembered, and one with the size that the witness named. */
const TRIES = 3

/** A witness over HTTP; `url` is its submission prefix. */
export function witnessAt(name: string, key: string, url: string): AskedWitness {
  return {
    name,
    key,
    async send(body) {
      const answer = await fetch(`${url}/add-checkpoint`, {
        method: 'POST',
        body,
        redirect: 'error',
        headers: { 'content-type': 'application/octet-stream' },
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await bounded(answer) }
    },
  }
}

async function bounded(answer: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of answer.body ?? []) {
    size += piece.length
    if (size > MAX_NOTE) throw new Error('the answer is too long')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** Remembers the size that each witness cosigned last, so that most requests fit at once. */
export function createAsking(witnesses: () => readonly AskedWitness[]) {
  const known = new Map<string, number>()

  async function one(
    witness: AskedWitness,
    checkpoint: string,
    size: number,
    proof: (old: number) => Promise<readonly Hash[]>,
  ): Promise<Asked> {
    const { name } = witness
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const oldSize = known.get(name) ?? 0
      if (oldSize > size) return beyond(name, oldSize, size)
      const { status, type, body } = await witness.send(
        writeAddCheckpoint({ oldSize, proof: await proof(oldSize), checkpoint }),
      )
      if (status === 200) {
        const verified = cosignatureOf(checkpoint, body, parseVerifierKey(witness.key))
        if (!verified) return { name, alarm: 'its answer bears no valid cosignature of its key' }
        known.set(name, size)
        return { name, ...verified }
      }
      if (status === 409) {
        const named = type.startsWith('text/x.tlog.size') ? /^(0|[1-9]\d{0,15})\n$/.exec(text(body)) : null
        // Some witnesses answer so, and without a size, when the roots differ: trying again would hide it.
        if (!named) return { name, alarm: 'it answered 409 without a size' }
        const theirs = Number(named[1])
        if (theirs === oldSize) return { name, failed: '409 for the size that it named' }
        // Also in the last try: what it has seen beyond the own tree must not pass for haste.
        known.set(name, theirs)
        if (theirs > size) return beyond(name, theirs, size)
        continue
      }
      if (status === 422) return { name, alarm: 'it refuses the checkpoint as inconsistent (422)' }
      return { name, failed: String(status) }
    }
    return { name, failed: 'it moves on faster than it can be asked' }
  }

  return {
    /** Asks all at once; none is waited for longer than some seconds. */
    all(checkpoint: string, size: number, proof: (old: number) => Promise<readonly Hash[]>): Promise<readonly Asked[]> {
      return Promise.all(
        witnesses().map((witness) =>
          one(witness, checkpoint, size, proof).catch(
            (error: Error): Asked => ({ name: witness.name, failed: error.name }),
          ),
        ),
      )
    },
  }
}

function beyond(name: string, theirs: number, size: number): Asked {
  return { name, alarm: `it has cosigned ${theirs} entries of this log, which has ${size} here` }
}

function cosignatureOf(
  checkpoint: string,
  body: Uint8Array,
  key: VerifierKey,
): { line: string; time: number } | undefined {
  for (const line of text(body).split('\n')) {
    if (!line.startsWith(`— ${key.name} `)) continue
    try {
      const [verified] = openNote(`${checkpoint}${line}\n`, [key]).verified
      if (verified?.time !== undefined) return { line, time: verified.time }
    } catch {
      // Another key of the same name, or a bad one.
    }
  }
  return undefined
}
