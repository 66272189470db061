// The X25519 recipients of age by node:crypto: the library's go through WebCrypto, whose calls cost ten times the arithmetic.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'

/** A file key sealed for one recipient: the sender's share of the agreement (32 bytes), and the wrapped key (32 bytes). */
export type Wrapped = { readonly share: Uint8Array; readonly body: Uint8Array }
export type Wrap = (fileKey: Uint8Array) => Wrapped
/** Undefined when it was sealed for somebody else. Throws Error for a share of low order. */
export type Unwrap = (wrapped: Wrapped) => Uint8Array | undefined

// SubjectPublicKeyInfo and PKCS #8 of an X25519 key up to their 32 bytes (RFC 8410).
const SPKI = Buffer.from('302a300506032b656e032100', 'hex')
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const INFO = 'age-encryption.org/v1/X25519'
const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
export const FILE_KEY = 16
const TAG = { authTagLength: 16 }
// Each wrapping key serves once.
const NONCE = new Uint8Array(12)

/** The 32 bytes of a recipient or identity in Bech32. Its checksum is the library's to check, before. */
function bytesOf(text: string): Buffer {
  const data = text.toLowerCase().slice(text.lastIndexOf('1') + 1, -6)
  const bits = Array.from(data, (letter) => CHARSET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from(Array.from({ length: 32 }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2)))
}

function publicOf(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' })
}

function rawOf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-32)
}

/** The key that wraps the file key (age v1, "The X25519 recipient type"). */
function wrapKey(privateKey: KeyObject, publicKey: KeyObject, share: Uint8Array, recipient: Uint8Array): Buffer {
  const shared = diffieHellman({ privateKey, publicKey })
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([share, recipient]), INFO, 32))
}

/** Seals file keys for a recipient that the library has accepted. */
export function x25519Wrap(recipientText: string): Wrap {
  const recipient = bytesOf(recipientText)
  const theirs = publicOf(recipient)
  return (fileKey) => {
    const once = generateKeyPairSync('x25519')
    const share = rawOf(once.publicKey)
    const key = wrapKey(once.privateKey, theirs, share, recipient)
    const cipher = createCipheriv('chacha20-poly1305', key, NONCE, TAG)
    return { share, body: Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]) }
  }
}

/** Opens file keys with an identity that the library has accepted. */
export function x25519Unwrap(identityText: string): Unwrap {
  const own = createPrivateKey({ key: Buffer.concat([PKCS8, bytesOf(identityText)]), format: 'der', type: 'pkcs8' })
  const recipient = rawOf(createPublicKey(own))
  return ({ share, body }) => {
    const decipher = createDecipheriv('chacha20-poly1305', wrapKey(own, publicOf(share), share, recipient), NONCE, TAG)
    decipher.setAuthTag(body.subarray(FILE_KEY))
    const fileKey = decipher.update(body.subarray(0, FILE_KEY))
    try {
      decipher.final()
      return fileKey
    } catch {
      return undefined
    }
  }
}
