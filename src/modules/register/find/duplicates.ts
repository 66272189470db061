// Likely duplicates among records of several lists: pairs with a score and its evidence, without ever comparing all with all.
import { foldWords } from '../../../kernel/fold.ts'
import { distinctiveWords } from './name-parts.ts'
import { slipsBetween } from './slips.ts'

/** What may be known of a record; an empty text is a missing one and never equals another. */
export type ComparableRecord = {
  readonly id: string
  readonly name: string
  readonly address?: string
  /** A telephone, or its hash, in one form. */
  readonly telephone?: string
  /** Anything else that few others share: a web address, a field of work. */
  readonly other?: string
}

export type LikelyDuplicate = {
  readonly a: string
  readonly b: string
  /** 0..1. */
  readonly score: number
  /** How alike each part is, 0..1; undefined where either record lacks it. */
  readonly evidence: {
    readonly name: number
    readonly address: number | undefined
    readonly telephone: number | undefined
    readonly other: number | undefined
  }
}

export type Duplicates = { readonly pairs: readonly LikelyDuplicate[]; readonly compared: number }

/** All records of a block are compared with each other up to this size. */
const LARGEST_BLOCK = 60
/** In a larger one each is compared with so many that follow it in the order of their names; `clustersOf` joins the chain again. */
const WINDOW = 12

/** Chosen on every second identity of the labelled files and reported on the others (bench/duplicates). */
const LEAST_SCORE = 0.7

type Prepared = {
  readonly record: ComparableRecord
  readonly words: readonly string[]
  readonly address: readonly string[]
  readonly other: readonly string[]
}

/** Pairs of records that are likely one, best first. `least` is the score from which a pair is named. */
export function likelyDuplicates(records: readonly ComparableRecord[], least: number = LEAST_SCORE): Duplicates {
  const prepared = records.map((record) => ({
    record,
    words: distinctiveWords(record.name).words,
    address: foldWords(record.address ?? ''),
    other: foldWords(record.other ?? ''),
  }))
  const rarity = rarityOf(prepared.map(({ words }) => words))
  const blocks = blocksOf(prepared, rarity)
  const seen = new Set<number>()
  const pairs: LikelyDuplicate[] = []
  for (const block of blocks) {
    for (const [at, first] of block.entries()) {
      for (const second of block.slice(at + 1, block.length > LARGEST_BLOCK ? at + 1 + WINDOW : undefined)) {
        const key = Math.min(first, second) * prepared.length + Math.max(first, second)
        const [a, b] = [prepared[first], prepared[second]]
        if (seen.has(key) || !a || !b) continue
        seen.add(key)
        const pair = compare(a, b, rarity)
        if (pair.score >= least) pairs.push(pair)
      }
    }
  }
  pairs.sort((x, y) => y.score - x.score || (x.a < y.a ? -1 : x.a > y.a ? 1 : x.b < y.b ? -1 : 1))
  return { pairs, compared: seen.size }
}

/** The groups that pairs make when each is taken for one: what a desk looks at together. Records in no pair are in no group. */
export function clustersOf(pairs: readonly Pick<LikelyDuplicate, 'a' | 'b'>[]): readonly (readonly string[])[] {
  const group = new Map<string, string[]>()
  for (const { a, b } of pairs) {
    const [left, right] = [group.get(a) ?? [a], group.get(b) ?? [b]]
    if (left === right) continue
    const [large, small] = left.length >= right.length ? [left, right] : [right, left]
    large.push(...small)
    for (const id of [...small, a, b]) group.set(id, large)
  }
  return [...new Set(group.values())]
}

type Rarity = (word: string) => number

/** How much a word tells among these records, in nats. */
function rarityOf(names: readonly (readonly string[])[]): Rarity {
  const counts = new Map<string, number>()
  for (const words of names) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (word) => Math.log((names.length + 1) / (counts.get(word) ?? 0.5)) + 0.1
}

/**
 * Blocks: the same telephone; the same first words of the address; a rare word of the name, whole or by its first letters; two rarest words.
 * What no two likely duplicates share is in none.
 */
function blocksOf(prepared: readonly Prepared[], rarity: Rarity): number[][] {
  const blocks = new Map<string, number[]>()
  for (const [at, { record, words, address }] of prepared.entries()) {
    const rare = [...new Set(words)].sort((a, b) => rarity(b) - rarity(a))
    const keys = new Set([
      ...(record.telephone ? [`t${record.telephone}`] : []),
      ...(address.length >= 2 ? [`a${address.slice(0, 2).join(' ')}`, `z${address.slice(-3).join(' ')}`] : []),
      ...rare.slice(0, 4).map((word) => `w${word}`),
      ...rare.slice(0, 2).map((word) => `p${word.slice(0, 5)}`),
      ...(rare.length >= 2 ? [`2${[...rare.slice(0, 2)].sort().join(' ')}`] : []),
      `j${[...words].sort().join('')}`,
    ])
    for (const key of keys) blocks.set(key, [...(blocks.get(key) ?? []), at])
  }
  const order = prepared.map(({ words, address }) => `${words.join(' ')}|${address.join(' ')}`)
  return [...blocks.values()]
    .filter((block) => block.length > 1)
    .map((block) =>
      block.length <= LARGEST_BLOCK ? block : block.sort((a, b) => ((order[a] ?? '') < (order[b] ?? '') ? -1 : 1)),
    )
}

function compare(a: Prepared, b: Prepared, rarity: Rarity): LikelyDuplicate {
  const name = wordsAlike(a.words, b.words, rarity)
  const telephone =
    a.record.telephone && b.record.telephone ? (a.record.telephone === b.record.telephone ? 1 : 0) : undefined
  const address = a.address.length > 0 && b.address.length > 0 ? addressesAlike(a.address, b.address) : undefined
  const other = a.other.length > 0 && b.other.length > 0 ? wordsAlike(a.other, b.other, () => 1) : undefined
  return {
    a: a.record.id,
    b: b.record.id,
    score: scoreOf({ name, address, telephone, other }),
    evidence: { name, address, telephone, other },
  }
}

/**
 * The name leads; a shared telephone or address lifts it, a different address lowers it (two branches of one name are two).
 * A part that either record lacks says nothing in either direction.
 */
function scoreOf({ name, address, telephone, other }: LikelyDuplicate['evidence']): number {
  let score = name
  if (telephone === 1) score += 0.3
  if (address !== undefined) score += address >= 0.8 ? 0.35 : address < 0.4 ? -0.25 : 0
  if (other !== undefined && other >= 0.8) score += 0.05
  return Math.max(0, Math.min(1, score))
}

/** Number and street decide; zip and town at the end are often missing. */
function addressesAlike(a: readonly string[], b: readonly string[]): number {
  const [number, other] = [a.find(isNumber), b.find(isNumber)]
  if (number !== undefined && other !== undefined && number !== other) return 0.2
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.filter((word) => long.includes(word)).length / short.length
}

function isNumber(word: string): boolean {
  return /^\d/.test(word)
}

/** Shared words by what they tell, against all words of both; a word with a slip counts by so much less. */
function wordsAlike(a: readonly string[], b: readonly string[], rarity: Rarity): number {
  const left = [...b]
  let shared = 0
  for (const word of a) {
    const best = left.reduce(
      (found, other, at) => {
        const slips = slipsBetween(word, other, word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0)
        return slips < found.slips ? { at, slips } : found
      },
      { at: -1, slips: Number.POSITIVE_INFINITY },
    )
    if (best.at < 0) continue
    const [other = word] = left.splice(best.at, 1)
    shared += ((rarity(word) + rarity(other)) / 2) * (1 - best.slips / 5)
  }
  const all = [...a, ...b].reduce((sum, word) => sum + rarity(word), 0)
  // `carefirst` and `care first` are one name, which words alone would not show.
  const joined = a.join('') === b.join('') ? 1 : 0
  return all === 0 ? joined : Math.min(1, Math.max(joined, (2 * shared) / all))
}
