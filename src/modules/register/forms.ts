// What a recruiter says of itself in an application: personal, versioned, erasable, beside the events of its file.
import { z } from 'zod'
import type { Country } from '../../kernel/country.ts'
import { parseDay } from '../../kernel/day.ts'
import type { Scope } from './domain/facts.ts'
import { commitTo } from './particulars.ts'

const line = (most: number) => z.string().trim().max(most)
const Lines = z.array(line(200).min(1)).max(20).default([])
const DayText = z.string().refine((text) => parseDay(text) !== undefined, 'a day as YYYY-MM-DD')

/** Somebody who may act for the recruiter. `document`: number of an identity document, as printed. */
export const Representative = z.strictObject({
  name: line(200).min(1),
  document: line(60).optional(),
  born: DayText.optional(),
})

/** An authorization of the ministry's paper register, as it is taken over. */
export const PaperAuthorization = z.strictObject({
  licence: line(60).min(1),
  grantedOn: DayText,
  validUntil: DayText.optional(),
  /** The decree or resolution by which it was given: the ground of the act. */
  decree: line(500).min(1),
})

/** A whole form. Answers by requirement and field of the pack; papers by requirement. */
export const ApplicationForm = z.strictObject({
  /** Tag of the language in which it was written. */
  language: z.string().max(20),
  name: line(200).min(1),
  tradeNames: Lines,
  taxNumber: line(60).optional(),
  telephones: Lines,
  emails: Lines,
  webs: Lines,
  address: line(300).optional(),
  place: line(200).optional(),
  representatives: z.array(Representative).max(20).default([]),
  guarantors: Lines,
  sectors: z.array(z.string().max(60)).max(40).default([]),
  occupations: z
    .array(z.string().regex(/^\d{4}$/))
    .max(60)
    .default([]),
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(20)
    .default([]),
  places: line(300).optional(),
  workers: z.number().int().min(1).max(1_000_000).optional(),
  /** Minor units of the country's currency. */
  guarantee: z.number().int().min(0).max(1_000_000_000_000).optional(),
  answers: z.record(z.string(), z.record(z.string(), z.string().max(5000))).default({}),
  papers: z.record(z.string(), z.array(z.string()).max(20)).default({}),
  /** What the recruiter wants to say besides. */
  remarks: line(5000).optional(),
  paper: PaperAuthorization.optional(),
})
export type ApplicationForm = z.output<typeof ApplicationForm>

/** The scope that a form applies for; undefined when it names no sector. */
export function scopeOf(form: ApplicationForm, currency: string): Scope | undefined {
  const { sectors, occupations, countries, places, workers, guarantee, language } = form
  if (sectors.length === 0) return undefined
  return {
    sectors,
    ...(occupations.length > 0 && { occupations }),
    ...(countries.length > 0 && { countries: countries as Country[] }),
    ...(places && { places: { [language]: places } }),
    ...(workers && { workers }),
    ...(guarantee && { guarantee: { amount: guarantee, currency } }),
  }
}

/** A form on its way: nothing must be there yet, and what is typed is kept as it is, right or wrong. */
export const DraftForm = z.record(z.string(), z.unknown())
export type DraftForm = z.output<typeof DraftForm>

/** What goes into the event beside the record: without the salt it says nothing about it. */
export type SealedForm = { readonly record: ApplicationForm; readonly salt: string; readonly commitment: string }

export function sealForm(record: ApplicationForm): SealedForm {
  return { record, ...commitTo(record) }
}
