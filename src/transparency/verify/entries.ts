// The entries that come with a proof file: each stands in its log, under a checkpoint that the policy's witnesses have seen.
import { sameBytes } from '../format/bytes.ts'
import { type LogEntry, readEntry } from '../format/entry.ts'
import { TransparencyFault } from '../format/fault.ts'
import { leafHash } from '../format/hash.ts'
import { verifyInclusion } from '../format/merkle.ts'
import { openUnderPolicy, type Policy } from '../format/policy.ts'
import type { StatusNote } from '../format/status-note.ts'
import type { ProvenEntry } from '../format/status-proof.ts'

export type CheckedEntry = {
  /** Origin of the log in which it stands. */
  readonly log: string
  readonly index: number
  readonly entry: LogEntry
}

/**
 * Checks entries against the statement that they belong to. `confirmed`: the policy's quorum has cosigned every checkpoint.
 * Throws `bad-proof` for an entry that does not stand where it is said to, lies beyond what the statement covers, or is
 * about somebody else; `bad-signature`, `unknown-signer`, `no-signature` and `malformed-…` for what else is wrong.
 */
export function checkEntries(
  entries: readonly ProvenEntry[],
  { heads, licence }: StatusNote,
  policy: Policy,
  now: number,
): { readonly entries: readonly CheckedEntry[]; readonly confirmed: boolean } {
  let confirmed = true
  const checked = entries.map(({ entry, proof }): CheckedEntry => {
    const { opened, quorum } = open(proof.checkpoint, policy, now)
    confirmed &&= quorum
    const { origin, size, root } = opened.checkpoint
    verifyInclusion({ index: proof.index, size, leafHash: leafHash(entry), proof: proof.proof, root })
    const head = heads.find((one) => one.origin === origin)
    if (!head || proof.index >= head.size) throw bad('the statement does not reach as far as the entry')
    if (head.size === size && !sameBytes(head.root, root)) throw bad('the log has two roots at one size')
    return { log: origin, index: proof.index, entry: readEntry(entry) }
  })
  if (new Set(checked.map(({ entry }) => personOf(entry.subject))).size > 1)
    throw bad('the entries are about different recruiters')
  const named = checked.flatMap(({ entry: { data } }) => (typeof data.licence === 'string' ? [data.licence] : []))
  if (named.some((one) => one !== licence)) throw bad('an entry is about another licence')
  return { entries: checked, confirmed }
}

/** Without enough witnesses the log's own signature must still hold. */
function open(checkpoint: Parameters<typeof openUnderPolicy>[0], policy: Policy, now: number) {
  try {
    return { opened: openUnderPolicy(checkpoint, policy, now), quorum: true }
  } catch (error) {
    if (!(error instanceof TransparencyFault) || error.code !== 'no-quorum') throw error
    return { opened: openUnderPolicy(checkpoint, { ...policy, quorum: 'none' }, now), quorum: false }
  }
}

/** The stream of a recruiter; a host's word on it stands on the same with its country behind a point. */
function personOf(subject: string): string {
  return subject.split('.')[0] ?? ''
}

function bad(what: string): TransparencyFault {
  return new TransparencyFault('bad-proof', what)
}
