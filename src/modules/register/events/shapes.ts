// Shapes that events of several kinds share: countries, legal days, commitments, scope.
import { z } from 'zod'
import { parseCountry } from '../../../kernel/country.ts'
import { parseDay } from '../../../kernel/day.ts'

export const CountryCode = z.string().transform((text, context) => {
  const country = parseCountry(text)
  if (!country) context.addIssue({ code: 'custom', message: 'not a country code' })
  return country ?? z.NEVER
})

export const LegalDay = z.string().transform((text, context) => {
  const day = parseDay(text)
  if (!day) context.addIssue({ code: 'custom', message: 'not a day' })
  return day ?? z.NEVER
})

export const CommitmentShape = z.strictObject({ version: z.number().int().positive(), commitment: z.string() })
const Words = z.record(z.string(), z.string())
const Guarantee = z.strictObject({
  amount: z.number().int().nonnegative(),
  currency: z.string().length(3),
  until: LegalDay.optional(),
})
export const ScopeShape = z.strictObject({
  sectors: z.array(z.string()),
  occupations: z.array(z.string()).optional(),
  countries: z.array(CountryCode).optional(),
  places: Words.optional(),
  workers: z.number().int().positive().optional(),
  conditions: Words.optional(),
  guarantee: Guarantee.optional(),
})
