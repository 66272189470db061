// Hashes and random bits from node:crypto, so that no other room names the cryptography library.
import { createHash, hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a text (UTF-8) or of bytes, as 64 lower-case hexadecimal digits. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex')
}

/** SHA-256 of what comes in pieces. */
export function createDigest() {
  const digest = createHash('sha256')
  return {
    update(piece: Uint8Array | string): void {
      digest.update(piece)
    },
    hex: () => digest.digest('hex'),
  }
}

/** Whether two secrets are equal, in a time that does not tell where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}

// Asking the system for 32 bytes costs as much as asking for 8 KB: a list of a million rows asks three million times.
const POOL = 8192
let pool = Buffer.alloc(0)

/** Fresh random bytes; each is handed out once. */
function fromPool(count: number): Buffer {
  if (count > POOL) return randomBytes(count)
  if (pool.length < count) pool = randomBytes(POOL)
  const taken = pool.subarray(0, count)
  pool = pool.subarray(count)
  return taken
}

/** Lower-case base32 without look-alikes (no 0, 1, l, o: Crockford's idea, with `u` kept out as well). */
const ALPHABET = '23456789abcdefghjkmnpqrstvwxyz'

/** A new identifier: the prefix of its kind, `_`, then 27 characters of a 30-letter alphabet (> 128 random bits). */
export function newIdentifier(prefix: string): string {
  let text = ''
  while (text.length < 27) {
    // Bytes from 240 up are thrown away, so that each letter is equally likely.
    for (const byte of fromPool(32)) if (byte < 240 && text.length < 27) text += ALPHABET[byte % 30]
  }
  return `${prefix}_${text}`
}

/** `count` random bytes as base64url: salts, tokens, nonces. */
export function randomToken(count: number): string {
  return fromPool(count).toString('base64url')
}
