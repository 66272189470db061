// Merkle proofs: the published right and wrong ones, and agreement with the plain definitions of RFC 6962 at random sizes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { oracleLeaf, oraclePath, oracleProof, oracleRoot } from '../../../test/fixtures/merkle-oracle.ts'
import { base64, casesOf, readTlog, skipTlog } from '../../../test/fixtures/tlog.ts'
import { toBase64, utf8 } from './bytes.ts'
import { EMPTY_ROOT, type Hash, leafHash, nodeHash } from './hash.ts'
import {
  consistencyProof,
  type HashReader,
  inclusionProof,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'

const refused = { name: 'TransparencyFault', code: 'bad-proof' }

type Inclusion = {
  id: string
  leafIdx: number
  treeSize: number
  root: string
  leafHash: string
  proof: string[] | null
  wantErr: boolean
}
type Consistency = {
  id: string
  size1: number
  size2: number
  root1: string
  root2: string
  proof: string[] | null
  wantErr: boolean
}

// The kinds named `subtree…` belong to Merkle tree certificates: SurSur has no subtrees, and reads none.
test('the published proofs of inclusion hold and fail as they must', { skip: skipTlog }, () => {
  const cases = casesOf<Inclusion>('merkle-inclusion.json')
  assert.equal(cases.length, 59)
  for (const { id, leafIdx, treeSize, root, leafHash, proof, wantErr } of cases) {
    const claim = {
      index: leafIdx,
      size: treeSize,
      leafHash: base64(leafHash),
      root: base64(root),
      proof: (proof ?? []).map(base64),
    }
    if (wantErr) assert.throws(() => verifyInclusion(claim), refused, id)
    else assert.doesNotThrow(() => verifyInclusion(claim), id)
  }
})

test('the published proofs of consistency hold and fail as they must, those with an empty tree too', {
  skip: skipTlog,
}, () => {
  const cases = casesOf<Consistency>('merkle-consistency.json')
  assert.equal(cases.length, 72)
  for (const { id, size1, size2, root1, root2, proof, wantErr } of cases) {
    const claim = {
      oldSize: size1,
      newSize: size2,
      oldRoot: base64(root1),
      newRoot: base64(root2),
      proof: (proof ?? []).map(base64),
    }
    if (wantErr) assert.throws(() => verifyConsistency(claim), refused, id)
    else assert.doesNotThrow(() => verifyConsistency(claim), id)
  }
})

test('the published hash of a record is that of a leaf', { skip: skipTlog }, () => {
  const { record_hash } = JSON.parse(new TextDecoder().decode(readTlog('tile-vectors.json'))) as {
    record_hash: { record: string; base64: string }
  }
  assert.equal(toBase64(leafHash(utf8(record_hash.record))), record_hash.base64)
})

const LEAVES: readonly Hash[] = Array.from({ length: 2000 }, (_, index) => leafHash(utf8(`entry ${index}`)))

/** Reads subtrees over the leaves, each computed once; `size` bounds what may be asked. */
function reader(size: number): HashReader {
  const kept = new Map<string, Hash>()
  const read = (level: number, index: number): Hash => {
    assert.ok((index + 1) * 2 ** level <= size, `subtree ${level}/${index} is not complete at size ${size}`)
    const key = `${level}/${index}`
    const hash =
      kept.get(key) ??
      (level === 0 ? (LEAVES[index] as Hash) : nodeHash(read(level - 1, 2 * index), read(level - 1, 2 * index + 1)))
    kept.set(key, hash)
    return hash
  }
  return read
}

const sizes = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: LEAVES.length }))

test('roots and proofs are those of the definitions, and hold', async () => {
  assert.deepEqual(leafHash(utf8('a')), oracleLeaf(utf8('a')))
  assert.deepEqual(await rootOf(0, reader(0)), oracleRoot([]))
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, first, second) => {
      const leaves = LEAVES.slice(0, size)
      const read = reader(size)
      const root = await rootOf(size, read)
      assert.deepEqual(root, oracleRoot(leaves))

      const index = first % size
      const path = await inclusionProof(index, size, read)
      assert.deepEqual(path, oraclePath(index, leaves))
      verifyInclusion({ index, size, leafHash: LEAVES[index] as Hash, proof: path, root })

      const oldSize = 1 + (second % size)
      const proof = await consistencyProof(oldSize, size, read)
      assert.deepEqual(proof, oracleProof(oldSize, leaves))
      const oldRoot = oracleRoot(leaves.slice(0, oldSize))
      verifyConsistency({ oldSize, oldRoot, newSize: size, newRoot: root, proof })
    }),
    { numRuns: 60 },
  )
})

test('every pair of small sizes', async () => {
  for (let size = 1; size <= 20; size += 1) {
    const root = oracleRoot(LEAVES.slice(0, size))
    for (let before = 1; before <= size; before += 1) {
      const proof = await consistencyProof(before, size, reader(size))
      verifyConsistency({
        oldSize: before,
        oldRoot: oracleRoot(LEAVES.slice(0, before)),
        newSize: size,
        newRoot: root,
        proof,
      })
      const path = await inclusionProof(before - 1, size, reader(size))
      verifyInclusion({ index: before - 1, size, leafHash: LEAVES[before - 1] as Hash, proof: path, root })
    }
  }
})

test('a proof with a bit changed, a hash left out, added or swapped is refused, and so is another place or size', async () => {
  const flipped = (hash: Hash, bit: number) =>
    Uint8Array.from(hash, (byte, at) => (at === (bit >> 3) % 32 ? byte ^ (1 << (bit & 7)) : byte))
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 300 }),
      fc.nat(),
      fc.nat(),
      fc.nat(255),
      async (size, first, second, bit) => {
        const [read, root] = [reader(size), oracleRoot(LEAVES.slice(0, size))]
        const index = first % size
        const proof = await inclusionProof(index, size, read)
        const claim = { index, size, leafHash: LEAVES[index] as Hash, proof, root }
        const at = second % proof.length
        const oldSize = 1 + (second % (size - 1))
        const growth = await consistencyProof(oldSize, size, read)
        const grown = {
          oldSize,
          oldRoot: oracleRoot(LEAVES.slice(0, oldSize)),
          newSize: size,
          newRoot: root,
          proof: growth,
        }
        const spot = first % growth.length
        for (const wrong of [
          { ...claim, proof: proof.map((hash, place) => (place === at ? flipped(hash, bit) : hash)) },
          { ...claim, proof: proof.filter((_, place) => place !== at) },
          { ...claim, proof: [...proof, root] },
          { ...claim, proof: [claim.leafHash, ...proof] },
          { ...claim, root: flipped(root, bit) },
          { ...claim, leafHash: flipped(claim.leafHash, bit) },
          { ...claim, index: (index + 1) % size },
        ])
          assert.throws(() => verifyInclusion(wrong), refused)
        for (const wrong of [
          { ...grown, proof: growth.map((hash, place) => (place === spot ? flipped(hash, bit) : hash)) },
          { ...grown, proof: growth.filter((_, place) => place !== spot) },
          { ...grown, proof: [...growth, root] },
          { ...grown, proof: [root, ...growth] },
          { ...grown, oldRoot: flipped(grown.oldRoot, bit) },
          { ...grown, newRoot: flipped(root, bit) },
          { ...grown, newSize: oldSize },
        ])
          assert.throws(() => verifyConsistency(wrong), refused)
      },
    ),
    { numRuns: 60 },
  )
})

test('sizes beyond 32 bits are counted exactly', async () => {
  // One hash at every level: the tree of equal leaves, known at any size without its leaves.
  const levels: Hash[] = [leafHash(utf8('same'))]
  const at = (level: number): Hash => {
    for (let next = levels.length; next <= level; next += 1)
      levels.push(nodeHash(levels[next - 1] as Hash, levels[next - 1] as Hash))
    return levels[level] as Hash
  }
  const read: HashReader = (level) => at(level)
  for (const size of [2 ** 32 - 1, 2 ** 32 + 1, 2 ** 49 - 1, 2 ** 49, 2 ** 53 - 1]) {
    const root = await rootOf(size, read)
    for (const index of [0, 2 ** 31, size - 2, size - 1])
      verifyInclusion({ index, size, leafHash: at(0), proof: await inclusionProof(index, size, read), root })
    for (const oldSize of [1, 2 ** 31, 2 ** 31 + 1, size - 1]) {
      const proof = await consistencyProof(oldSize, size, read)
      verifyConsistency({ oldSize, oldRoot: await rootOf(oldSize, read), newSize: size, newRoot: root, proof })
    }
  }
})

test('no proof for what is no tree', async () => {
  const read = reader(5)
  await assert.rejects(inclusionProof(5, 5, read), refused)
  await assert.rejects(inclusionProof(-1, 5, read), refused)
  await assert.rejects(consistencyProof(0, 5, read), refused)
  await assert.rejects(consistencyProof(6, 5, read), refused)
  await assert.rejects(rootOf(1.5, read), refused)
  const claim = { leafHash: EMPTY_ROOT, proof: [], root: EMPTY_ROOT }
  for (const [index, size] of [
    [0, 0],
    [-1, 1],
    [0.5, 1],
    [0, 2 ** 53],
    [Number.NaN, 1],
  ] as const)
    assert.throws(() => verifyInclusion({ ...claim, index, size }), refused)
})
