// The life of a joint act as a pure function of the set of entries in the parties' logs: nobody writes what it has come to.
import type { Country } from '../../kernel/country.ts'

/** What an act says. Recruiters are named by their identifier and licence, never by a person's name. */
export type ActBody = {
  /** An earlier act that this one replaces because its text had to change. */
  readonly supersedes?: string | undefined
} & (
  | { readonly kind: 'recognition'; readonly recruiter: string; readonly licence: string; readonly host: Country }
  | { readonly kind: 'suspension'; readonly recruiter: string; readonly licence: string }
  /** Of the working group, in its own public words, by language. */
  | { readonly kind: 'decision'; readonly title: Words; readonly text: Words }
  /** Of a third country to the agreement. */
  | { readonly kind: 'invitation'; readonly country: Country; readonly name: string; readonly url: string }
  /** Undoes an act that is effective. */
  | { readonly kind: 'repeal'; readonly of: string }
)
export type Words = Readonly<Record<string, string>>
export const ACT_KINDS = ['recognition', 'suspension', 'decision', 'invitation', 'repeal'] as const
export type ActKind = (typeof ACT_KINDS)[number]

/** What the officers sign is made of this; a change of any of it is another act. */
export type Terms = {
  /** Identifier, `joint_…`. */
  readonly act: string
  /** SHA-256 of the body in canonical JSON (RFC 8785), 64 hexadecimal digits. */
  readonly hash: string
  /** Countries, sorted. */
  readonly parties: readonly Country[]
  /** Unix seconds. */
  readonly expires: number
}

/** Where and by whom something was written: `party` is the country in whose own log it stands, at `index`; `time` its claim. */
type Written = { readonly party: Country; readonly index: number; readonly time: string }
export type Proposed = Written &
  Terms & { readonly step: 'proposed'; readonly body: ActBody; readonly proposer?: string }
/** `officers`: labels of those whose lines hold; `needed`: how many the party's list of keys asks for at this point of its log. */
export type Approved = Written &
  Terms & { readonly step: 'approved'; readonly officers: readonly string[]; readonly needed: number }
export type Rejected = Written & { readonly step: 'rejected'; readonly act: string; readonly reason: Words }
export type Step = Proposed | Approved | Rejected

export const ACT_STATES = [
  'proposed',
  'approved in part',
  'approved by all',
  'effective',
  'rejected',
  'lapsed',
] as const
export type ActState = (typeof ACT_STATES)[number]

/** How far one party has come. `covered`: when somebody else first cosigned its log with its word in it, Unix seconds. */
export type PartyWay = {
  readonly party: Country
  readonly word?: 'approved' | 'rejected' | undefined
  readonly index?: number | undefined
  readonly time?: string | undefined
  readonly officers: readonly string[]
  readonly covered?: number | undefined
  /** Cosigned only after the act had expired: it does not count. */
  readonly late: boolean
}

export type JointAct = Terms & {
  readonly body: ActBody
  readonly state: ActState
  readonly proposedBy: Country
  readonly proposer?: string | undefined
  readonly proposedAt: string
  readonly ways: readonly PartyWay[]
  /** When the last needed cosignature was made; only of an effective act. Unix seconds. */
  readonly effectiveAt?: number | undefined
}

/** How long after its end an act may still turn out to have been approved in time: evidence may be on its way. */
export const GRACE_SECONDS = 24 * 3600

/** Earliest time at which somebody other than the party cosigned a checkpoint of its log that holds this index. */
export type CoveredAt = (party: Country, index: number) => number | undefined

/**
 * What an act has come to (federation.md, 5.4). Any order and any repetition of the same steps gives the same; steps of one
 * log are expected without gaps from its beginning, and then an effective act stays effective whatever else arrives.
 * Undefined while nobody is known to have proposed it. `now` in Unix seconds moves nothing but lapsing.
 */
export function foldAct(act: string, steps: readonly Step[], coveredAt: CoveredAt, now: number): JointAct | undefined {
  const own = unrepeated(steps.filter((step) => step.act === act))
  const words = firstWords(own)
  const candidates = own
    .filter((step) => step.step === 'proposed')
    .map((proposed) => withWays(proposed, words, coveredAt, now))
    .sort(nearest)
  return candidates[0]
}

/** Whether an effective act still stands: no effective repeal by at least the same parties names it. */
export function inForce(act: JointAct, acts: readonly JointAct[]): boolean {
  return act.state === 'effective' && !acts.some((other) => repeals(other, act))
}

/** Whether `other` undoes `act`. Fewer parties than agreed on the act cannot undo it, nor can a repeal be repealed. */
export function repeals(other: JointAct, act: JointAct): boolean {
  const { body, state, parties } = other
  if (body.kind !== 'repeal' || state !== 'effective' || body.of !== act.act || act.body.kind === 'repeal') return false
  return act.parties.every((party) => parties.includes(party))
}

type Word = Approved | Rejected

/** The first word of each party in its own log; every later one is void, so that no approval can be taken back. */
function firstWords(steps: readonly Step[]): ReadonlyMap<Country, Word> {
  const words = new Map<Country, Word>()
  for (const step of [...steps].sort((a, b) => a.index - b.index)) {
    if (step.step === 'proposed' || words.has(step.party)) continue
    if (step.step === 'rejected' || isApproval(step, steps)) words.set(step.party, step)
  }
  return words
}

/** Enough named officers, and not the proposer alone. */
function isApproval(step: Approved, steps: readonly Step[]): boolean {
  const officers = new Set(step.officers)
  if (step.needed < 1 || officers.size < step.needed || !step.parties.includes(step.party)) return false
  const proposers = steps.flatMap((other) =>
    other.step === 'proposed' && other.party === step.party && other.index < step.index && sameTerms(other, step)
      ? [other.proposer]
      : [],
  )
  return !(officers.size === 1 && proposers.some((proposer) => proposer !== undefined && officers.has(proposer)))
}

function withWays(proposed: Proposed, words: ReadonlyMap<Country, Word>, coveredAt: CoveredAt, now: number): JointAct {
  const { act, hash, parties, expires, body, proposer } = proposed
  const ways = parties.map((party): PartyWay => {
    const word = words.get(party)
    // A word over other terms is none on these.
    if (!word || (word.step === 'approved' && !sameTerms(word, proposed))) return { party, officers: [], late: false }
    const covered = coveredAt(party, word.index)
    return {
      party,
      word: word.step,
      index: word.index,
      time: word.time,
      officers: word.step === 'approved' ? [...new Set(word.officers)].sort() : [],
      covered,
      late: word.step === 'approved' && covered !== undefined && covered > expires,
    }
  })
  const state = stateOf(ways, expires, now)
  const effectiveAt = Math.max(...ways.map(({ covered = 0 }) => covered))
  return {
    act,
    hash,
    parties,
    expires,
    body,
    state,
    proposedBy: proposed.party,
    proposer,
    proposedAt: proposed.time,
    ways,
    ...(state === 'effective' && { effectiveAt }),
  }
}

function stateOf(ways: readonly PartyWay[], expires: number, now: number): ActState {
  if (ways.some(({ word }) => word === 'rejected')) return 'rejected'
  const approved = ways.filter(({ word }) => word === 'approved')
  const confirmed = approved.filter(({ covered, late }) => covered !== undefined && !late)
  if (confirmed.length === ways.length) return 'effective'
  if (now > expires + GRACE_SECONDS) return 'lapsed'
  if (approved.length === ways.length) return 'approved by all'
  return approved.length > 0 ? 'approved in part' : 'proposed'
}

// Two proposals under one identifier are two texts: the one that more have approved is shown, then the earlier by its place.
// Each party has one word, so that at most one of them can ever be effective.
function nearest(a: JointAct, b: JointAct): number {
  const approvals = ({ ways }: JointAct) => ways.filter(({ word }) => word === 'approved').length
  return (
    Number(b.state === 'effective') - Number(a.state === 'effective') ||
    approvals(b) - approvals(a) ||
    compare(a.proposedBy, b.proposedBy) ||
    compare(a.proposedAt, b.proposedAt) ||
    compare(a.hash, b.hash) ||
    a.expires - b.expires ||
    compare(a.parties.join(), b.parties.join())
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function sameTerms(a: Terms, b: Terms): boolean {
  return a.hash === b.hash && a.expires === b.expires && a.parties.join() === b.parties.join()
}

/** Each place of a log once, however often it came. */
function unrepeated(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [`${step.party} ${step.index}`, step])).values()]
}

/** The text that officers sign (federation.md, 5.4), of a signed note. */
export function decisionText({ act, hash, parties, expires }: Terms): string {
  return `sursur.org/decision/v1\n${act}\n${hash}\n${parties.join(' ')}\n${expires}\n`
}
