// The recruiters on which the countries differ, for the desks of both: derived from what is in memory, stored nowhere.
import type { Day } from '../../../../kernel/day.ts'
import { addressOf } from '../../address.ts'
import { type Divergence, divergencesOf } from '../../domain/divergence.ts'
import type { KnownRegister } from '../../known.ts'

export type RecruiterApart = Divergence & {
  readonly recruiter: string
  readonly address: string
  readonly licence: string
  /** Empty while only its number is known. */
  readonly name: string
}

/** Those of today; only recruiters of whom more than one authority has spoken are looked at. */
export function divergences(register: Pick<KnownRegister, 'spokenOfTwice'>, today: Day): readonly RecruiterApart[] {
  const found: RecruiterApart[] = []
  for (const { id, country, licence, name, effects } of register.spokenOfTwice())
    for (const one of divergencesOf(country, effects, today))
      found.push({ ...one, recruiter: id, address: addressOf(country, licence), licence, name })
  return found.sort((a, b) => (a.address < b.address ? -1 : 1))
}
