// The life of a warning as a table, and whether an act on it may happen: nobody is named in public without two officers, notice and a term.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { Commitment } from './facts.ts'
import { type Refusal, refuse } from './refusal.ts'

export type WarningAct =
  | 'report'
  | 'amend'
  | 'verify'
  | 'dismiss'
  | 'propose'
  | 'approve'
  | 'return'
  | 'give notice'
  | 'contest'
  | 'uphold'
  | 'reject'
  | 'publish'
  | 'remove'
  | 'erase'

export type WarningState =
  | 'reported'
  | 'verified'
  | 'proposed'
  | 'approved'
  | 'notice given'
  | 'contested'
  | 'contest rejected'
  | 'published'
  | 'published, contested'
  | 'dismissed'
  | 'removed'

/** The life of a warning. What does not stand here cannot happen; who is removed can only be reported anew, in another file. */
export const WARNING_LIFE = {
  none: { report: 'reported' },
  reported: { amend: 'reported', verify: 'verified', dismiss: 'dismissed' },
  verified: { propose: 'proposed', dismiss: 'dismissed' },
  proposed: { approve: 'approved', return: 'reported' },
  approved: { 'give notice': 'notice given', remove: 'removed' },
  'notice given': { contest: 'contested', publish: 'published', remove: 'removed' },
  contested: { uphold: 'removed', reject: 'contest rejected', remove: 'removed' },
  'contest rejected': { contest: 'contested', publish: 'published', remove: 'removed' },
  published: { contest: 'published, contested', remove: 'removed' },
  'published, contested': { uphold: 'removed', reject: 'published', remove: 'removed' },
  dismissed: { erase: 'dismissed' },
  removed: { erase: 'removed' },
} as const satisfies Record<WarningState | 'none', Partial<Record<WarningAct, WarningState>>>

/** Where a report came from. */
export const WARNING_VIA = ['officer', 'import', 'complaint'] as const
export type WarningVia = (typeof WARNING_VIA)[number]

/** How notice was given; `none`: nobody could be reached, and the words of the act say why. */
export const NOTICE_WAYS = ['letter', 'in person', 'telephone', 'electronic', 'public notice', 'none'] as const
export type NoticeWay = (typeof NOTICE_WAYS)[number]

export const REMOVAL_REASONS = ['expired', 'mistake', 'registered'] as const
/** Why a warning left the list; `contest upheld` only by the decision on a contest. */
export type RemovalReason = (typeof REMOVAL_REASONS)[number] | 'contest upheld'

/** Numbers of authorized recruiters whose names are near, and of which an officer said that they are others. */
type Apart = { readonly apart?: readonly string[] | undefined }
/** A commitment to what was written in the act's own words, which stand beside the events. */
type Worded = { readonly words: string }

/** Data of each kind of event of a warning's file. None of them is public. */
export type WarningFactData = {
  'warning.reported': {
    readonly number: string
    readonly country: Country
    readonly via: WarningVia
    /** Identifier of the load or of the complaint that it came from. */
    readonly reference?: string | undefined
    readonly party: Commitment
    /** Identifiers of papers that are evidence. */
    readonly papers: readonly string[]
  }
  'warning.amended': { readonly party: Commitment; readonly papers: readonly string[] }
  'warning.verified': Worded
  'warning.dismissed': Worded
  'warning.proposed': Worded
  /** `warning`: identifier under which it will be public, and by which whoever gets notice can contest. */
  'warning.approved': Worded & Apart & { readonly warning: string }
  'warning.returned': Worded
  'warning.notice-given': Worded & { readonly way: NoticeWay; readonly givenOn: Day; readonly until: Day }
  'warning.contested': Worded & { readonly through: 'officer' | 'public form' }
  'warning.contest-decided': Worded & { readonly outcome: 'upheld' | 'rejected' }
  /** `source`: the authority of the pack that says so. */
  'warning.put-in-list': Apart & { readonly source: string; readonly since: Day }
  'warning.taken-off': Worded & { readonly why: RemovalReason }
  'warning.erased': { readonly versions: readonly number[] }
}
export type WarningFactKind = keyof WarningFactData
export type WarningFact = {
  [K in WarningFactKind]: { readonly type: K; readonly legalDay: Day; readonly data: WarningFactData[K] }
}[WarningFactKind]

/** Data of what is public, on a stream of its own (`warn_…`). */
export type PublicWarningFactData = {
  'warning.published': { readonly commitment: string; readonly source: string; readonly since: Day }
  'warning.removed': { readonly why: RemovalReason }
}

export type WarningFactInStream = WarningFact & {
  readonly stream: string
  readonly streamVersion: number
  readonly by: string
}

/** A warning as the fold of its events. Accounts stand for officers; nothing personal. */
export type Warning = {
  readonly id: string
  readonly version: number
  readonly number: string
  readonly country: Country
  readonly via: WarningVia
  readonly reference?: string | undefined
  readonly state: WarningState
  readonly reportedOn: Day
  /** Legal day of the newest event; no act is dated before it. */
  readonly lastDay: Day
  readonly partyVersion: number
  readonly party: string
  readonly papers: readonly string[]
  /** Who reported, amended, verified or proposed: none of them approves, publishes or decides a contest. */
  readonly checkers: readonly string[]
  readonly warning?: string | undefined
  readonly approvedBy?: string | undefined
  readonly approvedOn?: Day | undefined
  readonly notice?: { readonly way: NoticeWay; readonly givenOn: Day; readonly until: Day } | undefined
  /** A contest was rejected: it stays, contested and confirmed. */
  readonly confirmed: boolean
  /** Numbers of authorized recruiters that officers said are others. */
  readonly apart: readonly string[]
  readonly source?: string | undefined
  readonly since?: Day | undefined
  readonly why?: RemovalReason | undefined
  readonly erased: boolean
}

/** The warning after one more event. Throws Error when the first is not its report: the stream is damaged. */
export function evolveWarning(before: Warning | undefined, fact: WarningFactInStream): Warning {
  const { stream, streamVersion: version, legalDay, by } = fact
  if (fact.type === 'warning.reported') {
    const { party, ...rest } = fact.data
    return {
      ...rest,
      id: stream,
      version,
      state: 'reported',
      reportedOn: legalDay,
      lastDay: legalDay,
      partyVersion: party.version,
      party: party.commitment,
      checkers: [by],
      confirmed: false,
      apart: [],
      erased: false,
    }
  }
  if (!before) throw new Error(`stream ${stream} begins with ${fact.type}, not with warning.reported`)
  return { ...changed(before, fact), version, lastDay: legalDay }
}

function changed(before: Warning, fact: WarningFactInStream): Warning {
  const { by, legalDay } = fact
  const checkers = before.checkers.includes(by) ? before.checkers : [...before.checkers, by]
  switch (fact.type) {
    case 'warning.amended': {
      const { party, papers } = fact.data
      return { ...before, partyVersion: party.version, party: party.commitment, papers, checkers }
    }
    case 'warning.verified':
      return { ...before, state: 'verified', checkers }
    case 'warning.dismissed':
      return { ...before, state: 'dismissed', checkers }
    case 'warning.proposed':
      return { ...before, state: 'proposed', checkers }
    case 'warning.returned':
      return { ...before, state: 'reported' }
    case 'warning.approved':
      return {
        ...before,
        state: 'approved',
        warning: fact.data.warning,
        apart: fact.data.apart ?? [],
        approvedBy: by,
        approvedOn: legalDay,
      }
    case 'warning.notice-given': {
      const { way, givenOn, until } = fact.data
      return { ...before, state: 'notice given', notice: { way, givenOn, until } }
    }
    case 'warning.contested':
      return { ...before, state: before.state === 'published' ? 'published, contested' : 'contested' }
    case 'warning.contest-decided': {
      if (fact.data.outcome === 'upheld') return { ...before, state: 'removed', why: 'contest upheld' }
      const state = before.state === 'published, contested' ? 'published' : 'contest rejected'
      return { ...before, state, confirmed: true }
    }
    case 'warning.put-in-list':
      return {
        ...before,
        state: 'published',
        source: fact.data.source,
        since: fact.data.since,
        apart: [...new Set([...before.apart, ...(fact.data.apart ?? [])])],
      }
    case 'warning.taken-off':
      return { ...before, state: 'removed', why: fact.data.why }
    case 'warning.erased':
      return { ...before, erased: true }
    default:
      return before
  }
}

/** Acts for which somebody other than those who reported and verified is needed. */
const SECOND_OFFICER: readonly WarningAct[] = ['approve', 'return', 'publish', 'uphold', 'reject']

/**
 * Whether an act on a warning may happen. Refuses what its life does not know (`not-in-its-life`), a day before the last
 * act (`earlier-than-last-act`), approval, publication or a decision on a contest by who reported or verified
 * (`checked-it-yourself`), and publication before the end of the term to contest (`still-waiting`), a rejected contest
 * included: others who are concerned have the same term.
 */
export function decideWarning(
  warning: Warning,
  act: WarningAct,
  { account, day }: { readonly account: string; readonly day: Day },
): Result<WarningState, Refusal> {
  const { state, checkers, lastDay, notice } = warning
  const next = (WARNING_LIFE[state] as Partial<Record<WarningAct, WarningState>>)[act]
  if (!next) return refuse('not-in-its-life', { act, status: state })
  if (day < lastDay) return refuse('earlier-than-last-act', { day, last: lastDay })
  if (SECOND_OFFICER.includes(act) && checkers.includes(account)) return refuse('checked-it-yourself', {})
  if (act === 'publish' && !(notice && notice.until < day))
    return refuse('still-waiting', { until: notice?.until ?? '' })
  if (act === 'erase' && warning.erased) return refuse('erased', { licence: warning.number })
  return ok(next)
}

/** Whether anybody may see it. */
export function isPublished({ state }: Pick<Warning, 'state'>): boolean {
  return state === 'published' || state === 'published, contested'
}

/** The states in which the public may see a warning. */
export const PUBLISHED_STATES = ['published', 'published, contested'] as const satisfies readonly WarningState[]

/** Whether an act of the office is expected. */
export function isOpenWarning(state: WarningState): boolean {
  return state !== 'published' && state !== 'dismissed' && state !== 'removed'
}
