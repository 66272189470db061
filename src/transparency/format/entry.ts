// Entries of a SurSur log as they are read: one fixed shape, one spelling (federation.md, 3.8).
import { sameBytes, text as textOf, utf8 } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { MAX_ENTRY } from './tiles.ts'

export type LogEntry = {
  readonly v: 1
  /** `<country>:<event>`. */
  readonly id: string
  /** `org.sursur.…` (federation.md, 4). */
  readonly type: string
  /** When its node recorded it, RFC 3339 in UTC: a claim; the order of the log counts. */
  readonly time: string
  readonly subject: string
  /** Identifier of the entry before on this subject in this log; null for the first. */
  readonly prev: string | null
  readonly data: Readonly<Record<string, unknown>>
  /** Signature lines of further keys. */
  readonly auth?: readonly string[]
}

const KEYS = ['auth', 'data', 'id', 'prev', 'subject', 'time', 'type', 'v']
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/

/**
 * Reads an entry. Throws `malformed-entry` for another shape, for unknown members, for numbers that are not whole or not
 * safe, and for bytes that are not the canonical ones (RFC 8785): two spellings would be two leaves of one meaning.
 */
export function readEntry(bytes: Uint8Array): LogEntry {
  if (bytes.length > MAX_ENTRY) throw malformed('it is too large')
  const value = parsed(textOf(bytes, 'malformed-entry'))
  if (!isObject(value) || !Object.keys(value).every((key) => KEYS.includes(key))) throw malformed('its members')
  const { v, id, type, time, subject, prev, data, auth } = value
  if (v !== 1) throw malformed('its version')
  if (!isName(id) || !isName(type) || !isName(subject)) throw malformed('id, type or subject')
  if (typeof time !== 'string' || !TIME.test(time) || Number.isNaN(Date.parse(time))) throw malformed('its time')
  if (prev !== null && !isName(prev)) throw malformed('prev')
  if (!isObject(data)) throw malformed('its data')
  if (auth !== undefined && !isTexts(auth)) throw malformed('auth')
  if (!sameBytes(utf8(canonical(value)), bytes)) throw malformed('it is not written in the canonical way')
  return { v, id, type, time, subject, prev, data, ...(auth === undefined ? {} : { auth }) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('it is not JSON')
  }
}

/** The canonical text of a value that came out of JSON (RFC 8785): members in the order of their UTF-16 units. */
function canonical(value: unknown): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw malformed('a number is not whole, or too large')
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value).sort()
  return `{${members.map((key) => `${quoted(key)}:${canonical(value[key])}`).join(',')}}`
}

// Half a surrogate pair would be escaped here, and replaced or refused elsewhere.
function quoted(text: string): string {
  if (!text.isWellFormed()) throw malformed('a text has a lone surrogate')
  return JSON.stringify(text)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 256
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-entry', `not an entry of a log: ${what}`)
}
