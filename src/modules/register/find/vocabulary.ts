// The words of all registered names: each once, with the names it stands in, and found again by words that are nearly it.
import { createGrowing } from './growing.ts'
import { slipsBetween, soundOf } from './slips.ts'

export type NearWord = { readonly id: number; readonly slips: number }

export type Vocabulary = {
  readonly idOf: (word: string) => number | undefined
  readonly wordOf: (id: number) => string
  /** Adds the word when it is new. */
  readonly learn: (word: string) => number
  /** The names that hold the word, as numbers of the name list. */
  readonly names: (id: number) => readonly number[]
  readonly hold: (id: number, name: number) => void
  readonly release: (id: number, name: number) => void
  /** Words in use at most `WIDEST` slips from `word`, without the word itself. */
  readonly near: (word: string) => readonly NearWord[]
  /** Words in use that begin with `start` (at least `STEM` letters), without the word itself. */
  readonly beginning: (start: string) => readonly number[]
  readonly size: () => number
}

/** Slips in a word beyond which it is not even a look-alike. */
export const WIDEST = 2.4
/** Letters that the beginning of a word must have to be looked up. */
export const STEM = 3
/** Symmetric deletes on the first letters only: edits further on cannot hide a word (SymSpell), and it halves the table. */
const PREFIX = 7
const SHORTEST = 4
const LONG_WORD = 8
/** A typed word of so many letters may have gained one: `clarito` for `claro` is found, as a look-alike. */
const LONG_ENOUGH = 6
/** Words that sound the same though their letters differ (`ph` and `f`, `qu` and `k`). */
const SAME_SOUND = 0.8

/**
 * Words that differ by one slip share a form with one letter deleted, so each word is stored under all its deleted forms and a slip is
 * found by exact look-ups alone. Against counting trigrams: no list is long, so the slowest question costs little more than the mean.
 */
export function createVocabulary(): Vocabulary {
  const ids = new Map<string, number>()
  const words: string[] = []
  const postings: number[][] = []
  let heads = new Uint32Array(1 << 12)
  let forms = createGrowing(1 << 12)
  let nexts = createGrowing(1 << 12)

  const store = (form: number, id: number): void => {
    const bucket = form & (heads.length - 1)
    nexts.push(heads[bucket] ?? 0)
    heads[bucket] = forms.push(id) + 1
  }
  const storeForms = (id: number, word: string): void => {
    if (word.length >= STEM) store(hashWithout(word, STEM, -1, -1, STEM_SEED), id)
    if (word.length < SHORTEST) return
    deletedForms(word, word.length >= LONG_WORD ? 2 : 1, (form) => store(form, id))
    store(hashWithout(soundOf(word), LONGEST_SOUND, -1, -1, SOUND_SEED), id)
  }
  const grow = (): void => {
    heads = new Uint32Array(heads.length * 2)
    forms = createGrowing(Math.ceil(forms.length() * 1.3))
    nexts = createGrowing(Math.ceil(nexts.length() * 1.3))
    for (const [id, word] of words.entries()) storeForms(id, word)
  }
  const inBucket = (form: number, visit: (id: number) => void): void => {
    for (let at = heads[form & (heads.length - 1)] ?? 0; at !== 0; at = nexts.at(at - 1)) visit(forms.at(at - 1))
  }
  const inUse = (id: number): boolean => (postings[id]?.length ?? 0) > 0

  return {
    idOf: (word) => ids.get(word),
    wordOf: (id) => words[id] ?? '',
    size: () => words.length,
    learn: (word) => {
      const known = ids.get(word)
      if (known !== undefined) return known
      const id = words.push(word) - 1
      ids.set(word, id)
      postings.push([])
      // Three forms a bucket: walking a short chain is cheaper than the memory of an emptier table.
      if (forms.length() > heads.length * 3) grow()
      else storeForms(id, word)
      return id
    },
    names: (id) => postings[id] ?? [],
    hold: (id, name) => {
      postings[id]?.push(name)
    },
    release: (id, name) => {
      const list = postings[id]
      const at = list?.indexOf(name) ?? -1
      if (list && at >= 0) list[at] = list[list.length - 1] ?? 0
      if (list && at >= 0) list.pop()
    },
    near: (word) => {
      const seen = new Set<number>()
      const found: NearWord[] = []
      const sound = word.length >= SHORTEST ? soundOf(word) : ''
      const take = (id: number, alike: boolean): void => {
        if (seen.has(id)) return
        seen.add(id)
        if (!inUse(id)) return
        const slips = Math.min(slipsBetween(word, words[id] ?? '', WIDEST), alike ? SAME_SOUND : Infinity)
        if (slips > 0 && slips <= WIDEST) found.push({ id, slips })
      }
      // The bucket of the sound first: a word in it that sounds the same counts as one slip, whatever its letters.
      if (sound) {
        inBucket(hashWithout(sound, LONGEST_SOUND, -1, -1, SOUND_SEED), (id) => {
          if (soundOf(words[id] ?? '') === sound) take(id, true)
        })
      }
      if (word.length >= STEM) {
        deletedForms(word, word.length >= LONG_ENOUGH ? 2 : 1, (form) => inBucket(form, (id) => take(id, false)))
      }
      return found.sort((a, b) => a.slips - b.slips || a.id - b.id)
    },
    beginning: (start) => {
      const found: number[] = []
      if (start.length < STEM) return found
      inBucket(hashWithout(start, STEM, -1, -1, STEM_SEED), (id) => {
        const word = words[id] ?? ''
        if (word.length > start.length && word.startsWith(start) && inUse(id)) found.push(id)
      })
      return [...new Set(found)].sort((a, b) => a - b)
    },
  }
}

const STEM_SEED = 0x9747b28c
const SOUND_SEED = 0x85ebca6b
const LONGEST_SOUND = 60

/** Visits the hashes of the word's first letters with none, one, or two of them deleted. */
function deletedForms(word: string, most: 1 | 2, visit: (form: number) => void): void {
  const length = Math.min(word.length, PREFIX)
  visit(hashWithout(word, length, -1, -1, 0))
  for (let first = 0; first < length; first++) {
    visit(hashWithout(word, length, first, -1, 0))
    if (most === 1) continue
    for (let second = first + 1; second < length; second++) visit(hashWithout(word, length, first, second, 0))
  }
}

/** FNV-1a over the first `length` letters without those at two places: no string is made for a form that is only looked up. */
function hashWithout(word: string, length: number, first: number, second: number, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  const end = Math.min(length, word.length)
  for (let at = 0; at < end; at++) {
    if (at === first || at === second) continue
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  }
  // FNV leaves the low bits of short words alike; this spreads them over the buckets.
  hash ^= hash >>> 15
  return Math.imul(hash, 0x2c1b3c6d) >>> 0
}
