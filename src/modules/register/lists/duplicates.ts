// Remembers which keys a file has held so far, in 20 bytes a row instead of a map of strings.

export type Seen = 'new' | { readonly firstLine: number; readonly same: boolean }

/**
 * A table of keys with the line and content of their first row.
 * Keys and contents are held as 64-bit hashes: among 5 million rows two different keys meet with a chance below one in a million.
 */
export function createSeenTable() {
  let slots = 1 << 15
  let table = new Uint32Array(slots * 5)
  let held = 0

  /** Looks a key up and remembers it when it is new. `line` is the physical line, from 1. */
  function see(key: string, content: string, line: number): Seen {
    if (held > slots * 0.6) grow()
    const [high, low] = hash64(key)
    const [contentHigh, contentLow] = hash64(content)
    const at = place(table, slots, high, low)
    const firstLine = table[at + 4] ?? 0
    if (firstLine !== 0) return { firstLine, same: table[at + 2] === contentHigh && table[at + 3] === contentLow }
    table.set([high, low, contentHigh, contentLow, line], at)
    held++
    return 'new'
  }

  function grow(): void {
    const wider = new Uint32Array(slots * 2 * 5)
    for (let at = 0; at < table.length; at += 5) {
      if (table[at + 4] !== 0) {
        wider.set(table.subarray(at, at + 5), place(wider, slots * 2, table[at] ?? 0, table[at + 1] ?? 0))
      }
    }
    table = wider
    slots *= 2
  }

  return { see }
}

/** Where a key stands, or the free slot where it would. */
function place(table: Uint32Array, slots: number, high: number, low: number): number {
  let slot = low & (slots - 1)
  while (table[slot * 5 + 4] !== 0 && !(table[slot * 5] === high && table[slot * 5 + 1] === low)) {
    slot = (slot + 1) & (slots - 1)
  }
  return slot * 5
}

/** Two 32-bit hashes that stir each other (the scheme of cyrb53): quick, and no defence is needed inside one file. */
function hash64(text: string): readonly [number, number] {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return [b >>> 0, a >>> 0]
}
