// A log's tree as files: entries in, bundles and tiles out, with no more in memory than the last, partial tile of each level.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EMPTY_ROOT, type Hash } from '../format/hash.ts'
import type { HashReader } from '../format/merkle.ts'
import {
  bundlePath,
  partialWidth,
  readBundle,
  readTile,
  TILE_WIDTH,
  tilePath,
  writeBundle,
  writeTile,
} from '../format/tiles.ts'
import { syncFolders, writeWhole } from './durable.ts'
import { fastLeaf, joined } from './fast-hash.ts'

export type TileTree = {
  readonly size: () => number
  readonly root: () => Hash
  /** Takes entries in; nothing is on the disk before `flush`. Full tiles are written at once when there are many. */
  readonly append: (entries: readonly Uint8Array[]) => void
  /** Writes what is new and forces it to the disk. */
  readonly flush: () => void
  /** Reads complete subtrees, for proofs about sizes up to the flushed one. */
  readonly read: HashReader
}

/**
 * Opens the tree of a folder at a size that was flushed before; what stands in files beyond it is written over.
 * Throws Error when a file that must be there is missing.
 */
export function openTileTree(folder: string, size: number): TileTree {
  let count = size
  let entries =
    size % TILE_WIDTH === 0
      ? []
      : readBundle(readPart(folder, bundlePath, Math.floor(size / TILE_WIDTH), size % TILE_WIDTH))
  const levels: Hash[][] = []
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const width = partialWidth(level, size)
    const index = Math.floor(size / TILE_WIDTH ** (level + 1))
    levels.push(width === 0 ? [] : readTile(readPart(folder, (at, wide) => tilePath(level, at, wide), index, width)))
  }
  const written: string[] = []
  const put = (path: string, bytes: Uint8Array) => {
    const file = join(folder, path)
    writeWhole(file, bytes)
    written.push(file)
  }

  function add(level: number, hash: Hash): void {
    const tile = levels[level] ?? []
    levels[level] = tile
    tile.push(hash)
    if (tile.length < TILE_WIDTH) return
    const index = Math.ceil(count / TILE_WIDTH ** (level + 1)) - 1
    put(tilePath(level, index), writeTile(tile))
    levels[level] = []
    add(level + 1, joined(tile))
  }

  function append(more: readonly Uint8Array[]): void {
    for (const entry of more) {
      entries.push(entry)
      count += 1
      if (entries.length === TILE_WIDTH) {
        put(bundlePath(count / TILE_WIDTH - 1), writeBundle(entries))
        entries = []
      }
      add(0, fastLeaf(entry))
    }
  }

  function flush(): void {
    if (entries.length > 0) put(bundlePath(Math.floor(count / TILE_WIDTH), entries.length), writeBundle(entries))
    for (const [level, tile] of levels.entries())
      if (tile.length > 0)
        put(tilePath(level, Math.floor(count / TILE_WIDTH ** (level + 1)), tile.length), writeTile(tile))
    syncFolders(written.splice(0))
  }

  function root(): Hash {
    let below: Hash | undefined
    for (const tile of levels) {
      const list = below === undefined ? tile : [...tile, below]
      below = list.length === 0 ? undefined : joined(list)
    }
    return below ?? EMPTY_ROOT
  }

  const read: HashReader = (level, index) => {
    const [height, span] = [Math.floor(level / 8), 2 ** (level % 8)]
    const first = index * span
    const at = Math.floor(first / TILE_WIDTH)
    const current = Math.floor(count / TILE_WIDTH ** (height + 1))
    const tile = at === current ? (levels[height] ?? []) : readTile(readFileSync(join(folder, tilePath(height, at))))
    return joined(tile.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + span))
  }

  return { size: () => count, root, append, flush, read }
}

/** A partial file at its width, or the full one cut to it when the partial one is gone. */
function readPart(
  folder: string,
  path: (index: number, width?: number) => string,
  index: number,
  width: number,
): Uint8Array {
  const partial = join(folder, path(index, width))
  if (existsSync(partial)) return readFileSync(partial)
  const full = join(folder, path(index))
  if (!existsSync(full))
    throw new Error(`${partial} is missing: the log's files are not those of the size that was published`)
  return cut(readFileSync(full), path(index).startsWith('tile/entries'), width)
}

/** The first `width` entries or hashes of a full file. */
export function cut(bytes: Uint8Array, bundle: boolean, width: number): Uint8Array {
  return bundle ? writeBundle(readBundle(bytes).slice(0, width)) : bytes.subarray(0, width * 32)
}
