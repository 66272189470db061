// `sursur/verify`: what a browser or somebody else's program needs to check a log, with no server and nothing of Node.
import { type OpenedCheckpoint, openCheckpoint as open } from '../format/checkpoint.ts'
import { parseVerifierKey, type VerifierKey } from '../format/key.ts'
import { type NoteBytes, type OpenedNote, openNote as openParsed } from '../format/note.ts'

export type { Checkpoint, OpenedCheckpoint } from '../format/checkpoint.ts'
export { type FaultCode, TransparencyFault } from '../format/fault.ts'
export { type Hash, leafHash } from '../format/hash.ts'
export type { Heads } from '../format/heads.ts'
export type { VerifierKey } from '../format/key.ts'
export { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion } from '../format/merkle.ts'
export type { NoteBytes, NoteSignature, OpenedNote, Verified } from '../format/note.ts'
export type { StatusNote, StatusWord } from '../format/status-note.ts'
export type { CheckedEntry } from './entries.ts'
export type { Colour, Evidence, Reason } from './judge.ts'
export { type StatementOptions, type StatementVerdict, verifyStatement } from './statement.ts'
export { type OpenedStatusList, openStatusList } from './status-list.ts'

/**
 * Opens a signed note under known keys, each a verifier key as text (`name+id+key`) or parsed. Lines of other keys are
 * passed over. Throws TransparencyFault `malformed-key`, `malformed-note`, `ambiguous-key`, `bad-signature` (a known
 * key's line fails) or `unknown-signer` (none has signed).
 */
export function openNote(note: NoteBytes, verifierKeys: readonly (VerifierKey | string)[]): OpenedNote {
  return openParsed(note, verifierKeys.map(keyOf))
}

/** Opens a signed checkpoint of a log. Throws as `openNote` does, and `malformed-checkpoint` when the text is none. */
export function openCheckpoint(note: NoteBytes, verifierKeys: readonly (VerifierKey | string)[]): OpenedCheckpoint {
  return open(note, verifierKeys.map(keyOf))
}

function keyOf(key: VerifierKey | string): VerifierKey {
  return typeof key === 'string' ? parseVerifierKey(key) : key
}
