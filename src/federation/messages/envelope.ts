// The envelope: a CloudEvent whose data is sealed; what is not personal stands on it again, so that it can be held against the inside.
import { hash } from 'node:crypto'
import { z } from 'zod'
import { typeOf } from './kinds.ts'
import type { MessageRecord } from './record.ts'

/** Most bytes of an envelope as it is sent, and of what is sealed in it. */
export const MOST_ENVELOPE = 256 * 1024
const MOST_BASE64 = 255 * 1024

/** Names of extensions are lower-case letters (CloudEvents 1.0, 3.1). */
export const Envelope = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().regex(/^msg_[a-z2-9]{27}$/),
  source: z.string().max(100),
  type: z.string().regex(/^org\.sursur\.exchange\.[a-z][a-z-]{0,31}$/),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/age'),
  // Standard base64 by its letters: what it stands for is judged when it is opened.
  data_base64: z
    .string()
    .max(MOST_BASE64)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/),
  corridor: z.string().max(64),
  sender: z.string().regex(/^[A-Z]{2}$/),
  receiver: z.string().regex(/^[A-Z]{2}$/),
  number: z.int().min(1),
  conversation: z.string().max(64),
  /** Among the sender's messages of this conversation, from 1; like `number` given when the message is queued, after sealing. */
  place: z.int().min(1),
  item: z.string().max(64),
  owner: z.string().regex(/^[A-Z]{2}$/),
  purpose: z.string().max(32),
  onward: z.literal('closed'),
  commitment: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
})
export type Envelope = z.infer<typeof Envelope>

/** The bytes of an envelope, as text; they are what digest and receipt speak of. */
export function writeEnvelope(
  record: MessageRecord,
  {
    source,
    number,
    place,
    sealed,
    commitment,
  }: {
    readonly source: string
    readonly number: number
    readonly place: number
    readonly sealed: Uint8Array
    readonly commitment: string
  },
): string {
  const { id, kind, time, corridor, from, to, conversation, item, owner, purpose, onward } = record
  const envelope: Envelope = {
    specversion: '1.0',
    id,
    source,
    type: typeOf(kind),
    time,
    datacontenttype: 'application/age',
    data_base64: Buffer.from(sealed).toString('base64'),
    corridor,
    sender: from,
    receiver: to,
    number,
    conversation,
    place,
    item,
    owner,
    purpose,
    onward,
    commitment,
  }
  return JSON.stringify(envelope)
}

/** SHA-256 of the bytes of an envelope, hexadecimal. */
export function digestOf(envelope: string): string {
  return hash('sha256', envelope, 'hex')
}

/** Reads an envelope. Undefined when it is none. */
export function readEnvelope(text: string): Envelope | undefined {
  try {
    return Envelope.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** The first thing in which the inside differs from the envelope; undefined when nothing does. */
export function differenceOf(envelope: Envelope, record: MessageRecord): string | undefined {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['id', envelope.id, record.id],
    ['corridor', envelope.corridor, record.corridor],
    ['sender', envelope.sender, record.from],
    ['receiver', envelope.receiver, record.to],
    ['type', envelope.type, typeOf(record.kind)],
    ['conversation', envelope.conversation, record.conversation],
    ['item', envelope.item, record.item],
    ['owner', envelope.owner, record.owner],
    ['purpose', envelope.purpose, record.purpose],
    ['onward', envelope.onward, record.onward],
    ['time', envelope.time, record.time],
  ]
  return pairs.find(([, outside, inside]) => outside !== inside)?.[0]
}
