// Which rules a pack holds a recruiter to on a day: requirements, guarantee, sanctions, questions of an inspection.
import type { Country } from '../kernel/country.ts'
import type { Day } from '../kernel/day.ts'
import { countryOfPack } from './questions.ts'
import type { InspectionQuestion, Purpose, Requirement, Sanction } from './schema/desks.ts'
import type { Money, Provenance } from './schema/parts.ts'
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
      inForce(requirement, question.day),
  )
}

/** Whether a statement was read in a copy of its source; anything else is shown as not verified. */
export function isVerified(provenance: Provenance): boolean {
  return provenance.flag === 'sourced'
}

/** Whether a recruiter of this kind lodges a guarantee; `unknown` too for a kind of which the pack says nothing. */
export function guaranteeFor(
  pack: Pack,
  country: Country,
  kind: string,
): { readonly required: boolean | 'unknown'; readonly amount?: Money } {
  const guarantee = countryOfPack(pack, country)?.guarantee
  if (!guarantee || guarantee.kinds?.includes(kind) === false) return { required: 'unknown' }
  const { required, amount } = guarantee
  return { required, ...(amount && { amount }) }
}

/** The scale of sanctions of a day, in the pack's order; empty for a country that is not of the pack. */
export function sanctionsOn(pack: Pack, country: Country, day: Day): readonly Sanction[] {
  return (countryOfPack(pack, country)?.sanctions ?? []).filter((sanction) => inForce(sanction, day))
}

/** What an inspection asks on a day, in the pack's order; empty for a country that is not of the pack. */
export function checklistOn(pack: Pack, country: Country, day: Day): readonly InspectionQuestion[] {
  return (countryOfPack(pack, country)?.inspection.checklist ?? []).filter((question) => inForce(question, day))
}

/** What one unit of a fine is worth on a day, with its source; undefined where the pack does not know, so that nothing is converted by guess. */
export function fineUnitWorth(
  pack: Pack,
  country: Country,
  unit: string,
  day: Day,
): { readonly worth: Money; readonly provenance: Provenance } | undefined {
  const known = countryOfPack(pack, country)?.fineUnits.find((candidate) => candidate.id === unit)
  return known?.values.find((value) => inForce(value, day))
}

/** Both days are included; a side that is absent is open. */
function inForce(rule: { readonly from?: Day | undefined; readonly to?: Day | undefined }, day: Day): boolean {
  return (rule.from === undefined || rule.from <= day) && (rule.to === undefined || day <= rule.to)
}
