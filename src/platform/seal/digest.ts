// Hashes and random bits from node:crypto, so that no other room names the cryptography library.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a text (UTF-8) or of bytes, as 64 lower-case hexadecimal digits. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** SHA-256 of what comes in pieces. */
export function createDigest() {
  const hash = createHash('sha256')
  return {
    update(piece: Uint8Array | string): void {
      hash.update(piece)
    },
    hex: () => hash.digest('hex'),
  }
}

/** Whether two secrets are equal, in a time that does not tell where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}

/** Lower-case base32 without look-alikes (no 0, 1, l, o: Crockford's idea, with `u` kept out as well). */
const ALPHABET = '23456789abcdefghjkmnpqrstvwxyz'

/** A new identifier: the prefix of its kind, `_`, then 27 characters of a 30-letter alphabet (> 128 random bits). */
export function newIdentifier(prefix: string): string {
  let text = ''
  while (text.length < 27) {
    // Bytes from 240 up are thrown away, so that each letter is equally likely.
    for (const byte of randomBytes(32)) if (byte < 240 && text.length < 27) text += ALPHABET[byte % 30]
  }
  return `${prefix}_${text}`
}

/** `count` random bytes as base64url: salts, tokens, nonces. */
export function randomToken(count: number): string {
  return randomBytes(count).toString('base64url')
}
