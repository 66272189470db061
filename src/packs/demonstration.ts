// The shape of a pack's demonstration data: invented recruiters and what authorities did to them, in order of days.
import { z } from 'zod'
import { AccountExample, ApplicationExample } from './demonstration-desks.ts'
import { InspectionExample, SanctionExample } from './demonstration-sanctions.ts'
import { WarningExample } from './demonstration-warnings.ts'
import { CountryCode, LegalDay, Localized } from './schema.ts'

export const RecruiterExample = z.strictObject({
  licence: z.string().min(1),
  /** The home country, whose authority authorizes it. */
  country: CountryCode,
  /** A kind of recruiter of that country. */
  kind: z.string(),
  /** How it is called after the last act; a former name is one that a `rename` replaced. */
  names: z
    .array(z.strictObject({ text: z.string().min(1), kind: z.enum(['name', 'trade name', 'former name']) }))
    .min(1),
  /** Absent for a natural person in business alone. */
  legalForm: z.string().optional(),
  telephones: z.array(z.string()),
  emails: z.array(z.string()),
  webs: z.array(z.url()),
  address: z.strictObject({ place: z.string().min(1), street: z.string().optional() }),
  scope: z.strictObject({
    /** Ids of the pack's sectors. */
    sectors: z.array(z.string()).min(1),
    places: Localized,
    /** Most workers at one time. */
    workers: z.number().int().positive(),
  }),
})
export type RecruiterExample = z.infer<typeof RecruiterExample>

export const ActExample = z.strictObject({
  day: LegalDay,
  licence: z.string().min(1),
  act: z.enum(['authorize', 'renew', 'suspend', 'reinstate', 'revoke', 'rename']),
  /** The country whose authority acts: the recruiter's own. */
  country: CountryCode,
  ground: z.strictObject({ text: Localized, law: z.string().optional() }),
  /** Last day of validity; with `authorize` and `renew` only. */
  validUntil: LegalDay.optional(),
  reason: Localized.optional(),
  /** With `rename` only. */
  newName: z.string().min(1).optional(),
})
export type ActExample = z.infer<typeof ActExample>

export const Demonstration = z.strictObject({
  /** Says to every reader that nothing here is real. */
  notice: Localized,
  /** Words of which each name carries one, so that nobody takes an invented recruiter for a real one. */
  marks: z.array(z.string().min(1)).min(1),
  recruiters: z.array(RecruiterExample).min(1),
  acts: z.array(ActExample).min(1),
  /** One password for all accounts; it is printed, and works on this machine alone. */
  password: z.string().min(12).optional(),
  /** The words of every deciding officer's key for joint acts; printed like the password, which they must not be. */
  decisionSecret: z.string().min(12).optional(),
  accounts: z.array(AccountExample).default([]),
  applications: z.array(ApplicationExample).default([]),
  inspections: z.array(InspectionExample).default([]),
  sanctions: z.array(SanctionExample).default([]),
  warnings: z.array(WarningExample).default([]),
})
export type Demonstration = z.infer<typeof Demonstration>

/** The name that a recruiter bore when it was first authorized, before any `rename`. */
export function firstNameOf(recruiter: RecruiterExample, acts: readonly ActExample[]): string | undefined {
  const given = new Set(
    acts.filter((act) => act.licence === recruiter.licence && act.act === 'rename').map((act) => act.newName),
  )
  const borne = recruiter.names.filter((name) => name.kind !== 'trade name').map((name) => name.text)
  return borne.find((name) => !given.has(name)) ?? recruiter.names.find((name) => name.kind === 'name')?.text
}
