// `.proof` files: a signed status note, and the entries of the logs that it rests on, each with its proof, in one text.
import { fromBase64, toBase64, utf8 } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { parseNote } from './note.ts'
import { parseProof, type TlogProof, writeProof } from './tlog-proof.ts'

const TITLE = 'sursur.org/proof/v1'
const STATUS = '== status'
const ENTRY = '== entry '
const MOST_ENTRIES = 8
const MAX_PROOF_FILE = 512 * 1024

/** An entry as it stands in its log, and the proof that it does. */
export type ProvenEntry = { readonly entry: Uint8Array; readonly proof: TlogProof }
export type StatusProof = { readonly note: string; readonly entries: readonly ProvenEntry[] }

/** Writes a proof file. Throws `malformed-note` or as `writeProof` does. */
export function writeStatusProof({ note, entries }: StatusProof): string {
  parseNote(note)
  const parts = entries.map(({ entry, proof }) => `${ENTRY}${toBase64(entry)}\n${writeProof(proof)}`)
  return `${TITLE}\n${STATUS}\n${note}${parts.join('')}`
}

export function isStatusProof(text: string): boolean {
  return text.startsWith(`${TITLE}\n`)
}

/** Takes a proof file apart and believes none of it. Throws `malformed-status` and as `parseNote` and `parseProof` do. */
export function parseStatusProof(text: string): StatusProof {
  const start = `${TITLE}\n${STATUS}\n`
  if (!text.startsWith(start) || utf8(text).length > MAX_PROOF_FILE) throw malformed()
  const [note = '', ...parts] = text.slice(start.length).split(`\n${ENTRY}`)
  if (parts.length > MOST_ENTRIES) throw malformed()
  // The line end before a mark belongs to what stands before it.
  const whole = (part: string, at: number) => (at < parts.length ? `${part}\n` : part)
  const entries = parts.map((part, at) => {
    const end = part.indexOf('\n')
    if (end < 0) throw malformed()
    return {
      entry: fromBase64(part.slice(0, end), 'malformed-status'),
      proof: parseProof(whole(part.slice(end + 1), at + 1)),
    }
  })
  parseNote(whole(note, 0))
  return { note: whole(note, 0), entries }
}

function malformed(): TransparencyFault {
  return new TransparencyFault('malformed-status', 'not a proof file of the register')
}
