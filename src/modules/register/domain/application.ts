// The life of an application as a table, and whether an act on it may happen: who checked cannot decide.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { Commitment, Scope } from './facts.ts'
import { type Refusal, refuse } from './refusal.ts'

/** What is applied for. `backfill`: an authorization of the ministry's paper register is taken over. */
export const APPLICATION_KINDS = [
  'authorization',
  'renewal',
  'amendment',
  'representative',
  'closing',
  'backfill',
] as const
export type ApplicationKind = (typeof APPLICATION_KINDS)[number]

export type ApplicationAct =
  | 'submit'
  | 'confirm complete'
  | 'ask for more'
  | 'answer'
  | 'check'
  | 'stop waiting'
  | 'propose'
  | 'return'
  | 'grant'
  | 'refuse'
  | 'withdraw'
  | 'lapse'
  | 'appeal'
  | 'confirm'
  | 'overturn'

export type ApplicationState =
  | 'received'
  | 'incomplete'
  | 'under review'
  | 'more asked'
  | 'awaiting decision'
  | 'granted'
  | 'refused'
  | 'refused, appealed'
  | 'refused for good'
  | 'withdrawn'
  | 'lapsed'

/** The life of an application. What does not stand here cannot happen. An appeal that is allowed reopens the review. */
export const APPLICATION_LIFE = {
  none: { submit: 'received' },
  received: { 'confirm complete': 'under review', 'ask for more': 'incomplete', withdraw: 'withdrawn' },
  incomplete: { answer: 'received', withdraw: 'withdrawn', lapse: 'lapsed' },
  'under review': {
    check: 'under review',
    'ask for more': 'more asked',
    propose: 'awaiting decision',
    withdraw: 'withdrawn',
  },
  'more asked': {
    answer: 'under review',
    check: 'more asked',
    'stop waiting': 'under review',
    withdraw: 'withdrawn',
    lapse: 'lapsed',
  },
  'awaiting decision': { grant: 'granted', refuse: 'refused', return: 'under review', withdraw: 'withdrawn' },
  granted: {},
  refused: { appeal: 'refused, appealed' },
  'refused, appealed': { confirm: 'refused for good', overturn: 'under review' },
  'refused for good': {},
  withdrawn: {},
  lapsed: {},
} as const satisfies Record<ApplicationState | 'none', Partial<Record<ApplicationAct, ApplicationState>>>

/** What was found for one requirement, by whom, when. */
export type Check = {
  readonly result: 'met' | 'not met'
  readonly reason?: string | undefined
  readonly by: string
  readonly on: Day
}

/** One thing that the recruiter is asked to mend, for a requirement of the set. */
export type Asked = { readonly requirement: string; readonly text: string }

/** What a decision would grant: from when, until when, for what. */
export type Terms = {
  readonly validFrom?: Day | undefined
  readonly validUntil?: Day | undefined
  readonly scope?: Scope | undefined
  /** What must be kept to, by language; it becomes part of the scope. */
  readonly conditions?: Readonly<Record<string, string>> | undefined
}

/** Data of each kind of event of an application. None of them is public. */
export type ApplicationFactData = {
  'application.submitted': {
    readonly number: string
    readonly kind: ApplicationKind
    readonly country: Country
    readonly recruiterKind: string
    /** The account whose application it is; of the officer, for a backfill. */
    readonly applicant: string
    /** Stream and number of the recruiter, once it stands in the register. */
    readonly recruiter?: string | undefined
    readonly licence?: string | undefined
    /** Hash of the requirements by which it is judged, however the pack changes later. */
    readonly requirements: string
    readonly pack: { readonly id: string; readonly version: string }
    readonly form: Commitment
  }
  'application.completed': { readonly decideBy?: Day | undefined }
  'application.more-asked': { readonly items: readonly Asked[]; readonly until?: Day | undefined }
  'application.answered': { readonly form: Commitment }
  'application.requirement-checked': {
    readonly requirement: string
    readonly result: Check['result']
    readonly reason?: string | undefined
  }
  'application.waiting-stopped': Readonly<Record<string, never>>
  'application.proposed': {
    readonly outcome: 'grant' | 'refuse'
    readonly reason: string
    readonly terms?: Terms | undefined
  }
  'application.returned': { readonly reason: string }
  'application.granted': { readonly recruiter: string; readonly licence: string; readonly terms?: Terms | undefined }
  'application.refused': { readonly reason: string; readonly appealBy?: Day | undefined }
  'application.withdrawn': Readonly<Record<string, never>>
  'application.lapsed': Readonly<Record<string, never>>
  'application.appealed': { readonly decideBy?: Day | undefined }
  'application.appeal-decided': { readonly outcome: 'confirmed' | 'overturned'; readonly reason: string }
  'application.assigned': { readonly to: string | null }
}
export type ApplicationFactKind = keyof ApplicationFactData
export type ApplicationFact = {
  [K in ApplicationFactKind]: { readonly type: K; readonly legalDay: Day; readonly data: ApplicationFactData[K] }
}[ApplicationFactKind]

/** An application as the fold of its events. Accounts stand for officers; nothing personal. */
export type Application = {
  readonly id: string
  readonly version: number
  readonly number: string
  readonly kind: ApplicationKind
  readonly country: Country
  readonly recruiterKind: string
  readonly applicant: string
  readonly recruiter?: string | undefined
  readonly licence?: string | undefined
  readonly requirements: string
  readonly pack: { readonly id: string; readonly version: string }
  readonly formVersion: number
  readonly state: ApplicationState
  readonly submittedOn: Day
  /** Legal day of the newest event; no act is dated before it. */
  readonly lastDay: Day
  readonly checks: Readonly<Record<string, Check>>
  /** What is asked for now, and until when. */
  readonly asked: readonly Asked[]
  readonly until?: Day | undefined
  readonly decideBy?: Day | undefined
  readonly appealBy?: Day | undefined
  /** Who checked, asked or proposed: none of them decides. */
  readonly checkers: readonly string[]
  readonly proposal?:
    | (ApplicationFactData['application.proposed'] & { readonly by: string; readonly on: Day })
    | undefined
  readonly decidedBy?: string | undefined
  readonly assigned?: string | undefined
}

export type ApplicationFactInStream = ApplicationFact & {
  readonly stream: string
  readonly streamVersion: number
  readonly by: string
}

/** The application after one more event. Throws Error when the first is not its submission: the stream is damaged. */
export function evolveApplication(before: Application | undefined, fact: ApplicationFactInStream): Application {
  const { stream, streamVersion: version, legalDay, by } = fact
  if (fact.type === 'application.submitted') {
    const { form, ...rest } = fact.data
    return {
      ...rest,
      id: stream,
      version,
      formVersion: form.version,
      state: 'received',
      submittedOn: legalDay,
      lastDay: legalDay,
      checks: {},
      asked: [],
      checkers: [],
      // Who enters a paper register's authorization has judged it: another decides.
      ...(rest.kind === 'backfill' && { checkers: [by] }),
    }
  }
  if (!before) throw new Error(`stream ${stream} begins with ${fact.type}, not with application.submitted`)
  return { ...changed(before, fact), version, lastDay: legalDay }
}

function changed(before: Application, fact: ApplicationFactInStream): Application {
  const { by, legalDay: on } = fact
  const checkers = before.checkers.includes(by) ? before.checkers : [...before.checkers, by]
  switch (fact.type) {
    case 'application.completed':
      return { ...before, state: 'under review', decideBy: fact.data.decideBy, checkers }
    case 'application.more-asked': {
      const state = before.state === 'received' ? 'incomplete' : 'more asked'
      return { ...before, state, asked: fact.data.items, until: fact.data.until, checkers }
    }
    case 'application.answered': {
      const state = before.state === 'incomplete' ? 'received' : 'under review'
      return { ...before, state, formVersion: fact.data.form.version, until: undefined }
    }
    case 'application.requirement-checked': {
      const { requirement, result, reason } = fact.data
      const check: Check = { result, reason, by, on }
      return { ...before, checks: { ...before.checks, [requirement]: check }, checkers }
    }
    case 'application.waiting-stopped':
      return { ...before, state: 'under review', until: undefined, checkers }
    case 'application.proposed':
      return { ...before, state: 'awaiting decision', proposal: { ...fact.data, by, on }, asked: [], checkers }
    case 'application.returned':
      return { ...before, state: 'under review', proposal: undefined }
    case 'application.granted': {
      const { recruiter, licence } = fact.data
      return { ...before, state: 'granted', recruiter, licence, decidedBy: by }
    }
    case 'application.refused':
      return { ...before, state: 'refused', decidedBy: by, appealBy: fact.data.appealBy }
    case 'application.withdrawn':
      return { ...before, state: 'withdrawn', until: undefined }
    case 'application.lapsed':
      return { ...before, state: 'lapsed', until: undefined }
    case 'application.appealed':
      return { ...before, state: 'refused, appealed', decideBy: fact.data.decideBy }
    case 'application.appeal-decided':
      return fact.data.outcome === 'confirmed'
        ? { ...before, state: 'refused for good' }
        : { ...before, state: 'under review', proposal: undefined }
    case 'application.assigned':
      return { ...before, assigned: fact.data.to ?? undefined }
    default:
      return before
  }
}

/** What a decision about an act is given: who, when, and the requirements by which the application is judged. */
export type Deciding = {
  readonly account: string
  readonly day: Day
  /** Identifiers of the requirements of its set. */
  readonly requirements: readonly string[]
  readonly requirement?: string
  readonly outcome?: 'grant' | 'refuse'
}

/** Acts for which somebody other than those who checked is needed. */
const SECOND_OFFICER: readonly ApplicationAct[] = ['grant', 'refuse', 'return', 'confirm', 'overturn']

/**
 * Whether an act on an application may happen. Refuses what its life does not know (`not-in-its-life`), a day before
 * the last act (`earlier-than-last-act`), a decision by who checked (`checked-it-yourself`) or, on appeal, by who decided
 * (`decided-it-yourself`), a proposal with requirements unchecked (`not-all-checked`), a grant with one not met
 * (`requirement-not-met`), an end to waiting before the deadline (`still-waiting`), an appeal after it (`too-late`).
 */
export function decideApplication(
  application: Application,
  act: ApplicationAct,
  { account, day, requirements, requirement, outcome }: Deciding,
): Result<ApplicationState, Refusal> {
  const { state, checks, checkers, until, lastDay, appealBy } = application
  const next = (APPLICATION_LIFE[state] as Partial<Record<ApplicationAct, ApplicationState>>)[act]
  if (!next) return refuse('not-in-its-life', { act, status: state })
  if (day < lastDay) return refuse('earlier-than-last-act', { day, last: lastDay })
  if (SECOND_OFFICER.includes(act)) {
    if (checkers.includes(account)) return refuse('checked-it-yourself', {})
    const appeal = act === 'confirm' || act === 'overturn'
    if (appeal && application.decidedBy === account) return refuse('decided-it-yourself', {})
  }
  if (act === 'check' && !requirements.includes(requirement ?? ''))
    return refuse('no-such-requirement', { requirement: requirement ?? '' })
  if (act === 'propose') {
    const unchecked = requirements.filter((id) => !checks[id])
    if (unchecked.length > 0) return refuse('not-all-checked', { requirements: unchecked.join(', ') })
  }
  if (act === 'grant' || (act === 'propose' && outcome === 'grant')) {
    const unmet = requirements.filter((id) => checks[id]?.result !== 'met')
    if (unmet.length > 0) return refuse('requirement-not-met', { requirements: unmet.join(', ') })
  }
  if ((act === 'lapse' || act === 'stop waiting') && (until === undefined || until >= day))
    return refuse('still-waiting', { until: until ?? '' })
  if (act === 'appeal' && appealBy !== undefined && day > appealBy) return refuse('too-late', { until: appealBy })
  return ok(next)
}

/** Whether nothing more is expected to happen to it. A refused one can still be appealed against and counts as ended. */
export function isOpen(state: ApplicationState): boolean {
  return !['granted', 'refused', 'refused for good', 'withdrawn', 'lapsed'].includes(state)
}

/** By when something has to happen: the recruiter's answer while it is waited for, else the office's decision. */
export function deadlineOf({ state, until, decideBy }: Application): Day | undefined {
  if (!isOpen(state)) return undefined
  return state === 'incomplete' || state === 'more asked' ? until : decideBy
}
