// The body of an add-checkpoint request (C2SP tlog-witness), written and read strictly.
import { fromBase64, text, toBase64, wholeNumber } from '../format/bytes.ts'
import { TransparencyFault } from '../format/fault.ts'
import type { Hash } from '../format/hash.ts'

/** At most so many hashes prove anything about a tree. */
const MOST_HASHES = 63

export type AddCheckpoint = {
  readonly oldSize: number
  readonly proof: readonly Hash[]
  /** The signed note, as text. */
  readonly checkpoint: string
}

/** The text of a request. */
export function writeAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`
}

/** Reads a request. Throws TransparencyFault `malformed-proof`. */
export function readAddCheckpoint(body: Uint8Array): AddCheckpoint {
  const written = text(body, 'malformed-proof')
  const gap = written.indexOf('\n\n')
  if (gap === -1) throw new TransparencyFault('malformed-proof', 'no empty line before the checkpoint')
  const [first = '', ...lines] = written.slice(0, gap).split('\n')
  if (!first.startsWith('old ')) throw new TransparencyFault('malformed-proof', 'the first line is not the old size')
  if (lines.length > MOST_HASHES) throw new TransparencyFault('malformed-proof', `more than ${MOST_HASHES} hashes`)
  const proof = lines.map((line) => fromBase64(line, 'malformed-proof'))
  if (proof.some(({ length }) => length !== 32)) throw new TransparencyFault('malformed-proof', 'a hash has 32 bytes')
  return { oldSize: wholeNumber(first.slice(4), 'malformed-proof'), proof, checkpoint: written.slice(gap + 2) }
}
