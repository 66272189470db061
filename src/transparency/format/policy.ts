// Policies: which logs are known, which witnesses, and how many of them must have cosigned a checkpoint (C2SP tlog-policy).
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts'
import { TransparencyFault } from './fault.ts'
import { COSIGNATURE_TYPE, type VerifierKey } from './key.ts'
import type { NoteBytes } from './note.ts'
import type { Policy, Quorum } from './policy-text.ts'

export { type Policy, parsePolicy } from './policy-text.ts'

/** How far another's clock may be ahead, in seconds (federation.md, 6.6). */
const SKEW = 300

/** Whether these cosigners are enough. A key counts by its bytes and its purpose, whatever its name. */
export function meetsQuorum(policy: Policy, cosigners: readonly VerifierKey[]): boolean {
  const have = new Set(
    cosigners.filter(({ type }) => type === COSIGNATURE_TYPE).map(({ publicKey }) => publicKey.join()),
  )
  const met = (quorum: Quorum): boolean => {
    if (quorum === 'none') return true
    if ('key' in quorum) return have.has(quorum.key.publicKey.join())
    return quorum.members.filter(met).length >= quorum.threshold
  }
  return met(policy.quorum)
}

export type CosignedCheckpoint = OpenedCheckpoint & {
  /** Unix seconds of the cosignatures that counted, the earliest first. */
  readonly cosignedAt: readonly number[]
}

/**
 * Opens a checkpoint under a policy: signed by a log of the policy under its own origin, cosigned by a quorum.
 * `now` (Unix seconds): cosignatures more than five minutes ahead of it do not count.
 * Throws TransparencyFault as `openCheckpoint` does, `no-signature` (the log's own is missing) and `no-quorum`.
 */
export function openUnderPolicy(note: NoteBytes, policy: Policy, now?: number): CosignedCheckpoint {
  const opened = openCheckpoint(
    note,
    [...policy.logs, ...policy.witnesses].map(({ key }) => key),
  )
  const isLog = (key: VerifierKey) => policy.logs.some((log) => log.key.text === key.text)
  if (!opened.verified.some(({ key }) => isLog(key) && key.name === opened.checkpoint.origin))
    throw new TransparencyFault('no-signature', `no key of ${opened.checkpoint.origin} has signed its checkpoint`)
  const counted = opened.verified.flatMap(({ key, time }) =>
    !isLog(key) && time !== undefined && (now === undefined || time <= now + SKEW) ? [{ key, time }] : [],
  )
  if (
    !meetsQuorum(
      policy,
      counted.map(({ key }) => key),
    )
  )
    throw new TransparencyFault('no-quorum', 'fewer witnesses have cosigned than the policy asks for')
  return { ...opened, cosignedAt: counted.map(({ time }) => time).sort((a, b) => a - b) }
}
