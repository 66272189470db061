// The bytes of an entry: canonical JSON (RFC 8785) of what a room drafted, checked before it is written, because canonicalizing repairs silently.
import canonicalize from 'canonicalize'
import { MAX_ENTRY } from '../format/tiles.ts'
import type { EntryDraft } from './share.ts'

/** A draft that cannot stand in a log: a fault of the program, told before anything is stored. */
export class EntryFault extends Error {
  override readonly name = 'EntryFault'
}

/** How an event is called in a log: the short name of its node before its own identifier. */
export function entryId(short: string, event: string): string {
  return event.startsWith(`${short}:`) ? event : `${short}:${event}`
}

/** The bytes of an entry; `short` is the node's short name. Throws EntryFault. */
export function writeEntry({ id, type, time, subject, prev, data, auth }: EntryDraft, short: string): Uint8Array {
  const entry = {
    v: 1,
    id: entryId(short, id),
    type,
    time,
    subject,
    prev: prev === null ? null : entryId(short, prev),
    data,
    ...(auth && { auth }),
  }
  check(entry, id)
  const bytes = new TextEncoder().encode(canonicalize(entry) ?? '')
  if (bytes.length > MAX_ENTRY)
    throw new EntryFault(`event ${id}: its entry has ${bytes.length} bytes, at most ${MAX_ENTRY} are allowed`)
  return bytes
}

/** Both known libraries round a number beyond 2^53 and drop what is undefined (federation.md, 6.4). */
function check(value: unknown, event: string): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new EntryFault(`event ${event}: a text has half a character`)
    if (value.normalize('NFC') !== value) throw new EntryFault(`event ${event}: a text is not in form NFC`)
  } else if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new EntryFault(`event ${event}: a number is not whole, or too large`)
  } else if (Array.isArray(value)) {
    for (const one of value) check(one, event)
  } else if (typeof value === 'object' && value !== null) {
    // A date, a map or bytes would be written as something else than they are.
    if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)
      throw new EntryFault(`event ${event}: ${value.constructor.name} has no place in an entry`)
    for (const [key, one] of Object.entries(value)) {
      check(key, event)
      check(one, event)
    }
  } else if (typeof value !== 'boolean' && value !== null) {
    throw new EntryFault(`event ${event}: ${typeof value} has no place in an entry`)
  }
}
