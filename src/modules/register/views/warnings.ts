// What the desk's pages of the warning list are given: already decided, with nothing left to look up.
import type { Day } from '../../../kernel/day.ts'
import type { Localized } from '../../../packs/schema.ts'
import type { NoticeWay, WarningAct, WarningState, WarningVia } from '../domain/warning.ts'
import type { EvidenceRights, EvidenceView } from './evidence.ts'

/** The tabs of the list, each a group of states. */
export const WARNING_TABS = {
  reported: ['reported'],
  verified: ['verified'],
  proposed: ['proposed'],
  notice: ['approved', 'notice given'],
  contested: ['contested', 'contest rejected', 'published, contested'],
  published: ['published'],
  closed: ['dismissed', 'removed'],
} as const satisfies Readonly<Record<string, readonly WarningState[]>>
export type WarningTab = keyof typeof WARNING_TABS

export type WarningItem = {
  readonly id: string
  readonly number: string
  readonly name: string | null
  readonly state: WarningState
  readonly open: boolean
  readonly deadline?: Day
  /** Days from today to the deadline; negative when it is over. */
  readonly days?: number
  readonly reportedOn: Day
  readonly changedAt: string
}

export type WarningDeskView = {
  readonly tab: WarningTab
  readonly counts: Readonly<Record<WarningTab, number>>
  readonly items: readonly WarningItem[]
  /** Where the next page begins. */
  readonly next?: string
  /** Whether the pack shows warnings to the public at all. */
  readonly published: boolean
  readonly mayReport: boolean
}

export type WarningPartyView = {
  readonly name: string
  readonly names: readonly string[]
  readonly telephones: readonly string[]
  readonly emails: readonly string[]
  readonly webs: readonly string[]
  readonly place?: string | undefined
  readonly offered?: string | undefined
}

export type NearView = {
  readonly licence: string
  readonly name: string
  readonly standing: string
  readonly matched: string
  readonly same: boolean
  /** What stands behind `/recruiters/`. */
  readonly address: string
}

export type WarningTimelineEntry = {
  readonly version: number
  readonly at: string
  readonly event: string
  readonly by: string
  readonly mine: boolean
  readonly result?: string
  readonly way?: NoticeWay
  readonly until?: Day
  readonly law?: string
  /** What was written in the act; null once erased. */
  readonly text?: string | null
  readonly contact?: string
}

export type WarningFileView = {
  readonly id: string
  readonly version: number
  readonly number: string
  readonly state: WarningState
  readonly via: WarningVia
  readonly reference?: string
  readonly today: Day
  readonly reportedOn: Day
  /** Null once erased. */
  readonly party: WarningPartyView | null
  readonly papers: readonly EvidenceView[]
  /** Those of them that prove what is said. */
  readonly named: readonly string[]
  readonly evidence: EvidenceRights
  /** Its public identifier, once approved: where it can be contested. */
  readonly warning?: string
  readonly notice?: { readonly way: NoticeWay; readonly givenOn: Day; readonly until: Day }
  readonly source?: Localized
  readonly since?: Day
  readonly confirmed: boolean
  readonly timeline: readonly WarningTimelineEntry[]
  /** What others did since this officer last looked. */
  readonly unseen: readonly WarningTimelineEntry[]
  readonly acts: readonly { readonly act: WarningAct; readonly refused?: string }[]
  readonly near: readonly NearView[]
  /** Numbers of authorized recruiters that must be named before it is approved or published. */
  readonly mustName: readonly string[]
  /** Last day to contest if notice were given today; absent where the pack knows no term. */
  readonly termOfPack?: Day
  readonly published: boolean
}
