// Verifier keys: the public half of a key with its name and its purpose, as one pins it (C2SP signed-note).
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, fromBase64, fromHex, toBase64, toHex, utf8 } from './bytes.ts'
import { TransparencyFault } from './fault.ts'

/** Types of signature: Ed25519 over the note's text, and Ed25519 cosignature with a time. */
export const NOTE_TYPE = 1
export const COSIGNATURE_TYPE = 4

export type VerifierKey = {
  readonly name: string
  /** The first four bytes of a hash over name, type and key, as a big-endian number. */
  readonly id: number
  /** 1: signs notes; 4: cosigns checkpoints. */
  readonly type: number
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** `name+id+key`. */
  readonly text: string
}

/** The id of a key as the specification recommends it and tlog-cosignature demands it. */
export function keyIdOf(name: string, type: number, publicKey: Uint8Array): number {
  const hash = sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey))
  return readId(hash)
}

/** The verifier key as text. Throws `malformed-key` for a name, a type or a length that cannot be. */
export function writeVerifierKey(name: string, type: number, publicKey: Uint8Array): string {
  if (!isKeyName(name)) throw new TransparencyFault('malformed-key', 'a key needs a name without spaces and plus signs')
  if (type !== NOTE_TYPE && type !== COSIGNATURE_TYPE)
    throw new TransparencyFault('malformed-key', 'unknown type of key')
  if (publicKey.length !== 32) throw new TransparencyFault('malformed-key', 'an Ed25519 key has 32 bytes')
  const id = toHex(idBytes(keyIdOf(name, type, publicKey)))
  return `${name}+${id}+${toBase64(concat(Uint8Array.of(type), publicKey))}`
}

/** Reads a verifier key. Throws `malformed-key` for whatever `writeVerifierKey` would not write, a wrong id included. */
export function parseVerifierKey(text: string): VerifierKey {
  const [name = '', id = '', key = '', ...rest] = text.split('+')
  // Base64 has plus signs of its own.
  const bytes = fromBase64([key, ...rest].join('+'), 'malformed-key')
  const type = bytes[0] ?? 0
  const publicKey = bytes.slice(1)
  if (writeVerifierKey(name, type, publicKey) !== text)
    throw new TransparencyFault('malformed-key', `the key ${name} does not have the id that it states`)
  return { name, id: readId(fromHex(id, 'malformed-key')), type, publicKey, text }
}

/** Not empty, valid text, neither white space of any script, control characters nor plus signs. */
export function isKeyName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note has no control characters
  return /^[^\p{White_Space}+\u0000-\u001f]+$/u.test(name) && name.isWellFormed()
}

export function readId(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
}

export function idBytes(id: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, id)
  return bytes
}
