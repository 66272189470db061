// What a country's desks ask of its pack: requirements, terms, working days, guarantee, sanctions, inspections, numbers.
import { z } from 'zod'
import { Id, KnownOrNot, Law, LegalDay, Localized, Money, Provenance } from './parts.ts'

/** What a recruiter asks for, or what an old paper register is taken over by (`backfill`). */
export const PURPOSES = ['authorization', 'renewal', 'amendment', 'representative', 'closing', 'backfill'] as const
export type Purpose = (typeof PURPOSES)[number]

const Field = z.strictObject({
  id: Id,
  type: z.enum(['text', 'long-text', 'day', 'number', 'money', 'yes-no', 'choice']),
  label: Localized,
  hint: Localized.optional(),
  required: z.boolean(),
  /** The answers of a `choice`. */
  options: z
    .array(z.strictObject({ id: Id, name: Localized }))
    .min(2)
    .optional(),
})
export type RequirementField = z.infer<typeof Field>

/** First and last day of a rule; open on the side that is absent, so that an old file is held to the law of its day. */
const WHILE = { from: LegalDay.optional(), to: LegalDay.optional() } as const

const Requirement = z.strictObject({
  id: Id,
  for: z.array(z.enum(PURPOSES)).min(1),
  /** Ids of `kindsOfRecruiter`; all kinds when absent. */
  kinds: z.array(z.string()).min(1).optional(),
  name: Localized,
  /** What to hand in, in plain words. */
  asks: Localized,
  fields: z.array(Field),
  /** How many papers are handed in. */
  papers: z.strictObject({ least: z.number().int().nonnegative(), most: z.number().int().nonnegative() }),
  law: Law,
  /** First day on which the pack asks for it; a law older than the pack's data is not dated further back. */
  from: LegalDay,
  /** Last day on which it is asked for. */
  to: LegalDay.optional(),
})
export type Requirement = z.infer<typeof Requirement>

/** A term of so many days or months (one of the two); months are always of the calendar. */
const Deadline = z.strictObject({
  days: z.number().int().positive().optional(),
  months: z.number().int().positive().optional(),
  counted: z.enum(['working', 'calendar']),
  provenance: Provenance,
})
export type Deadline = z.infer<typeof Deadline>

/** Which terms a desk counts; each is absent where no law was found. */
const Deadlines = z.strictObject({
  /** For the office: to say whether an application is complete. */
  completeness: Deadline.optional(),
  /** For the office: to decide. */
  decision: Deadline.optional(),
  /** For the recruiter: to hand in what is missing. */
  answer: Deadline.optional(),
  /** For the recruiter: to appeal. */
  appeal: Deadline.optional(),
  /** For the recruiter: to be heard before a sanction. */
  hearing: Deadline.optional(),
  /** For whoever is to be named in the warning list: to contest it. */
  contest: Deadline.optional(),
})
export type DeadlineKind = keyof z.infer<typeof Deadlines>

const Holiday = z.strictObject({
  /** `MM-DD` for every year, or one day as `YYYY-MM-DD`. */
  day: z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/, 'MM-DD for every year, or one day as YYYY-MM-DD'),
  name: Localized,
})

const Calendar = z.strictObject({
  /** Days of the week on which the office rests: 0 is Sunday, 6 Saturday. */
  restDays: z.array(z.number().int().min(0).max(6)).max(6),
  holidays: z.array(Holiday),
  /** Last day up to which holidays that move from year to year are listed. */
  listedThrough: LegalDay.optional(),
  /** What happens to a term that ends on a day of rest. */
  termEnds: z.enum(['as-counted', 'next-working-day']),
  provenance: Provenance,
})
export type Calendar = z.infer<typeof Calendar>

const Guarantee = z.strictObject({
  required: KnownOrNot,
  /** The kinds of recruiter of which this is said; all when absent. */
  kinds: z.array(z.string()).min(1).optional(),
  amount: Money.optional(),
  provenance: Provenance,
})

const UnitCode = z.string().regex(/^[A-Z]{3}$/, 'three capital letters')

/** A unit in which the country's law counts fines, with what one is worth, from when to when. */
const FineUnit = z.strictObject({
  id: UnitCode,
  name: Localized,
  values: z.array(z.strictObject({ from: LegalDay, to: LegalDay.optional(), worth: Money, provenance: Provenance })),
})

const Sanction = z.strictObject({
  id: Id,
  name: Localized,
  effect: z.enum(['warning', 'fine', 'suspension', 'revocation']),
  /** Whole units of a `fineUnits` entry, or minor units of a currency; absent when the amount was not found. */
  fine: z
    .strictObject({ unit: UnitCode, least: z.number().int().nonnegative(), most: z.number().int().positive() })
    .optional(),
  law: Law,
  ...WHILE,
})
export type Sanction = z.infer<typeof Sanction>

const Question = z.strictObject({ id: Id, question: Localized, law: Law.optional(), ...WHILE })
export type InspectionQuestion = z.infer<typeof Question>

const Inspection = z.strictObject({ checklist: z.array(Question).min(1) })

/** Kinds of file that a desk keeps. */
export const FILE_KINDS = ['application', 'inspection', 'sanction', 'appeal', 'warning'] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** The numbers of the desk's files: country, letter of the kind, sequence, such as `XA-S-1207`. */
const FileNumbers = z.strictObject({
  letters: z.record(z.enum(FILE_KINDS), z.string().regex(/^[A-Z]{1,2}$/, 'one or two capital letters')),
  /** The least digits of a sequence; longer ones keep their length. */
  digits: z.number().int().min(1).max(9),
  checkCharacter: z.enum(['mod-37-36', 'none']),
})

/** The keys of `desks/XA.json`. */
export const DESKS = {
  requirements: z.array(Requirement),
  deadlines: Deadlines,
  calendar: Calendar,
  guarantee: Guarantee,
  fineUnits: z.array(FineUnit),
  sanctions: z.array(Sanction).min(1),
  inspection: Inspection,
  /** Whether an appeal holds off what it contests; `unknown` is treated as not, and shown as unknown. */
  appeal: z.strictObject({ suspensive: KnownOrNot, provenance: Provenance }),
  fileNumbers: FileNumbers,
  /** The two languages of a certificate, the first one leading. */
  certificateLanguages: z.tuple([z.string(), z.string()]),
} as const
