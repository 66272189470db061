// Makes roots and proofs of a Merkle tree from the hashes of its complete subtrees, which a log keeps as tiles.
import { TransparencyFault } from './fault.ts'
import { EMPTY_ROOT, type Hash, nodeHash } from './hash.ts'

/** The hash of the complete subtree `index` at `level`: over the leaves `index * 2^level` up to `(index + 1) * 2^level`. */
export type HashReader = (level: number, index: number) => Hash | Promise<Hash>

/** Root of the tree of the first `size` leaves. */
export async function rootOf(size: number, read: HashReader): Promise<Hash> {
  check(size >= 0, size)
  return size === 0 ? EMPTY_ROOT : rangeHash(0, size, read)
}

/** The sibling hashes from a leaf up to the root of a size (RFC 6962, 2.1.1). Throws `bad-proof` for an index outside. */
export async function inclusionProof(index: number, size: number, read: HashReader): Promise<Hash[]> {
  check(index >= 0 && index < size, index, size)
  const ranges: [number, number][] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + split(end - start)
    if (index < middle) {
      ranges.push([middle, end])
      end = middle
    } else {
      ranges.push([start, middle])
      start = middle
    }
  }
  return hashesOf(ranges, read)
}

/**
 * The hashes that show the tree of `oldSize` at the beginning of that of `newSize` (RFC 6962, 2.1.2); none for two equal
 * sizes. Throws `bad-proof` for an old size of zero or above the new one.
 */
export async function consistencyProof(oldSize: number, newSize: number, read: HashReader): Promise<Hash[]> {
  check(oldSize > 0 && oldSize <= newSize, oldSize, newSize)
  const ranges: [number, number][] = []
  let [start, end] = [0, newSize]
  while (end !== oldSize) {
    const middle = start + split(end - start)
    if (oldSize <= middle) {
      ranges.push([middle, end])
      end = middle
    } else {
      ranges.push([start, middle])
      start = middle
    }
  }
  // While nothing was passed on the left, this is the old root, which the verifier has.
  if (start > 0) ranges.push([start, end])
  return hashesOf(ranges, read)
}

function hashesOf(ranges: readonly (readonly [number, number])[], read: HashReader): Promise<Hash[]> {
  return Promise.all(ranges.map(([start, end]) => rangeHash(start, end, read)).reverse())
}

/** Hash over a range that starts where a subtree of its size may start: its complete subtrees, joined from the right. */
async function rangeHash(start: number, end: number, read: HashReader): Promise<Hash> {
  const parts: (Hash | Promise<Hash>)[] = []
  for (let at = start; at < end; ) {
    const { level, width } = largestWithin(end - at)
    parts.push(read(level, at / width))
    at += width
  }
  return (await Promise.all(parts)).reduceRight((right, left) => nodeHash(left, right))
}

/** The largest power of two below `count`, which is two or more. */
function split(count: number): number {
  return largestWithin(count - 1).width
}

// By doubling: a logarithm is rounded, and wrong near the large powers.
function largestWithin(count: number): { readonly level: number; readonly width: number } {
  let [level, width] = [0, 1]
  while (width * 2 <= count) [level, width] = [level + 1, width * 2]
  return { level, width }
}

function check(fits: boolean, ...sizes: readonly number[]): void {
  if (!fits || !sizes.every(Number.isSafeInteger)) throw new TransparencyFault('bad-proof', 'no tree has such a proof')
}
