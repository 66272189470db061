// Tiles and bundles: their addresses as specified, their bytes strictly, and a whole published log from its bundles up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { oracleRoot } from '../../../test/fixtures/merkle-oracle.ts'
import { readTlog, skipTlog, TESSERA_KEY } from '../../../test/fixtures/tlog.ts'
import { openCheckpoint } from './checkpoint.ts'
import { EMPTY_ROOT, type Hash, leafHash, nodeHash } from './hash.ts'
import { parseVerifierKey } from './key.ts'
import {
  consistencyProof,
  type HashReader,
  inclusionProof,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
import {
  bundlePath,
  MAX_ENTRY,
  parseTilePath,
  partialWidth,
  readBundle,
  readTile,
  tilePath,
  writeBundle,
  writeTile,
} from './tiles.ts'

const refused = { name: 'TransparencyFault', code: 'malformed-tile' }

test('addresses are those of the specification', () => {
  assert.equal(tilePath(0, 1234067), 'tile/0/x001/x234/067')
  assert.equal(tilePath(0, 1234067, 8), 'tile/0/x001/x234/067.p/8')
  assert.equal(tilePath(63, 0, 255), 'tile/63/000.p/255')
  assert.equal(bundlePath(0), 'tile/entries/000')
  assert.equal(bundlePath(999), 'tile/entries/999')
  assert.equal(bundlePath(1000, 1), 'tile/entries/x001/000.p/1')
})

// "A tree of size 70,000 will be represented by 273 full level 0 tiles, one partial level 0 tile of width 112, one full
// level 1 tile, one partial level 1 tile of width 17, and one partial level 2 tile of width 1"; and its neighbour.
test('partial tiles are as wide as the specification counts them', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((level) => partialWidth(level, 70_000)),
    [112, 17, 1, 0],
  )
  assert.deepEqual(
    [0, 1, 2].map((level) => partialWidth(level, 256)),
    [0, 1, 0],
  )
  assert.deepEqual(
    [0, 1, 2].map((level) => partialWidth(level, 0)),
    [0, 0, 0],
  )
  // 2^53 - 1 has six full bytes below its five upper bits.
  assert.deepEqual(
    [0, 5, 6, 7, 63].map((level) => partialWidth(level, 2 ** 53 - 1)),
    [255, 255, 31, 0, 0],
  )
})

test('whatever address is written is read again', () => {
  const level = fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 }))
  fc.assert(
    fc.property(level, fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
      const path = level === 'entries' ? bundlePath(index, width) : tilePath(level, index, width)
      assert.deepEqual(parseTilePath(path), { level, index, width })
    }),
  )
})

for (const odd of [
  ...['', 'tile', 'tile/0', 'tile/0/', 'tile/0/0', 'tile/0/00', 'tile/0/0000', 'tile/0/1000', 'tile/0/x000/001'],
  ...['tile/0/x001', 'tile/0/001/000', 'tile/00/000', 'tile/64/000', 'tile/-1/000', 'tile/x/000', '/tile/0/000'],
  ...[
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/08',
    'tile/0/000.p/',
    'tile/0/000.p/8/',
    'tile/0/000/',
    'tile/0/000.p/-1',
  ],
  ...[
    'tile/0/../000',
    'tile/0/000\n',
    'tile/0/X001/000',
    'tile/data/000',
    'tile/entries/000.p/256',
    'tile/8/0/000',
    'tile/0/٠٠٠',
  ],
  'tile/0/x009/x999/x999/x999/x999/999',
]) {
  test(`${JSON.stringify(odd)} is no address of a tile`, () => assert.throws(() => parseTilePath(odd), refused))
}

test('no address is written for what is no tile', () => {
  for (const [level, index, width] of [
    [-1, 0, 1],
    [64, 0, 1],
    [0.5, 0, 1],
    [0, -1, 1],
    [0, 2 ** 53, 1],
    [0, 0, 0],
    [0, 0, 257],
    [0, 0, 1.5],
  ] as const)
    assert.throws(() => tilePath(level, index, width), refused)
})

const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 })

test('bundles and tiles are read as they were written', () => {
  fc.assert(
    fc.property(entries, (entries) => {
      assert.deepEqual(readBundle(writeBundle(entries)), entries)
      const hashes = entries.map(leafHash)
      assert.deepEqual(readTile(writeTile(hashes)), hashes)
    }),
    { numRuns: 40 },
  )
})

test('a bundle cut short, or longer than it says, is refused', () => {
  const bundle = writeBundle([Uint8Array.of(1, 2, 3), new Uint8Array(MAX_ENTRY)])
  assert.deepEqual([...bundle.subarray(0, 7)], [0, 3, 1, 2, 3, 0x10, 0])
  for (const length of [0, 1, 2, 4, 6, bundle.length - 1])
    assert.throws(() => readBundle(bundle.subarray(0, length)), refused, String(length))
  assert.throws(() => readBundle(Uint8Array.of(...bundle, 0)), refused)
  assert.throws(() => readBundle(new Uint8Array(2 * 257)), refused)
  assert.throws(() => readBundle(Uint8Array.of(0x10, 1, ...new Uint8Array(MAX_ENTRY + 1))), refused)
  assert.throws(() => writeBundle([]), refused)
  assert.throws(() => writeBundle([new Uint8Array(MAX_ENTRY + 1)]), refused)
  assert.throws(() => writeBundle(Array.from({ length: 257 }, () => new Uint8Array())), refused)
})

test('a tile holds whole hashes, 1 to 256', () => {
  for (const length of [0, 31, 33, 257 * 32])
    assert.throws(() => readTile(new Uint8Array(length)), refused, String(length))
  assert.throws(() => writeTile([]), refused)
  assert.throws(() => writeTile([new Uint8Array(31)]), refused)
  assert.throws(() => writeTile(Array.from({ length: 257 }, () => EMPTY_ROOT)), refused)
})

// The published growth of tiles (`new_tiles_for_size`) counts tiles of height 10; the tiles of tlog-tiles have height 8.
const key = parseVerifierKey(TESSERA_KEY)
const SIZES = Array.from({ length: 15 }, (_, index) => index + 1)
const leavesAt = (size: number) => readTile(readTlog(`tessera-log/${tilePath(0, 0, size)}`))
const headAt = (size: number) => openCheckpoint(readTlog(`tessera-log/checkpoint.${size}`), [key]).checkpoint

function reader(leaves: readonly Hash[]): HashReader {
  const read = (level: number, index: number): Hash =>
    level === 0 ? (leaves[index] as Hash) : nodeHash(read(level - 1, 2 * index), read(level - 1, 2 * index + 1))
  return read
}

test('the published log at sizes 0 to 15: tiles come from bundles, roots from tiles, and each checkpoint has signed its root', {
  skip: skipTlog,
}, async () => {
  assert.deepEqual([headAt(0).size, headAt(0).root], [0, EMPTY_ROOT])
  for (const size of SIZES) {
    const bundle = readTlog(`tessera-log/${bundlePath(0, size)}`)
    const entries = readBundle(bundle)
    assert.equal(entries.length, partialWidth(0, size))
    assert.deepEqual(writeBundle(entries), bundle)
    assert.deepEqual(writeTile(entries.map(leafHash)), readTlog(`tessera-log/${tilePath(0, 0, size)}`))
    const head = headAt(size)
    assert.equal(head.size, size)
    assert.deepEqual(await rootOf(size, reader(leavesAt(size))), head.root)
    assert.deepEqual(oracleRoot(leavesAt(size)), head.root)
  }
  assert.deepEqual(readTlog('tessera-log/checkpoint'), readTlog('tessera-log/checkpoint.15'))
})

test('the published log: each entry stands in each signed tree, and each tree at the beginning of each later one', {
  skip: skipTlog,
}, async () => {
  for (const size of SIZES) {
    const [leaves, { root }] = [leavesAt(size), headAt(size)]
    for (const index of leaves.keys())
      verifyInclusion({
        index,
        size,
        leafHash: leaves[index] as Hash,
        root,
        proof: await inclusionProof(index, size, reader(leaves)),
      })
    for (const oldSize of SIZES.slice(0, size)) {
      const proof = await consistencyProof(oldSize, size, reader(leaves))
      verifyConsistency({ oldSize, oldRoot: headAt(oldSize).root, newSize: size, newRoot: root, proof })
    }
  }
})
