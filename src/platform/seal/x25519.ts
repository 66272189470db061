// The X25519 part of an age file by node:crypto: the library's own goes through WebCrypto, whose calls cost ten times the arithmetic.
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
import { type Identity, type Recipient, Stanza } from 'age-encryption'

// SubjectPublicKeyInfo and PKCS #8 of an X25519 key up to their 32 bytes (RFC 8410).
const SPKI = Buffer.from('302a300506032b656e032100', 'hex')
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const INFO = 'age-encryption.org/v1/X25519'
const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
/** A file key of 16 bytes, and its tag. */
const [FILE_KEY, TAG] = [16, 16]
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

/** The key that wraps the file key (age v1, "The X25519 recipient type"); a share of low order throws. */
function wrapKey(privateKey: KeyObject, publicKey: KeyObject, share: Uint8Array, recipient: Uint8Array): Buffer {
  const shared = diffieHellman({ privateKey, publicKey })
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([share, recipient]), INFO, 32))
}

/** Seals file keys for a recipient that the library has accepted. */
export function x25519Recipient(text: string): Recipient {
  const recipient = bytesOf(text)
  const theirs = publicOf(recipient)
  return {
    wrapFileKey(fileKey) {
      const once = generateKeyPairSync('x25519')
      const share = rawOf(once.publicKey)
      // The key serves once, so its nonce may be nothing.
      const cipher = createCipheriv('chacha20-poly1305', wrapKey(once.privateKey, theirs, share, recipient), NONCE, {
        authTagLength: TAG,
      })
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
      return [new Stanza(['X25519', share.toString('base64').replace(/=+$/, '')], body)]
    },
  }
}

/** Opens file keys with an identity that the library has accepted. */
export function x25519Identity(text: string): Identity {
  const own = createPrivateKey({ key: Buffer.concat([PKCS8, bytesOf(text)]), format: 'der', type: 'pkcs8' })
  const recipient = rawOf(createPublicKey(own))
  return {
    unwrapFileKey(stanzas) {
      for (const { args, body } of stanzas) {
        if (args[0] !== 'X25519') continue
        const share = Buffer.from(args[1] ?? '', 'base64')
        // Strict: each file key can be written in one way only.
        if (args.length !== 2 || share.length !== 32 || share.toString('base64').replace(/=+$/, '') !== args[1])
          throw new Error('invalid X25519 stanza')
        if (body.length !== FILE_KEY + TAG) throw new Error('invalid X25519 stanza')
        const key = wrapKey(own, publicOf(share), share, recipient)
        const decipher = createDecipheriv('chacha20-poly1305', key, NONCE, { authTagLength: TAG })
        decipher.setAuthTag(body.subarray(FILE_KEY))
        try {
          return new Uint8Array(Buffer.concat([decipher.update(body.subarray(0, FILE_KEY)), decipher.final()]))
        } catch {
          // Sealed for somebody else: the next stanza may be ours.
        }
      }
      return null
    },
  }
}
