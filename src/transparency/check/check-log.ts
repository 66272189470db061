// Checks a whole log from outside: signatures, every bundle, every tile at every level, every entry, up to the signed root.
// Hashes are computed from the entries upward and held against each tile: none is believed because another one was (CVE-2026-56865).
import { fromHex, sameBytes, toHex } from '../format/bytes.ts'
import type { Checkpoint } from '../format/checkpoint.ts'
import { EMPTY_ROOT, type Hash } from '../format/hash.ts'
import { bundlePath, MAX_ENTRY, readBundle, TILE_WIDTH } from '../format/tiles.ts'
import { fastLeaf, joined } from '../log/fast-hash.ts'
import { createEntryCheck } from './entries.ts'
import { CheckFault } from './fault.ts'
import type { CheckedSource } from './source.ts'
import { type CheckState, rootOfLevels } from './state.ts'
import { type HeldTree, holdTile, inFile, partOf } from './tiles.ts'

export type TreeChecked = {
  readonly state: CheckState
  readonly entries: number
  readonly types: ReadonlyMap<string, number>
}

const LARGEST_BUNDLE = TILE_WIDTH * (MAX_ENTRY + 2)
/** Files that are fetched ahead. */
const AHEAD = 24

/** Checks entries and tiles up to `size`, from where an earlier check ended. Throws CheckFault with the first fault. */
export async function checkTree(
  source: CheckedSource,
  { size, root }: Pick<Checkpoint, 'size' | 'root'>,
  before: CheckState | undefined,
  onProgress: (done: number, total: number) => void,
): Promise<TreeChecked> {
  const start = before?.size ?? 0
  if (start > size)
    throw new CheckFault('checkpoint', `it has ${size} entries, ${start} were checked before: the log went back`)
  const levels: Hash[][] = (before?.levels ?? []).map((hashes) => hashes.map((text) => fromHex(text)))
  const checkedBefore = [...(levels[0] ?? [])]
  const entries = createEntryCheck(start > 0)
  const bundles = ahead(source, Math.floor(start / TILE_WIDTH), Math.ceil(size / TILE_WIDTH), size)
  const tree: HeldTree = { size, root, rootWith: (last) => rootOfLevels([last, ...levels.slice(1)]) }
  let count = start

  async function add(level: number, hash: Hash): Promise<void> {
    const tile = levels[level] ?? []
    levels[level] = tile
    tile.push(hash)
    if (tile.length < TILE_WIDTH) return
    await holdTile(source, tree, level, Math.ceil(count / TILE_WIDTH ** (level + 1)) - 1, tile)
    levels[level] = []
    await add(level + 1, joined(tile))
  }

  for await (const { index, bytes, path, width } of bundles) {
    const all = entriesOf(bytes, path, width)
    for (const [place, entry] of all.entries()) {
      const at = index * TILE_WIDTH + place
      if (at < start) {
        // This bundle is another file than the partial one of then.
        if (!sameBytes(fastLeaf(entry), checkedBefore[place] ?? EMPTY_ROOT))
          throw new CheckFault(path, `entry ${at} is another one than was checked before`)
        continue
      }
      entries.take(entry, at, path)
      count = at + 1
      await add(0, fastLeaf(entry))
    }
    if (index % 16 === 0) onProgress(count, size)
  }
  for (const [level, tile] of levels.entries())
    if (tile.length > 0 && tile.length < TILE_WIDTH)
      await holdTile(source, tree, level, Math.floor(size / TILE_WIDTH ** (level + 1)), tile)
  onProgress(size, size)
  return {
    state: {
      size,
      root: toHex(rootOfLevels(levels)),
      levels: levels.map((hashes) => hashes.map((hash) => toHex(hash))),
    },
    entries: size - start,
    types: entries.types,
  }
}

function entriesOf(bytes: Uint8Array, path: string, width: number): readonly Uint8Array[] {
  const entries = inFile(path, () => readBundle(bytes))
  if (entries.length !== width) throw new CheckFault(path, `it has ${entries.length} entries instead of ${width}`)
  return entries
}

/** Bundles in their order, fetched ahead of the one that is checked. */
async function* ahead(source: CheckedSource, first: number, end: number, size: number) {
  const waiting: { index: number; path: string; width: number; bytes: Promise<Uint8Array> }[] = []
  for (let next = first; next < end || waiting.length > 0; ) {
    while (next < end && waiting.length < AHEAD) {
      const width = Math.min(TILE_WIDTH, size - next * TILE_WIDTH)
      const path = bundlePath(next, width)
      const bytes = partOf(source, path, width, LARGEST_BUNDLE)
      bytes.catch(() => undefined)
      waiting.push({ index: next, path, width, bytes })
      next += 1
    }
    const one = waiting.shift()
    if (one) yield { ...one, bytes: await one.bytes }
  }
}
