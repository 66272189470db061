// Sealing in the age format: bytes that only the holders of named keys can open again.
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { openFile, sealFile } from './age-file.ts'
import { type Unwrap, type Wrap, x25519Unwrap, x25519Wrap } from './x25519.ts'

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

// A node seals for a few keys and opens with one or two: read once, each is kept.
const MOST_KEPT = 64
const wraps = new Map<string, Wrap>()
const unwraps = new Map<string, Unwrap>()

function kept<T>(all: Map<string, T>, text: string, make: () => T): T {
  const there = all.get(text)
  if (there !== undefined) return there
  const made = make()
  if (all.size >= MOST_KEPT) all.clear()
  all.set(text, made)
  return made
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
 * Seals for every one of `readers`; each of them alone can open it. The result tells its length and how many may
 * open it, not who. Throws SealFault `no-recipient`, `bad-recipient`.
 */
export async function seal(bytes: Uint8Array, readers: readonly string[]): Promise<Uint8Array> {
  if (readers.length === 0) throw new SealFault('no-recipient')
  try {
    if (readers.every((text) => /^age1[a-z0-9]{58}$/.test(text))) return sealFile(bytes, readers.map(wrapOf))
    const encrypter = new Encrypter()
    for (const reader of readers) encrypter.addRecipient(reader)
    return encrypter.encrypt(bytes)
  } catch (error) {
    throw new SealFault('bad-recipient', error)
  }
}

/** The library judges the text, checksum included. */
function wrapOf(text: string): Wrap {
  return kept(wraps, text, () => {
    new Encrypter().addRecipient(text)
    return x25519Wrap(text)
  })
}

function unwrapOf(text: string): Unwrap {
  return kept(unwraps, text, () => {
    new Decrypter().addIdentity(text)
    return x25519Unwrap(text)
  })
}

/** Opens with the first of `keys` (identities) that fits. Throws SealFault `bad-identity`, `wrong-key`, `damaged`. */
export async function unseal(bytes: Uint8Array, keys: readonly string[]): Promise<Uint8Array> {
  const opening = keys.every((text) => /^AGE-SECRET-KEY-1[A-Z0-9]{58}$/.test(text)) ? openFast(bytes, keys) : undefined
  if (opening && 'bytes' in opening) return opening.bytes
  if (opening && opening.fault !== 'other') throw new SealFault(opening.fault)
  const decrypter = new Decrypter()
  for (const identity of keys) {
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

function openFast(bytes: Uint8Array, keys: readonly string[]) {
  let opened: readonly Unwrap[]
  try {
    opened = keys.map(unwrapOf)
  } catch {
    // No cause: it may quote the secret.
    throw new SealFault('bad-identity')
  }
  return openFile(bytes, opened)
}
