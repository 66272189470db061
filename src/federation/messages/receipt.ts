// The receipt: the receiver's signed word that it holds a message, and since when.
import { parseNote, signatureLine, writeNote } from '../../transparency/format/note.ts'
import type { Signer } from '../../transparency/keys/signer.ts'
import { keyidOf, transportKey } from '../signed/transport-key.ts'

const KIND = 'sursur.org/receipt/v1'

export type Receipt = {
  readonly corridor: string
  readonly id: string
  /** SHA-256 of the envelope, hexadecimal. */
  readonly digest: string
  /** Unix seconds. */
  readonly time: number
}

/** Signs a receipt with the receiver's transport key; a note. */
export function writeReceipt({ corridor, id, digest, time }: Receipt, signer: Signer): string {
  const text = `${KIND}\n${corridor}\n${id}\n${digest}\n${time}\n`
  return writeNote(text, [signatureLine(signer.name, signer.id, signer.sign(Buffer.from(text, 'utf8')))])
}

/** Opens a receipt under the keys of whoever must have signed it. Undefined when it is none of theirs. */
export function openReceipt(note: string, verifierKeys: readonly string[]): Receipt | undefined {
  try {
    const { text, signatures } = parseNote(note)
    const signed = signatures.some(({ name, id, signature }) => {
      const keyid = `${name}+${id.toString(16).padStart(8, '0')}`
      const key = verifierKeys.find((one) => keyidOf(one) === keyid)
      // A transport key: node:crypto may judge it (federation.md, 9).
      return key !== undefined && transportKey(key).verify(Buffer.from(text, 'utf8'), signature)
    })
    const [kind, corridor = '', id = '', digest = '', time = '', ...rest] = text.split('\n')
    const whole = kind === KIND && /^[1-9]\d{0,12}$/.test(time) && rest.length === 1 && rest[0] === ''
    return signed && whole ? { corridor, id, digest, time: Number(time) } : undefined
  } catch {
    return undefined
  }
}
