// Letters of a pack: one template a kind, with a fixed list of placeholders that the desk fills in.
import { z } from 'zod'
import { Localized } from './parts.ts'

export const LETTER_KINDS = [
  'received',
  'more-asked',
  'granted',
  'refused',
  'returned-complete',
  'renewed',
  'amended',
  'suspended',
  'reinstated',
  'revoked',
  'closed',
  'fined',
  'hearing',
  'appeal-received',
  'appeal-decided',
  'warning-notice',
  'warning-published',
  'warning-removed',
  'inspection-announced',
] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

/**
 * What a template may name in braces: the recruiter's `name`, the file's `number`, the `licence`, a `day` and the day `until`
 * which something holds or must be done, the `office`, the `ground` in law, the `reason` in the officer's words, a `list`, an `address`.
 */
export const PLACEHOLDERS = [
  'name',
  'number',
  'licence',
  'day',
  'until',
  'office',
  'ground',
  'reason',
  'list',
  'address',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

const Letter = z.strictObject({ subject: Localized, paragraphs: z.array(Localized).min(1) })
export type Letter = z.infer<typeof Letter>

/** The file `letters.json`: every kind has its template. */
export const Letters = z.record(z.enum(LETTER_KINDS), Letter)
