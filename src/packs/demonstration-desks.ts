// The shape of what a demonstration does at the desks: invented accounts, and files with the steps of each on its day.
import { z } from 'zod'
import { PURPOSES } from './schema/desks.ts'
import { CountryCode, Id, LegalDay } from './schema/parts.ts'

/** A day counted from the day of the first start, so that the work list always has something late, due today and due soon. */
const RelativeDay = z
  .string()
  .regex(/^(0|[+-][1-9]\d{0,3})d$/, 'days from the first start, such as "-12d", "0d" or "+3d"')

/** An own day of the calendar for what is long past, or one counted from the first start. */
export const StepDay = z.union([RelativeDay, LegalDay], {
  error: 'a day as YYYY-MM-DD, or days from the first start such as "-12d", "0d" or "+3d"',
})
export type StepDay = z.infer<typeof StepDay>

export const AccountExample = z.strictObject({
  /** The name of signing in. */
  name: z.string().min(3).max(40),
  country: CountryCode,
  /** As pages show it; carries a mark. */
  display: z.string().min(1),
  desk: z.enum(['staff', 'recruiter']),
  /** An authority of the country; `recruiter` for a recruiter's account. */
  office: Id,
  roles: z.array(z.string().min(1)).min(1),
})
export type AccountExample = z.infer<typeof AccountExample>

const Texts = z.array(z.string().min(1)).default([])

/** What an applicant writes; the rest of a form stays empty. Answers by requirement and field of the pack. */
export const FormExample = z.strictObject({
  name: z.string().min(1),
  tradeNames: Texts,
  taxNumber: z.string().optional(),
  telephones: Texts,
  emails: Texts,
  webs: z.array(z.url()).default([]),
  address: z.string().optional(),
  place: z.string().optional(),
  representatives: z.array(z.strictObject({ name: z.string().min(1) })).default([]),
  guarantors: Texts,
  sectors: Texts,
  occupations: Texts,
  countries: z.array(CountryCode).default([]),
  places: z.string().optional(),
  workers: z.number().int().positive().optional(),
  answers: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  remarks: z.string().optional(),
  /** For a backfill: the authorization of the paper register. */
  paper: z
    .strictObject({
      licence: z.string().min(1),
      grantedOn: LegalDay,
      validUntil: LegalDay.optional(),
      decree: z.string().min(1),
    })
    .optional(),
})
export type FormExample = z.infer<typeof FormExample>

/** On which day, and by whose account. */
export const ON = { day: StepDay, by: z.string().min(1) } as const
export const Reason = z.string().min(1)
const AskedItem = z.strictObject({ requirement: z.string().min(1), text: z.string().min(1) })

/** What an answer changes in the form; the rest stays as it was. */
const Correction = z.strictObject({
  telephones: z.array(z.string().min(1)).optional(),
  workers: z.number().int().positive().optional(),
  remarks: z.string().optional(),
})

const Terms = z.strictObject({ validUntil: StepDay.optional() })

export const ApplicationStep = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('submit'), ...ON }),
  z.strictObject({ act: z.literal('complete'), ...ON }),
  z.strictObject({ act: z.literal('ask'), ...ON, items: z.array(AskedItem).min(1), until: StepDay.optional() }),
  z.strictObject({ act: z.literal('answer'), ...ON, form: Correction.optional() }),
  z.strictObject({
    act: z.literal('check'),
    ...ON,
    /** A requirement of the file, or `*` for each that was not checked yet. */
    requirement: z.string().min(1),
    result: z.enum(['met', 'not met']),
    reason: Reason.optional(),
  }),
  z.strictObject({ act: z.literal('stop-waiting'), ...ON }),
  z.strictObject({
    act: z.literal('propose'),
    ...ON,
    outcome: z.enum(['grant', 'refuse']),
    reason: Reason,
    terms: Terms.optional(),
  }),
  z.strictObject({ act: z.literal('return'), ...ON, reason: Reason }),
  z.strictObject({ act: z.literal('grant'), ...ON, reason: Reason, licence: z.string().optional() }),
  z.strictObject({ act: z.literal('refuse'), ...ON, reason: Reason }),
  z.strictObject({ act: z.literal('withdraw'), ...ON }),
  z.strictObject({ act: z.literal('lapse'), ...ON }),
  z.strictObject({ act: z.literal('appeal'), ...ON, reasons: Reason }),
  z.strictObject({
    act: z.literal('appeal-decided'),
    ...ON,
    outcome: z.enum(['confirmed', 'overturned']),
    reason: Reason,
  }),
  /** To an account by its name of signing in. */
  z.strictObject({ act: z.literal('assign'), ...ON, to: z.string().min(1) }),
  z.strictObject({ act: z.literal('note'), ...ON, text: Reason }),
])
export type ApplicationStep = z.infer<typeof ApplicationStep>

export const ApplicationExample = z.strictObject({
  /** Names it among the demonstration's files; never shown. */
  id: Id,
  country: CountryCode,
  kind: z.enum(PURPOSES),
  recruiterKind: z.string(),
  /** Number of the recruiter that it is about; for everything but a first authorization and a backfill. */
  licence: z.string().optional(),
  /** Language in which applicant and officers write. */
  language: z.string(),
  form: FormExample,
  steps: z.array(ApplicationStep).min(1),
})
export type ApplicationExample = z.infer<typeof ApplicationExample>
