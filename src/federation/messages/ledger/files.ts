// The exchange log's files: full bundles and full tiles, written once; and the head, so that a restored database is noticed.
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  bundlePath,
  parseTilePath,
  partialWidth,
  readBundle,
  readTile,
  TILE_WIDTH,
  tilePath,
  writeBundle,
  writeTile,
} from '../../../transparency/format/tiles.ts'
import { EMPTY, extend, leafOf, rootOf } from './frontier.ts'

export type ExchangeFiles = {
  /** Writes a full bundle, its tile, and the tiles above that become full with it. Writing again changes nothing. */
  readonly file: (bundle: number, entries: readonly Uint8Array[]) => Promise<void>
  /** A bundle or tile of a tree of `size`; `tail` gives entries that are not in files. Undefined when the tree has none such. */
  readonly serve: (path: string, size: number, tail: Tail) => Promise<Uint8Array | undefined>
  readonly head: () => Promise<{ readonly size: number; readonly root: string } | undefined>
  readonly saveHead: (size: number, root: string) => Promise<void>
}
/** Entries from an index on, `count` of them. */
export type Tail = (index: number, count: number) => Promise<readonly Uint8Array[]>

export function exchangeFiles(folder: string): ExchangeFiles {
  async function write(path: string, bytes: Uint8Array | string): Promise<void> {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    const file = await open(`${target}.new`, 'w')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(`${target}.new`, target)
  }

  const read = (path: string) => readFile(join(folder, path)).catch(() => undefined)

  /** The roots of full tiles below: the hashes of a tile above them. */
  async function rootsOf(level: number, first: number, count: number): Promise<Uint8Array[]> {
    const roots: Uint8Array[] = []
    for (let at = first; at < first + count; at++) {
      const bytes = await read(tilePath(level, at))
      if (!bytes) throw new Error(`the exchange log lacks its file ${tilePath(level, at)}`)
      roots.push(rootOf(extend(EMPTY, readTile(bytes))))
    }
    return roots
  }

  async function serve(path: string, size: number, tail: Tail): Promise<Uint8Array | undefined> {
    const { level, index, width } = parseTilePath(path)
    const height = level === 'entries' ? 0 : level
    const full = (index + 1) * TILE_WIDTH ** (height + 1) <= size
    if (width === TILE_WIDTH ? !full : !full && !isLast(height, index, width, size)) return undefined
    const filed = await read(level === 'entries' ? bundlePath(index) : tilePath(level, index))
    if (filed && width === TILE_WIDTH) return filed
    if (level === 'entries' || level === 0) {
      const kept = filed && level === 'entries' ? readBundle(filed) : await tail(index * TILE_WIDTH, width)
      if (filed && level === 0) return writeTile(readTile(filed).slice(0, width))
      const entries = kept.slice(0, width)
      if (entries.length < width) return undefined
      return level === 0 ? writeTile(entries.map(leafOf)) : writeBundle(entries)
    }
    return writeTile(await rootsOf(level - 1, index * TILE_WIDTH, width))
  }

  return {
    serve,
    async file(bundle, entries) {
      await write(bundlePath(bundle), writeBundle(entries))
      await write(tilePath(0, bundle), writeTile(entries.map(leafOf)))
      for (let level = 1, count = bundle + 1; count % TILE_WIDTH === 0; level++) {
        count /= TILE_WIDTH
        const roots = await rootsOf(level - 1, (count - 1) * TILE_WIDTH, TILE_WIDTH)
        await write(tilePath(level, count - 1), writeTile(roots))
      }
    },
    async head() {
      const text = (await read('head'))?.toString('utf8')
      const [size, root = ''] = text?.trim().split('\n') ?? []
      return size === undefined ? undefined : { size: Number(size), root }
    },
    saveHead: (size, root) => write('head', `${size}\n${root}\n`),
  }
}

/** Whether a tree of that size has a partial tile there of at least that width. */
function isLast(level: number, index: number, width: number, size: number): boolean {
  return index === Math.floor(size / TILE_WIDTH ** (level + 1)) && width <= partialWidth(level, size)
}
