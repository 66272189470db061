// A key that signs notes: made once, kept in a file of the node, known to others by its verifier key.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { keyIdOf, writeVerifierKey } from '../format/key.ts'

/** Ed25519 note key, or Ed25519 cosignature key (C2SP signed-note and tlog-cosignature). */
export type KeyType = 1 | 4

export type Signer = {
  readonly name: string
  readonly id: number
  readonly type: KeyType
  /** The key as others pin it: `name+id+key`. */
  readonly verifierKey: string
  readonly publicKey: Uint8Array
  /** The 64 bytes of an Ed25519 signature. */
  readonly sign: (message: Uint8Array) => Uint8Array
}

// PKCS #8 of an Ed25519 key up to its 32 bytes (RFC 8410, section 7).
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A fresh seed of 32 bytes. */
export function newSeed(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
}

/** The signer of a seed under a name without spaces and plus signs. Throws when the seed is not of 32 bytes. */
export function signerOf(name: string, type: KeyType, seed: Uint8Array): Signer {
  if (seed.length !== 32) throw new Error('a seed has 32 bytes')
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32))
  return {
    name,
    type,
    id: keyIdOf(name, type, publicKey),
    verifierKey: writeVerifierKey(name, type, publicKey),
    publicKey,
    sign: (message) => new Uint8Array(sign(null, message, key)),
  }
}
