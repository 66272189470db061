// Where a recruiter stands in each country on a day: a fold over the effects of what happened, never a stored truth.
import type { Country } from '../../../kernel/country.ts'
import { addDays, type Day } from '../../../kernel/day.ts'
import type { Appealed, Fact, Scope } from './facts.ts'

/** Where a recruiter stands in one country on a day; `none` is before the first act and is never shown. */
export type KnownStatus = 'authorized' | 'suspended' | 'expired' | 'revoked' | 'listed' | 'delisted'

/** What an act did to the standing in one country, from a day on. An authorization and a listing are two tracks. */
export type Effect = {
  readonly country: Country
  readonly track: 'authorization' | 'listing' | 'recognition' | 'joint'
  /** The list, for a listing. */
  readonly source?: string
  readonly status: Exclude<KnownStatus, 'expired'>
  readonly from: Day
  /** Last day of an authorization; absent when it has none. */
  readonly until?: Day
  readonly scope?: Scope
  /** What stays as it was: a reinstatement gives back term and scope; a renewal that names no scope keeps it; an amendment keeps the term. Absent on a grant. */
  readonly keeps?: 'term and scope' | 'scope' | 'term'
  /** The restriction against which an appeal is open from here on. */
  readonly appeal?: Appealed
  /** Given up by the recruiter. */
  readonly closed?: true
  /** For a recognition: its place on the host's stream. */
  readonly at?: number
  /** For a joint act: which one. Each is a track of its own; the most careful word counts. */
  readonly act?: string
  /** The host refused to recognize. */
  readonly refused?: true
  /** A permissive word of a host that the quorum has not confirmed: it is shown and counts for nothing yet. */
  readonly waiting?: true
}

/** One country's word on a day. `since` is the first day of this status. */
export type KnownStanding = {
  readonly country: Country
  readonly status: KnownStatus
  readonly since: Day
  readonly validFrom?: Day
  readonly validUntil?: Day
  readonly source?: string
  readonly scope?: Scope
  /** An appeal against this restriction is open. With a suspensive appeal the status is what it was before it. */
  readonly appeal?: Appealed
  /** Given up by the recruiter; the status is `expired` from the day after. */
  readonly closed?: true
  /** The word of all parties together. */
  readonly joint?: true
}

/** What an event does to a standing; undefined when it does nothing to it (a new telephone number). */
export function effectOf(fact: Fact): Effect | undefined {
  switch (fact.type) {
    case 'authorization.granted':
    case 'authorization.renewed': {
      const { country, validUntil, scope } = fact.data
      return {
        country,
        track: 'authorization',
        status: 'authorized',
        from: fact.legalDay,
        ...(validUntil && { until: validUntil }),
        ...(scope && { scope }),
        ...(fact.type === 'authorization.renewed' && { keeps: 'scope' as const }),
      }
    }
    case 'authorization.reinstated':
      return {
        country: fact.data.country,
        track: 'authorization',
        status: 'authorized',
        from: fact.legalDay,
        keeps: 'term and scope',
      }
    case 'authorization.amended':
      return {
        country: fact.data.country,
        track: 'authorization',
        status: 'authorized',
        from: fact.legalDay,
        scope: fact.data.scope,
        keeps: 'term',
      }
    case 'authorization.closed':
      return {
        country: fact.data.country,
        track: 'authorization',
        status: 'authorized',
        from: fact.legalDay,
        until: fact.legalDay,
        keeps: 'scope',
        closed: true,
      }
    case 'authorization.appealed': {
      const { country, against, suspensive } = fact.data
      const status = suspensive ? 'authorized' : against
      return { country, track: 'authorization', status, from: fact.legalDay, keeps: 'term and scope', appeal: against }
    }
    case 'authorization.appeal-decided': {
      const { country, against, outcome } = fact.data
      const status = outcome === 'overturned' ? 'authorized' : against
      return { country, track: 'authorization', status, from: fact.legalDay, keeps: 'term and scope' }
    }
    case 'authorization.suspended':
      return { country: fact.data.country, track: 'authorization', status: 'suspended', from: fact.legalDay }
    case 'authorization.revoked':
      return { country: fact.data.country, track: 'authorization', status: 'revoked', from: fact.legalDay }
    case 'recruiter.entered':
      return fact.data.listing && listed(fact.data.listing, fact.legalDay)
    case 'listing.added':
      return listed(fact.data, fact.legalDay)
    case 'listing.withdrawn':
      return {
        country: fact.data.country,
        track: 'listing',
        source: fact.data.source,
        status: 'delisted',
        from: fact.legalDay,
      }
    default:
      return undefined
  }
}

function listed({ country, source }: { readonly country: Country; readonly source: string }, from: Day): Effect {
  return { country, track: 'listing', source, status: 'listed', from }
}

/**
 * Where a recruiter stands on a day, one entry a country. An act counts from its legal day on; what an authority says
 * (authorization, recognition, joint act) outranks a list that somebody published; of several words of one rank the most
 * careful counts. A host that has said nothing, has refused, or waits to be confirmed has no entry: `recognitionsOn`.
 */
export function standingsOn(effects: readonly Effect[], day: Day): readonly KnownStanding[] {
  const byCountry = new Map<Country, { readonly standing: KnownStanding; readonly own: boolean }>()
  for (const track of tracksOn(effects, day)) {
    const kind = track[0]?.track
    const standing = kind === 'recognition' ? standingOfRecognition(track) : standingOfTrack(track, day)
    if (!standing) continue
    const said = kind === 'joint' ? { ...standing, joint: true as const } : standing
    const own = kind !== 'listing'
    const other = byCountry.get(said.country)
    const outranks =
      !other ||
      (own && !other.own) ||
      (own === other.own && mostCareful(said.status, other.standing.status) === said.status)
    if (outranks) byCountry.set(said.country, { standing: said, own })
  }
  return [...byCountry.values()].map(({ standing }) => standing).sort((a, b) => (a.country < b.country ? -1 : 1))
}

function tracksOn(effects: readonly Effect[], day: Day): Iterable<readonly Effect[]> {
  const tracks = new Map<string, Effect[]>()
  for (const effect of effects) {
    if (effect.from > day) continue
    const name = `${effect.country} ${effect.track} ${effect.source ?? effect.act ?? ''}`
    const track = tracks.get(name)
    if (track) track.push(effect)
    else tracks.set(name, [effect])
  }
  return tracks.values()
}

/** A host's word that changes nothing in a standing, but is told. */
export type ToldRecognition = { readonly recognition: 'waiting' | 'refused'; readonly since: Day }

/** The hosts that refused, or whose permissive word waits to be confirmed, on a day. */
export function recognitionsOn(effects: readonly Effect[], day: Day): ReadonlyMap<Country, ToldRecognition> {
  const told = new Map<Country, ToldRecognition>()
  for (const effect of effects) {
    if (effect.track !== 'recognition' || effect.from > day) continue
    const { country, from: since, refused, waiting } = effect
    if (waiting) told.set(country, { recognition: 'waiting', since })
    else if (refused) told.set(country, { recognition: 'refused', since })
    else told.delete(country)
  }
  return told
}

/** A host's standing: recognized or suspended; undefined while its word is neither. A restriction needs no confirmation. */
function standingOfRecognition(track: readonly Effect[]): KnownStanding | undefined {
  let standing: KnownStanding | undefined
  for (const { country, status, from, refused, waiting } of track) {
    if (waiting) continue
    if (refused && status !== 'suspended') standing = undefined
    else if (standing?.status !== status) standing = { country, status, since: from }
  }
  return standing
}

/** The standing of one country's one track; `track` holds at least one effect, all from `day` or before, in the order of their recording. */
export function standingOfTrack(track: readonly Effect[], day: Day): KnownStanding {
  // Acts of one track are recorded in the order of their days (life.ts, decide, sees to it), so the last one is in force.
  const { validUntil, ...standing } = track.slice(1).reduce(after, after(undefined, track[0] as Effect))
  const dated = { ...standing, ...(validUntil && { validUntil }) }
  if (standing.status !== 'authorized' || !validUntil || validUntil >= day) return dated
  // Given back after its last day, it was suspended until then.
  const givenBackLate = standing.since > validUntil
  return { ...dated, status: 'expired', since: givenBackLate ? standing.since : addDays(validUntil, 1) }
}

/** The standing after one more effect, before its term is held against a day. A grant begins anew; what it does not say is not taken from an older one. */
function after(before: KnownStanding | undefined, effect: Effect): KnownStanding {
  const { country, source, status, from, appeal, closed } = effect
  const ended = before?.status === 'authorized' ? before.validUntil : undefined
  const lapsed = ended !== undefined && addDays(ended, 1) < from
  const since = before?.status === status && !lapsed ? before.since : from
  const grants = status === 'authorized' && !effect.keeps
  const validFrom = grants ? from : before?.validFrom
  const keepsTerm = effect.keeps === 'term and scope' || effect.keeps === 'term'
  const validUntil = status === 'authorized' && !keepsTerm ? effect.until : before?.validUntil
  const scope = grants ? effect.scope : (effect.scope ?? before?.scope)
  return {
    country,
    status,
    since,
    ...(source && { source }),
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
    ...(scope && { scope }),
    ...(appeal && { appeal }),
    ...(closed && { closed }),
  }
}

// From the least to the most careful. Who is on a list only is less sure than who is authorized.
const CAREFUL: readonly KnownStatus[] = ['authorized', 'listed', 'delisted', 'expired', 'suspended', 'revoked']

/** The more careful of two statuses. */
export function mostCareful(a: KnownStatus, b: KnownStatus): KnownStatus {
  return CAREFUL.indexOf(a) >= CAREFUL.indexOf(b) ? a : b
}

/** The headline: the most careful word of all countries that could be asked; undefined when none said anything. */
export function headline(standings: readonly { readonly status: KnownStatus | 'unknown' }[]): KnownStatus | undefined {
  return standings
    .map(({ status }) => status)
    .filter((status) => status !== 'unknown')
    .reduce<KnownStatus | undefined>((worst, status) => (worst ? mostCareful(worst, status) : status), undefined)
}
