// The colour of what is known of a licence: the newest evidence wins, by the logs and never by a clock (federation.md, 6.5).
import { compareHeads, type Heads } from '../format/heads.ts'
import type { StatusWord } from '../format/status-note.ts'

export type Colour = 'green' | 'amber' | 'red'

/** Why a colour: the first one decides. */
export type Reason =
  | 'authorized'
  | 'suspended'
  | 'revoked'
  | 'expired'
  /** The register knows no standing, or the synced list does not name the licence. */
  | 'unknown'
  | 'not-in-list'
  /** A signature or a proof of the statement fails: nothing of it may be believed. */
  | 'bad-signature'
  | 'bad-proof'
  /** Two signed statements give one log two roots at one size. */
  | 'contradiction'
  /** Not every party has signed. */
  | 'one-signature'
  /** The witnesses that the policy asks for have not all seen the entry. */
  | 'not-confirmed'
  /** Past its own date. */
  | 'stale'
  /** Older than may count without a newer list. */
  | 'never-synced'
  /** Issued in the future: one of the clocks is wrong. */
  | 'clock'

/** One signed word about a licence. */
export type Evidence = {
  readonly from: 'statement' | 'list' | 'seen'
  readonly status: StatusWord | 'not-in-list'
  readonly heads: Heads
  readonly complete: boolean
  /** Unix seconds. */
  readonly issued: number
  readonly expires: number
}

export type Judgement = { readonly colour: Colour; readonly reasons: readonly Reason[] }

/** How far another's clock may be ahead, in seconds (6.6). */
const SKEW = 300

/**
 * Judges what was signed about one licence. One party's word is enough to forbid, and stands until all have signed
 * a permission that the logs show to be newer; only a fresh permission that all have signed is green.
 */
export function judge(evidence: readonly Evidence[], now: number, maxAge: number): Judgement {
  const permits = evidence.filter(({ status }) => status === 'authorized')
  const others = evidence.filter(({ status }) => status !== 'authorized')
  if (evidence.some((one) => evidence.some((other) => compareHeads(one.heads, other.heads) === 'contradicts')))
    return { colour: 'red', reasons: ['contradiction'] }
  const overtaken = (one: Evidence) =>
    permits.some(({ complete, heads }) => complete && compareHeads(heads, one.heads) === 'newer')
  const standing = others.filter((one) => !overtaken(one))
  const forbids = standing.filter(({ status }) => status !== 'unknown' && status !== 'not-in-list')
  if (forbids.length > 0) return { colour: 'red', reasons: reasonsOf(forbids) }
  if (standing.length > 0) return { colour: 'amber', reasons: reasonsOf(standing) }
  const wanting = permits.map((one) => wantsOf(one, now, maxAge))
  if (wanting.some((reasons) => reasons.length === 0)) return { colour: 'green', reasons: ['authorized'] }
  return { colour: 'amber', reasons: wanting[0] ?? ['unknown'] }
}

/** What a permission lacks to be green; nothing when it is. */
function wantsOf({ complete, issued, expires }: Evidence, now: number, maxAge: number): readonly Reason[] {
  return [
    ...(issued > now + SKEW ? (['clock'] as const) : []),
    ...(complete ? [] : (['one-signature'] as const)),
    ...(now > expires ? (['stale'] as const) : now - issued > maxAge ? (['never-synced'] as const) : []),
  ]
}

function reasonsOf(evidence: readonly Evidence[]): readonly Reason[] {
  return [...new Set(evidence.flatMap(({ status }) => (status === 'authorized' ? [] : [status])))]
}
