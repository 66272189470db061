// Decides what a registered name is to a question: the answer, a look-alike, or nothing. The rules are below, in the order they apply.

export type AskedWord = {
  readonly word: string
  /** Registered words that it may stand for, with the slips between. */
  readonly options: ReadonlyMap<number, number>
  /** What the typed word tells, in nats, were it registered. */
  readonly weight: number
}

export type RegisteredWord = {
  readonly id: number
  /** What it tells, in nats. */
  readonly weight: number
  /** The same by the counts of this register alone: 0 for a word that every name has. */
  readonly localWeight: number
}

export type Weighed = {
  /** `same`: every word is there and no other. `slipped`: the same but for slips. `part`: fewer words. `like`: neither. */
  readonly kind: 'same' | 'slipped' | 'part' | 'like'
  /** Whether the rules of its kind let it be an answer; a `part` must also be the only one. */
  readonly answers: boolean
  /** 0..1, to rank by. */
  readonly score: number
}

/** Slips so small that a word counts as exactly typed (an abbreviation for its word). */
export const EXACT = 0.1
/** Slips that one word may have in an answer, by its letters: none up to three, one from four, two from eight. */
export function slipsAllowed(letters: number): number {
  return letters < 4 ? 0 : letters < 8 ? 1.05 : 2.05
}

/**
 * What the limits rest on: measured on half of a real register of 79,403 names against the other half (bench/finding), so that of the
 * names that are not registered at most one in two hundred is answered, whatever the slip.
 */
export const LIMITS = {
  /** Nats that the words typed exactly and the letters of the slipped ones must tell together, for each slip. */
  slipEvidence: 7,
  /** Nats that a letter of a slipped word tells. */
  letter: 0.9,
  /** Nats that a slip costs. */
  slipCost: 3,
  /** Nats that a part of a name must tell. */
  partEvidence: 11,
  /** Nats, by the counts of this register alone, that the words left out of a part may tell: only what many names have. */
  partExtra: 3,
  /** Least score of a part to be shown as a look-alike. */
  partLook: 0.25,
  /** Least score of a look-alike. */
  look: 0.5,
}

/**
 * Aligns the asked words with the registered ones, whatever their order, and applies the rules:
 * 1. every word typed and no other: the answer;
 * 2. the same with slips, each within what its length allows, and the rest telling enough that another firm would hardly be so near: an answer;
 * 3. the name's first two or more words, in order and exact, and no word left out but such as many names here have: an answer if no other
 *    recruiter's name has the typed words;
 * 4. all else that shares most of what it tells: a look-alike.
 */
export function weigh(asked: readonly AskedWord[], registered: readonly RegisteredWord[]): Weighed {
  const left = [...registered]
  let shared = 0
  let exact = 0
  let evidence = 0
  let slipTotal = 0
  let within = true
  let missing = 0
  let askedWeight = 0
  for (const { word, options, weight } of asked) {
    const at = nearest(left, options)
    const found = left[at]
    if (!found) {
      missing += 1
      askedWeight += weight
      continue
    }
    const slips = options.get(found.id) ?? 0
    left.splice(at, 1)
    askedWeight += found.weight
    shared += found.weight / (1 + slips / 4)
    if (slips <= EXACT) {
      exact += 1
      evidence += found.weight
    } else {
      slipTotal += slips
      if (slips > slipsAllowed(word.length)) within = false
      evidence += Math.min(found.weight, LIMITS.letter * word.length) - LIMITS.slipCost * slips
    }
  }
  const extra = left.reduce((sum, { localWeight }) => sum + localWeight, 0)
  const whole = registered.reduce((sum, { weight }) => sum + weight, 0)
  const score = (2 * shared) / Math.max(askedWeight + whole, 1e-9)
  if (missing > 0) return { kind: 'like', answers: false, score: score * 0.9 }
  if (left.length === 0 && slipTotal === 0) return { kind: 'same', answers: true, score: 1 }
  if (left.length === 0)
    return { kind: 'slipped', answers: within && evidence >= LIMITS.slipEvidence, score: Math.min(score, 0.97) }
  const begins = asked.every(({ options }, at) => (options.get(registered[at]?.id ?? -1) ?? Infinity) <= EXACT)
  const part = begins && exact >= 2 && evidence >= LIMITS.partEvidence && extra <= LIMITS.partExtra
  return { kind: slipTotal === 0 ? 'part' : 'like', answers: part, score: score * 0.95 }
}

function nearest(left: readonly { readonly id: number }[], options: ReadonlyMap<number, number>): number {
  let best = -1
  let least = Infinity
  for (const [at, { id }] of left.entries()) {
    const slips = options.get(id)
    if (slips === undefined || slips >= least) continue
    best = at
    least = slips
  }
  return best
}
