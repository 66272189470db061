// The life of a sanction as a table, and whether an act on it may happen: nobody is sanctioned unheard, nor by who accused.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { Commitment } from './facts.ts'
import { type Refusal, refuse } from './refusal.ts'

export const SANCTION_EFFECTS = ['warning', 'fine', 'suspension', 'revocation'] as const
export type SanctionEffect = (typeof SANCTION_EFFECTS)[number]

export type SanctionAct =
  | 'propose'
  | 'suspend at once'
  | 'end precaution'
  | 'open hearing'
  | 'hear'
  | 'close hearing'
  | 'impose'
  | 'drop'
  | 'appeal'
  | 'confirm'
  | 'overturn'
  | 'record paid'
  | 'record unpaid'
  | 'lift'

export type SanctionState =
  | 'proposed'
  | 'hearing'
  | 'heard'
  | 'imposed'
  | 'imposed, appealed'
  | 'imposed for good'
  | 'overturned'
  | 'dropped'
  | 'lifted'

/** The life of a sanction. What does not stand here cannot happen. */
export const SANCTION_LIFE = {
  none: { propose: 'proposed' },
  proposed: {
    'suspend at once': 'proposed',
    'end precaution': 'proposed',
    'open hearing': 'hearing',
    drop: 'dropped',
  },
  hearing: {
    'suspend at once': 'hearing',
    'end precaution': 'hearing',
    hear: 'heard',
    'close hearing': 'heard',
    drop: 'dropped',
  },
  heard: { 'suspend at once': 'heard', 'end precaution': 'heard', impose: 'imposed', drop: 'dropped' },
  imposed: { 'record paid': 'imposed', 'record unpaid': 'imposed', lift: 'lifted', appeal: 'imposed, appealed' },
  'imposed, appealed': {
    lift: 'lifted',
    'record paid': 'imposed, appealed',
    'record unpaid': 'imposed, appealed',
    confirm: 'imposed for good',
    overturn: 'overturned',
  },
  'imposed for good': { 'record paid': 'imposed for good', 'record unpaid': 'imposed for good', lift: 'lifted' },
  overturned: {},
  dropped: {},
  lifted: {},
} as const satisfies Record<SanctionState | 'none', Partial<Record<SanctionAct, SanctionState>>>

/** Acts that only a sanction of one effect knows. */
export const ONLY_FOR: Readonly<Partial<Record<SanctionAct, SanctionEffect>>> = {
  'record paid': 'fine',
  'record unpaid': 'fine',
  lift: 'suspension',
}

/** A fine: whole units of the pack's unit, or minor units of a currency. */
export type Fine = { readonly amount: number; readonly unit: string }
export type FineScale = { readonly unit: string; readonly least: number; readonly most: number }
/** What is imposed: how much, or until when; a suspension without a last day holds until it is lifted. */
export type SanctionTerms = { readonly fine?: Fine | undefined; readonly until?: Day | undefined }

/** Data of each kind of event of a sanction. None of them is public; what is charged and answered stands beside them. */
export type SanctionFactData = {
  'sanction.proposed': {
    readonly number: string
    readonly country: Country
    readonly recruiter: string
    readonly licence: string
    /** The recruiter's account, where it has one here. */
    readonly account?: string | undefined
    /** Identifier in the pack's scale, with what it says of the effect and the fine. */
    readonly sanction: string
    readonly effect: SanctionEffect
    readonly fine?: FineScale | undefined
    readonly law: string
    readonly inspection?: string | undefined
    /** Who inspected, and so cannot decide. */
    readonly inspectors: readonly string[]
    /** Whether a suspension at once is asked for, until it is decided. */
    readonly precaution: boolean
    readonly charge: Commitment
    readonly pack: { readonly id: string; readonly version: string }
  }
  'sanction.suspended-at-once': Readonly<Record<string, never>>
  'sanction.precaution-ended': Readonly<Record<string, never>>
  'sanction.hearing-opened': { readonly until: Day }
  'sanction.heard': Readonly<Record<string, never>>
  'sanction.hearing-closed': Readonly<Record<string, never>>
  'sanction.imposed': {
    readonly terms: SanctionTerms
    readonly reason: string
    /** Whether the officer let the reason be shown to anybody. */
    readonly shown: boolean
    readonly appealBy?: Day | undefined
  }
  'sanction.dropped': { readonly reason: string }
  'sanction.appealed': { readonly suspensive: boolean; readonly decideBy?: Day | undefined }
  'sanction.appeal-decided': { readonly outcome: 'confirmed' | 'overturned'; readonly reason: string }
  'sanction.paid': { readonly on: Day }
  'sanction.not-paid': Readonly<Record<string, never>>
  'sanction.lifted': { readonly reason: string }
}
export type SanctionFactKind = keyof SanctionFactData
export type SanctionFact = {
  [K in SanctionFactKind]: { readonly type: K; readonly legalDay: Day; readonly data: SanctionFactData[K] }
}[SanctionFactKind]
export type SanctionFactInStream = SanctionFact & {
  readonly stream: string
  readonly streamVersion: number
  readonly by: string
}

/** A sanction as the fold of its events. Accounts stand for people; nothing personal. */
export type SanctionFile = Omit<SanctionFactData['sanction.proposed'], 'charge' | 'precaution'> & {
  readonly id: string
  readonly version: number
  readonly state: SanctionState
  readonly openedOn: Day
  readonly lastDay: Day
  readonly proposedBy: string
  /** A suspension at once was asked for; `inForce` once it was decided, until the decision or its end. */
  readonly precaution: { readonly asked: boolean; readonly inForce: boolean }
  /** Until when the recruiter can answer. */
  readonly until?: Day | undefined
  readonly terms?: SanctionTerms | undefined
  readonly appealBy?: Day | undefined
  readonly decideBy?: Day | undefined
  readonly suspensive?: boolean | undefined
  readonly payment?: { readonly result: 'paid' | 'not paid'; readonly on: Day } | undefined
  /** Who decided anything of it: none of them decides its appeal. */
  readonly deciders: readonly string[]
}

/** The sanction after one more event. Throws Error when the first is not its proposal: the stream is damaged. */
export function evolveSanction(before: SanctionFile | undefined, fact: SanctionFactInStream): SanctionFile {
  const { stream: id, streamVersion: version, legalDay, by } = fact
  if (fact.type === 'sanction.proposed') {
    const { charge: _, precaution: asked, ...rest } = fact.data
    const days = { openedOn: legalDay, lastDay: legalDay }
    const precaution = { asked, inForce: false }
    return { ...rest, ...days, id, version, state: 'proposed', proposedBy: by, precaution, deciders: [] }
  }
  if (!before) throw new Error(`stream ${id} begins with ${fact.type}, not with sanction.proposed`)
  return { ...changed(before, fact), version, lastDay: legalDay }
}

function changed(before: SanctionFile, fact: SanctionFactInStream): SanctionFile {
  const { by, legalDay } = fact
  const deciders = before.deciders.includes(by) ? before.deciders : [...before.deciders, by]
  const ended = { ...before.precaution, inForce: false }
  switch (fact.type) {
    case 'sanction.suspended-at-once':
      return { ...before, precaution: { ...before.precaution, inForce: true }, deciders }
    case 'sanction.precaution-ended':
      return { ...before, precaution: ended, deciders }
    case 'sanction.hearing-opened':
      return { ...before, state: 'hearing', until: fact.data.until }
    case 'sanction.heard':
    case 'sanction.hearing-closed':
      return { ...before, state: 'heard' }
    case 'sanction.imposed': {
      const { terms, appealBy } = fact.data
      return { ...before, state: 'imposed', terms, appealBy, precaution: ended, deciders }
    }
    case 'sanction.dropped':
      return { ...before, state: 'dropped', precaution: ended, deciders }
    case 'sanction.appealed':
      return { ...before, ...fact.data, state: 'imposed, appealed' }
    case 'sanction.appeal-decided':
      return { ...before, state: fact.data.outcome === 'confirmed' ? 'imposed for good' : 'overturned', deciders }
    case 'sanction.paid':
      return { ...before, payment: { result: 'paid', on: fact.data.on } }
    case 'sanction.not-paid':
      return { ...before, payment: { result: 'not paid', on: legalDay } }
    case 'sanction.lifted':
      return { ...before, state: 'lifted', deciders }
    default:
      return before
  }
}

/** What a decision about an act is given: who, when, and what would be imposed or was paid. */
export type SanctioningAct = {
  readonly account: string
  readonly day: Day
  readonly terms?: SanctionTerms
  readonly until?: Day
  readonly paidOn?: Day
}

/** Acts for which somebody is needed who neither proposed nor inspected. */
const SECOND_OFFICER: readonly SanctionAct[] = [
  'suspend at once',
  'end precaution',
  'impose',
  'drop',
  'confirm',
  'overturn',
  'lift',
]

/**
 * Whether an act on a sanction may happen. Refuses what its life does not know (`not-in-its-life`), a day before the last act
 * (`earlier-than-last-act`), a decision by who proposed or inspected (`accused-it-yourself`) and, on appeal, by who decided
 * (`decided-it-yourself`), a second precaution, a hearing without a term (`no-term`), one closed unheard before its term is over
 * (`still-waiting`), an appeal after its term (`too-late`), a fine outside the scale (`outside-the-scale`), a suspension that ends
 * before it begins (`ends-before-it-begins`), and a payment on a day still to come (`day-to-come`).
 */
export function decideSanction(
  sanction: SanctionFile,
  act: SanctionAct,
  { account, day, terms = {}, until, paidOn }: SanctioningAct,
): Result<SanctionState, Refusal> {
  const { state, effect, lastDay, precaution } = sanction
  const next = possible(sanction, act)
  if (!next) return refuse('not-in-its-life', { act, status: state })
  if (day < lastDay) return refuse('earlier-than-last-act', { day, last: lastDay })
  if (SECOND_OFFICER.includes(act)) {
    if (accusersOf(sanction).includes(account)) return refuse('accused-it-yourself', {})
    const appeal = act === 'confirm' || act === 'overturn'
    if (appeal && sanction.deciders.includes(account)) return refuse('decided-it-yourself', {})
  }
  if (act === 'suspend at once' && precaution.inForce) return refuse('not-in-its-life', { act, status: state })
  if (act === 'end precaution' && !precaution.inForce) return refuse('not-in-its-life', { act, status: state })
  if (act === 'open hearing') {
    if (!until) return refuse('no-term', {})
    if (until < day) return refuse('ends-before-it-begins', { day, until })
  }
  if (act === 'close hearing' && (sanction.until === undefined || sanction.until >= day))
    return refuse('still-waiting', { until: sanction.until ?? '' })
  if (act === 'impose' && effect === 'fine' && !isOnScale(sanction.fine, terms.fine))
    return refuse('outside-the-scale', scaleValues(sanction.fine))
  if (act === 'impose' && effect === 'suspension' && terms.until && terms.until < day)
    return refuse('ends-before-it-begins', { day, until: terms.until })
  if (act === 'appeal' && sanction.appealBy !== undefined && day > sanction.appealBy)
    return refuse('too-late', { until: sanction.appealBy })
  if (act === 'record paid' && (paidOn === undefined || paidOn > day))
    return refuse('day-to-come', { day: paidOn ?? '' })
  return ok(next)
}

/** Where the table says that an act leads, whoever acts; undefined where it cannot happen. */
export function possible(
  { state, effect }: Pick<SanctionFile, 'state' | 'effect'>,
  act: SanctionAct,
): SanctionState | undefined {
  if (ONLY_FOR[act] !== undefined && ONLY_FOR[act] !== effect) return undefined
  return (SANCTION_LIFE[state] as Partial<Record<SanctionAct, SanctionState>>)[act]
}

/** Who proposed it and who inspected: none of them decides. */
export function accusersOf({ proposedBy, inspectors }: SanctionFile): readonly string[] {
  return [proposedBy, ...inspectors]
}

function isOnScale(scale: FineScale | undefined, fine: Fine | undefined): boolean {
  if (!fine || !Number.isSafeInteger(fine.amount) || fine.amount <= 0) return false
  return !scale || (fine.unit === scale.unit && fine.amount >= scale.least && fine.amount <= scale.most)
}

function scaleValues(scale: FineScale | undefined): Refusal['values'] {
  return scale ? { least: String(scale.least), most: String(scale.most), unit: scale.unit } : {}
}

/** Whether something is still to be done about it: a decision, a payment, the end of a suspension. */
export function isSanctionOpen({ state, effect, payment, terms }: SanctionFile): boolean {
  if (state === 'proposed' || state === 'hearing' || state === 'heard' || state === 'imposed, appealed') return true
  if (state !== 'imposed' && state !== 'imposed for good') return false
  return (effect === 'fine' && payment?.result !== 'paid') || (effect === 'suspension' && terms?.until !== undefined)
}

/** By when something has to happen: the answer, the decision on the appeal, or the last day of a suspension. */
export function sanctionDeadline(sanction: SanctionFile): Day | undefined {
  if (!isSanctionOpen(sanction)) return undefined
  const { state, until, decideBy, terms, effect } = sanction
  if (state === 'hearing') return until
  if (state === 'imposed, appealed') return decideBy
  return effect === 'suspension' ? terms?.until : undefined
}
