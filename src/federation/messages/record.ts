// What a message says, before it is sealed and after: bound to corridor, sender, receiver and identifier, with its commitment.
import { hash, randomBytes } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { seal, unseal } from '../../platform/seal/age.ts'

const Country = z.string().regex(/^[A-Z]{2}$/)
const Identifier = z.string().regex(/^[a-z]+_[a-z2-9]{27}$/)

/** Everything that the commitment covers. `body` is the kind's own; its module checks it. */
export const MessageRecord = z.strictObject({
  v: z.literal(1),
  id: Identifier,
  corridor: z.string().max(64),
  from: Country,
  to: Country,
  kind: z.string().regex(/^[a-z][a-z-]{0,31}$/),
  conversation: Identifier,
  /** The message in which this item first came into the corridor. */
  item: Identifier,
  owner: Country,
  purpose: z.string().regex(/^[a-z][a-z-]{0,31}$/),
  /** The purpose in words. */
  purposeText: z.string().max(2000),
  /** Whether the receiver may pass it on as it comes: never; leave is asked for one recipient at a time. */
  onward: z.literal('closed'),
  /** ISO 8601, UTC. */
  time: z.iso.datetime(),
  body: z.record(z.string(), z.unknown()),
})
export type MessageRecord = z.infer<typeof MessageRecord>

const Sealed = z.strictObject({ record: MessageRecord, salt: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) })
const DOMAIN = Buffer.from('sursur/commit/v1\0')

/** SHA-256 over a salt of 32 bytes and the record (federation.md, 7), base64. */
export function commitmentOf(record: MessageRecord, salt: Uint8Array): string {
  return commitmentTo(canonicalize(record) ?? '', salt)
}

function commitmentTo(text: string, salt: Uint8Array): string {
  return hash('sha256', Buffer.concat([DOMAIN, salt, Buffer.from(text, 'utf8')]), 'base64')
}

/**
 * Seals a record for its receiver, and for the sender, who may have to read again what it wrote. The salt is inside:
 * once both copies are erased, nobody can tell what the commitment spoke of.
 */
export async function sealRecord(record: MessageRecord, recipients: readonly string[]) {
  const salt = randomBytes(32)
  const text = canonicalize(record) ?? ''
  const inside = `{"record":${text},"salt":"${salt.toString('base64')}"}`
  return { sealed: await seal(Buffer.from(inside, 'utf8'), recipients), commitment: commitmentTo(text, salt) }
}

/** Opens a sealed record; tells the commitment that it must have. Throws SealFault, and ZodError or SyntaxError for what is no record. */
export async function openRecord(sealed: Uint8Array, identities: readonly string[]) {
  const text = Buffer.from(await unseal(sealed, identities)).toString('utf8')
  const { record, salt } = Sealed.parse(JSON.parse(text))
  return { record, commitment: commitmentOf(record, Buffer.from(salt, 'base64')) }
}
