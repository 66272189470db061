// Whose status keys have signed: the policy names them as logs called `<host>/status` (federation.md, 3.7).
import { TransparencyFault } from './fault.ts'
import type { Heads } from './heads.ts'
import type { VerifierKey } from './key.ts'
import { type NoteBytes, openNote } from './note.ts'
import type { Policy } from './policy.ts'

const STATUS = '/status'

export function statusKeys(policy: Policy): readonly VerifierKey[] {
  return policy.logs.map(({ key }) => key).filter(({ name }) => name.endsWith(STATUS))
}

/** Origins of the policy's logs, each once, in the order of the parties. */
export function originsOf(policy: Policy): readonly string[] {
  return [...new Set(policy.logs.map(({ key }) => key.name).filter((name) => !name.endsWith(STATUS)))]
}

export type SignedText = {
  readonly text: string
  /** Names of the status keys that have signed. */
  readonly signedBy: readonly string[]
}

/** Opens a note that status keys sign. Throws as `openNote` does: `bad-signature`, `unknown-signer`. */
export function openStatus(note: NoteBytes, policy: Policy): SignedText {
  const keys = statusKeys(policy)
  if (keys.length === 0) throw new TransparencyFault('unknown-signer', 'the policy names no status key')
  const { text, verified } = openNote(note, keys)
  return { text, signedBy: [...new Set(verified.map(({ key }) => key.name))] }
}

/**
 * Whether every party of the policy has signed, about a log of each. One party alone, or a corridor of one, is never
 * enough: a statement that left a log out would need fewer signatures.
 */
export function signedByAll(policy: Policy, signedBy: readonly string[], heads: Heads): boolean {
  const parties = new Set(statusKeys(policy).map(({ name }) => name))
  const hosts = new Set(heads.map(({ origin }) => `${hostOf(origin)}${STATUS}`))
  return parties.size >= 2 && [...parties].every((name) => signedBy.includes(name) && hosts.has(name))
}

/** The part of an origin that all keys of a node share: its address up to `/log`. */
function hostOf(origin: string): string {
  const end = origin.lastIndexOf('/log')
  return end < 0 ? origin : origin.slice(0, end)
}
