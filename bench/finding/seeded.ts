// A small seeded source of chance, so that a measurement can be repeated to the last question.

export type Chance = {
  /** A whole number from 0 up to, not including, `end`. */
  readonly below: (end: number) => number
  readonly pick: <T>(from: readonly T[]) => T | undefined
  readonly shuffled: <T>(from: readonly T[]) => T[]
}

/** mulberry32: 32 bits of state, good enough to choose letters. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * end)
  }
  return {
    below,
    pick: (from) => from[below(from.length)],
    shuffled: (from) => {
      const order = [...from]
      for (let at = order.length - 1; at > 0; at--) {
        const other = below(at + 1)
        const [a, b] = [order[at], order[other]]
        if (a !== undefined && b !== undefined) [order[at], order[other]] = [b, a]
      }
      return order
    },
  }
}
