// Checkpoints: which root a log has at which size, as the text of a signed note (C2SP tlog-checkpoint).
import { fromBase64, toBase64, wholeNumber } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { HASH_BYTES, type Hash } from './hash.ts'
import type { VerifierKey } from './key.ts'
import { type NoteBytes, type OpenedNote, openNote } from './note.ts'

export type Checkpoint = {
  /** Which log it is: in SurSur the address of the log without its scheme. */
  readonly origin: string
  /** How many entries the tree has, up to 2^53 - 1. */
  readonly size: number
  readonly root: Hash
}

/** The body of a checkpoint: three lines, each with its end. Throws `malformed-checkpoint`. */
export function checkpointBody({ origin, size, root }: Checkpoint): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line of a note has none
  if (!/^[^\u0000-\u001f]+$/u.test(origin) || !origin.isWellFormed()) throw malformed('the origin')
  if (!Number.isSafeInteger(size) || size < 0) throw malformed('the size')
  if (root.length !== HASH_BYTES) throw malformed('the root')
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/**
 * Reads the body of a checkpoint. Throws `malformed-checkpoint` for whatever `checkpointBody` would not write: extension
 * lines too, which no auditor sees and not every witness signs (federation.md, 6.4).
 */
export function parseCheckpointBody(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n')
  if (rest.length !== 1 || rest[0] !== '') throw malformed('it does not have three lines')
  const checkpoint = {
    origin,
    size: wholeNumber(size, 'malformed-checkpoint'),
    root: fromBase64(root, 'malformed-checkpoint'),
  }
  if (checkpointBody(checkpoint) !== text) throw malformed('it is written in another way')
  return checkpoint
}

export type OpenedCheckpoint = OpenedNote & { readonly checkpoint: Checkpoint }

/**
 * Opens a signed checkpoint under known keys, of the log or of witnesses. Whether the key of its own log is among
 * `verified` the caller asks, or a policy (`openUnderPolicy`).
 * Throws TransparencyFault as `openNote` does, and `malformed-checkpoint`.
 */
export function openCheckpoint(note: NoteBytes, keys: readonly VerifierKey[]): OpenedCheckpoint {
  const opened = openNote(note, keys)
  return { ...opened, checkpoint: parseCheckpointBody(opened.text) }
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-checkpoint', `not a checkpoint: ${what}`)
}
