// The full copy of another's log on disk: written and synced before the cursor moves, so that it is never behind what was applied.
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256Hex } from '../../platform/seal/digest.ts'
import { folderSource, type LogSource } from './source.ts'
import type { TileFile } from './tree.ts'

export type Mirror = {
  readonly folder: string
  readonly source: LogSource
  /** Writes checked files; they are on the disk when it returns. */
  readonly keep: (files: readonly TileFile[]) => Promise<void>
  /** The newest checkpoint up to which everything is here. */
  readonly keepCheckpoint: (bytes: Uint8Array) => Promise<void>
  readonly checkpoint: () => Promise<Uint8Array | undefined>
  /** The copy is damaged: all of it is to be fetched again. */
  readonly forget: () => Promise<void>
}

/** Under which name a log's copy stands, here and in a witness's addresses: hex SHA-256 of its origin line. */
export function mirrorName(origin: string): string {
  return sha256Hex(origin)
}

/** The copy of a log below the data folder; made when absent. */
export function openMirror(dataFolder: string, origin: string): Mirror {
  const folder = join(dataFolder, 'mirror', mirrorName(origin))
  const made = new Set<string>()

  async function write(path: string, bytes: Uint8Array): Promise<string> {
    const target = join(folder, path)
    const above = dirname(target)
    if (!made.has(above)) {
      await mkdir(above, { recursive: true })
      made.add(above)
    }
    const half = `${target}.half`
    const file = await open(half, 'w')
    try {
      await file.writeFile(bytes)
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(half, target)
    return above
  }

  async function keep(files: readonly TileFile[]): Promise<void> {
    const folders = new Set(await Promise.all(files.map(({ path, bytes }) => write(path, bytes))))
    await Promise.all([...folders].map(syncFolder))
  }

  return {
    folder,
    source: folderSource(folder),
    keep,
    keepCheckpoint: (bytes) => keep([{ path: 'checkpoint', bytes }]),
    forget: () => rm(join(folder, 'checkpoint'), { force: true }),
    async checkpoint() {
      try {
        return new Uint8Array(await readFile(join(folder, 'checkpoint')))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
