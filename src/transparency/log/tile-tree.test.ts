// The tree in files: the same root as the textbook's, whatever the size and however the entries came; proofs from its tiles; reopened at any size.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { toHex, utf8 } from '../format/bytes.ts'
import { EMPTY_ROOT, type Hash, leafHash, nodeHash } from '../format/hash.ts'
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from '../format/merkle.ts'
import { fastLeaf, fastNode } from './fast-hash.ts'
import { openTileTree } from './tile-tree.ts'

const place = mkdtempSync(join(tmpdir(), 'sursur-tree-'))
after(() => rmSync(place, { recursive: true, force: true }))
const entry = (index: number) => utf8(`entry ${index}`)
const entries = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => entry(from + at))

/** RFC 6962, 2.1, to the letter, over leaf hashes. */
function textbook(leaves: readonly Hash[]): Hash {
  const [only] = leaves
  if (only === undefined) return EMPTY_ROOT
  if (leaves.length === 1) return only
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return nodeHash(textbook(leaves.slice(0, half)), textbook(leaves.slice(half)))
}
const leaves = entries(0, 70_000).map(fastLeaf)

test('the quick hashes are those of the specification', () => {
  for (let at = 0; at < 50; at++) assert.deepEqual(new Uint8Array(fastLeaf(entry(at))), leafHash(entry(at)))
  const [left = EMPTY_ROOT, right = EMPTY_ROOT] = leaves
  assert.deepEqual(new Uint8Array(fastNode(left, right)), nodeHash(left, right))
})

test('the root is the textbook’s at every size around a tile, and at sizes with many bits', () => {
  for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000]) {
    const tree = openTileTree(join(place, `size-${size}`), 0)
    tree.append(entries(0, size))
    assert.equal(toHex(tree.root()), toHex(textbook(leaves.slice(0, size))), String(size))
  }
})

test('entries in pieces, the tree opened anew after each, come to the same root', () => {
  const folder = join(place, 'pieces')
  let size = 0
  for (const more of [1, 1, 253, 1, 1, 300, 1000, 5, 256, 64_000]) {
    const tree = openTileTree(folder, size)
    tree.append(entries(size, size + more))
    tree.flush()
    size += more
    assert.equal(toHex(tree.root()), toHex(textbook(leaves.slice(0, size))), String(size))
  }
})

test('what was written beyond the published size, and was not published, is written over', () => {
  const folder = join(place, 'over')
  const before = openTileTree(folder, 0)
  before.append(entries(0, 300))
  before.flush()
  const lost = openTileTree(folder, 300)
  lost.append(entries(5000, 5400))
  lost.flush()
  const again = openTileTree(folder, 300)
  again.append(entries(300, 700))
  again.flush()
  assert.equal(toHex(openTileTree(folder, 700).root()), toHex(textbook(leaves.slice(0, 700))))
})

test('proofs that are read from the tiles hold', async () => {
  const tree = openTileTree(join(place, 'proofs'), 0)
  tree.append(entries(0, 66_000))
  tree.flush()
  const root = tree.root()
  for (const index of [0, 255, 256, 65_535, 65_536, 65_999]) {
    const proof = await inclusionProof(index, 66_000, tree.read)
    verifyInclusion({ index, size: 66_000, leafHash: leafHash(entry(index)), proof, root })
  }
  for (const oldSize of [1, 255, 256, 257, 1234, 65_536, 65_999]) {
    const proof = await consistencyProof(oldSize, 66_000, tree.read)
    verifyConsistency({ oldSize, oldRoot: textbook(leaves.slice(0, oldSize)), newSize: 66_000, newRoot: root, proof })
  }
})

test('a tree whose files are missing is not opened', () => {
  assert.throws(() => openTileTree(join(place, 'nothing'), 5), /missing/)
})
