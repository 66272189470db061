// How far one word is from another in slips of a hand or an ear: letters dropped, doubled, swapped, neighbouring keys, like sounds.

const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const SOUND_ALIKE = ['ckq', 'szc', 'bvw', 'iy', 'gj', 'fv', 'dt', 'mn', 'ou', 'ei', 'ao', 'hj', 'xs', 'ae', 'lr']

/** Cost of writing one letter for another, by `a * 128 + b`: cheap where fingers or ears do it, dear otherwise. */
const SUBSTITUTION = new Float64Array(128 * 128).fill(1.3)
function cheapen(a: string, b: string, cost: number): void {
  const [x, y] = [a.charCodeAt(0), b.charCodeAt(0)]
  for (const at of [x * 128 + y, y * 128 + x]) SUBSTITUTION[at] = Math.min(SUBSTITUTION[at] ?? cost, cost)
}
for (const [row, keys] of KEY_ROWS.entries()) {
  for (const [at, key] of [...keys].entries()) {
    for (const other of [keys[at + 1], KEY_ROWS[row + 1]?.[at], KEY_ROWS[row + 1]?.[at - 1]])
      if (other) cheapen(key, other, 0.8)
  }
}
for (const group of SOUND_ALIKE) for (const a of group) for (const b of group) if (a !== b) cheapen(a, b, 0.7)

const SWAP = 0.6
const DOUBLE = 0.4
const GAP = 1
/** A slip in the first letter is rare among writers and common among different names. */
const FIRST_LETTER = 0.4
/** `Hotel` and `Hotels` are more often two firms than one slip. */
const FINAL_S = 0.4
const LONGEST = 40

const rows = [new Float64Array(LONGEST + 1), new Float64Array(LONGEST + 1), new Float64Array(LONGEST + 1)] as const

/**
 * Weighted slips between two folded words (optimal string alignment: a swap of neighbours is one slip). One ordinary slip costs about
 * 1; `Infinity` when the distance is over `limit`.
 */
export function slipsBetween(asked: string, registered: string, limit: number): number {
  if (asked === registered) return 0
  if (
    Math.abs(asked.length - registered.length) > limit / DOUBLE ||
    asked.length > LONGEST ||
    registered.length > LONGEST
  )
    return Infinity
  const distance = alignment(asked, registered, limit)
  return distance <= limit ? distance : Infinity
}

function alignment(a: string, b: string, limit: number): number {
  let [before, last, now]: [Float64Array, Float64Array, Float64Array] = [rows[0], rows[1], rows[2]]
  last[0] = 0
  for (let j = 1; j <= b.length; j++) last[j] = (last[j - 1] ?? 0) + gap(b, j - 1)
  for (let i = 1; i <= a.length; i++) {
    const x = a.charCodeAt(i - 1)
    now[0] = (last[0] ?? 0) + gap(a, i - 1)
    let least = now[0] ?? 0
    for (let j = 1; j <= b.length; j++) {
      const y = b.charCodeAt(j - 1)
      const first = i === 1 && j === 1 ? FIRST_LETTER : 0
      let cost =
        (last[j - 1] ?? 0) + (x === y ? 0 : first + (x < 128 && y < 128 ? (SUBSTITUTION[x * 128 + y] ?? 1.3) : 1.3))
      cost = Math.min(cost, (last[j] ?? 0) + gap(a, i - 1), (now[j - 1] ?? 0) + gap(b, j - 1))
      if (i > 1 && j > 1 && x === b.charCodeAt(j - 2) && y === a.charCodeAt(i - 2) && x !== y) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + SWAP + (i === 2 && j === 2 ? FIRST_LETTER : 0))
      }
      now[j] = cost
      if (cost < least) least = cost
    }
    // A swap looks two rows back, so one row over the limit is not the end yet: allow its cost.
    if (least > limit + SWAP) return Infinity
    ;[before, last, now] = [last, now, before]
  }
  return last[b.length] ?? Infinity
}

function gap(word: string, at: number): number {
  if (at === 0) return GAP + FIRST_LETTER
  if (word.charCodeAt(at) === word.charCodeAt(at - 1)) return DOUBLE
  return at === word.length - 1 && word.endsWith('s') ? GAP + FINAL_S : GAP
}

// biome-ignore format: a table of two columns is read more easily than one entry a row
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'], [/qu(?=[eiy])|ck|q/g, 'k'], [/c(?=[eiy])|z|ç/g, 's'], [/c/g, 'k'], [/x/g, 'ks'], [/[vw]/g, 'b'],
  [/ll|y/g, 'i'], [/g(?=[ei])/g, 'j'], [/(?<=.)h/g, ''], [/^h/g, ''], [/ee|ea/g, 'i'], [/oo|ou/g, 'u'],
]

const CONSONANT_RUNS = /(.)\1+/g

/** The word as several languages of the South and their neighbours say it: letters that sound alike made one. */
export function soundOf(word: string): string {
  let sound = word
  for (const [letters, heard] of SOUNDS) sound = sound.replace(letters, heard)
  return sound.replace(CONSONANT_RUNS, '$1')
}
