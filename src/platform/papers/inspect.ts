// Looks at a sent paper before it is kept: what it is by its content, and whether it could harm whoever opens it.
import { fileTypeFromBuffer } from 'file-type'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { sha256Hex } from '../seal/digest.ts'
import { jpegFault, pngFault } from './image.ts'
import { extensionOf } from './name.ts'
import { pdfFault } from './pdf.ts'

export type PaperType = 'application/pdf' | 'image/jpeg' | 'image/png'

export type Paper = {
  readonly type: PaperType
  readonly extension: 'pdf' | 'jpg' | 'png'
  readonly size: number
  /** SHA-256 of the bytes as they came, in hexadecimal digits. */
  readonly sha256: string
}

/**
 * Why a paper is refused. `disguised`: its name or its beginning says something else than its content; `bomb`: small here,
 * huge when opened; `active-content`: it would do something when opened; `encrypted`: nobody here could look inside.
 */
export type PaperFault =
  | 'empty'
  | 'too-large'
  | 'not-allowed-type'
  | 'disguised'
  | 'damaged'
  | 'bomb'
  | 'active-content'
  | 'encrypted'

export type PaperRefusal = { readonly code: PaperFault; readonly type?: string }

const ENDINGS: Readonly<Record<PaperType, readonly [Paper['extension'], ...string[]]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
}

/**
 * Inspects `bytes` by content. `limit` is the largest size in bytes. What the browser declared is believed only where it
 * contradicts: a declared type that is another allowed one is `disguised`; an unknown or empty one says nothing.
 */
export async function inspectPaper(
  bytes: Uint8Array,
  sent: { readonly name: string; readonly declaredType: string; readonly limit: number },
): Promise<Result<Paper, PaperRefusal>> {
  if (bytes.length === 0) return fail({ code: 'empty' })
  if (bytes.length > sent.limit) return fail({ code: 'too-large' })
  const found = await typeOf(bytes)
  const type = found && found in ENDINGS ? (found as PaperType) : undefined
  const ending = extensionOf(sent.name)
  const pretended = Object.values(ENDINGS).flat().includes(ending)
  if (!type) return fail({ code: pretended ? 'disguised' : 'not-allowed-type', ...(found ? { type: found } : {}) })
  if (!ENDINGS[type].includes(ending)) return fail({ code: 'disguised', type })
  if (sent.declaredType in ENDINGS && sent.declaredType !== type) return fail({ code: 'disguised', type })
  if (isAlsoArchive(Buffer.from(bytes))) return fail({ code: 'disguised', type })
  const code = { 'application/pdf': pdfFault, 'image/jpeg': jpegFault, 'image/png': pngFault }[type](Buffer.from(bytes))
  if (code) return fail({ code, type })
  return ok({ type, extension: ENDINGS[type][0], size: bytes.length, sha256: sha256Hex(bytes) })
}

/** Whether an archive ends where the file ends: archivers read from the end, whatever stands before. */
function isAlsoArchive(bytes: Buffer): boolean {
  const at = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  return at !== -1 && at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length
}

async function typeOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime
  } catch {
    // A file that ends in the middle of its own beginning.
    return undefined
  }
}
