// RFC 6962 hashes with the engine's own SHA-256: what the server does millions of times. The same as format/hash.ts, and tested to be.
import { hash } from 'node:crypto'
import type { Hash } from '../format/hash.ts'

/** SHA-256 of a zero byte and the entry. */
export function fastLeaf(entry: Uint8Array): Hash {
  const bytes = Buffer.allocUnsafe(entry.length + 1)
  bytes[0] = 0
  bytes.set(entry, 1)
  return hash('sha256', bytes, 'buffer')
}

/** SHA-256 of a one byte and both children. */
export function fastNode(left: Hash, right: Hash): Hash {
  const bytes = Buffer.allocUnsafe(65)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 33)
  return hash('sha256', bytes, 'buffer')
}

/** The hash of a list of subtrees of one size, of which the last may be smaller: joined as RFC 6962 joins leaves. */
export function joined(hashes: readonly Hash[]): Hash {
  const [only] = hashes
  if (only === undefined) throw new Error('no hash to join')
  if (hashes.length === 1) return only
  let half = 1
  while (half * 2 < hashes.length) half *= 2
  return fastNode(joined(hashes.slice(0, half)), joined(hashes.slice(half)))
}
