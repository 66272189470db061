// A witness: signs that a log's new checkpoint continues the one that it signed before, and never two histories (C2SP tlog-witness).
import type { RawAnswer } from '../../platform/http.ts'
import { sameBytes, utf8 } from '../format/bytes.ts'
import { type OpenedCheckpoint, openCheckpoint, parseCheckpointBody } from '../format/checkpoint.ts'
import { cosignatureLine, cosignatureMessage } from '../format/cosignature.ts'
import { TransparencyFault } from '../format/fault.ts'
import { EMPTY_ROOT } from '../format/hash.ts'
import type { VerifierKey } from '../format/key.ts'
import { verifyConsistency } from '../format/merkle.ts'
import { parseNote, signatureLine } from '../format/note.ts'
import type { Signer } from '../keys/signer.ts'
import { type AddCheckpoint, readAddCheckpoint } from './request.ts'
import { createWitnessState, type Witnessed } from './state.ts'

/** A log that is witnessed. `refused`: it is in dispute, and nothing of it is signed until that is settled. */
export type WitnessedLog = {
  readonly origin: string
  readonly keys: readonly VerifierKey[]
  readonly refused?: boolean
}

/** Two signed checkpoints of one log that cannot both be true. */
export type Contradiction = {
  readonly origin: string
  readonly ours: string
  readonly theirs: string
  readonly file: string
}

export type WitnessParts = {
  readonly folder: string
  /** Its key signs cosignatures and nothing else (type 4). */
  readonly signer: Signer
  readonly logs: () => readonly WitnessedLog[]
  readonly now: () => Date
  readonly contradiction?: (found: Contradiction) => void
}

export type Witness = {
  readonly addCheckpoint: (body: Uint8Array) => Promise<RawAnswer>
  /** The newest checkpoint that was cosigned, with its cosignature. */
  readonly newest: (origin: string) => Witnessed | undefined
}

const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } as const

/** How often a request is judged anew when other processes sign in between. */
const TRIES = 4

export function createWitness({ folder, signer, logs, now, contradiction }: WitnessParts): Witness {
  const state = createWitnessState(folder)
  const turns = new Map<string, Promise<unknown>>()

  function judge(body: Uint8Array): RawAnswer {
    let request: AddCheckpoint
    let origin: string
    try {
      request = readAddCheckpoint(body)
      origin = parseCheckpointBody(parseNote(request.checkpoint).text).origin
    } catch (error) {
      // A signature line that cannot be one is a signature that does not hold.
      const badLine = error instanceof TransparencyFault && error.code === 'bad-signature'
      return refusal(badLine ? 403 : 400, error as Error)
    }
    const log = logs().find((one) => one.origin === origin)
    if (!log) return answer(404, 'unknown log')
    let opened: OpenedCheckpoint
    try {
      opened = openCheckpoint(request.checkpoint, log.keys)
    } catch (error) {
      return refusal(403, error as Error)
    }
    if (log.refused) return answer(403, 'this log is in dispute')
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const said = decide(request, opened)
      if (said) return said
    }
    return answer(429, 'other processes were faster; ask again')
  }

  /** undefined: another process signed meanwhile, and what was read is no longer so. */
  function decide({ oldSize, proof }: AddCheckpoint, opened: OpenedCheckpoint): RawAnswer | undefined {
    const { checkpoint, text } = opened
    const { origin, size, root } = checkpoint
    if (oldSize > size) return answer(400, 'the old size is larger than the checkpoint')
    const before = state.read(origin)
    const had = before?.checkpoint.size ?? 0
    // The same size under another root is a proof against the log, whatever old size was named and whatever is answered.
    const forked = before !== undefined && size === had && !sameBytes(root, before.checkpoint.root)
    if (forked) keepContradiction(before, opened)
    if (oldSize !== had)
      return {
        status: 409,
        headers: { 'content-type': 'text/x.tlog.size', 'cache-control': 'no-store' },
        body: `${had}\n`,
      }
    if (forked) return answer(422, 'another root at the same size')
    if (size === 0 && !sameBytes(root, EMPTY_ROOT)) return answer(422, 'the root of an empty log is known')
    if (oldSize === 0 || oldSize === size) {
      if (proof.length > 0) return answer(422, 'a consistency proof where none belongs')
    } else {
      try {
        verifyConsistency({
          oldSize,
          oldRoot: before?.checkpoint.root ?? EMPTY_ROOT,
          newSize: size,
          newRoot: root,
          proof,
        })
      } catch {
        return answer(422, 'the consistency proof does not hold')
      }
    }
    const time = Math.floor(now().getTime() / 1000)
    // A clock that went back would let an old statement look new.
    if (before && time < before.time) return answer(503, 'the clock of this witness went back; it waits')
    const line = cosignatureLine(signer.name, signer.id, time, signer.sign(cosignatureMessage(text, time)))
    const persisted = state.follow(origin, before, { note: `${noteOf(opened)}${line}\n`, time })
    return persisted ? answer(200, line) : undefined
  }

  function keepContradiction(before: Witnessed, opened: OpenedCheckpoint): void {
    const [ours, theirs] = [before.note, noteOf(opened)]
    const { origin } = before.checkpoint
    contradiction?.({ origin, ours, theirs, file: state.keepEvidence(origin, ours, theirs) })
  }

  return {
    // One after the other: two requests at once must not both find the old size right.
    addCheckpoint(body) {
      const turn = (turns.get('') ?? Promise.resolve()).then(() => judge(body))
      turns.set(
        '',
        turn.catch(() => undefined),
      )
      return turn
    },
    newest: (origin) => state.read(origin),
  }
}

/**
 * The checkpoint with the lines of the log's keys, each once. Anybody can put more lines behind a public checkpoint: kept, they
 * would be shown as if they had been verified, or fill the note until it cannot be read again.
 */
function noteOf({ text, verified, signatures }: OpenedCheckpoint): string {
  const lines = verified.flatMap(({ key }) => {
    const one = signatures.find(({ name, id }) => name === key.name && id === key.id)
    return one ? [`${signatureLine(one.name, one.id, one.signature)}\n`] : []
  })
  return `${text}\n${lines.join('')}`
}

function answer(status: number, words: string): RawAnswer {
  return { status, headers: TEXT, body: `${words}\n` }
}

function refusal(status: number, error: Error): RawAnswer {
  if (!(error instanceof TransparencyFault)) throw error
  const words =
    error.code === 'unknown-signer' || error.code === 'no-signature'
      ? 'no signature of a key that is trusted for this log'
      : `invalid signature or form: ${error.code}`
  return answer(status, words)
}

/** The bytes of an answer's text, for those who call without HTTP. */
export function bodyOf({ body }: RawAnswer): Uint8Array {
  return typeof body === 'string' ? utf8(body) : body
}
