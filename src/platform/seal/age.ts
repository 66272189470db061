// Sealing in the age format: bytes that only the holders of named keys can open again.
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** A pair of keys: `identity` (AGE-SECRET-KEY-1…) opens and is secret; `recipient` (age1…) seals and may be known. */
export type SealKey = { readonly identity: string; readonly recipient: string }

/** What went wrong with a seal. No message holds a key or a piece of what was sealed. */
export class SealFault extends Error {
  override readonly name = 'SealFault'
  /** `wrong-key`: sealed for others; `damaged`: cut off, changed, or no sealed file at all. */
  readonly code: 'no-recipient' | 'bad-recipient' | 'bad-identity' | 'wrong-key' | 'damaged'
  constructor(code: SealFault['code'], cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}

/** A new pair of X25519 keys, as the `age` program makes them. */
export async function newSealKey(): Promise<SealKey> {
  return sealKeyOf(await generateX25519Identity())
}

/** The pair to which an identity belongs. Throws SealFault `bad-identity`. */
export async function sealKeyOf(identity: string): Promise<SealKey> {
  try {
    return { identity, recipient: await identityToRecipient(identity) }
  } catch {
    // The cause is left out: it may quote the secret.
    throw new SealFault('bad-identity')
  }
}

/**
 * Seals for every one of `recipients`; each of them alone can open it. The result tells its length and how many may
 * open it, not who. Throws SealFault `no-recipient`, `bad-recipient`.
 */
export async function seal(bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  if (recipients.length === 0) throw new SealFault('no-recipient')
  const encrypter = new Encrypter()
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient)
    } catch (error) {
      throw new SealFault('bad-recipient', error)
    }
  }
  return encrypter.encrypt(bytes)
}

/** Opens with the first of `identities` that fits. Throws SealFault `bad-identity`, `wrong-key`, `damaged`. */
export async function unseal(bytes: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  for (const identity of identities) {
    try {
      decrypter.addIdentity(identity)
    } catch {
      throw new SealFault('bad-identity')
    }
  }
  try {
    return await decrypter.decrypt(bytes)
  } catch (error) {
    throw new SealFault(/no identity matched/.test(String(error)) ? 'wrong-key' : 'damaged', error)
  }
}
