// Proofs that an entry stands in a log, made from the files that are held here: the own log's, or a peer's mirror.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCheckpointBody } from '../transparency/format/checkpoint.ts'
import { inclusionProof } from '../transparency/format/merkle.ts'
import { parseNote } from '../transparency/format/note.ts'
import { bundlePath, readBundle, TILE_WIDTH } from '../transparency/format/tiles.ts'
import { writeProof } from '../transparency/format/tlog-proof.ts'
import { openTileTree, tileFile } from '../transparency/log/index.ts'

export type EntryProof = { readonly entry: Uint8Array /** C2SP tlog-proof. */; readonly proof: string }

/** The entry at an index and its proof under the checkpoint of the folder; undefined when that does not reach so far. */
export async function proveEntry(folder: string, index: number): Promise<EntryProof | undefined> {
  const file = join(folder, 'checkpoint')
  if (!existsSync(file)) return undefined
  const checkpoint = readFileSync(file, 'utf8')
  const { size } = parseCheckpointBody(parseNote(checkpoint).text)
  if (index >= size) return undefined
  const at = Math.floor(index / TILE_WIDTH)
  const bundle = await tileFile(folder, bundlePath(at, Math.min(TILE_WIDTH, size - at * TILE_WIDTH)))
  if (bundle.status !== 200 || typeof bundle.body === 'string') return undefined
  const entry = readBundle(bundle.body)[index % TILE_WIDTH]
  if (!entry) return undefined
  const proof = await inclusionProof(index, size, openTileTree(folder, size).read)
  return { entry, proof: writeProof({ index, proof, checkpoint }) }
}
