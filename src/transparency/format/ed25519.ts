// The one verdict on Ed25519 signatures, the same in Node and in a browser: implementations differ on odd keys and signatures.
import { ed25519 } from '@noble/curves/ed25519.js'

const KEY_BYTES = 32
const SIGNATURE_BYTES = 64

/**
 * Whether a signature of 64 bytes over the message was made with the key of 32 bytes: RFC 8032 and FIPS 186-5, which
 * refuse points in another spelling and scalars above the group's order (not the looser rules of ZIP 215).
 */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    // A key that is no point of the curve.
    return false
  }
}
