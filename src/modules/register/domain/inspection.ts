// The life of an inspection as a table, and whether an act on it may happen: planned, carried out, closed or followed up.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { Commitment } from './facts.ts'
import { type Refusal, refuse } from './refusal.ts'

export const ANSWERS = ['in order', 'not in order', 'not seen'] as const
/** What was found for one question of the checklist. */
export type Answer = (typeof ANSWERS)[number]

export type InspectionAct =
  | 'plan'
  | 'change plan'
  | 'carry out'
  | 'correct'
  | 'close'
  | 'ask to mend'
  | 'confirm mended'
  | 'propose sanction'
  | 'cancel'

export type InspectionState = 'planned' | 'carried out' | 'to be mended' | 'closed' | 'sanction proposed' | 'cancelled'

/** The life of an inspection. What does not stand here cannot happen. */
export const INSPECTION_LIFE = {
  none: { plan: 'planned' },
  planned: { 'change plan': 'planned', 'carry out': 'carried out', cancel: 'cancelled' },
  'carried out': {
    correct: 'carried out',
    close: 'closed',
    'ask to mend': 'to be mended',
    'propose sanction': 'sanction proposed',
  },
  'to be mended': { 'confirm mended': 'closed', 'propose sanction': 'sanction proposed' },
  closed: {},
  'sanction proposed': {},
  cancelled: {},
} as const satisfies Record<InspectionState | 'none', Partial<Record<InspectionAct, InspectionState>>>

/** When, by whom, and whether the recruiter is told before. */
export type Plan = { readonly day: Day; readonly inspector: string; readonly announced: boolean }

/** Data of each kind of event of an inspection. None of them is public; notes and findings stand beside them, under a commitment. */
export type InspectionFactData = {
  'inspection.planned': Plan & {
    readonly number: string
    readonly country: Country
    readonly recruiter: string
    readonly licence: string
    /** Whether the plan by risk named it, and with how many points, or somebody chose it. */
    readonly chosen: 'by risk' | 'by hand'
    readonly points?: number | undefined
    /** Hash of the questions that it asks, however the pack changes later. */
    readonly checklist: string
    readonly pack: { readonly id: string; readonly version: string }
  }
  'inspection.replanned': Plan
  'inspection.carried-out': Carried
  'inspection.corrected': Carried
  'inspection.closed': { readonly outcome: 'in order' | 'mended' }
  'inspection.mending-asked': { readonly items: readonly string[]; readonly until: Day }
  'inspection.sanction-proposed': { readonly sanction: string }
  'inspection.cancelled': Readonly<Record<string, never>>
}
type Carried = {
  readonly on: Day
  /** By the identifier of the question. */
  readonly answers: Readonly<Record<string, Answer>>
  /** Identifiers of papers of the file, by question. */
  readonly evidence: Readonly<Record<string, readonly string[]>>
  readonly record: Commitment
}
export type InspectionFactKind = keyof InspectionFactData
export type InspectionFact = {
  [K in InspectionFactKind]: { readonly type: K; readonly legalDay: Day; readonly data: InspectionFactData[K] }
}[InspectionFactKind]
export type InspectionFactInStream = InspectionFact & {
  readonly stream: string
  readonly streamVersion: number
  readonly by: string
}

/** An inspection as the fold of its events. Accounts stand for people; nothing personal. */
export type Inspection = Omit<InspectionFactData['inspection.planned'], 'points'> & {
  readonly id: string
  readonly version: number
  readonly state: InspectionState
  readonly points?: number | undefined
  readonly openedOn: Day
  /** Legal day of the newest event; no act is dated before it. */
  readonly lastDay: Day
  readonly carriedOn?: Day | undefined
  readonly answers: Readonly<Record<string, Answer>>
  readonly evidence: Readonly<Record<string, readonly string[]>>
  /** Version of the record that holds the notes; 0 before there is one. */
  readonly recordVersion: number
  /** Who inspected: none of them decides a sanction that comes of it. */
  readonly inspectors: readonly string[]
  readonly until?: Day | undefined
  readonly sanction?: string | undefined
}

/** The inspection after one more event. Throws Error when the first is not its plan: the stream is damaged. */
export function evolveInspection(before: Inspection | undefined, fact: InspectionFactInStream): Inspection {
  const { stream: id, streamVersion: version, legalDay } = fact
  if (fact.type === 'inspection.planned') {
    const empty = { answers: {}, evidence: {}, recordVersion: 0, inspectors: [] }
    return { ...fact.data, ...empty, id, version, state: 'planned', openedOn: legalDay, lastDay: legalDay }
  }
  if (!before) throw new Error(`stream ${id} begins with ${fact.type}, not with inspection.planned`)
  return { ...changed(before, fact), version, lastDay: legalDay }
}

function changed(before: Inspection, fact: InspectionFactInStream): Inspection {
  switch (fact.type) {
    case 'inspection.replanned':
      return { ...before, ...fact.data }
    case 'inspection.carried-out':
    case 'inspection.corrected': {
      const { on, answers, evidence, record } = fact.data
      const inspectors = before.inspectors.includes(fact.by) ? before.inspectors : [...before.inspectors, fact.by]
      const found = { carriedOn: on, answers, evidence, recordVersion: record.version, inspectors }
      return { ...before, ...found, state: 'carried out' }
    }
    case 'inspection.mending-asked':
      return { ...before, state: 'to be mended', until: fact.data.until }
    case 'inspection.closed':
      return { ...before, state: 'closed', until: undefined }
    case 'inspection.sanction-proposed':
      return { ...before, state: 'sanction proposed', sanction: fact.data.sanction, until: undefined }
    case 'inspection.cancelled':
      return { ...before, state: 'cancelled' }
    default:
      return before
  }
}

/** What a decision about an act is given. `questions` are those of its checklist; `on`, answers and notes belong to carrying out. */
export type InspectingAct = {
  readonly account: string
  readonly day: Day
  readonly questions: readonly string[]
  readonly on?: Day
  readonly answers?: Readonly<Record<string, Answer>>
  readonly notes?: Readonly<Record<string, string>>
  readonly until?: Day
}

/**
 * Whether an act on an inspection may happen. Refuses what its life does not know (`not-in-its-life`), a day before the last act
 * (`earlier-than-last-act`), carrying out by another than the inspector of the plan (`another-inspector`), on a day still to come
 * (`day-to-come`), with questions unanswered (`not-all-answered`) or something not in order without a note (`no-note`); closing what is
 * not in order (`not-in-order`), mending or a sanction where all is in order (`nothing-found`), a mending term that is over (`ends-before-it-begins`).
 */
export function decideInspection(
  inspection: Inspection,
  act: InspectionAct,
  { account, day, questions, on, answers = {}, notes = {}, until }: InspectingAct,
): Result<InspectionState, Refusal> {
  const { state, lastDay, inspector } = inspection
  const next = (INSPECTION_LIFE[state] as Partial<Record<InspectionAct, InspectionState>>)[act]
  if (!next) return refuse('not-in-its-life', { act, status: state })
  if (day < lastDay) return refuse('earlier-than-last-act', { day, last: lastDay })
  if (act === 'carry out' || act === 'correct') {
    if (account !== inspector) return refuse('another-inspector', {})
    if (on === undefined || on > day) return refuse('day-to-come', { day: on ?? '' })
    const unanswered = questions.filter((id) => !answers[id])
    if (unanswered.length > 0) return refuse('not-all-answered', { questions: unanswered.join(', ') })
    const bare = questions.filter((id) => answers[id] === 'not in order' && !notes[id]?.trim())
    if (bare.length > 0) return refuse('no-note', { questions: bare.join(', ') })
  }
  const wrong = findingsOf(inspection)
  if (act === 'close' && wrong.length > 0) return refuse('not-in-order', { questions: wrong.join(', ') })
  if ((act === 'ask to mend' || act === 'propose sanction') && wrong.length === 0) return refuse('nothing-found', {})
  if (act === 'ask to mend' && (until === undefined || until < day))
    return refuse('ends-before-it-begins', { day, until: until ?? '' })
  return ok(next)
}

/** The questions of which something was not in order. */
export function findingsOf({ answers }: Pick<Inspection, 'answers'>): readonly string[] {
  return Object.keys(answers).filter((id) => answers[id] === 'not in order')
}

/** Whether something is still to be done about it. */
export function isInspectionOpen(state: InspectionState): boolean {
  return state === 'planned' || state === 'carried out' || state === 'to be mended'
}

/** By when something has to happen: the visit, then the mending. */
export function inspectionDeadline({ state, day, until }: Inspection): Day | undefined {
  if (state === 'planned') return day
  return state === 'to be mended' ? until : undefined
}
