// Tiles and entry bundles: the addresses and the bytes in which a log is published (C2SP tlog-tiles).
import { concat } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { HASH_BYTES, type Hash } from './hash.ts'

/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256
/** The largest entry of a SurSur log in bytes; the format would allow 65,535. */
export const MAX_ENTRY = 4096
const LENGTH_BYTES = 2

/** `level`: 0 to 63, or `entries` for a bundle. `width`: 1 to 256; 256 is a full one. */
export type TileAddress = { readonly level: number | 'entries'; readonly index: number; readonly width: number }

/** Address of a tile below the log's own, such as `tile/0/x001/234/067.p/8`. Throws `malformed-tile`. */
export function tilePath(level: number, index: number, width = TILE_WIDTH): string {
  if (!Number.isInteger(level) || level < 0 || level > 63) throw malformed('the level')
  return pathOf(String(level), index, width)
}

/** Address of an entry bundle, such as `tile/entries/000.p/8`. Throws `malformed-tile`. */
export function bundlePath(index: number, width = TILE_WIDTH): string {
  return pathOf('entries', index, width)
}

function pathOf(level: string, index: number, width: number): string {
  if (!Number.isSafeInteger(index) || index < 0) throw malformed('the index')
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) throw malformed('the width')
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.../g) ?? []
  const path = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/')
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** Reads an address. Throws `malformed-tile` for whatever `tilePath` and `bundlePath` would not write. */
export function parseTilePath(text: string): TileAddress {
  const match = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(text)
  if (!match) throw malformed('the address')
  const [, first = '', path = '', partial] = match
  const index = Number(path.replace(/[x/]/g, ''))
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  const level = first === 'entries' ? first : Number(first)
  const written = level === 'entries' ? bundlePath(index, width) : tilePath(level, index, width)
  if (written !== text) throw malformed('the address is written in another way')
  return { level, index, width }
}

/** How many hashes the last, partial tile of a level has in a tree of that size; 0: there is none. */
export function partialWidth(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level) % TILE_WIDTH
}

/** The bytes of a bundle: each entry behind its length. Throws `malformed-tile` for no entry, too many or too large ones. */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length < 1 || entries.length > TILE_WIDTH) throw malformed('a bundle has 1 to 256 entries')
  if (entries.some(({ length }) => length > MAX_ENTRY)) throw malformed('an entry is too large')
  return concat(...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]))
}

/** The entries of a bundle. Throws `malformed-tile` for whatever `writeBundle` would not write. */
export function readBundle(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const [high, low] = [bytes[at], bytes[at + 1]]
    if (high === undefined || low === undefined) throw malformed('the bundle ends within a length')
    const length = (high << 8) | low
    const entry = bytes.slice(at + LENGTH_BYTES, at + LENGTH_BYTES + length)
    if (length > MAX_ENTRY) throw malformed('an entry is too large')
    if (entry.length !== length) throw malformed('the bundle ends within an entry')
    entries.push(entry)
    at += LENGTH_BYTES + length
  }
  if (entries.length < 1 || entries.length > TILE_WIDTH) throw malformed('a bundle has 1 to 256 entries')
  return entries
}

/** The bytes of a tile. Throws `malformed-tile` for no hash, too many, or one that is none. */
export function writeTile(hashes: readonly Hash[]): Uint8Array {
  if (hashes.length < 1 || hashes.length > TILE_WIDTH) throw malformed('a tile has 1 to 256 hashes')
  if (hashes.some(({ length }) => length !== HASH_BYTES)) throw malformed('a hash has 32 bytes')
  return concat(...hashes)
}

/** The hashes of a tile. Throws `malformed-tile` for whatever `writeTile` would not write. */
export function readTile(bytes: Uint8Array): Hash[] {
  const count = bytes.length / HASH_BYTES
  if (!Number.isInteger(count) || count < 1 || count > TILE_WIDTH) throw malformed('a tile has 1 to 256 hashes')
  return Array.from({ length: count }, (_, at) => bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES))
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-tile', `not a tile or a bundle as specified: ${what}`)
}
