// Transport keys as others pin them: the short name that a signature carries, and the key that checks it.
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { parseVerifierKey } from '../../transparency/format/key.ts'
import type { Party } from '../trust/trust.ts'

export type TransportKey = {
  /** `name+id`: the verifier key without its last part. */
  readonly keyid: string
  readonly verify: (message: Uint8Array, signature: Uint8Array) => boolean
}

// SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410, section 4).
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
/** By their text: a manifest changes rarely, a key object costs more than a check with it. */
const known = new Map<string, TransportKey>()
const MOST_KNOWN = 256

/** The short name of a verifier key. */
export function keyidOf(verifierKey: string): string {
  return verifierKey.split('+', 2).join('+')
}

/** A verifier key of the note type, ready to check with. Throws TransparencyFault when it is none. */
export function transportKey(verifierKey: string): TransportKey {
  const earlier = known.get(verifierKey)
  if (earlier) return earlier
  const { publicKey } = parseVerifierKey(verifierKey)
  const key: KeyObject = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
  const made = {
    keyid: keyidOf(verifierKey),
    // A transport signature convinces only the two nodes, at once: node:crypto may judge it (federation.md, 9).
    verify: (message: Uint8Array, signature: Uint8Array) => verify(null, message, key, signature),
  }
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(verifierKey, made)
  return made
}

/** The transport keys of a party that count now, its present one first. */
export type KeysOf = (party: Party) => readonly string[]

/** The key of that short name among a party's; undefined when it has none such. */
export function keyNamed(keysOf: KeysOf, party: Party, keyid: string): TransportKey | undefined {
  const text = keysOf(party).find((key) => keyidOf(key) === keyid)
  return text === undefined ? undefined : transportKey(text)
}
