// Two parties side by side: each thing that they share, with how much it alone says, and whether they are likely one.
import { addressesAlike } from './address-words.ts'
import { type ComparedParty, VALUE_KEY, WORD_KEY, type WordedText } from './compared-party.ts'
import { type Counts, LIMITS, STRENGTH, valueEvidence } from './evidence.ts'
import type { EvidenceKind, LinkEvidence } from './party.ts'
import { personEvidence } from './person-evidence.ts'
import { namesAlike } from './words-alike.ts'

export type Compared = {
  readonly evidence: readonly LinkEvidence[]
  /** All evidence together, 0..1. */
  readonly score: number
  /** 0..1 and more: how likely the two are one party, which sharing things alone does not make them. */
  readonly sameness: number
}

/** In a small index no word is rare by its count, so it is read as if so many other names stood beside it. */
const PRIOR = 200

export function compareParties(here: ComparedParty, there: ComparedParty, counts: Counts): Compared {
  const tells = (word: string): number =>
    Math.max(0.1, Math.log((counts.parties + PRIOR) / (counts.holders(WORD_KEY + word) + 1)))
  const names = best(here.names, there.names, (a, b) => (a.whole === b.whole ? 1 : namesAlike(a.words, b.words, tells)))
  const addresses = best(here.addresses, there.addresses, (a, b) =>
    a.whole === b.whole ? 1 : addressesAlike(a.words, b.words),
  )
  const guarantors = best(here.guarantors, there.guarantors, (a, b) =>
    a.whole === b.whole ? 1 : namesAlike(a.words, b.words, tells),
  )
  const evidence = [
    ...contactEvidence(here, there, counts),
    ...textEvidence('name', names, LIMITS.name, counts),
    ...textEvidence('address', addresses, LIMITS.address, counts),
    ...textEvidence('guarantor', guarantors, LIMITS.guarantor, counts),
    ...here.representatives.flatMap((a) => there.representatives.flatMap((b) => personEvidence(a, b, counts))),
  ].sort((a, b) => b.score - a.score || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.here < b.here ? -1 : 1))
  return {
    evidence,
    score: together(evidence),
    sameness: samenessOf(here, there, names?.alike ?? 0, addresses?.alike, evidence),
  }
}

type Nearest = { readonly a: WordedText; readonly b: WordedText; readonly alike: number }

function best(
  a: readonly WordedText[],
  b: readonly WordedText[],
  alike: (a: WordedText, b: WordedText) => number,
): Nearest | undefined {
  let found: Nearest | undefined
  for (const one of a) {
    for (const other of b) {
      const value = alike(one, other)
      if (!found || value > found.alike) found = { a: one, b: other, alike: value }
    }
  }
  return found
}

function contactEvidence(here: ComparedParty, there: ComparedParty, counts: Counts): LinkEvidence[] {
  const theirs = new Map(there.contacts.map((contact) => [VALUE_KEY[contact.kind] + contact.key, contact]))
  const found = new Map<string, LinkEvidence>()
  for (const { kind, key, text } of here.contacts) {
    const other = theirs.get(VALUE_KEY[kind] + key)
    if (!other) continue
    // The numbers of two countries' taxes may be equal by chance.
    const abroad = kind === 'tax number' && here.summary.country !== there.summary.country ? 0.6 : 1
    const strength = Math.min(STRENGTH[kind], STRENGTH[other.kind]) * abroad
    const shown: EvidenceKind = kind === 'mail domain' ? 'web' : kind
    const one = valueEvidence(shown, strength, text, other.text, VALUE_KEY[kind] + key, counts)
    const before = found.get(shown + one.here)
    if (!before || before.score < one.score) found.set(shown + one.here, one)
  }
  const whole = new Set([...found.values()].filter(({ kind }) => kind === 'email').map((one) => one.here))
  // An equal e-mail address says what its domain says.
  return [...found.values()].filter(({ kind, here: text }) => kind !== 'web' || !whole.has(text))
}

function textEvidence(
  kind: 'name' | 'address' | 'guarantor',
  nearest: Nearest | undefined,
  least: number,
  counts: Counts,
): LinkEvidence[] {
  if (!nearest || nearest.alike < least) return []
  const { a, b, alike } = nearest
  if (a.whole === b.whole)
    return [valueEvidence(kind, STRENGTH[kind], a.text, b.text, VALUE_KEY[kind] + a.whole, counts)]
  // A near text is as common as either of the two.
  const common = Math.max(counts.holders(VALUE_KEY[kind] + a.whole), counts.holders(VALUE_KEY[kind] + b.whole))
  const damp = common > LIMITS.common ? LIMITS.common / common : 1
  const score = STRENGTH[kind] * Math.min(alike, NEAR) * damp
  return score < LIMITS.evidence ? [] : [{ kind, score, here: a.text, there: b.text, exact: false }]
}

/** A near text never says as much as an equal one. */
const NEAR = 0.97

/** Each kind once: a second telephone in common adds little to the first. */
function together(evidence: readonly LinkEvidence[]): number {
  const strongest = new Map<EvidenceKind, number>()
  for (const { kind, score } of evidence) {
    const group = kind === 'document' ? 'representative' : kind
    strongest.set(group, Math.max(strongest.get(group) ?? 0, score))
  }
  return 1 - [...strongest.values()].reduce((rest, score) => rest * (1 - score), 1)
}

/**
 * The name leads; what is shared lifts it, another address or tax number lowers it: two branches of one name are two, and a firm with
 * the telephone of another under an unlike name is linked to it, not the same. What either lacks says nothing in either direction.
 */
function samenessOf(
  here: ComparedParty,
  there: ComparedParty,
  name: number,
  address: number | undefined,
  evidence: readonly LinkEvidence[],
): number {
  const most = (kinds: readonly EvidenceKind[]): number =>
    evidence.reduce(
      (found, { kind, score, exact }) => (exact && kinds.includes(kind) ? Math.max(found, score) : found),
      0,
    )
  let same = name + 0.3 * most(['telephone', 'email', 'web']) + 0.25 * most(['document', 'representative'])
  if (address !== undefined) same += address >= 0.8 ? 0.35 : address < 0.4 ? -0.25 : 0
  const taxed = (party: ComparedParty): boolean => party.contacts.some(({ kind }) => kind === 'tax number')
  const tax = most(['tax number'])
  // Branches under one tax number are one party, wherever they are.
  if (tax > 0) same = Math.max(same, 0) + tax
  else if (here.summary.country === there.summary.country && taxed(here) && taxed(there)) same -= 0.35
  return same
}
