// Reads the logs' files on this node's disk for proofs: the own log, and the full copies of the others.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCheckpointBody } from '../../transparency/format/checkpoint.ts'
import { inclusionProof, rootOf } from '../../transparency/format/merkle.ts'
import { parseNote } from '../../transparency/format/note.ts'
import type { ProvenEntry } from '../../transparency/format/status-proof.ts'
import { bundlePath, readBundle, TILE_WIDTH } from '../../transparency/format/tiles.ts'
import { openTileTree } from '../../transparency/log/index.ts'
import { mirrorName } from '../follow/index.ts'

export type LogFiles = {
  /** Root of a log at a size; undefined when this node does not hold as much of it. */
  readonly rootAt: (origin: string, size: number) => Promise<Uint8Array | undefined>
  /** An entry with its proof under the newest checkpoint that is here; undefined when it does not reach so far. */
  readonly prove: (origin: string, index: number) => Promise<ProvenEntry | undefined>
}

/** `ownOrigin`: of the node's own log, below `<dataFolder>/log`; the others' copies stand below `<dataFolder>/mirror`. */
export function openLogFiles(dataFolder: string, ownOrigin: string): LogFiles {
  const folderOf = (origin: string) =>
    origin === ownOrigin ? join(dataFolder, 'log') : join(dataFolder, 'mirror', mirrorName(origin))

  async function newest(origin: string) {
    const file = join(folderOf(origin), 'checkpoint')
    if (!existsSync(file)) return undefined
    const checkpoint = await readFile(file, 'utf8')
    const { size } = parseCheckpointBody(parseNote(checkpoint).text)
    return { checkpoint, size, folder: folderOf(origin) }
  }

  return {
    async rootAt(origin, size) {
      const here = await newest(origin)
      if (!here || here.size < size) return undefined
      return rootOf(size, openTileTree(here.folder, here.size).read)
    },
    async prove(origin, index) {
      const here = await newest(origin)
      if (!here || here.size <= index) return undefined
      const { folder, size, checkpoint } = here
      const entry = await readEntryAt(folder, index, size)
      if (!entry) return undefined
      return {
        entry,
        proof: { index, proof: await inclusionProof(index, size, openTileTree(folder, size).read), checkpoint },
      }
    },
  }
}

async function readEntryAt(folder: string, index: number, size: number): Promise<Uint8Array | undefined> {
  const bundle = Math.floor(index / TILE_WIDTH)
  const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH)
  // A partial bundle goes away once the full one is there.
  const file = [bundlePath(bundle), ...(width < TILE_WIDTH ? [bundlePath(bundle, width)] : [])]
    .map((path) => join(folder, path))
    .find((path) => existsSync(path))
  return file === undefined ? undefined : readBundle(new Uint8Array(await readFile(file)))[index % TILE_WIDTH]
}
