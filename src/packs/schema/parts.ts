// Parts from which every file of a pack is made: texts by language, checked codes and days, provenance and law.
import { z } from 'zod'
import { parseCountry } from '../../kernel/country.ts'
import { type Day, parseDay } from '../../kernel/day.ts'

const byLanguage = () =>
  z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'a language tag such as "ar" or "quc"'), z.string().min(1))

/** Text by language tag. At least the pack's source languages are filled; nothing unwritten is invented. */
export const Localized = byLanguage()
export type Localized = z.infer<typeof Localized>

/** Official titles by language tag: only the languages in which the classification itself was published. */
export const OfficialTitles = byLanguage()

/** A word that names an entry within its list, such as `written-contract`. */
export const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and dashes, such as "guarantee"')

/** A country code, checked. */
export const CountryCode = z.string().transform((text, context) => {
  const country = parseCountry(text)
  if (!country) context.addIssue({ code: 'custom', message: 'two capital letters of ISO 3166-1, such as "XA"' })
  return country ?? z.NEVER
})

/** A day, checked. */
export const LegalDay = z.string().transform((text, context): Day => {
  const day = parseDay(text)
  if (!day) context.addIssue({ code: 'custom', message: 'a day as YYYY-MM-DD' })
  return day ?? z.NEVER
})

/** How far a statement can be relied on; `sources` are keys of the pack's table of sources. */
export const Provenance = z.strictObject({
  flag: z.enum(['sourced', 'secondary', 'background', 'not found']),
  sources: z.array(z.string()).default([]),
  /** Article, section, paragraph. */
  at: z.string().optional(),
  note: z.string().optional(),
})
export type Provenance = z.infer<typeof Provenance>

/** The legal ground of a rule. What was not verified carries its flag, and a summary that says so; no text of law is invented. */
export const Law = z.strictObject({
  instrument: Localized,
  article: z.string().optional(),
  /** What it says, in the pack's own words. */
  summary: Localized.optional(),
  provenance: Provenance,
})
export type Law = z.infer<typeof Law>

/** Three values for a fact of law: yes, no, or that nobody has found out yet. */
export const KnownOrNot = z.union([z.boolean(), z.literal('unknown')], { error: 'true, false or "unknown"' })

/** An amount of money: whole minor units (cents, or the unit itself where the currency has none) and ISO 4217. */
export const Money = z.strictObject({
  minor: z.number().int().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters of ISO 4217'),
})
export type Money = z.infer<typeof Money>
