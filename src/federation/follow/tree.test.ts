// The tree under a checkpoint: any tile, at any level and size, that is not what the root commits to is refused.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { plainRoot } from '../../../test/fixtures/written-log.ts'
import {
  consistencyProof,
  inclusionProof,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../transparency/format/merkle.ts'
import { bundlePath, tilePath, writeBundle } from '../../transparency/format/tiles.ts'
import type { LogSource } from './source.ts'
import { levelsOf, openTree } from './tree.ts'

const entryAt = (index: number) => new TextEncoder().encode(`entry ${index}`)
const leafAt = (index: number) =>
  new Uint8Array(createHash('sha256').update(Uint8Array.of(0)).update(entryAt(index)).digest())
const LEAVES = Array.from({ length: 70_000 }, (_, index) => leafAt(index))

/** All tiles of a size, in memory. */
function filesOf(size: number): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  let row: readonly Uint8Array[] = LEAVES.slice(0, size)
  for (let level = 0; row.length > 0; level++) {
    for (let at = 0; at * 256 < row.length; at++) {
      const part = row.slice(at * 256, (at + 1) * 256)
      files.set(tilePath(level, at, part.length), Buffer.concat(part))
    }
    row = Array.from({ length: Math.floor(row.length / 256) }, (_, at) =>
      plainRoot(row.slice(at * 256, (at + 1) * 256)),
    )
  }
  return files
}

const sourceOf = (files: ReadonlyMap<string, Uint8Array>, size: number): LogSource => ({
  async get(path) {
    const tile = files.get(path)
    if (tile || !path.startsWith('tile/entries/')) return tile
    for (let at = 0; at * 256 < size; at++) {
      const width = Math.min(256, size - at * 256)
      if (path === bundlePath(at, width))
        return writeBundle(Array.from({ length: width }, (_, within) => entryAt(at * 256 + within)))
    }
    return undefined
  },
})

async function readAll(source: LogSource, size: number, root: Uint8Array): Promise<number> {
  const tree = await openTree(source, size, root)
  let entries = 0
  for (let at = 0; at * 256 < size; at++) entries += (await tree.bundle(at)).entries.length
  for (let level = 1; level < tree.levels; level++)
    for (let at = 0; at * 256 < Math.floor(size / 256 ** level); at++) await tree.tile(level, at)
  return entries
}

test('levels of tiles', () => {
  assert.deepEqual([0, 1, 255, 256, 65_535, 65_536, 70_000].map(levelsOf), [0, 1, 1, 2, 2, 3, 3])
})

for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 70_000])
  test(`a tree of ${size} is read whole, and proves what it says`, async () => {
    const root = plainRoot(LEAVES.slice(0, size))
    const source = sourceOf(filesOf(size), size)
    assert.equal(await readAll(source, size, root), size)
    const tree = await openTree(source, size, root)
    for (const old of [255, 300, size - 1].filter((one) => one > 0 && one < size)) {
      const oldRoot = plainRoot(LEAVES.slice(0, old))
      assert.deepEqual(new Uint8Array(await rootOf(old, tree.read)), new Uint8Array(oldRoot))
      const proof = await consistencyProof(old, size, tree.read)
      verifyConsistency({ oldSize: old, oldRoot, newSize: size, newRoot: root, proof })
      const hashes = await inclusionProof(old, size, tree.read)
      verifyInclusion({ index: old, size, leafHash: leafAt(old), proof: hashes, root })
    }
  })

test('CVE-2026-56865: at size 70,000 every tile above the leaves, and samples of the leaves, are refused when one bit is another', async () => {
  const size = 70_000
  const root = plainRoot(LEAVES)
  const files = filesOf(size)
  const paths = [...files.keys()]
  assert.equal(paths.length, 277)
  const above = paths.filter((path) => !path.startsWith('tile/0/'))
  const leaves = ['tile/0/000', 'tile/0/010', 'tile/0/255', 'tile/0/256', 'tile/0/272', 'tile/0/273.p/112']
  for (const path of [...above, ...leaves])
    for (const place of [0, 0.5, 1]) {
      const spoilt = Uint8Array.from(files.get(path) ?? [])
      const at = Math.floor((spoilt.length - 1) * place)
      spoilt[at] = (spoilt[at] ?? 0) ^ 1
      const lying = sourceOf(new Map([...files, [path, spoilt]]), size)
      await assert.rejects(
        openTree(lying, size, root).then(async (tree) => {
          const [, level, index] = /^tile\/(\d)\/(\d+)/.exec(path) ?? []
          await tree.tile(Number(level), Number(index))
        }),
        { name: 'TransparencyFault' },
        path,
      )
    }
})
