// The hashes of a Merkle tree (RFC 6962, section 2.1): leaves and nodes never share a prefix.
import { sha256 } from '@noble/hashes/sha2.js'

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array
export const HASH_BYTES = 32

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** Root of the tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array())

/** Hash of an entry's bytes as a leaf. */
export function leafHash(entry: Uint8Array): Hash {
  return sha256.create().update(LEAF).update(entry).digest()
}

/** Hash of the node above a left and a right one. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256.create().update(NODE).update(left).update(right).digest()
}
