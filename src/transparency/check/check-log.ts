// Checks a whole log from outside: signatures, every bundle, every tile at every level, every entry, up to the signed root.
// Hashes are computed from the entries upward and held against each tile: none is believed because another one was (CVE-2026-56865).
import { fromHex, sameBytes, toHex } from '../format/bytes.ts'
import { EMPTY_ROOT, type Hash } from '../format/hash.ts'
import { bundlePath, readBundle, TILE_WIDTH, tilePath, writeTile } from '../format/tiles.ts'
import { fastLeaf, joined } from '../log/fast-hash.ts'
import { cut } from '../log/tile-tree.ts'
import { createEntryCheck } from './entries.ts'
import { CheckFault } from './fault.ts'
import type { CheckedSource } from './source.ts'

/** How far a check has come: the size, and the hashes of the last, partial tile of each level, in hexadecimal. */
export type CheckState = {
  readonly size: number
  readonly root: string
  readonly levels: readonly (readonly string[])[]
}

export type TreeChecked = {
  readonly state: CheckState
  readonly entries: number
  readonly types: ReadonlyMap<string, number>
}

const LARGEST_BUNDLE = TILE_WIDTH * (65_535 + 2)
const LARGEST_TILE = TILE_WIDTH * 32
/** Files that are fetched ahead. */
const AHEAD = 24

/** Checks entries and tiles up to `size`, from where an earlier check ended. Throws CheckFault with the first fault. */
export async function checkTree(
  source: CheckedSource,
  size: number,
  before: CheckState | undefined,
  onProgress: (done: number, total: number) => void,
): Promise<TreeChecked> {
  const start = before?.size ?? 0
  if (start > size)
    throw new CheckFault('checkpoint', `it has ${size} entries, ${start} were checked before: the log went back`)
  const levels: Hash[][] = (before?.levels ?? []).map((hashes) => hashes.map((text) => fromHex(text)))
  const entries = createEntryCheck(start > 0)
  const bundles = ahead(source, Math.floor(start / TILE_WIDTH), Math.ceil(size / TILE_WIDTH), size)
  let count = start

  async function add(level: number, hash: Hash): Promise<void> {
    const tile = levels[level] ?? []
    levels[level] = tile
    tile.push(hash)
    if (tile.length < TILE_WIDTH) return
    await holdTile(source, tilePath(level, Math.ceil(count / TILE_WIDTH ** (level + 1)) - 1), tile)
    levels[level] = []
    await add(level + 1, joined(tile))
  }

  for await (const { index, bytes, path } of bundles) {
    const all = entriesOf(bytes, path)
    for (const [place, entry] of all.entries()) {
      const at = index * TILE_WIDTH + place
      if (at < start) continue
      entries.take(entry, at)
      count = at + 1
      await add(0, fastLeaf(entry))
    }
    if (index % 16 === 0) onProgress(count, size)
  }
  for (const [level, tile] of levels.entries())
    if (tile.length > 0 && tile.length < TILE_WIDTH)
      await holdTile(source, tilePath(level, Math.floor(size / TILE_WIDTH ** (level + 1)), tile.length), tile)
  onProgress(size, size)
  const root = rootOfLevels(levels)
  return {
    state: { size, root: toHex(root), levels: levels.map((hashes) => hashes.map((hash) => toHex(hash))) },
    entries: size - start,
    types: entries.types,
  }
}

function rootOfLevels(levels: readonly (readonly Hash[])[]): Hash {
  let below: Hash | undefined
  for (const tile of levels) {
    const list = below === undefined ? tile : [...tile, below]
    below = list.length === 0 ? undefined : joined(list)
  }
  return below ?? EMPTY_ROOT
}

function entriesOf(bytes: Uint8Array, path: string): readonly Uint8Array[] {
  try {
    return readBundle(bytes)
  } catch (error) {
    throw new CheckFault(path, (error as Error).message)
  }
}

/** A tile as it is served must be the one that follows from the entries. */
async function holdTile(source: CheckedSource, path: string, hashes: readonly Hash[]): Promise<void> {
  const bytes = await partOf(source, path, hashes.length, LARGEST_TILE)
  const expected = writeTile(hashes)
  if (sameBytes(bytes, expected)) return
  const wrong = hashes.findIndex((hash, at) => !sameBytes(bytes.subarray(at * 32, at * 32 + 32), hash))
  throw new CheckFault(path, `its hash ${wrong} is not the one that follows from the entries`)
}

/** A file at its width; a partial one that is gone is cut from the full one. */
async function partOf(source: CheckedSource, path: string, width: number, most: number): Promise<Uint8Array> {
  const bytes = await source.get(path, most)
  if (bytes) return bytes
  const [full] = path.split('.p/')
  const whole = full !== undefined && full !== path ? await source.get(full, most) : undefined
  if (!whole) throw new CheckFault(path, 'it is missing')
  return cut(whole, path.startsWith('tile/entries'), width)
}

/** Bundles in their order, fetched ahead of the one that is checked. */
async function* ahead(source: CheckedSource, first: number, end: number, size: number) {
  const waiting: { index: number; path: string; bytes: Promise<Uint8Array> }[] = []
  for (let next = first; next < end || waiting.length > 0; ) {
    while (next < end && waiting.length < AHEAD) {
      const width = Math.min(TILE_WIDTH, size - next * TILE_WIDTH)
      const path = bundlePath(next, width)
      const bytes = partOf(source, path, width, LARGEST_BUNDLE)
      bytes.catch(() => undefined)
      waiting.push({ index: next, path, bytes })
      next += 1
    }
    const one = waiting.shift()
    if (one) yield { index: one.index, path: one.path, bytes: await one.bytes }
  }
}
