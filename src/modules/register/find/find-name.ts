// Finds a typed name among the registered ones: the names that are it, and those that only look like it.

import type { NameList } from './name-list.ts'
import { distinctiveWords, type NamePart, nameParts } from './name-parts.ts'
import { type AskedWord, LIMITS, type Weighed, weigh } from './weigh.ts'
import { isFiller, otherSpellings } from './word-tables.ts'

export type NameFinding = {
  readonly name: number
  readonly recruiter: number
  readonly score: number
  readonly answers: boolean
}

/** Names weighed word by word for one way to read the question; the right one is nearly always among the first few. */
const WEIGHED = 80
/** A word cut off while typing counts as so many slips: a look-alike, never an answer by itself. */
const CUT = 1.6
const OTHER_SPELLING = 0.05
/** Lost when words had to be joined or split to fit. */
const JOINED = 0.98
const MOST_READINGS = 8
/** An answer with slips must be nearer than any other recruiter by this much of the score, or none of them is the answer. */
const CLEAR = 0.02

/** Registered names for a typed one, answers first, best first; at most `limit` of each. */
export function findName(list: NameList, typed: string): readonly NameFinding[] {
  const [whole, main] = nameParts(typed)
  if (!whole) return []
  const found = findWords(list, whole)
  // Who types `X T/A Y` asks for X: when only X is registered it answers, but never Y alone, which any firm may trade as.
  const asMain = main && !found.some(({ answers }) => answers) ? findWords(list, main) : []
  return [...found, ...asMain]
}

function findWords(list: NameList, { words }: Pick<NamePart, 'words'>): readonly NameFinding[] {
  const best = new Map<number, NameFinding & { readonly kind: Weighed['kind'] }>()
  const known = new Map<string, AskedWord>()
  const ask = (word: string, last: boolean): AskedWord => {
    const asked = known.get(word) ?? optionsOf(list, word, last)
    known.set(word, asked)
    return asked
  }
  for (const [at, reading] of readings(list, words).entries()) {
    const asked = reading.map((word, place) => ask(word, place === reading.length - 1))
    const names = list.sharing(
      asked.map(({ options }) => options),
      WEIGHED,
    )
    for (const name of names) {
      const weighed = weigh(
        asked,
        list.wordsOf(name).map((id) => ({ id, weight: list.weight(id), localWeight: list.localWeight(id) })),
      )
      // A reading that joined or split words has made one guess already: slips on top of it are a second.
      const answers = weighed.answers && (at === 0 || weighed.kind === 'same')
      const score = at === 0 ? weighed.score : weighed.score * JOINED
      const recruiter = list.recruiterOf(name)
      const before = best.get(recruiter)
      if (before && (before.answers === answers ? before.score >= score : before.answers)) continue
      if (score >= (weighed.kind === 'part' ? LIMITS.partLook : LIMITS.look))
        best.set(recruiter, { name, recruiter, score, answers, kind: weighed.kind })
    }
    if (at === 0 && [...best.values()].some(({ kind }) => kind === 'same')) break
  }
  return settle([...best.values()])
}

/** The rules that compare recruiters: an exact name outdoes slips; slips and parts answer only when no other recruiter is as near. */
function settle(found: readonly (NameFinding & { readonly kind: Weighed['kind'] })[]): readonly NameFinding[] {
  const exact = found.some(({ kind }) => kind === 'same')
  const scores = found.map(({ score }) => score).sort((a, b) => b - a)
  const clear = (scores[0] ?? 0) - (scores[1] ?? 0) >= CLEAR
  const parts = found.filter(({ kind }) => kind === 'part').length
  return found.map(({ kind, ...finding }) => {
    const alone =
      kind === 'same' || (!exact && finding.score === scores[0] && clear && (kind !== 'part' || parts === 1))
    return { ...finding, answers: finding.answers && alone }
  })
}

function optionsOf(list: NameList, word: string, last: boolean): AskedWord {
  const { vocabulary } = list
  const options = new Map<number, number>()
  const own = vocabulary.idOf(word)
  if (own !== undefined && vocabulary.names(own).length > 0) options.set(own, 0)
  for (const other of otherSpellings(word)) {
    const id = vocabulary.idOf(other)
    if (id !== undefined) options.set(id, OTHER_SPELLING)
  }
  for (const { id, slips } of vocabulary.near(word)) if (!options.has(id)) options.set(id, slips)
  if (last) for (const id of vocabulary.beginning(word)) if (!options.has(id)) options.set(id, CUT)
  return { word, options, weight: own === undefined ? Math.log(list.count() + 1000) : list.weight(own) }
}

/** The words as typed; then with two neighbours joined, or one split, where that makes registered words. */
function readings(list: NameList, words: readonly string[]): readonly (readonly string[])[] {
  const { vocabulary } = list
  const inUse = (word: string): boolean => {
    const id = vocabulary.idOf(word)
    return id !== undefined && vocabulary.names(id).length > 0
  }
  const found: (readonly string[])[] = [words]
  for (let at = 0; at + 1 < words.length; at++) {
    const joined = `${words[at]}${words[at + 1]}`
    if (inUse(joined)) found.push([...words.slice(0, at), joined, ...words.slice(at + 2)])
  }
  for (const [at, word] of words.entries()) {
    for (const pieces of splits(word, inUse)) found.push([...words.slice(0, at), ...pieces, ...words.slice(at + 1)])
  }
  return found.slice(0, MOST_READINGS)
}

/** Ways to part a word into two or three registered ones; a filler between them goes, as in any name. */
function splits(word: string, inUse: (word: string) => boolean): string[][] {
  const found: string[][] = []
  for (let at = 2; at <= word.length - 2; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)]
    if (!inUse(head)) continue
    if (inUse(tail)) found.push([head, tail])
    else
      for (let next = 2; next <= tail.length - 2; next++) {
        const [middle, end] = [tail.slice(0, next), tail.slice(next)]
        if (inUse(end) && (inUse(middle) || isFiller(middle)))
          found.push(isFiller(middle) ? [head, end] : [head, middle, end])
      }
  }
  // Longer pieces first: `puente claro` before `pu ente claro`.
  return found.sort((a, b) => a.length - b.length).slice(0, 4)
}

/** Whether two written names are one apart from fillers, legal form, case and marks; used to rank equals and by the bench. */
export function nameKey(text: string): string {
  return [...distinctiveWords(text).words].sort().join(' ')
}
