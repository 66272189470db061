// Which parties have a key: numbers in typed rows, no text kept, so that millions of keys cost tens of megabytes.
import { createGrowing } from '../growing.ts'

export type Postings = {
  /** The caller gives a key of a party once. */
  readonly add: (key: string, slot: number) => void
  readonly remove: (key: string, slot: number) => void
  readonly count: (key: string) => number
  readonly each: (key: string, visit: (slot: number) => void) => void
  /** Bytes of the rows. */
  readonly bytes: () => number
}

const FULL = 0.8
const GROWTH = 1.4

/**
 * An open table of keys, each known by 64 bits of hash (two keys of one hash are not to be expected among thousands of millions), with
 * the head of a chain of parties. `ExactKeys` looks through the whole chain before adding; here a key may have a hundred thousand.
 */
export function createPostings(): Postings {
  let size = 1 << 12
  let used = 0
  /** Keys that somebody has; the others among those used are left over. */
  let live = 0
  let first = new Uint32Array(size)
  let second = new Uint32Array(size)
  let heads = new Uint32Array(size)
  let counts = new Uint32Array(size)
  const slots = createGrowing()
  const nexts = createGrowing()
  let free = 0

  /** The place of the key, or the empty place where it would stand. */
  const placeOf = (a: number, b: number): number => {
    let at = a % size
    while (first[at] !== 0 && (first[at] !== a || second[at] !== b)) at = at + 1 === size ? 0 : at + 1
    return at
  }
  const grow = (): void => {
    const before = { first, second, heads, counts }
    // Where the left over fill it, clearing them away makes room enough.
    if (live * GROWTH > used) size = Math.ceil(size * GROWTH)
    first = new Uint32Array(size)
    second = new Uint32Array(size)
    heads = new Uint32Array(size)
    counts = new Uint32Array(size)
    used = 0
    for (const [from, count] of before.counts.entries()) {
      // Keys that nobody has any more end here.
      if (count === 0) continue
      const at = placeOf(before.first[from] ?? 0, before.second[from] ?? 0)
      first[at] = before.first[from] ?? 0
      second[at] = before.second[from] ?? 0
      heads[at] = before.heads[from] ?? 0
      counts[at] = count
      used += 1
    }
  }
  const find = (key: string): number => placeOf(hashOf(key, 0x811c9dc5) || 1, hashOf(key, 0x9747b28c))

  return {
    add: (key, slot) => {
      if (used >= size * FULL) grow()
      const [a, b] = [hashOf(key, 0x811c9dc5) || 1, hashOf(key, 0x9747b28c)]
      const at = placeOf(a, b)
      if (first[at] === 0) {
        first[at] = a
        second[at] = b
        used += 1
      }
      const entry = free > 0 ? free - 1 : slots.push(0)
      if (free > 0) free = nexts.at(entry)
      slots.set(entry, slot)
      nexts.set(entry, heads[at] ?? 0)
      heads[at] = entry + 1
      if (counts[at] === 0) live += 1
      counts[at] = (counts[at] ?? 0) + 1
    },
    remove: (key, slot) => {
      const at = find(key)
      let [before, entry] = [0, heads[at] ?? 0]
      while (entry !== 0 && slots.at(entry - 1) !== slot) [before, entry] = [entry, nexts.at(entry - 1)]
      if (entry === 0) return
      if (before === 0) heads[at] = nexts.at(entry - 1)
      else nexts.set(before - 1, nexts.at(entry - 1))
      nexts.set(entry - 1, free)
      free = entry
      counts[at] = (counts[at] ?? 1) - 1
      if (counts[at] === 0) live -= 1
    },
    count: (key) => counts[find(key)] ?? 0,
    each: (key, visit) => {
      for (let entry = heads[find(key)] ?? 0; entry !== 0; entry = nexts.at(entry - 1)) visit(slots.at(entry - 1))
    },
    bytes: () => size * 16 + slots.length() * 8,
  }
}

/** FNV-1a with its bits mixed. */
function hashOf(key: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return (hash ^ (hash >>> 15)) >>> 0
}
