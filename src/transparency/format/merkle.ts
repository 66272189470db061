// Proofs of a Merkle tree: that an entry stands in it, and that a later tree only appended (RFC 6962, RFC 9162 section 2.1).
import { sameBytes } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { HASH_BYTES, type Hash, nodeHash } from './hash.ts'

export { consistencyProof, type HashReader, inclusionProof, rootOf } from './merkle-make.ts'

export type InclusionClaim = {
  /** Place of the entry, from 0. */
  readonly index: number
  readonly size: number
  readonly leafHash: Hash
  /** Sibling hashes from the leaf upwards. */
  readonly proof: readonly Hash[]
  readonly root: Hash
}

export type ConsistencyClaim = {
  readonly oldSize: number
  readonly oldRoot: Hash
  readonly newSize: number
  readonly newRoot: Hash
  readonly proof: readonly Hash[]
}

/** Throws `bad-proof` unless the leaf stands at the index in the tree of that size and root (RFC 9162, 2.1.3.2). */
export function verifyInclusion({ index, size, leafHash, proof, root }: InclusionClaim): void {
  checkSizes(index, size)
  checkHashes(leafHash, root, ...proof)
  if (index >= size) throw bad('the index lies outside the tree')
  let [node, last, hash] = [index, size - 1, leafHash]
  for (const sibling of proof) {
    if (last === 0) throw bad('it is too long')
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else hash = nodeHash(hash, sibling)
    ;[node, last] = [half(node), half(last)]
  }
  if (last !== 0) throw bad('it is too short')
  if (!sameBytes(hash, root)) throw bad('it leads to another root')
}

/**
 * Throws `bad-proof` unless the newer tree holds the older one unchanged at its beginning (RFC 9162, 2.1.4.2).
 * Sizes of zero are refused: everything is consistent with an empty tree, so such a claim proves nothing.
 */
export function verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }: ConsistencyClaim): void {
  checkSizes(oldSize, newSize)
  checkHashes(oldRoot, newRoot, ...proof)
  if (oldSize === 0) throw bad('the older tree is empty')
  if (oldSize > newSize) throw bad('the newer tree is the smaller one')
  if (oldSize === newSize) {
    if (proof.length > 0) throw bad('trees of one size need none')
    if (!sameBytes(oldRoot, newRoot)) throw bad('two roots at one size')
    return
  }
  let [node, last] = [oldSize - 1, newSize - 1]
  while (isOdd(node)) [node, last] = [half(node), half(last)]
  // When the old tree is complete, its root is itself the first hash. Then node is 0 here.
  const [first, ...others] = node === 0 ? [oldRoot, ...proof] : proof
  if (!first || proof.length === 0) throw bad('it is too short')
  let [older, newer] = [first, first]
  for (const hash of others) {
    if (last === 0) throw bad('it is too long')
    if (isOdd(node) || node === last) {
      older = nodeHash(hash, older)
      newer = nodeHash(hash, newer)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else newer = nodeHash(newer, hash)
    ;[node, last] = [half(node), half(last)]
  }
  if (last !== 0) throw bad('it is too short')
  if (!sameBytes(older, oldRoot)) throw bad('it does not lead to the older root')
  if (!sameBytes(newer, newRoot)) throw bad('it does not lead to the newer root')
}

function checkSizes(...sizes: readonly number[]): void {
  if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 0)) throw bad('a size is no whole number')
}

function checkHashes(...hashes: readonly Hash[]): void {
  if (!hashes.every((hash) => hash.length === HASH_BYTES)) throw bad('a hash does not have 32 bytes')
}

// Bit operators of the language stop at 32 bits.
function isOdd(value: number): boolean {
  return value % 2 === 1
}

function half(value: number): number {
  return Math.floor(value / 2)
}

function bad(what: string): TransparencyFault {
  return new TransparencyFault('bad-proof', `the Merkle proof does not hold: ${what}`)
}
