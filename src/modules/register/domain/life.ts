// The life of an authorization and of a listing as a table that a lawyer can read, and whether an act may happen.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { Recruiter } from './recruiter.ts'
import { type Refusal, refuse } from './refusal.ts'
import { type KnownStatus, standingOfTrack } from './standing.ts'

/** An act of an authority on an authorization. */
export type Act = 'grant' | 'renew' | 'suspend' | 'reinstate' | 'revoke'

/** A row of somebody's published list came, went, or came back. */
export type ListAct = 'list' | 'delist'

/**
 * The life of an authorization, and apart from it the life of a listing. What does not stand here cannot happen.
 * `expired` is never written down: it is `authorized` after its last day.
 */
export const LIFE = {
  none: { grant: 'authorized', list: 'listed' },
  authorized: { renew: 'authorized', suspend: 'suspended', revoke: 'revoked' },
  expired: { renew: 'authorized', grant: 'authorized', revoke: 'revoked' },
  suspended: { reinstate: 'authorized', revoke: 'revoked' },
  revoked: { grant: 'authorized' },
  listed: { delist: 'delisted' },
  delisted: { list: 'listed' },
} as const satisfies Record<KnownStatus | 'none', Partial<Record<Act | ListAct, KnownStatus>>>

/**
 * Whether an act on a country's authorization, or on a listing, may happen on a day.
 * Refuses an act that the table of life does not know, and one that is dated before the track's last act.
 */
export function decide(
  recruiter: Recruiter,
  act: Act | ListAct,
  where: { readonly country: Country; readonly source?: string; readonly day: Day; readonly validUntil?: Day },
): Result<KnownStatus, Refusal> {
  const track = recruiter.effects.filter((effect) => effect.country === where.country && effect.source === where.source)
  const last = track[track.length - 1]
  if (last && last.from > where.day) return refuse('earlier-than-last-act', { day: where.day, last: last.from })
  if (where.validUntil && where.validUntil < where.day) {
    return refuse('ends-before-it-begins', { day: where.day, until: where.validUntil })
  }
  const status = track.length > 0 ? standingOfTrack(track, where.day).status : 'none'
  const next = (LIFE[status] as Partial<Record<Act | ListAct, KnownStatus>>)[act]
  return next ? ok(next) : refuse('not-in-its-life', { act, status })
}
