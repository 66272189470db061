// The life of an authorization and of a listing as a table that a lawyer can read, and whether an act may happen.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { Recruiter } from './recruiter.ts'
import { type Refusal, refuse } from './refusal.ts'
import { type KnownStanding, type KnownStatus, standingOfTrack } from './standing.ts'

/** An act on an authorization: by an authority, or (`close`, `appeal`) at the recruiter's own wish. */
export type Act =
  | 'grant'
  | 'renew'
  | 'amend'
  | 'suspend'
  | 'reinstate'
  | 'revoke'
  | 'close'
  | 'appeal'
  | 'confirm'
  | 'overturn'

/** A row of somebody's published list came, went, or came back. */
export type ListAct = 'list' | 'delist'

/** Where an authorization is in its life. While an appeal is open the restriction may or may not have effect: the pack's law says. */
export type LifeState = KnownStatus | 'none' | 'closed' | 'suspended, appealed' | 'revoked, appealed'

/**
 * The life of an authorization, and apart from it the life of a listing. What does not stand here cannot happen.
 * `expired` is never written down: it is `authorized` after its last day. Who is suspended cannot close down, so that
 * nobody leaves a sanction behind by leaving.
 */
export const LIFE = {
  none: { grant: 'authorized', list: 'listed' },
  authorized: { renew: 'authorized', amend: 'authorized', suspend: 'suspended', revoke: 'revoked', close: 'closed' },
  expired: { renew: 'authorized', grant: 'authorized', revoke: 'revoked' },
  suspended: { reinstate: 'authorized', revoke: 'revoked', appeal: 'suspended, appealed' },
  'suspended, appealed': {
    confirm: 'suspended',
    overturn: 'authorized',
    reinstate: 'authorized',
    revoke: 'revoked',
  },
  revoked: { grant: 'authorized', appeal: 'revoked, appealed' },
  'revoked, appealed': { confirm: 'revoked', overturn: 'authorized' },
  closed: { grant: 'authorized', revoke: 'revoked' },
  listed: { delist: 'delisted' },
  delisted: { list: 'listed' },
} as const satisfies Record<LifeState, Partial<Record<Act | ListAct, LifeState>>>

/** Where the standing of one track is in the table of life. */
export function lifeStateOf(standing: KnownStanding | undefined): LifeState {
  if (!standing) return 'none'
  if (standing.appeal) return `${standing.appeal}, appealed`
  return standing.closed ? 'closed' : standing.status
}

/**
 * Whether an act on a country's authorization, or on a listing, may happen on a day.
 * Refuses an act that the table of life does not know, and one that is dated before the track's last act.
 */
export function decide(
  recruiter: Pick<Recruiter, 'effects'>,
  act: Act | ListAct,
  where: { readonly country: Country; readonly source?: string; readonly day: Day; readonly validUntil?: Day },
): Result<LifeState, Refusal> {
  const track = recruiter.effects.filter((effect) => effect.country === where.country && effect.source === where.source)
  const last = track[track.length - 1]
  if (last && last.from > where.day) return refuse('earlier-than-last-act', { day: where.day, last: last.from })
  if (where.validUntil && where.validUntil < where.day) {
    return refuse('ends-before-it-begins', { day: where.day, until: where.validUntil })
  }
  const state = lifeStateOf(track.length > 0 ? standingOfTrack(track, where.day) : undefined)
  const next = (LIFE[state] as Partial<Record<Act | ListAct, LifeState>>)[act]
  return next ? ok(next) : refuse('not-in-its-life', { act, status: state })
}
