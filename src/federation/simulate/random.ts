// Chance that can be repeated: the same seed gives the same schedule on every machine.

export type Random = {
  /** A whole number from 0 to below `bound`. */
  readonly below: (bound: number) => number
  /** True once in `times`. */
  readonly oneIn: (times: number) => boolean
  readonly pick: <T>(things: readonly T[]) => T
}

/** mulberry32: 32 bits of state, good enough to shuffle schedules. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number) => Math.floor(next() * bound)
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick<T>(things: readonly T[]): T {
      if (things.length === 0) throw new RangeError('nothing to pick from')
      return things[below(things.length)] as T
    },
  }
}
