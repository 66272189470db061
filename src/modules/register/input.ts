// What comes in from outside, checked: the question of a check, a day, a page of a list.
import { z } from 'zod'
import { parseDay } from '../../kernel/day.ts'

/** Longest question, in characters: a long name, a number and an address fit twice. */
export const LONGEST_QUESTION = 300

export const DayInput = z
  .string()
  .transform((text, context) => {
    const day = parseDay(text.trim())
    if (!day) context.addIssue({ code: 'custom', message: 'a day as YYYY-MM-DD', params: { problem: 'bad-date' } })
    return day ?? z.NEVER
  })
  .meta({ description: 'A day, YYYY-MM-DD', type: 'string', format: 'date', example: '2025-04-20' })

// Prints nothing, yet changes how the question is read or repeated: controls, and bidirectional overrides and isolates.
const HIDDEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** What was typed, without hidden characters, in NFC; what can be seen stays as it is. */
export function cleanTyped(text: string): string {
  return text.replace(HIDDEN, ' ').normalize('NFC').trim()
}

export const QuestionInput = z
  .string()
  .transform(cleanTyped)
  .refine((text) => /[\p{L}\p{N}]/u.test(text), { message: 'empty', params: { problem: 'empty-question' } })
  .refine((text) => text.length <= LONGEST_QUESTION, { message: 'too long', params: { problem: 'question-too-long' } })
  .meta({
    description: `Name, licence number, telephone, e-mail, web or social address; at most ${LONGEST_QUESTION} characters`,
    example: 'XA-0042-7',
  })

export const CheckQuery = z.strictObject({
  q: QuestionInput,
  on: DayInput.optional().describe('As it stood on that day; today when absent'),
  limit: z.coerce.number().int().min(1).max(50).default(10).describe('Most results'),
})

export const AddressParams = z.strictObject({
  licence: z.string().min(1).max(100).describe('Country and licence number, as in the address of the recruiter’s page'),
})

export const RecruiterQuery = z.strictObject({ on: DayInput.optional() })

// Pages forgive what programs must not send: a day left empty in a form, and what messengers hang onto a shared address.
const forgiving = <Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>) =>
  z.preprocess(
    (query) =>
      Object.fromEntries(
        Object.entries(query as object).filter(([key, value]) => key in schema.shape && (value !== '' || key === 'q')),
      ),
    schema,
  )

export const CheckPageQuery = forgiving(CheckQuery)
export const RecruiterPageQuery = forgiving(RecruiterQuery)

export const ListQuery = z.strictObject({
  after: z
    .string()
    .regex(/^(rec_[a-z0-9]{1,60})?$/, 'what `next` gave')
    .default('')
    .describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

export const ChangesQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).describe('Position of the last event that you have'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

/** The problem behind a failed check of input: the first one named, else `bad-parameter`. */
export function problemOf(error: z.ZodError): string {
  for (const issue of error.issues) {
    const named = issue.code === 'custom' ? (issue.params?.problem as string | undefined) : undefined
    if (named) return named
    if (issue.path[0] === 'q' && issue.code === 'invalid_type') return 'empty-question'
  }
  return 'bad-parameter'
}
