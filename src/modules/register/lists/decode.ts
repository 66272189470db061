// From the bytes of a file, plain or compressed, to its text: what the file is shows in its bytes, not in its name.
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import iconv from 'iconv-lite'
import { ListFault } from './fault.ts'

/** A file that can be read from the start more than once (telling encodings apart needs a look at the whole of it). */
export type ListFile = {
  /** For messages. */
  readonly name: string
  readonly open: () => AsyncIterable<Uint8Array>
}

export type DecodedText = {
  readonly text: AsyncIterable<string>
  /** The encoding that was taken. */
  readonly encoding: string
  readonly gzip: boolean
  /** How the encoding was come by. */
  readonly because: 'byte order mark' | 'mapping' | 'valid UTF-8' | 'zero bytes' | 'not valid UTF-8'
}

const SPREADSHEETS = ['504b0304', 'd0cf11e0']
const NOT_TEXTS: Readonly<Record<string, string>> = {
  '25504446': 'a PDF',
  '89504e47': 'a picture',
  ffd8ffe0: 'a picture',
}

/**
 * The text of a file. `encoding` is `auto` or a name; a byte order mark outweighs it.
 * `auto` takes UTF-8 when the whole file is valid UTF-8, else windows-1252 (which holds Latin-1).
 * Throws ListFault: empty, spreadsheet, no text, broken compression, unknown or wrong encoding.
 */
export async function decodeFile(file: ListFile, encoding = 'auto'): Promise<DecodedText> {
  const gzip = (await firstBytes(file.open(), 2)).toString('hex') === '1f8b'
  const bytes = () => (gzip ? unzip(file) : file.open())
  const start = await firstBytes(bytes(), 4096)
  refuseOtherThanText(file.name, start)
  const mark = byteOrderMark(start)
  if (mark) return { text: decode(file.name, bytes(), mark), encoding: mark, gzip, because: 'byte order mark' }
  if (encoding !== 'auto') {
    if (!iconv.encodingExists(encoding)) {
      throw new ListFault({
        code: 'unknown encoding',
        message: `the mapping names an encoding "${encoding}" that nobody knows`,
        mend: 'Write "auto", "utf-8", "utf-16le", "windows-1252" or another name of the IANA list',
      })
    }
    return { text: decode(file.name, bytes(), encoding), encoding, gzip, because: 'mapping' }
  }
  const wide = wideByZeros(start)
  if (wide) return { text: decode(file.name, bytes(), wide), encoding: wide, gzip, because: 'zero bytes' }
  if (start.includes(0)) throw binary(file.name, 'it holds zero bytes')
  const valid = await isUtf8(bytes())
  const taken = valid ? 'utf-8' : 'windows-1252'
  return {
    text: decode(file.name, bytes(), taken),
    encoding: taken,
    gzip,
    because: valid ? 'valid UTF-8' : 'not valid UTF-8',
  }
}

async function firstBytes(bytes: AsyncIterable<Uint8Array>, count: number): Promise<Buffer> {
  let start = Buffer.alloc(0)
  for await (const chunk of bytes) {
    start = Buffer.concat([start, chunk])
    if (start.length >= count) break
  }
  return start.subarray(0, count)
}

async function* unzip(file: ListFile): AsyncGenerator<Uint8Array> {
  const source = Readable.from(file.open())
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  try {
    yield* source.pipe(gunzip)
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
    if (!code.startsWith('Z_')) throw thrown
    throw new ListFault({
      code: 'broken compression',
      message: `${file.name} is compressed, and broken or cut off`,
      mend: 'Fetch it again; nothing of it was taken',
    })
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

function refuseOtherThanText(name: string, start: Buffer): void {
  const magic = start.subarray(0, 4).toString('hex')
  if (SPREADSHEETS.includes(magic)) {
    throw new ListFault({
      code: 'spreadsheet',
      message: `${name} is a spreadsheet or an archive, not a CSV file`,
      mend: 'Open it, and save the sheet as CSV (UTF-8)',
    })
  }
  const other = NOT_TEXTS[magic]
  if (other) throw binary(name, `it is ${other}`)
  if (start.length === 0 || start.toString('utf8').replace(/[\s\ufeff]/g, '') === '') {
    if (start.length < 4096) {
      throw new ListFault({ code: 'empty file', message: `${name} is empty`, mend: 'Fetch it again' })
    }
  }
}

function binary(name: string, why: string): ListFault {
  return new ListFault({
    code: 'not a text',
    message: `${name} is no text file: ${why}`,
    mend: 'Ask the publisher for a CSV file',
  })
}

function byteOrderMark(start: Buffer): string | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: nearly every other byte of a list's header is zero. */
function wideByZeros(start: Buffer): string | undefined {
  const zeros = [0, 0]
  for (const [at, byte] of start.subarray(0, 64).entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const half = Math.min(start.length, 64) / 2
  const [even = 0, odd = 0] = zeros
  if (half < 2) return undefined
  if (even === 0 && odd > half * 0.6) return 'utf-16le'
  if (odd === 0 && even > half * 0.6) return 'utf-16be'
  return undefined
}

async function isUtf8(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of bytes) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch (thrown) {
    if (thrown instanceof TypeError) return false
    throw thrown
  }
}

async function* decode(name: string, bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  if (!/^utf-?8$/i.test(encoding)) {
    const decoder = iconv.getDecoder(encoding)
    for await (const chunk of bytes) yield decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
    yield decoder.end() ?? ''
    return
  }
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    throw new ListFault({
      code: 'wrong encoding',
      message: `${name} says that it is UTF-8, and is not`,
      mend: 'Write "encoding": "windows-1252" in the mapping, or whatever the publisher uses',
    })
  }
}
