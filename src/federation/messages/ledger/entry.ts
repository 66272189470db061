// An entry of the exchange log: that a message was sent or taken, and a commitment; nothing of what it says.
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { typeOf } from '../kinds.ts'

export const ExchangeEntry = z.strictObject({
  v: z.literal(1),
  /** Country of the log, then the message. */
  id: z.string().regex(/^[a-z]{2}:msg_[a-z2-9]{27}$/),
  /** `….<kind>.committed` for a message sent, `….ack.committed` for one taken. */
  type: z.string().regex(/^org\.sursur\.exchange\.[a-z][a-z-]{0,31}\.committed$/),
  from: z.string().regex(/^[A-Z]{2}$/),
  to: z.string().regex(/^[A-Z]{2}$/),
  commit: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  /** The entry before in this log, so that one left out is missed. */
  prev: z.string().nullable(),
})
export type ExchangeEntry = z.infer<typeof ExchangeEntry>

const ACK = `${typeOf('ack')}.committed`

/** The entry of a message in the log of `country`, and its bytes. */
export function entryOf(
  country: string,
  message: {
    readonly id: string
    readonly kind: string
    readonly from: string
    readonly to: string
    readonly commitment: string
  },
  prev: string | null,
): { readonly id: string; readonly bytes: Uint8Array } {
  const { from, to, kind, commitment } = message
  const id = `${country.toLowerCase()}:${message.id}`
  const type = country === from ? `${typeOf(kind)}.committed` : ACK
  const entry: ExchangeEntry = { v: 1, id, type, from, to, commit: commitment, prev }
  return { id, bytes: Buffer.from(canonicalize(entry) ?? '', 'utf8') }
}

/** Reads an entry of a peer's log, byte for byte as it would be written. Undefined when it is none. */
export function readEntry(bytes: Uint8Array): (ExchangeEntry & { readonly message: string }) | undefined {
  try {
    const text = Buffer.from(bytes).toString('utf8')
    const entry = ExchangeEntry.parse(JSON.parse(text))
    return canonicalize(entry) === text ? { ...entry, message: entry.id.slice(3) } : undefined
  } catch {
    return undefined
  }
}
