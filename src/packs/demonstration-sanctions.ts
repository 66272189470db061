// The shape of a demonstration's inspections and sanctions, with the steps of each on its day.
import { z } from 'zod'
import { ON, Reason, StepDay } from './demonstration-desks.ts'
import { CountryCode, Id } from './schema/parts.ts'

/** What every such file has: its name among the examples, whose it is, the recruiter, the language of its officers. */
const OF = { id: Id, country: CountryCode, licence: z.string().min(1), language: z.string() } as const

/** What is proposed from the pack's scale. */
const CHARGE = { sanction: z.string(), facts: Reason, precaution: z.boolean().default(false) } as const
const PLAN = { on: StepDay, announced: z.boolean() } as const

export const InspectionStep = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('plan'), ...ON, ...PLAN }),
  z.strictObject({ act: z.literal('replan'), ...ON, ...PLAN }),
  z.strictObject({ act: z.literal('cancel'), ...ON, reason: Reason }),
  /** Every question of the pack was in order but these, with what was seen. */
  z.strictObject({
    act: z.literal('carry-out'),
    ...ON,
    notInOrder: z.record(z.string(), Reason).default({}),
    remarks: z.string().default(''),
  }),
  z.strictObject({ act: z.literal('close'), ...ON, reason: Reason.optional() }),
  z.strictObject({ act: z.literal('ask-to-mend'), ...ON, until: StepDay }),
  z.strictObject({ act: z.literal('propose-sanction'), ...ON, ...CHARGE }),
])
export type InspectionStep = z.infer<typeof InspectionStep>

/** The steps of one visit; whoever plans it carries it out. */
export const InspectionExample = z.strictObject({ ...OF, steps: z.array(InspectionStep).min(1) })
export type InspectionExample = z.infer<typeof InspectionExample>

export const SanctionStep = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('propose'), ...ON, ...CHARGE }),
  z.strictObject({ act: z.literal('suspend-at-once'), ...ON, reason: Reason }),
  z.strictObject({ act: z.literal('end-precaution'), ...ON, reason: Reason }),
  z.strictObject({ act: z.literal('open-hearing'), ...ON, until: StepDay }),
  z.strictObject({ act: z.literal('answer'), ...ON, words: Reason }),
  z.strictObject({ act: z.literal('close-hearing'), ...ON }),
  z.strictObject({
    act: z.literal('impose'),
    ...ON,
    reason: Reason,
    /** Whole units of the scale, or minor units of the country's currency; for a fine. */
    amount: z.number().int().positive().optional(),
    until: StepDay.optional(),
  }),
  z.strictObject({ act: z.literal('drop'), ...ON, reason: Reason }),
  z.strictObject({ act: z.literal('appeal'), ...ON, words: Reason }),
  z.strictObject({
    act: z.literal('appeal-decided'),
    ...ON,
    outcome: z.enum(['confirmed', 'overturned']),
    reason: Reason,
  }),
  z.strictObject({ act: z.literal('paid'), ...ON }),
  z.strictObject({ act: z.literal('unpaid'), ...ON }),
  z.strictObject({ act: z.literal('lift'), ...ON, reason: Reason }),
])
export type SanctionStep = z.infer<typeof SanctionStep>

export const SanctionExample = z.strictObject({ ...OF, steps: z.array(SanctionStep).min(1) })
export type SanctionExample = z.infer<typeof SanctionExample>
