// Holds the tiles that a log serves against those that follow from its entries, and says which file is the wrong one.
import { sameBytes } from '../format/bytes.ts'
import type { Hash } from '../format/hash.ts'
import { bundlePath, readTile, TILE_WIDTH, tilePath, writeTile } from '../format/tiles.ts'
import { joined } from '../log/fast-hash.ts'
import { cut } from '../log/tile-tree.ts'
import { CheckFault } from './fault.ts'
import type { CheckedSource } from './source.ts'

const LARGEST_TILE = TILE_WIDTH * 32

/** Which tree is checked; `rootWith`: the root, were the last, partial tile of level 0 another one. */
export type HeldTree = {
  readonly size: number
  readonly root: Hash
  readonly rootWith: (last: readonly Hash[]) => Hash
}

/**
 * A tile as it is served must be the one that follows from the entries. Throws CheckFault: with the bundle's address when the
 * tile agrees with what stands above it, so that its entries are what was changed; else with the tile's.
 */
export async function holdTile(
  source: CheckedSource,
  tree: HeldTree,
  level: number,
  index: number,
  hashes: readonly Hash[],
): Promise<void> {
  const path = tilePath(level, index, hashes.length)
  const served = await partOf(source, path, hashes.length, LARGEST_TILE)
  const expected = writeTile(hashes)
  if (sameBytes(served, expected)) return
  if (served.length !== expected.length)
    throw new CheckFault(path, `it has ${served.length} bytes instead of ${expected.length}`)
  const wrong = hashes.findIndex((hash, at) => !sameBytes(served.subarray(at * 32, at * 32 + 32), hash))
  if (level === 0 && (await agreesAbove(source, tree, index, readTile(served))))
    throw new CheckFault(
      bundlePath(index, hashes.length),
      `entry ${index * TILE_WIDTH + wrong} is another one than the tree holds`,
    )
  throw new CheckFault(path, `its hash ${wrong} is not the one that follows from the entries`)
}

async function agreesAbove(
  source: CheckedSource,
  { size, root, rootWith }: HeldTree,
  index: number,
  served: readonly Hash[],
): Promise<boolean> {
  if (served.length < TILE_WIDTH) return sameBytes(rootWith(served), root)
  const parent = Math.floor(index / TILE_WIDTH)
  const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH) - parent * TILE_WIDTH)
  try {
    const above = await partOf(source, tilePath(1, parent, width), width, LARGEST_TILE)
    const place = (index % TILE_WIDTH) * 32
    return sameBytes(above.subarray(place, place + 32), joined(served))
  } catch {
    return false
  }
}

/** A file at its width; a partial one that is gone is cut from the full one. Throws CheckFault. */
export async function partOf(source: CheckedSource, path: string, width: number, most: number): Promise<Uint8Array> {
  const bytes = await source.get(path, most)
  if (bytes) return bytes
  const [full] = path.split('.p/')
  if (full === undefined || full === path) throw new CheckFault(path, 'it is missing')
  const whole = await source.get(full, most)
  if (!whole) throw new CheckFault(path, 'it is missing')
  return inFile(full, () => cut(whole, path.startsWith('tile/entries'), width))
}

/** A fault in the bytes of a file bears its address. */
export function inFile<T>(path: string, read: () => T, within = ''): T {
  try {
    return read()
  } catch (error) {
    throw new CheckFault(path, `${within && `${within}: `}${(error as Error).message}`)
  }
}
