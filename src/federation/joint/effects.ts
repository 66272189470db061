// What an effective joint act does to the register: the rows it puts beside the countries' own words.
import type { Country } from '../../kernel/country.ts'
import { type Day, day } from '../../kernel/day.ts'
import type { Transaction } from '../../platform/database/database.ts'
import type { JointAct } from './domain.ts'

/** One country's word on an authorization, as the register takes it. */
export type JointEffect = {
  readonly country: Country
  readonly track: 'authorization'
  readonly status: 'authorized' | 'suspended'
  readonly from: Day
}
export type JointEffects = readonly { readonly recruiter: string; readonly effects: readonly JointEffect[] }[]

/** What joint acts move outside of this room. Called inside the transaction in which an act comes to count, or ceases to. */
export type Movers = {
  /** The whole effect of one act; none: it was repealed. The same again changes nothing. */
  readonly setJointEffects: (tx: Transaction, act: string, rows: JointEffects) => Promise<void>
  /** The agreement invites a third country. Called once a node, when the act becomes effective. */
  readonly onInvitation: (tx: Transaction, act: JointAct) => Promise<void>
}

/** Which day it is in a country at a moment, by its law. */
export type DayOf = (country: Country, at: Date) => Day

export const dayOfUtc: DayOf = (_country, at) => day(at.toISOString().slice(0, 10))

/**
 * The effect of an act that is in force, the same on every node. It counts from the earliest of the days that the parties had
 * when it became effective: what was decided in the evening must not wait for midnight somewhere.
 */
export function effectsOf({ body, parties, effectiveAt = 0 }: JointAct, dayOf: DayOf = dayOfUtc): JointEffects {
  const at = new Date(effectiveAt * 1000)
  const [from = dayOfUtc('' as Country, at)] = parties.map((party) => dayOf(party, at)).sort()
  const word = (country: Country, status: JointEffect['status']): JointEffect => ({
    country,
    track: 'authorization',
    status,
    from,
  })
  if (body.kind === 'suspension')
    return [{ recruiter: body.recruiter, effects: parties.map((party) => word(party, 'suspended')) }]
  if (body.kind === 'recognition') return [{ recruiter: body.recruiter, effects: [word(body.host, 'authorized')] }]
  return []
}
