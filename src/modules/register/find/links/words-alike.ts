// How alike two texts are word by word, in any order: names of firms by what their words tell, names of persons with what people leave out.
import { slipsBetween } from '../slips.ts'

type Shared = { readonly weight: number; readonly words: number }

/** 0..1: shared words by what they tell, against all words of both; a word with a slip counts by so much less. */
export function namesAlike(a: readonly string[], b: readonly string[], tells: (word: string) => number): number {
  // `carefirst` and `care first` are one name, which words alone would not show.
  if (a.join('') === b.join('')) return 1
  const all = [...a, ...b].reduce((sum, word) => sum + tells(word), 0)
  return all === 0 ? 0 : Math.min(1, (2 * shared(a, b, tells, false).weight) / all)
}

/** 0..1: people leave out a second surname or write an initial, so two or more words that all stand in the longer name count for most. */
export function personsAlike(a: readonly string[], b: readonly string[]): number {
  const { weight, words } = shared(a, b, () => 1, true)
  const [short, long] = [Math.min(a.length, b.length), Math.max(a.length, b.length)]
  if (short === 0) return 0
  const dice = (2 * weight) / (short + long)
  return words >= 2 && words === short ? Math.max(dice, (PART_OF_NAME * weight) / short) : dice
}

const PART_OF_NAME = 0.85
const INITIAL = 0.6

function shared(
  a: readonly string[],
  b: readonly string[],
  tells: (word: string) => number,
  initials: boolean,
): Shared {
  const left = [...b]
  const unmatched: string[] = []
  let [weight, words] = [0, 0]
  // Equal words first, so that no slip takes the place of one.
  for (const word of a) {
    const at = left.indexOf(word)
    if (at < 0) {
      unmatched.push(word)
      continue
    }
    left.splice(at, 1)
    weight += tells(word)
    words += 1
  }
  for (const word of unmatched) {
    let [best, worth] = [-1, 0]
    for (const [at, other] of left.entries()) {
      const alike = wordAlike(word, other, initials)
      if (alike > worth) [best, worth] = [at, alike]
    }
    if (best < 0) continue
    const [other = word] = left.splice(best, 1)
    weight += ((tells(word) + tells(other)) / 2) * worth
    words += 1
  }
  return { weight, words }
}

function wordAlike(a: string, b: string, initials: boolean): number {
  const longer = Math.max(a.length, b.length)
  if (initials && Math.min(a.length, b.length) === 1) return a[0] === b[0] ? INITIAL : 0
  const slips = slipsBetween(a, b, longer >= 8 ? 2 : longer >= 4 ? 1 : 0)
  return slips === Infinity ? 0 : 1 - slips / 5
}
