// One signature line of a note: an em dash, the key's name, its id and the signature (C2SP signed-note).
import { concat, fromBase64, toBase64 } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { idBytes, isKeyName, readId } from './key.ts'

/** A signature as it stands in a note: not verified. */
export type NoteSignature = { readonly name: string; readonly id: number; readonly signature: Uint8Array }

const DASH = '\u2014 '

/** Writes a signature line, without a line end. Throws `malformed-note` for a name that cannot be one. */
export function signatureLine(name: string, id: number, signature: Uint8Array): string {
  if (!isKeyName(name))
    throw new TransparencyFault('malformed-note', 'a key needs a name without spaces and plus signs')
  return `${DASH}${name} ${toBase64(concat(idBytes(id), signature))}`
}

/**
 * Reads a signature line without its end. Throws `malformed-note` for whatever `signatureLine` would not write, and
 * `bad-signature` when only the base64 is at fault: a witness answers the two differently.
 */
export function parseSignatureLine(line: string): NoteSignature {
  const [name = '', base64 = '', ...more] = line.slice(DASH.length).split(' ')
  if (!line.startsWith(DASH) || !isKeyName(name) || base64.length < 8 || more.length > 0)
    throw new TransparencyFault('malformed-note', 'not a signature line')
  const bytes = fromBase64(base64, 'bad-signature')
  if (bytes.length <= 4) throw new TransparencyFault('malformed-note', 'a signature line without a signature')
  return { name, id: readId(bytes), signature: bytes.slice(4) }
}
