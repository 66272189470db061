// Bytes and their texts: base64, hexadecimal and UTF-8, each in exactly one spelling.
import { type FaultCode, TransparencyFault } from './fault.ts'

// Long arrays would overflow the arguments of one call.
const CHUNK = 8192

/** Standard base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)))
  return btoa(parts.join(''))
}

/**
 * The bytes of a base64 text. A text that `toBase64` would not write (no padding, set bits after the end, white space,
 * the alphabet of URLs) is refused with `code`: two spellings of one signature would be two different notes.
 */
export function fromBase64(text: string, code: FaultCode = 'malformed-bytes'): Uint8Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new TransparencyFault(code, 'not base64')
  const bytes = Uint8Array.from(binaryOf(text, code), (char) => char.charCodeAt(0))
  if (toBase64(bytes) !== text) throw new TransparencyFault(code, 'base64 in another spelling')
  return bytes
}

function binaryOf(text: string, code: FaultCode): string {
  try {
    return atob(text)
  } catch {
    throw new TransparencyFault(code, 'not base64')
  }
}

/** Two lower-case hexadecimal digits a byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The bytes of lower-case hexadecimal digits; anything else is refused with `code`. */
export function fromHex(text: string, code: FaultCode = 'malformed-bytes'): Uint8Array {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new TransparencyFault(code, 'not lower-case hexadecimal')
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Public data only: the time it takes tells where the two differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** The UTF-8 of a text. Throws `malformed-bytes` for a lone surrogate, which an encoder would silently replace. */
export function utf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new TransparencyFault('malformed-bytes', 'the text has a lone surrogate')
  return new TextEncoder().encode(text)
}

/** The text of UTF-8 bytes, a byte order mark included. Invalid bytes are refused with `code`. */
export function text(bytes: Uint8Array, code: FaultCode = 'malformed-bytes'): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new TransparencyFault(code, 'not UTF-8')
  }
}

/** A whole number in decimal digits without a leading zero, up to 2^53 - 1. Anything else is refused with `code`. */
export function wholeNumber(digits: string, code: FaultCode): number {
  const value = Number(digits)
  if (!/^(0|[1-9][0-9]{0,15})$/.test(digits) || !Number.isSafeInteger(value))
    throw new TransparencyFault(code, 'not a whole number as it is to be written')
  return value
}
