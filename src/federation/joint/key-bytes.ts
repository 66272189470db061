// What happens to the bytes of an officer's key: made and sealed, or opened for one signature, and overwritten.
import { createPrivateKey, sign } from 'node:crypto'
import { sealUnder, unsealUnder } from '../../platform/seal/passphrase.ts'
import { parseVerifierKey } from '../../transparency/format/key.ts'
import { signatureLine } from '../../transparency/format/note.ts'
import { newSeed, signerOf } from '../../transparency/keys/signer.ts'

// PKCS #8 of an Ed25519 key up to its 32 bytes (RFC 8410, section 7).
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A new key under a name, sealed under the officer's words. */
export async function makeKey(name: string, secret: string, logN?: number) {
  const seed = newSeed()
  try {
    const key = signerOf(name, 1, seed).verifierKey
    return { key, wrapped: await sealUnder(seed, secret, logN) }
  } finally {
    seed.fill(0)
  }
}

/** The officer's signature line over a text. Throws SealFault `wrong-key` for other words, `damaged`. */
export async function signLine(text: string, key: string, wrapped: Uint8Array, secret: string): Promise<string> {
  const { name, id } = parseVerifierKey(key)
  const seed = await unsealUnder(wrapped, secret)
  const der = Buffer.concat([PKCS8, seed])
  seed.fill(0)
  try {
    const opened = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    return signatureLine(name, id, new Uint8Array(sign(null, new TextEncoder().encode(text), opened)))
  } finally {
    der.fill(0)
  }
}
