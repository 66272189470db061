// Which requirements a pack holds a recruiter to, by purpose, kind of recruiter and day, and how far a statement was verified.
import type { Country } from '../kernel/country.ts'
import type { Day } from '../kernel/day.ts'
import { countryOfPack } from './questions.ts'
import type { Purpose, Requirement } from './schema/desks.ts'
import type { Provenance } from './schema/parts.ts'
import type { Pack } from './schema.ts'

/** What is asked for, by whom, and the day whose law counts. */
export type RequirementQuestion = {
  readonly for: Purpose
  /** An id of the country's `kindsOfRecruiter`. */
  readonly kind: string
  readonly day: Day
}

/**
 * The requirements in force on a day, in the pack's order. A requirement counts from its `from` to its `to`, both days included.
 * Empty for a country that is not of the pack.
 */
export function requirementsOn(pack: Pack, country: Country, question: RequirementQuestion): readonly Requirement[] {
  const all = countryOfPack(pack, country)?.requirements ?? []
  return all.filter(
    (requirement) =>
      requirement.for.includes(question.for) &&
      (requirement.kinds?.includes(question.kind) ?? true) &&
      requirement.from <= question.day &&
      (requirement.to === undefined || question.day <= requirement.to),
  )
}

/** Whether a statement was read in a copy of its source; anything else is shown as not verified. */
export function isVerified(provenance: Provenance): boolean {
  return provenance.flag === 'sourced'
}
