// The tree of a log under one checkpoint: tiles are fetched when needed, and none is used before it was checked up to the root.
import { sameBytes } from '../../transparency/format/bytes.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import { EMPTY_ROOT, type Hash } from '../../transparency/format/hash.ts'
import type { HashReader } from '../../transparency/format/merkle.ts'
import {
  bundlePath,
  MAX_ENTRY,
  partialWidth,
  readBundle,
  readTile,
  TILE_WIDTH,
  tilePath,
} from '../../transparency/format/tiles.ts'
import { fastLeaf, fastNode } from '../../transparency/log/fast-hash.ts'
import { type LogSource, SourceFault } from './source.ts'

const HASH_BYTES = 32
const FULL_TILE = TILE_WIDTH * HASH_BYTES
const FULL_BUNDLE = TILE_WIDTH * (MAX_ENTRY + 2)

/** Where a file of the log belongs, and its bytes. */
export type TileFile = { readonly path: string; readonly bytes: Uint8Array }
export type VerifiedTile = { readonly file: TileFile; readonly hashes: readonly Hash[] }

export type VerifiedTree = {
  readonly size: number
  readonly root: Hash
  /** The tile of a level, checked against its parents up to the root. Throws as `openTree` does. */
  readonly tile: (level: number, index: number) => Promise<VerifiedTile>
  /** The entries of a bundle, each checked against its leaf, with the files of both. */
  readonly bundle: (
    index: number,
  ) => Promise<{ readonly files: readonly TileFile[]; readonly entries: readonly Uint8Array[] }>
  /** Hashes of complete subtrees below the root, for proofs. */
  readonly read: HashReader
  /** How many levels of tiles there are. */
  readonly levels: number
}

/**
 * Opens the tree of a size and root. All tiles of its right edge are read at once: together they must make the root.
 * Throws TransparencyFault `bad-proof` or `malformed-tile` for a tile or bundle that is not what the root commits to, and
 * SourceFault when one cannot be had.
 */
export async function openTree(source: LogSource, size: number, root: Hash): Promise<VerifiedTree> {
  const levels = levelsOf(size)
  const kept = new Map<string, Promise<VerifiedTile>>()
  const edge = await Promise.all(Array.from({ length: levels }, (_, level) => edgeTile(level)))
  if (!sameBytes(rootOfEdge(edge), root)) throw forged(`the tiles at the right edge of size ${size} make another root`)

  async function edgeTile(level: number): Promise<VerifiedTile | undefined> {
    const width = partialWidth(level, size)
    if (width === 0) return undefined
    const index = Math.floor(size / TILE_WIDTH ** (level + 1))
    return unchecked(source, level, index, width)
  }

  function tile(level: number, index: number): Promise<VerifiedTile> {
    const last = Math.floor(size / TILE_WIDTH ** (level + 1))
    const found = index === last ? edge[level] : undefined
    if (found) return Promise.resolve(found)
    if (level >= levels || index >= last) throw forged(`no tile ${level}/${index} below size ${size}`)
    // The tiles of the leaves are the many; a tile above them stands for 65,536 entries.
    if (level === 0 && index !== last - 1) return full(level, index)
    const name = `${level}/${index}`
    const again = kept.get(name) ?? full(level, index)
    kept.set(name, again)
    again.catch(() => kept.delete(name))
    return again
  }

  async function full(level: number, index: number): Promise<VerifiedTile> {
    const [one, parent] = await Promise.all([
      unchecked(source, level, index, TILE_WIDTH),
      tile(level + 1, Math.floor(index / TILE_WIDTH)),
    ])
    const expected = parent.hashes[index % TILE_WIDTH]
    if (!expected || !sameBytes(subtreeHash(one.hashes), expected))
      throw forged(`${one.file.path} is not what its parent commits to`)
    return one
  }

  return {
    size,
    root,
    levels,
    tile,
    async bundle(index) {
      const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH)
      const [file, leaves] = await Promise.all([
        wholeOrPart(source, (w) => bundlePath(index, w), width, FULL_BUNDLE),
        tile(0, index),
      ])
      const entries = readBundle(file.bytes).slice(0, width)
      if (entries.length !== width) throw forged(`${file.path} has too few entries`)
      for (const [at, entry] of entries.entries())
        if (!sameBytes(fastLeaf(entry), leaves.hashes[at] ?? EMPTY_ROOT))
          throw forged(`entry ${index * TILE_WIDTH + at} is not what its leaf commits to`)
      return { files: [cut(file, bundlePath(index, width), entries), leaves.file], entries }
    },
    async read(level, index) {
      const tileLevel = Math.floor(level / 8)
      const within = 2 ** (level % 8)
      const first = index * within
      const { hashes } = await tile(tileLevel, Math.floor(first / TILE_WIDTH))
      const at = first % TILE_WIDTH
      const part = hashes.slice(at, at + within)
      if (part.length !== within) throw forged(`no subtree ${level}/${index} below size ${size}`)
      return subtreeHash(part)
    },
  }
}

/** How many levels of tiles a tree of that size has. */
export function levelsOf(size: number): number {
  let levels = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / TILE_WIDTH)) levels++
  return levels
}

async function unchecked(source: LogSource, level: number, index: number, width: number): Promise<VerifiedTile> {
  const file = await wholeOrPart(source, (w) => tilePath(level, index, w), width, FULL_TILE)
  const hashes = readTile(file.bytes)
  if (hashes.length < width) throw forged(`${file.path} has too few hashes`)
  const part = hashes.slice(0, width)
  return {
    file: hashes.length === width ? file : { path: file.path, bytes: file.bytes.slice(0, width * HASH_BYTES) },
    hashes: part,
  }
}

/** A partial file, or the beginning of the full one where the part has gone (C2SP tlog-tiles, partial tiles). */
async function wholeOrPart(
  source: LogSource,
  path: (width: number) => string,
  width: number,
  most: number,
): Promise<TileFile> {
  const bytes =
    (await source.get(path(width), most)) ?? (width < TILE_WIDTH ? await source.get(path(TILE_WIDTH), most) : undefined)
  if (bytes === undefined) throw new SourceFault('unreachable', `${path(width)} is not there`)
  return { path: path(width), bytes }
}

/** A bundle from which only the first entries are wanted is kept as the partial one that it stands for. */
function cut(file: TileFile, path: string, entries: readonly Uint8Array[]): TileFile {
  const length = entries.reduce((sum, entry) => sum + entry.length + 2, 0)
  return { path, bytes: file.bytes.length === length ? file.bytes : file.bytes.slice(0, length) }
}

/** Root over the tiles of the right edge: each hash of them stands for a complete subtree, the larger ones on the left. */
function rootOfEdge(edge: readonly (VerifiedTile | undefined)[]): Hash {
  const parts: Hash[] = []
  for (const tile of [...edge].reverse()) parts.push(...peaksOf(tile?.hashes ?? []))
  return parts.length === 0 ? EMPTY_ROOT : parts.reduceRight((right, left) => fastNode(left, right))
}

/** The largest complete subtrees over these hashes, from the left. */
function peaksOf(hashes: readonly Hash[]): readonly Hash[] {
  const peaks: Hash[] = []
  for (let at = 0, width = 128; width > 0; width /= 2)
    if (hashes.length - at >= width) {
      peaks.push(subtreeHash(hashes.slice(at, at + width)))
      at += width
    }
  return peaks
}

/** Hash of a complete subtree over 1, 2, 4, … hashes. */
function subtreeHash(hashes: readonly Hash[]): Hash {
  let row = hashes
  while (row.length > 1) {
    const above: Hash[] = []
    for (let at = 0; at < row.length; at += 2) above.push(fastNode(row[at] ?? EMPTY_ROOT, row[at + 1] ?? EMPTY_ROOT))
    row = above
  }
  return row[0] ?? EMPTY_ROOT
}

function forged(detail: string): TransparencyFault {
  return new TransparencyFault('bad-proof', detail)
}
