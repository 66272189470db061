// Exact look-up of identifiers, licences, telephones and addresses: each key with the recruiters that have it.
import { createGrowing } from './growing.ts'

export type ExactKeys = {
  readonly add: (key: string, recruiter: number) => void
  readonly remove: (key: string, recruiter: number) => void
  readonly holders: (key: string) => readonly number[]
}

const REMOVED = 0xffffffff

/**
 * Holds no key, only its hash and the recruiter: twelve bytes a key where a map of strings takes about eighty. `has` reads the
 * recruiter's own record, so that two keys of one hash are never taken for each other.
 */
export function createExactKeys(has: (recruiter: number, key: string) => boolean): ExactKeys {
  let heads = new Uint32Array(1 << 12)
  const hashes = createGrowing()
  const holders = createGrowing()
  const nexts = createGrowing()
  const link = (entry: number): void => {
    const bucket = hashes.at(entry) & (heads.length - 1)
    nexts.set(entry, heads[bucket] ?? 0)
    heads[bucket] = entry + 1
  }
  const entriesOf = (key: string): number[] => {
    const hash = hashOf(key)
    const found: number[] = []
    for (let at = heads[hash & (heads.length - 1)] ?? 0; at !== 0; at = nexts.at(at - 1)) {
      if (hashes.at(at - 1) === hash && holders.at(at - 1) !== REMOVED) found.push(at - 1)
    }
    return found
  }
  const grow = (): void => {
    heads = new Uint32Array(heads.length * 2)
    // Entries of keys taken away are closed up here, while all are linked anew.
    const kept = Array.from({ length: hashes.length() }, (_, entry) => entry).filter(
      (entry) => holders.at(entry) !== REMOVED,
    )
    for (const [to, from] of kept.entries()) {
      hashes.set(to, hashes.at(from))
      holders.set(to, holders.at(from))
    }
    for (const row of [hashes, holders, nexts]) row.cut(kept.length)
    for (const entry of kept.keys()) link(entry)
  }
  return {
    holders: (key) => [...new Set(entriesOf(key).map(holders.at))].filter((recruiter) => has(recruiter, key)).reverse(),
    add: (key, recruiter) => {
      if (entriesOf(key).some((entry) => holders.at(entry) === recruiter)) return
      if (hashes.length() > heads.length) grow()
      const entry = hashes.push(hashOf(key))
      holders.push(recruiter)
      nexts.push(0)
      link(entry)
    },
    remove: (key, recruiter) => {
      for (const entry of entriesOf(key)) if (holders.at(entry) === recruiter) holders.set(entry, REMOVED)
    },
  }
}

/** FNV-1a with its bits mixed, so that numbers in sequence spread over the buckets. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}
