// The frontier of a Merkle tree (RFC 6962): the roots of its complete subtrees, enough to append and to tell the root.
import { hash } from 'node:crypto'

/** Hashes of 32 bytes each, the largest subtree first: one for each bit that is set in `size`. */
export type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] }

export const EMPTY: Frontier = { size: 0, hashes: [] }
const [LEAF, NODE] = [new Uint8Array([0]), new Uint8Array([1])]

function sha256(parts: readonly Uint8Array[]): Uint8Array {
  return hash('sha256', Buffer.concat(parts), 'buffer')
}

export function leafOf(entry: Uint8Array): Uint8Array {
  return sha256([LEAF, entry])
}

/** Appends leaf hashes in their order. */
export function extend({ size, hashes }: Frontier, leaves: Iterable<Uint8Array>): Frontier {
  const stack = [...hashes]
  let count = size
  for (const leaf of leaves) {
    stack.push(leaf)
    // Two subtrees of one size become one: as often as the count ends in ones.
    for (let rest = count; rest % 2 === 1; rest = (rest - 1) / 2) {
      const [left, right] = stack.splice(-2)
      if (left && right) stack.push(sha256([NODE, left, right]))
    }
    count++
  }
  return { size: count, hashes: stack }
}

/** The root; that of nothing is the hash of nothing. */
export function rootOf({ hashes }: Frontier): Uint8Array {
  if (hashes.length === 0) return sha256([])
  return hashes.reduceRight((right, left) => sha256([NODE, left, right]))
}

export function writeFrontier({ hashes }: Frontier): Uint8Array {
  return Buffer.concat(hashes)
}

/** Throws Error when the bytes are not those of a tree of that size. */
export function readFrontier(size: number, bytes: Uint8Array): Frontier {
  const hashes = Array.from({ length: bytes.length / 32 }, (_, at) => bytes.subarray(at * 32, at * 32 + 32))
  const bits = size.toString(2).replaceAll('0', '').length
  if (bytes.length !== bits * 32) throw new Error('a frontier that does not fit its size')
  return { size, hashes }
}
