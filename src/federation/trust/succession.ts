// Whether a new list of keys may follow the one that is believed (federation.md, 6.9). Pure.
import type { KeyManifest } from './trust.ts'

/** Who has signed the new list beside its root. */
export type AlsoSigned = {
  /** The log key that was in force until now. */
  readonly oldLogKey: boolean
  /** The root of the party that judges, or of another peer: people compared the keys by another way. */
  readonly peerRoot: boolean
}

export type SuccessionFault = 'other-party' | 'not-newer' | 'log-key-alone' | 'forgets-a-retired-key'

/**
 * A list with the same signing keys follows on its root's word. A new log, witness, status or transport key needs the old log key
 * as well, or where that is lost or stolen the counter-signature of a peer's root. What was retired stays retired.
 */
export function faultOfSuccession(
  before: KeyManifest,
  after: KeyManifest,
  also: AlsoSigned,
): SuccessionFault | undefined {
  if (before.country !== after.country || before.corridor !== after.corridor) return 'other-party'
  if (after.version <= before.version) return 'not-newer'
  const kept = new Set(after.retired.map(({ log, lastGoodSize }) => `${log} ${lastGoodSize}`))
  if (before.retired.some(({ log, lastGoodSize }) => !kept.has(`${log} ${lastGoodSize}`)))
    return 'forgets-a-retired-key'
  const same = (['url', 'log', 'witness', 'status', 'transport', 'seal'] as const).every(
    (role) => before[role] === after[role],
  )
  // Declaring the old log key as stolen must not lean on that key.
  const stolen = after.retired.some(({ log }) => log === before.log)
  if (same || also.peerRoot || (also.oldLogKey && !stolen)) return undefined
  return 'log-key-alone'
}
