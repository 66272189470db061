// From the bytes of a body to a form: two content types, bounded counts, text as people typed it without what only machines send.
import type { SentFile, SentForm } from '../platform/http.ts'
import { type FormPart, splitMultipart } from './multipart.ts'

export type FormFault = 'unsupported-form' | 'bad-form' | 'body-too-large'

const MOST_FIELDS = 500
const MOST_FILES = 10
const LONGEST_NAME = 100
const LONGEST_FILE_NAME = 200

/** How a form may be sent: with its boundary, as fields of a line, or not at all. */
export type FormType = 'fields' | { readonly boundary: string } | undefined

/** The form's type from its `Content-Type`; undefined for whatever no form of a browser sends. */
export function formTypeOf(header: string | undefined): FormType {
  const [type = ''] = (header ?? '').split(';')
  if (/^application\/x-www-form-urlencoded$/i.test(type.trim())) return 'fields'
  if (!/^multipart\/form-data$/i.test(type.trim())) return undefined
  const named = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(header ?? '')
  const boundary = named?.[1] ?? named?.[2] ?? ''
  // RFC 2046, 5.1.1: at most 70 of these characters.
  return /^[\w'()+,./:=? -]{1,70}$/.test(boundary) ? { boundary } : undefined
}

/** Reads a form out of its bytes; the fault when it is damaged or holds too much. */
export function readForm(bytes: Uint8Array, type: Exclude<FormType, undefined>): SentForm | FormFault {
  const parts = type === 'fields' ? fieldsOf(bytes) : splitMultipart(bytes, type.boundary, MOST_FIELDS + MOST_FILES)
  if (typeof parts === 'string') return parts
  const lists: Record<string, string[]> = Object.create(null)
  const fields: Record<string, string> = Object.create(null)
  const files: SentFile[] = []
  let count = 0
  for (const part of parts) {
    const name = part.name.normalize('NFC')
    if (name === '' || name.length > LONGEST_NAME || /\p{Cc}/u.test(name)) return 'bad-form'
    if (part.file) {
      // A field for a file into which none was put comes with no name and no bytes.
      if (part.file.name === '' && part.bytes.length === 0) continue
      const { type: mediaType } = part.file
      files.push({ field: name, name: fileName(part.file.name), type: mediaType, bytes: part.bytes })
    } else {
      const text = typeof part.bytes === 'string' ? part.bytes : textOf(part.bytes)
      if (text === undefined) return 'bad-form'
      const clean = cleaned(text)
      count++
      fields[name] ??= clean
      const list = lists[name] ?? []
      lists[name] = list
      list.push(clean)
    }
    if (count > MOST_FIELDS || files.length > MOST_FILES) return 'body-too-large'
  }
  return { fields, lists, files }
}

/** `a=1&b=2`, decoded as the URL standard says. */
function fieldsOf(bytes: Uint8Array): readonly FormPart[] | FormFault {
  const text = textOf(bytes)
  if (text === undefined) return 'bad-form'
  if (text.split('&', MOST_FIELDS + 2).length > MOST_FIELDS) return 'body-too-large'
  return [...new URLSearchParams(text)].map(([name, value]) => ({ name, bytes: value }))
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** NFC, lines ended by \n, no control character but that and the tab. */
function cleaned(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
}

/** The last step of a path, as some browsers send one, without control characters. */
function fileName(sent: string): string {
  const [last = ''] = sent.split(/[\\/]/).slice(-1)
  return last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, LONGEST_FILE_NAME)
    .toWellFormed()
}
