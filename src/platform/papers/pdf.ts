// Whether a PDF would do something when opened, hides another file, or is a bomb: its objects are searched, its streams opened within bounds.
import { inflateSync } from 'node:zlib'
import type { PaperFault } from './inspect.ts'

const MOST_PAGES = 500
const MOST_STREAMS = 20_000
const MOST_OBJECTS = 50_000
const MOST_OF_ONE = 64 * 1024 * 1024
const MOST_OF_ALL = 128 * 1024 * 1024
/** Deflate reaches about a thousand times at most; a scanned page stays far below two hundred. */
const MOST_TIMES = 400
const SMALL = 1024 * 1024

const ACTIVE =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|GoToR|XFA|Movie|Sound|Rendition)(?![A-Za-z0-9])/
/** What is wrong with a PDF, if anything. Not a parser: what it cannot read it refuses rather than lets pass. */
export function pdfFault(bytes: Buffer): PaperFault | undefined {
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') return 'disguised'
  const text = bytes.toString('latin1')
  // Readers accept a beginning that a browser would take for a page, and an archiver for an archive.
  const head = text.slice(0, 1024)
  if (/<(html|script|!doctype|svg)/i.test(head) || head.includes('PK\u0003\u0004')) return 'disguised'
  const end = text.lastIndexOf('%%EOF')
  if (end === -1) return 'damaged'
  // Line ends and some padding may follow; a second file may not.
  if (/[^\s\0]/.test(text.slice(end + 5))) return 'disguised'
  const outside: string[] = []
  const packed: string[] = []
  let [at, all, count] = [0, 0, 0]
  let pages = 0
  const search = (piece: string): PaperFault | undefined => {
    const plain = namesOf(piece)
    if (/\/Encrypt(?![A-Za-z])/.test(plain)) return 'encrypted'
    if (ACTIVE.test(plain) || actsAtOpening(plain, packed.join('\n')) || /\/AA\s*<</.test(plain))
      return 'active-content'
    pages += plain.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0
    return pages > MOST_PAGES ? 'bomb' : undefined
  }
  for (const start of text.matchAll(/stream\r?\n/g)) {
    if (start.index < at || text.slice(start.index - 3, start.index) === 'end') continue
    if (++count > MOST_STREAMS) return 'bomb'
    const from = start.index + start[0].length
    const to = text.indexOf('endstream', from)
    if (to === -1) return 'damaged'
    const before = text.slice(at, start.index)
    outside.push(before)
    at = to
    // The dictionary of the stream: from its object's beginning.
    const dictionary = namesOf(before.slice(Math.max(0, before.lastIndexOf(' obj'))))
    const opened = open(bytes.subarray(from, to), dictionary)
    if (typeof opened === 'string') return opened
    if (!opened) continue
    all += opened.length
    if (all > MOST_OF_ALL) return 'bomb'
    // Objects may stand inside a stream; the content of a page and pictures have no names that act.
    if (/\/ObjStm/.test(dictionary)) {
      const content = opened.toString('latin1')
      outside.push(content)
      packed.push(...packedObjects(content, dictionary))
      if (packed.length > MOST_OBJECTS) return 'bomb'
    }
  }
  outside.push(text.slice(at))
  return search(outside.join('\n')) ?? (/\d\s+\d+\s+obj/.test(text) ? undefined : 'damaged')
}

/** The beginnings of the objects in an object stream, as they would stand outside one: its head lists number and place of each. */
function packedObjects(content: string, dictionary: string): readonly string[] {
  const first = Number(/\/First\s+(\d{1,9})/.exec(dictionary)?.[1] ?? 0)
  const head = content.slice(0, Math.min(first, 20 * MOST_OBJECTS)).matchAll(/(\d{1,9})\s+(\d{1,9})(?=\s|$)/g)
  return [...head.take(MOST_OBJECTS)].map(([, number, from]) => {
    const start = first + Number(from)
    return `${number} 0 obj ${namesOf(content.slice(start, start + 400))}`
  })
}

/** A name may be written in numbers: /Java#53cript. */
function namesOf(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Whether opening does more than go to a page: that is an array, or an action /GoTo, here or in an object that is named. */
function actsAtOpening(text: string, packed: string): boolean {
  const all = [...text.matchAll(/\/OpenAction(?![A-Za-z])\s*/g)]
  // A file that was saved again and again has a few; thousands would make the search below long.
  if (all.length > 50) return true
  for (const found of all) {
    const rest = text.slice(found.index + found[0].length, found.index + found[0].length + 400)
    const named = /^(\d+)\s+(\d+)\s+R/.exec(rest)
    const place = named && new RegExp(`(?:^|\\s)${named[1]}\\s+${named[2]}\\s+obj\\s*([\\s\\S]{0,400})`)
    const object = place && (place.exec(text) ?? place.exec(packed))?.[1]
    const action = named ? (object ?? '') : rest
    if (!action.startsWith('[') && !/^<<[^>]*\/S\s*\/GoTo(?![A-Za-z])/.test(action)) return true
  }
  return false
}

/** Undoes FlateDecode, each time it is named, within the bounds. Undefined when the stream is of another kind. */
function open(stream: Buffer, dictionary: string): Buffer | PaperFault | undefined {
  const filters = /\/(?:Filter|F)\s*(\[[^[\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.match(/\w+/g) ?? []
  let content = stream
  if (filters.length > 3) return 'bomb'
  if (filters.length === 0) {
    // Filters that stand in another object are legal, and a way past this search.
    if (/\/(?:Filter|F)\s*\d/.test(dictionary)) return 'damaged'
    return /\/ObjStm/.test(dictionary) ? content : undefined
  }
  for (const filter of filters) {
    if (filter !== 'FlateDecode' && filter !== 'Fl') return /\/ObjStm/.test(dictionary) ? 'damaged' : undefined
    try {
      content = inflateSync(content, { maxOutputLength: MOST_OF_ONE, finishFlush: 2 })
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'damaged'
    }
    if (content.length > SMALL && content.length > stream.length * MOST_TIMES) return 'bomb'
  }
  return content
}
