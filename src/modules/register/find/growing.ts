// Typed arrays that grow: numbers in rows of 4 bytes instead of objects, which is what keeps the index of a whole country small.

export type Growing = {
  readonly length: () => number
  readonly at: (index: number) => number
  readonly set: (index: number, value: number) => void
  /** Appends and returns the index. */
  readonly push: (value: number) => number
  /** Forgets all from this index on. */
  readonly cut: (length: number) => void
}

/** A growing row of unsigned 32-bit numbers; reading past the end gives 0. */
export function createGrowing(start = 1024): Growing {
  let values = new Uint32Array(start)
  let length = 0
  const fit = (needed: number): void => {
    if (needed <= values.length) return
    // Half as much again, not double: at hundreds of thousands of rows the slack is what fills the memory.
    const larger = new Uint32Array(Math.max(needed, Math.ceil(values.length * 1.5)))
    larger.set(values)
    values = larger
  }
  return {
    length: () => length,
    at: (index) => (index < length ? (values[index] ?? 0) : 0),
    set: (index, value) => {
      fit(index + 1)
      values[index] = value
      if (index >= length) length = index + 1
    },
    cut: (to) => {
      length = Math.min(length, to)
    },
    push: (value) => {
      fit(length + 1)
      values[length] = value
      return length++
    },
  }
}
