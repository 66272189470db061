// A proof that can be handed on as a file: an entry's place, its Merkle proof and the cosigned checkpoint (C2SP tlog-proof).
import { fromBase64, text as textOf, toBase64, utf8, wholeNumber } from './bytes.ts'
import { parseCheckpointBody } from './checkpoint.ts'
import { TransparencyFault } from './fault.ts'
import { HASH_BYTES, type Hash } from './hash.ts'
import { MAX_NOTE, type NoteBytes, parseNote } from './note.ts'

const TITLE = 'c2sp.org/tlog-proof@v1'
/** A tree of 2^53 entries is no deeper; the specification's own limit for proofs is 63. */
const MAX_HASHES = 63
/** The checkpoint, the hashes, and an `extra` line of somebody else's. */
const MAX_PROOF = 2 * MAX_NOTE

export type TlogProof = {
  /** Place of the entry in the log, from 0. */
  readonly index: number
  /** Sibling hashes from the leaf upwards. */
  readonly proof: readonly Hash[]
  /** The signed checkpoint, word for word. */
  readonly checkpoint: NoteBytes
}

/** The text of a proof. Throws `malformed-proof`; `malformed-note` or `malformed-checkpoint` for what is no signed checkpoint. */
export function writeProof({ index, proof, checkpoint }: TlogProof): string {
  if (!Number.isSafeInteger(index) || index < 0) throw malformed('the index')
  if (proof.length > MAX_HASHES || proof.some(({ length }) => length !== HASH_BYTES)) throw malformed('the hashes')
  parseCheckpointBody(parseNote(checkpoint).text)
  const note = typeof checkpoint === 'string' ? checkpoint : textOf(checkpoint, 'malformed-proof')
  return `${[TITLE, `index ${index}`, ...proof.map(toBase64)].join('\n')}\n\n${note}`
}

/**
 * Takes a proof apart, without believing any of it: the caller opens the checkpoint and verifies the inclusion.
 * An `extra` line must be well formed and is then left out, because nobody has signed it.
 * Throws `malformed-proof` for whatever `writeProof` would not write, and as it does for the checkpoint.
 */
export function parseProof(text: string): TlogProof & { readonly checkpoint: string } {
  if (utf8(text).length > MAX_PROOF) throw malformed('it is too large')
  const split = text.indexOf('\n\n')
  if (split < 0) throw malformed('it has no checkpoint')
  const lines = text.slice(0, split).split('\n')
  if (lines[1]?.startsWith('extra ')) fromBase64(lines.splice(1, 1)[0]?.slice('extra '.length) ?? '', 'malformed-proof')
  const [title, index = '', ...hashes] = lines
  if (title !== TITLE) throw malformed('its first line')
  if (!index.startsWith('index ')) throw malformed('the index is missing')
  const parsed = {
    index: wholeNumber(index.slice('index '.length), 'malformed-proof'),
    proof: hashes.map((line) => fromBase64(line, 'malformed-proof')),
    checkpoint: text.slice(split + 2),
  }
  if (writeProof(parsed) !== `${lines.join('\n')}${text.slice(split)}`) throw malformed('it is written in another way')
  return parsed
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-proof', `not a proof as specified: ${what}`)
}
