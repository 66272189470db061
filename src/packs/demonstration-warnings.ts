// The shape of a demonstration's warnings about invented people who recruit without authorization, with the steps of each on its day.
import { z } from 'zod'
import { ON, Reason, StepDay } from './demonstration-desks.ts'
import { CountryCode, Id } from './schema/parts.ts'

const Texts = z.array(z.string().min(1)).default([])
const WORDS = { text: Reason } as const

export const WarningStep = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('report'), ...ON, via: z.enum(['officer', 'complaint']) }),
  z.strictObject({ act: z.literal('verify'), ...ON, ...WORDS }),
  z.strictObject({ act: z.literal('dismiss'), ...ON, ...WORDS }),
  z.strictObject({ act: z.literal('propose'), ...ON, ...WORDS }),
  /** `apart`: numbers of authorized recruiters with near names, said to be others. */
  z.strictObject({ act: z.literal('approve'), ...ON, ...WORDS, apart: Texts }),
  z.strictObject({ act: z.literal('return'), ...ON, ...WORDS }),
  z.strictObject({
    act: z.literal('give-notice'),
    ...ON,
    ...WORDS,
    way: z.enum(['letter', 'in person', 'telephone', 'electronic', 'public notice', 'none']),
    until: StepDay,
  }),
  z.strictObject({ act: z.literal('contest'), ...ON, ...WORDS }),
  z.strictObject({ act: z.literal('decide-contest'), ...ON, ...WORDS, outcome: z.enum(['upheld', 'rejected']) }),
  z.strictObject({ act: z.literal('publish'), ...ON, apart: Texts }),
  z.strictObject({ act: z.literal('remove'), ...ON, ...WORDS, why: z.enum(['expired', 'mistake', 'registered']) }),
])
export type WarningStep = z.infer<typeof WarningStep>

export const WarningExample = z.strictObject({
  id: Id,
  country: CountryCode,
  language: z.string(),
  /** Whom it names. */
  party: z.strictObject({
    name: z.string().min(1),
    names: Texts,
    telephones: Texts,
    emails: Texts,
    webs: z.array(z.url()).default([]),
    place: z.string().optional(),
    offered: z.string().optional(),
  }),
  steps: z.array(WarningStep).min(1),
})
export type WarningExample = z.infer<typeof WarningExample>
