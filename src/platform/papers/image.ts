// Whether a picture is whole, and how large it becomes when opened, read from its headers without opening it.
import type { PaperFault } from './inspect.ts'

// 80 million points are more than a scan of A3 at 400 dots an inch; opened they take 320 MB.
const MOST_PIXELS = 80_000_000

function sizeFault(width: number, height: number): PaperFault | undefined {
  if (width === 0 || height === 0) return 'damaged'
  return width * height > MOST_PIXELS ? 'bomb' : undefined
}

/** Walks the chunks of a PNG: header first, end last, nothing behind it. */
export function pngFault(bytes: Buffer): PaperFault | undefined {
  let at = 8
  let size: PaperFault | undefined
  let first = true
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const kind = bytes.toString('latin1', at + 4, at + 8)
    if (at + 12 + length > bytes.length) return 'damaged'
    if (first) {
      if (kind !== 'IHDR' || length !== 13) return 'damaged'
      size = sizeFault(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12))
      if (size) return size
    }
    first = false
    at += 12 + length
    // What stands behind the end is another file.
    if (kind === 'IEND') return at === bytes.length ? undefined : 'disguised'
  }
  return 'damaged'
}

/** Walks the segments of a JPEG up to its data, and looks for its end. */
export function jpegFault(bytes: Buffer): PaperFault | undefined {
  let at = 2
  let sized = false
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return 'damaged'
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return 'damaged'
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      if (length < 8) return 'damaged'
      const fault = sizeFault(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
      if (fault) return fault
      sized = true
    }
    at += 2 + length
    if (marker === 0xda) {
      if (!sized) return 'damaged'
      const end = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]))
      if (end < at) return 'damaged'
      return foreign(bytes.subarray(end + 2)) ? 'disguised' : undefined
    }
  }
  return 'damaged'
}

/** Cameras pad their pictures and append previews; an archive or a program behind one is no picture. */
function foreign(tail: Buffer): boolean {
  return [
    'PK\u0003\u0004',
    'PK\u0005\u0006',
    'MZ',
    '\u007fELF',
    '%PDF-',
    'Rar!',
    '7z\u00bc\u00af',
    '<script',
    '<html',
  ].some((sign) => tail.includes(Buffer.from(sign, 'latin1')))
}
