// What an act and its entries may hold, as closed schemas: what no rule knows cannot be signed by mistake.
import canonicalize from 'canonicalize'
import { z } from 'zod'
import type { Country } from '../../kernel/country.ts'
import { sha256Hex } from '../../platform/seal/digest.ts'
import type { ActBody } from './domain.ts'

/** Most bytes of a body in canonical JSON: an entry holds 4,096 with everything around. */
export const LONGEST_BODY = 2400
export const LONGEST_REASON = 500

const Line = z
  .string()
  .min(1)
  .max(200)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line has none
  .refine((text) => text.isWellFormed() && text.normalize('NFC') === text && !/[\u0000-\u001f\u007f]/.test(text))
const Prose = z
  .string()
  .min(1)
  .max(2000)
  .refine((text) => text.isWellFormed() && text.normalize('NFC') === text)
const Code = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .transform((code) => code as Country)
const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)
const worded = (words: z.ZodType<string>) =>
  z.record(Language, words).refine((all) => Object.keys(all).length > 0 && Object.keys(all).length <= 12)
export const ActId = z.string().regex(/^joint_[2-9a-hj-km-np-tv-z]{27}$/)
const supersedes = ActId.optional()
const Recruiter = { recruiter: z.string().regex(/^rec_[0-9a-z_-]{1,60}$/), licence: Line }

export const Body = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recognition'), ...Recruiter, host: Code, supersedes }),
  z.strictObject({ kind: z.literal('suspension'), ...Recruiter, supersedes }),
  z.strictObject({ kind: z.literal('decision'), title: worded(Line), text: worded(Prose), supersedes }),
  z.strictObject({
    kind: z.literal('invitation'),
    country: Code,
    name: Line,
    url: z
      .string()
      .max(200)
      .regex(/^https?:\/\/[^\s/]+(\/[^\s]*[^\s/])?$/),
    supersedes,
  }),
  z.strictObject({ kind: z.literal('repeal'), of: ActId, supersedes }),
])

const Parties = z
  .array(Code)
  .min(2)
  .max(16)
  .refine((codes) => codes.every((code, at) => at === 0 || (codes[at - 1] ?? '') < code), 'sorted, each once')
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Terms = { party: Code, hash: Hash, parties: Parties, expires: z.number().int().positive() }
const Officer = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** Data of the entries `org.sursur.decision.*`; the act is the entry's subject. */
export const ProposedData = z.strictObject({ ...Terms, body: Body, proposer: Officer.optional() })
export const ApprovedData = z.strictObject(Terms)
export const RejectedData = z.strictObject({ party: Code, reason: worded(Prose.max(LONGEST_REASON)) })

/** SHA-256 of a body in canonical JSON (RFC 8785), 64 hexadecimal digits. */
export function hashOfBody(body: ActBody): string {
  return sha256Hex(canonicalBody(body))
}

/** The body as it is hashed. */
export function canonicalBody(body: ActBody): string {
  return canonicalize(body) ?? ''
}

/**
 * Why an act of these parties cannot say this; undefined when it can. A recognition is agreed on by the country that gives it;
 * a country that is invited is none of those who invite.
 */
export function faultOfBody(
  body: ActBody,
  parties: readonly Country[],
): 'host-not-a-party' | 'already-a-party' | 'too-long' | undefined {
  if (body.kind === 'recognition' && !parties.includes(body.host)) return 'host-not-a-party'
  if (body.kind === 'invitation' && parties.includes(body.country)) return 'already-a-party'
  return new TextEncoder().encode(canonicalBody(body)).length > LONGEST_BODY ? 'too-long' : undefined
}
