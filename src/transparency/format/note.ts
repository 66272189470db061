// Signed notes: a text and the lines of those who signed it (C2SP signed-note).
import { text as textOf, utf8 } from './bytes.ts'
import { cosignatureMessage, readCosignature } from './cosignature.ts'
import { verifyEd25519 } from './ed25519.ts'
import { TransparencyFault } from './fault.ts'
import { COSIGNATURE_TYPE, NOTE_TYPE, type VerifierKey } from './key.ts'
import { type NoteSignature, parseSignatureLine } from './note-line.ts'

export { type NoteSignature, signatureLine } from './note-line.ts'

export const MAX_NOTE = 64 * 1024
export const MAX_SIGNATURES = 64

/** A note as it came: in bytes, or as the text of those bytes. */
export type NoteBytes = Uint8Array | string

/** Not verified: nothing of it may be believed. */
export type ParsedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** A key whose signature holds; `time` (Unix seconds) for a cosignature. */
export type Verified = { readonly key: VerifierKey; readonly time?: number }

export type OpenedNote = {
  /** The signed text, with its last line end. */
  readonly text: string
  /** Each key once, in the order of its first line; of several cosignatures of one key the latest. */
  readonly verified: readonly Verified[]
  /** All signatures of the note, those of strangers included: not verified. */
  readonly signatures: readonly NoteSignature[]
}

/** Puts a note together. `lines`: signature lines without line ends. Throws `malformed-note` when it could not be read again. */
export function writeNote(text: string, lines: readonly string[]): string {
  const note = `${text}\n${lines.map((line) => `${line}\n`).join('')}`
  const parsed = parseNote(note)
  if (parsed.text !== text || parsed.signatures.length !== lines.length) throw malformed('the parts do not make a note')
  return note
}

/** Takes a note apart without verifying it. Throws `malformed-note`, and `bad-signature` for a signature in odd base64. */
export function parseNote(note: NoteBytes): ParsedNote {
  const bytes = typeof note === 'string' ? utf8(note) : note
  if (bytes.length > MAX_NOTE) throw malformed('it is larger than 64 KiB')
  const whole = textOf(bytes, 'malformed-note')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note has none but the line end
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) throw malformed('it has a control character')
  const split = whole.lastIndexOf('\n\n')
  if (split < 0 || !whole.endsWith('\n')) throw malformed('it does not end in signature lines after an empty line')
  const lines = whole.slice(split + 2, -1).split('\n')
  if (lines.length > MAX_SIGNATURES) throw malformed(`it has more than ${MAX_SIGNATURES} signatures`)
  return { text: whole.slice(0, split + 1), signatures: lines.map(parseSignatureLine) }
}

/**
 * Opens a note under the keys that the caller knows. Lines of other keys are passed over.
 * Throws TransparencyFault `malformed-note`, `ambiguous-key` (two known keys with one name and id), `bad-signature`
 * (a known key's line fails: the whole note is refused), `unknown-signer` (no known key has signed).
 */
export function openNote(note: NoteBytes, keys: readonly VerifierKey[]): OpenedNote {
  const { text, signatures } = parseNote(note)
  const known = new Map(keys.map((key) => [`${key.name}+${key.id}`, key]))
  if (known.size !== keys.length) throw new TransparencyFault('ambiguous-key', 'two keys have the same name and id')
  const verified = new Map<VerifierKey, Verified>()
  for (const line of signatures) {
    const key = known.get(`${line.name}+${line.id}`)
    if (!key) continue
    const now = verify(text, line, key)
    const before = verified.get(key)
    verified.set(key, (before?.time ?? -1) > (now.time ?? -1) && before ? before : now)
  }
  if (verified.size === 0) throw new TransparencyFault('unknown-signer', 'no known key has signed the note')
  return { text, verified: [...verified.values()], signatures }
}

function verify(text: string, { signature }: NoteSignature, key: VerifierKey): Verified {
  if (key.type === NOTE_TYPE && verifyEd25519(key.publicKey, utf8(text), signature)) return { key }
  const cosigned = key.type === COSIGNATURE_TYPE ? readCosignature(signature) : undefined
  if (cosigned && verifyEd25519(key.publicKey, cosignatureMessage(text, cosigned.time), cosigned.signature))
    return { key, time: cosigned.time }
  throw new TransparencyFault('bad-signature', `the signature of ${key.name} fails`)
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-note', `not a signed note: ${what}`)
}
