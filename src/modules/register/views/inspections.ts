// What the pages of inspections are given: the plan by risk, the lists, one inspection with its checklist.
import type { Day } from '../../../kernel/day.ts'
import type { Localized } from '../../../packs/schema.ts'
import type { Answer, InspectionAct, InspectionState } from '../domain/inspection.ts'
import type { RiskPart } from '../domain/risk.ts'
import type { KnownStatus } from '../domain/standing.ts'
import type { LawView, TimelineEntry, WorkItem } from './desk.ts'
import type { EvidenceRights, EvidenceView } from './evidence.ts'

/** One recruiter of the plan, with the parts of its score. */
export type PlanEntry = {
  readonly address: string
  readonly licence: string
  readonly name: string
  readonly status: KnownStatus
  readonly score: number
  readonly parts: readonly RiskPart[]
  readonly lastInspection?: Day
  /** An inspection is planned already. */
  readonly planned: boolean
}

export const INSPECTION_TABS = ['plan', 'planned', 'found', 'closed'] as const
export type InspectionTab = (typeof INSPECTION_TABS)[number]

export type InspectionsView = {
  readonly tab: InspectionTab
  readonly plan: readonly PlanEntry[]
  readonly files: readonly WorkItem[]
  /** How many recruiters the plan holds; 0 on the other tabs. */
  readonly total: number
  /** Where the next page begins. */
  readonly next?: number
  readonly mayPlan: boolean
}

export type OfficerView = { readonly account: string; readonly name: string }

/** The form that plans an inspection of a recruiter. */
export type PlanFormView = {
  readonly address: string
  readonly licence: string
  readonly name: string
  readonly today: Day
  readonly inspectors: readonly OfficerView[]
  readonly me: string
  /** Its place in the plan by risk, when it has an authorization. */
  readonly risk?: { readonly score: number; readonly parts: readonly RiskPart[] }
}

export type QuestionView = {
  readonly id: string
  readonly question: Localized
  readonly law?: LawView
  readonly answer?: Answer
  readonly note?: string
  readonly evidence: readonly string[]
}

export type InspectionView = {
  readonly id: string
  readonly version: number
  readonly number: string
  readonly state: InspectionState
  readonly open: boolean
  readonly name: string
  readonly licence: string
  readonly address: string
  readonly today: Day
  readonly day: Day
  readonly inspector: OfficerView
  readonly announced: boolean
  readonly chosen: 'by risk' | 'by hand'
  readonly points?: number
  readonly carriedOn?: Day
  readonly until?: Day
  readonly questions: readonly QuestionView[]
  readonly remarks: string
  readonly papers: readonly EvidenceView[]
  readonly evidence: EvidenceRights
  readonly inspectors: readonly OfficerView[]
  /** The sanction that was proposed. */
  readonly sanction?: string
  readonly acts: readonly { readonly act: InspectionAct; readonly refused?: string }[]
  readonly timeline: readonly TimelineEntry[]
  /** What others did since this officer last looked. */
  readonly since: readonly TimelineEntry[]
}
