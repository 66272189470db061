// Postal addresses as words: kinds of street in one spelling, and how alike two are when numbers decide.
import { foldWords } from '../../../../kernel/fold.ts'

/** Each row: one word and how it is shortened. Words in no row stay as they are. */
const SAME_WORD = `
avenida av ave avda avenue
calle c cl street st str
zona z zone
colonia col
boulevard blvd bvd bulevar boul
carretera carr ctra
numero no num nro nr n
edificio edif
oficina of ofna office
apartamento apto apt depto
kilometro km
norte nte
road rd
drive dr
place pl
`
const spelling = new Map(
  SAME_WORD.trim()
    .split('\n')
    .flatMap((row) => {
      const [word = '', ...short] = row.split(' ')
      return short.map((other) => [other, word] as const)
    }),
)
/** Words that every other address has: they are compared, but nobody is looked for by them. */
const COMMON = new Set(
  'avenida calle zona colonia boulevard carretera edificio oficina apartamento kilometro road drive place de del la el los las y local'.split(
    ' ',
  ),
)
const MOST_KEYS = 9

/** Words in order, abbreviations written out, `número` left out; empty for a text that names no place (no number, one word). */
export function addressWords(text: string): string[] {
  const words = foldWords(text)
    .map((word) => spelling.get(word) ?? word)
    .flatMap((word) =>
      word === 'numero' ? [] : [word.replace(/^(\d+)(?:a|o|ra|da|ta|va|na|er|do|to|vo|no|th|st|nd|rd)$/, '$1')],
    )
  return words.length >= 2 && (words.some(isNumber) || words.length >= 4) ? words : []
}

/** Each number with each telling word, and numbers with numbers: where two spellings of one address meet. */
export function addressKeys(words: readonly string[]): string[] {
  const numbers = words.filter(isNumber).slice(0, 4)
  const telling = words.filter((word) => !isNumber(word) && word.length > 1 && !COMMON.has(word)).slice(0, 4)
  const keys = [
    ...numbers.slice(0, 2).flatMap((number) => telling.map((word) => `${number} ${word}`)),
    ...numbers.flatMap((number, at) => numbers.slice(at + 1).map((other) => [number, other].sort().join(' '))),
  ]
  if (numbers.length === 0) keys.push(...telling.slice(1).map((word) => `${telling[0]} ${word}`))
  return keys.slice(0, MOST_KEYS)
}

/**
 * 0..1. Numbers decide: each one of the shorter address must stand in the longer, else the two are different places (0.2 at most).
 * Zip and town at the end are often missing, so the shorter address is what is compared.
 */
export function addressesAlike(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const left = [...long]
  let [shared, strange] = [0, 0]
  for (const word of short) {
    const at = left.indexOf(word)
    if (at >= 0) {
      left.splice(at, 1)
      shared += 1
    } else if (isNumber(word)) strange += 1
  }
  const first = short.find(isNumber)
  if (strange > 1 || (first !== undefined && !long.includes(first))) return Math.min(0.2, shared / short.length)
  // Two words in common are the whole of a short address and little of a long one.
  const told = shared >= 3 || (first !== undefined && shared >= 2) ? 1 : 0.5
  return (told * shared) / short.length
}

function isNumber(word: string): boolean {
  return /^\p{N}/u.test(word)
}
