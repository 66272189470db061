// The index that says of one party whom it is likely the same as, and with whom it shares something. In memory, no input or output.
import type { DiallingCountry } from '../telephone.ts'
import { compareParties } from './compare-parties.ts'
import { type ComparedParty, comparedParty, keysOf, storedParty } from './compared-party.ts'
import { type Counts, LIMITS } from './evidence.ts'
import type { Link, Party, PartyStanding } from './party.ts'
import { createPartyRows } from './party-rows.ts'
import { createPostings } from './postings.ts'

export type { Link, LinkEvidence, Party } from './party.ts'

export type LinkIndex = {
  /** Adds a party, or replaces the one with its id. */
  readonly put: (party: Party) => void
  /** Whether the party was there. */
  readonly remove: (id: string) => boolean
  /** Links of a party that need not be in the index and is never its own link; concerns first, then by score, then by id. */
  readonly linksOf: (party: Party, options: { readonly limit: number }) => readonly Link[]
  /** The same for one that is in the index, by its id; none for one that is not. */
  readonly linksOfId: (id: string, options: { readonly limit: number }) => readonly Link[]
  readonly size: () => number
}

/** Parties compared with one, at most: those that share most of what few have. */
const MOST_COMPARED = 200
/** Parties visited for parts of texts before common parts stop bringing in new ones; equal values always bring theirs. */
const MOST_VISITS = 20_000
/** An equal value brings a party in before any part of a text does. */
const VALUE_GAIN = 3
/** How much higher a party of concern stands. */
const CONCERN = 1.5

const OF_CONCERN: ReadonlySet<PartyStanding | undefined> = new Set([
  'refused',
  'revoked',
  'suspended',
  'sanctioned',
  'reported',
])

/** `countries` are those whose national telephone numbers are read. */
export function createLinkIndex(countries: readonly DiallingCountry[]): LinkIndex {
  const rows = createPartyRows()
  const keys = createPostings()
  const slotOf = new Map<string, number>()
  const idOf: string[] = []
  const free: number[] = []
  // One mark a party, kept between questions and wiped only where it was touched.
  let marks = new Float64Array(1024)

  const eachKey = (party: ComparedParty, act: (key: string) => void): void => {
    const { values, parts } = keysOf(party)
    for (const key of values) act(key)
    for (const key of parts) act(key)
  }
  const remove = (id: string): boolean => {
    const slot = slotOf.get(id)
    const stored = slot === undefined ? undefined : rows.read(slot)
    if (slot === undefined || !stored) return false
    eachKey(comparedParty(stored), (key) => keys.remove(key, slot))
    rows.erase(slot)
    slotOf.delete(id)
    free.push(slot)
    return true
  }
  const put = (party: Party): void => {
    remove(party.id)
    const slot = free.pop() ?? idOf.length
    const stored = storedParty(party, countries)
    slotOf.set(party.id, slot)
    idOf[slot] = party.id
    rows.write(slot, stored)
    eachKey(comparedParty(stored), (key) => keys.add(key, slot))
  }

  /** The slots to compare with: every key brings its holders, the fewer they are the more it counts. */
  const candidates = (party: ComparedParty, own: number | undefined): readonly number[] => {
    if (marks.length < idOf.length) marks = new Float64Array(Math.ceil(idOf.length * 1.5))
    const touched: number[] = []
    const { values, parts } = keysOf(party)
    const mark = (key: string, gain: number, bringsNew: boolean): void =>
      keys.each(key, (slot) => {
        const before = marks[slot] ?? 0
        if (slot === own || (before === 0 && !bringsNew)) return
        if (before === 0) touched.push(slot)
        marks[slot] = before + gain
      })
    const gainOf = (count: number): number => Math.log((slotOf.size + 1000) / (count + 1))
    for (const key of values) mark(key, VALUE_GAIN * gainOf(keys.count(key)), true)
    const counted = parts.map((key) => ({ key, count: keys.count(key) })).filter(({ count }) => count > 0)
    // Rarest first: they bring the right party in early, and the common ones then only add to it.
    counted.sort((a, b) => a.count - b.count || (a.key < b.key ? -1 : 1))
    let visits = 0
    for (const { key, count } of counted) {
      visits += count
      mark(key, gainOf(count), visits <= MOST_VISITS)
    }
    const most = highest(
      touched,
      (slot) => marks[slot] ?? 0,
      (slot) => idOf[slot] ?? '',
    )
    for (const slot of touched) marks[slot] = 0
    return most
  }

  const linksFrom = (here: ComparedParty, own: number | undefined, limit: number): readonly Link[] => {
    const { holders, parties } = countsFor(here, own)
    const found: Link[] = []
    for (const slot of candidates(here, own)) {
      const stored = rows.read(slot)
      if (!stored) continue
      const there = comparedParty(stored)
      const { evidence, score, sameness } = compareParties(here, there, { holders, parties })
      if (evidence.length === 0) continue
      const judgement = sameness >= LIMITS.same ? 'likely the same' : 'linked'
      found.push({ ...there.summary, score, evidence, judgement, concern: OF_CONCERN.has(there.summary.standing) })
    }
    const order = ({ score, concern }: Link): number => score * (concern ? CONCERN : 1)
    return found.sort((a, b) => order(b) - order(a) || (a.id < b.id ? -1 : 1)).slice(0, Math.max(0, limit))
  }

  /** The one asked about counts among the holders of its keys, whether it is in the index as it is, as it was, or not at all. */
  const countsFor = (here: ComparedParty, own: number | undefined): Counts => {
    const { values, parts } = keysOf(here)
    const asked = new Set([...values, ...parts])
    const stored = own === undefined ? undefined : rows.read(own)
    const before = stored ? keysOf(comparedParty(stored)) : { values: [], parts: [] }
    const indexed = new Set([...before.values, ...before.parts])
    const known = new Map<string, number>()
    const holders = (key: string): number => {
      const counted = known.get(key) ?? keys.count(key) + Number(asked.has(key)) - Number(indexed.has(key))
      known.set(key, counted)
      return counted
    }
    return { holders, parties: slotOf.size + Number(own === undefined) }
  }

  const linksOf: LinkIndex['linksOf'] = (party, { limit }) =>
    linksFrom(comparedParty(storedParty(party, countries)), slotOf.get(party.id), limit)

  const linksOfId: LinkIndex['linksOfId'] = (id, { limit }) => {
    const own = slotOf.get(id)
    const stored = own === undefined ? undefined : rows.read(own)
    return stored ? linksFrom(comparedParty(stored), own, limit) : []
  }

  return { put, remove, linksOf, linksOfId, size: () => slotOf.size }
}

/** The slots with the highest marks; ties by id, so that one question has one answer. */
function highest(
  slots: readonly number[],
  markOf: (slot: number) => number,
  idOf: (slot: number) => string,
): readonly number[] {
  if (slots.length <= MOST_COMPARED) return slots
  const byMark = slots.map(markOf).sort((a, b) => b - a)
  const floor = byMark[MOST_COMPARED - 1] ?? 0
  const above = slots.filter((slot) => markOf(slot) > floor)
  const at = slots.filter((slot) => markOf(slot) === floor).sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  return [...above, ...at.slice(0, MOST_COMPARED - above.length)]
}
