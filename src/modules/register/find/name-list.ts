// All registered names as rows of word numbers, and the few of them that share most with a question.
import { createGrowing } from './growing.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

export type NameList = {
  readonly vocabulary: Vocabulary
  /** Adds a name of a recruiter; `which` tells the caller which of its names. Returns the name's number. */
  readonly add: (words: readonly string[], recruiter: number, which: number) => number
  readonly drop: (name: number) => void
  readonly wordsOf: (name: number) => readonly number[]
  readonly recruiterOf: (name: number) => number
  readonly whichOf: (name: number) => number
  readonly count: () => number
  /** How much a word tells, in nats: the rarer, the more. */
  readonly weight: (word: number) => number
  /** The same by the counts of this register alone: 0 for a word that every name has. */
  readonly localWeight: (word: number) => number
  /** The names that share most with the asked words, each given as its possible registered words, best first. */
  readonly sharing: (asked: readonly ReadonlyMap<number, number>[], most: number) => readonly number[]
}

/** In a register of twenty recruiters no word is rare by its count, so the count is read as if so many other names stood beside it. */
const PRIOR_NAMES = 1000
/** Names visited for one question before common words stop bringing in new ones; it bounds the slowest question. */
const MOST_VISITS = 40_000

export function createNameList(): NameList {
  const vocabulary = createVocabulary()
  const starts = createGrowing()
  const lengths = createGrowing()
  const recruiters = createGrowing()
  const whiches = createGrowing()
  const rows = createGrowing(4096)
  const free: number[] = []
  let count = 0
  // One mark a name, kept between questions and wiped only where it was touched.
  let marks = new Float32Array(1024)
  let lastAsked = new Uint8Array(1024)

  const weight = (word: number): number => Math.log((count + PRIOR_NAMES) / (vocabulary.names(word).length + 1))
  const wordsOf = (name: number): number[] => {
    const start = starts.at(name)
    return Array.from({ length: lengths.at(name) }, (_, at) => rows.at(start + at))
  }
  const fit = (): void => {
    if (marks.length >= recruiters.length()) return
    marks = new Float32Array(Math.ceil(recruiters.length() * 1.5))
    lastAsked = new Uint8Array(marks.length)
  }

  return {
    vocabulary,
    wordsOf,
    weight,
    localWeight: (word) => Math.max(0, Math.log(count / Math.max(vocabulary.names(word).length, 1))),
    recruiterOf: recruiters.at,
    whichOf: whiches.at,
    count: () => count,
    add: (words, recruiter, which) => {
      const ids = words.map(vocabulary.learn)
      const name = free.pop() ?? recruiters.push(0)
      starts.set(name, rows.length())
      lengths.set(name, ids.length)
      recruiters.set(name, recruiter)
      whiches.set(name, which)
      for (const id of ids) rows.push(id)
      for (const id of new Set(ids)) vocabulary.hold(id, name)
      count += 1
      return name
    },
    drop: (name) => {
      for (const id of new Set(wordsOf(name))) vocabulary.release(id, name)
      lengths.set(name, 0)
      free.push(name)
      count -= 1
    },
    sharing: (asked, most) => {
      fit()
      const touched: number[] = []
      const lists = asked.flatMap((options, at) => [...options].map(([word, slips]) => ({ word, slips, at: at + 1 })))
      const worth = lists.map((list) => ({
        ...list,
        gain: weight(list.word) / (1 + list.slips),
        names: vocabulary.names(list.word),
      }))
      // Rarest first: they bring the right name in early, and the common words then only add to it.
      worth.sort((a, b) => a.names.length - b.names.length || a.slips - b.slips)
      let visits = 0
      for (const { names, gain, at } of worth) {
        const bringsNew = visits < MOST_VISITS
        visits += names.length
        for (const name of names) {
          const mark = marks[name] ?? 0
          if (mark === 0) {
            if (!bringsNew) continue
            touched.push(name)
          } else if (lastAsked[name] === at) continue
          marks[name] = mark + gain
          lastAsked[name] = at
        }
      }
      const best = highest(touched, marks, most)
      for (const name of touched) {
        marks[name] = 0
        lastAsked[name] = 0
      }
      return best
    },
  }
}

/** The `most` names with the highest marks, best first; ties by number, so that one question has one order. */
function highest(names: readonly number[], marks: Float32Array, most: number): number[] {
  const order = (a: number, b: number): number => (marks[b] ?? 0) - (marks[a] ?? 0) || a - b
  if (names.length <= most * 4) return [...names].sort(order).slice(0, most)
  let kept: number[] = []
  let floor = 0
  for (const name of names) {
    if ((marks[name] ?? 0) < floor) continue
    kept.push(name)
    if (kept.length < most * 4) continue
    kept = kept.sort(order).slice(0, most)
    floor = marks[kept.at(-1) ?? 0] ?? 0
  }
  return kept.sort(order).slice(0, most)
}
