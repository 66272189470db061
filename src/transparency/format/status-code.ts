// The QR code on a certificate: a status note with its signatures in a fixed layout of bytes (federation.md, 3.10).
import { fromBase32, toBase32 } from './base32.ts'
import { concat, sameBytes, text as textOf, utf8 } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { HASH_BYTES, type Hash } from './hash.ts'
import { MOST_LOGS } from './heads.ts'
import { STATUS_WORDS, type StatusNote, statusText } from './status-note.ts'

/** Kind 1: status; layout 1. */
const KIND = Uint8Array.of(1, 1)
const SIZE_BYTES = 6
const SIGNATURE_BYTES = 64
const MOST_SIGNATURES = 16

export type CodeSignature = { readonly id: number; readonly signature: Uint8Array }

/** What stands in a code: the note without the names of its logs, which the reader's policy gives. */
export type StatusCode = Omit<StatusNote, 'heads'> & {
  readonly logs: readonly { readonly size: number; readonly root: Hash }[]
  readonly signatures: readonly CodeSignature[]
}

/**
 * The text of the QR code: an address in capitals, which any camera opens. `site`: address of the node, as `https://host`;
 * a path of it keeps its letters, and makes the code larger.
 */
export function writeStatusCode(site: string, code: StatusCode): string {
  const { protocol, host, pathname } = new URL(site)
  return `${`${protocol}//${host}`.toUpperCase()}${pathname.replace(/\/$/, '')}/S#${toBase32(codeBytes(code))}`
}

/** The code of a note and of the signatures over it. */
export function codeOf({ heads, ...note }: StatusNote, signatures: readonly CodeSignature[]): StatusCode {
  return { ...note, logs: heads.map(({ size, root }) => ({ size, root })), signatures }
}

/** Whether a text may be such a code: an address that ends in `/S#…`, or the part behind it alone. */
export function isStatusCode(text: string): boolean {
  return /^(HTTPS?:\/\/[^\s#]+\/S#)?[A-Z2-7]{100,4000}$/i.test(text.trim())
}

/** Reads a code. Throws `malformed-status` for whatever `writeStatusCode` would not write; the address in front is not looked at. */
export function parseStatusCode(text: string): StatusCode {
  if (!isStatusCode(text)) throw malformed('the address')
  const payload = text.trim().split('#').at(-1) ?? ''
  const bytes = fromBase32(payload.toUpperCase())
  const code = readCode(bytes)
  if (!sameBytes(codeBytes(code), bytes)) throw malformed('it is written in another way')
  return code
}

/** The bytes: kind, corridor, licence and name with their lengths, status, times, logs, signatures. Throws `malformed-status`. */
export function codeBytes(code: StatusCode): Uint8Array {
  const { logs, signatures, ...note } = code
  // The note's own rules hold for its parts here too.
  statusText({ ...note, heads: logs.map((log, at) => ({ origin: `${at}`, ...log })) })
  if (signatures.length > MOST_SIGNATURES) throw malformed('its signatures')
  if (note.expires > 0xffffffff || logs.some(({ size }) => size >= 2 ** (8 * SIZE_BYTES)))
    throw malformed('its numbers')
  return concat(
    KIND,
    ...[note.corridor, note.licence, note.shortName].map(utf8).flatMap((part) => [Uint8Array.of(part.length), part]),
    Uint8Array.of(STATUS_WORDS.indexOf(note.status)),
    number(note.issued, 4),
    number(note.expires, 4),
    Uint8Array.of(logs.length),
    ...logs.flatMap(({ size, root }) => [number(size, SIZE_BYTES), root]),
    Uint8Array.of(signatures.length),
    ...signatures.flatMap(({ id, signature }) => [number(id, 4), signature]),
  )
}

function readCode(bytes: Uint8Array): StatusCode {
  let at = 0
  const take = (count: number) => {
    if (at + count > bytes.length) throw malformed('it ends too early')
    at += count
    return bytes.slice(at - count, at)
  }
  const takeNumber = (count: number) => take(count).reduce((sum, byte) => sum * 256 + byte, 0)
  const takeText = () => textOf(take(takeNumber(1)), 'malformed-status')
  const takeMany = <T>(most: number, one: () => T): T[] => {
    const count = takeNumber(1)
    if (count > most) throw malformed('its counts')
    return Array.from({ length: count }, one)
  }
  if (!sameBytes(take(2), KIND)) throw malformed('a kind of code that this program does not know')
  const code = {
    corridor: takeText(),
    licence: takeText(),
    shortName: takeText(),
    status: STATUS_WORDS[takeNumber(1)] ?? unknownStatus(),
    issued: takeNumber(4),
    expires: takeNumber(4),
    logs: takeMany(MOST_LOGS, () => ({ size: takeNumber(SIZE_BYTES), root: take(HASH_BYTES) })),
    signatures: takeMany(MOST_SIGNATURES, () => ({ id: takeNumber(4), signature: take(SIGNATURE_BYTES) })),
  }
  if (at !== bytes.length) throw malformed('something follows it')
  return code
}

function number(value: number, count: number): Uint8Array {
  const bytes = new Uint8Array(count)
  for (let rest = value, at = count - 1; at >= 0; at--) {
    bytes[at] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}

function unknownStatus(): never {
  throw malformed('the status')
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-status', `not the code of a certificate: ${what}`)
}
