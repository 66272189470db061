// The frontier against the tree of the standard, and the files of the exchange log against its root.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { leafHash } from '../../../transparency/format/hash.ts'
import { rootOf as rootByReader } from '../../../transparency/format/merkle.ts'
import { bundlePath, partialWidth, readBundle, readTile, tilePath } from '../../../transparency/format/tiles.ts'
import { exchangeFiles } from './files.ts'
import { EMPTY, extend, leafOf, readFrontier, rootOf, writeFrontier } from './frontier.ts'

const entryAt = (index: number) => Buffer.from(`entry ${index}`)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The hash of a complete subtree, by the definition (RFC 6962, 2.1). */
function subtree(level: number, index: number): Uint8Array {
  const leaves = Array.from({ length: 2 ** level }, (_, at) => leafHash(entryAt(index * 2 ** level + at)))
  return rootOf(extend(EMPTY, leaves))
}

test('appended one by one or at once, kept and read back, the root is the same', async () => {
  let frontier = EMPTY
  for (let size = 0; size <= 70; size++) {
    const root = hex(await rootByReader(size, subtree))
    assert.equal(hex(rootOf(frontier)), root, `size ${size}`)
    assert.equal(hex(rootOf(readFrontier(size, writeFrontier(frontier)))), root)
    frontier = extend(frontier, [leafOf(entryAt(size))])
  }
  assert.throws(() => readFrontier(3, new Uint8Array(32)))
})

test('bundles and tiles in files and those of the tail say the same as the root', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sursur-exchange-'))
  try {
    const files = exchangeFiles(folder)
    const size = 256 * 258 + 5
    const all = Array.from({ length: size }, (_, index) => entryAt(index))
    for (let bundle = 0; bundle < 258; bundle++) await files.file(bundle, all.slice(bundle * 256, bundle * 256 + 256))
    const tail = async (index: number, count: number) => all.slice(index, index + count)
    const serve = async (path: string) => (await files.serve(path, size, tail)) ?? assert.fail(path)
    const last = readBundle(await serve(bundlePath(258, 5)))
    assert.deepEqual(last.map(hex), all.slice(-5).map(hex))
    assert.deepEqual(
      readTile(await serve(tilePath(0, 3))).map(hex),
      all.slice(768, 1024).map((one) => hex(leafOf(one))),
    )
    // Level 2 has one full tile below it and a partial one; each hash stands for a full tile.
    assert.equal(partialWidth(1, size), 2)
    const above = readTile(await serve(tilePath(1, 0)))
    assert.equal(hex(above[7] ?? new Uint8Array()), hex(rootOf(extend(EMPTY, all.slice(7 * 256, 8 * 256).map(leafOf)))))
    const two = readTile(await serve(tilePath(1, 1, 2)))
    const top = readTile(await serve(tilePath(2, 0, 1)))
    const tree = extend(EMPTY, all.map(leafOf))
    const frontier = [...top, ...[rootOf(extend(EMPTY, two))], ...tree.hashes.slice(2)]
    assert.equal(hex(rootOf({ size, hashes: frontier })), hex(rootOf(tree)))
    for (const path of [
      bundlePath(258, 6),
      bundlePath(258),
      bundlePath(259, 1),
      tilePath(1, 1, 3),
      tilePath(2, 0),
      tilePath(3, 0, 1),
    ])
      assert.equal(await files.serve(path, size, tail), undefined, path)
    await assert.rejects(files.serve('tile/0/../../head', size, tail), { code: 'malformed-tile' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
