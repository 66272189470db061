// What the pages of sanctions are given: the form that proposes one, one sanction for the office, one for the recruiter.
import type { Day } from '../../../kernel/day.ts'
import type { Localized } from '../../../packs/schema.ts'
import type { SanctionAct, SanctionEffect, SanctionState } from '../domain/sanction.ts'
import type { LawView, TimelineEntry } from './desk.ts'

/** An amount as it is shown: already in whole units, with the decimals of its unit. */
export type FineView = { readonly amount: number; readonly unit: string; readonly digits: number }

/** One line of the pack's scale. */
export type ScaleView = {
  readonly id: string
  readonly name: Localized
  readonly effect: SanctionEffect
  readonly law: LawView
  readonly least?: FineView
  readonly most?: FineView
}

/** The form that proposes a sanction, of a recruiter or out of an inspection. */
export type ProposalFormView = {
  /** Where the form is sent to, and where its way back leads. */
  readonly action: string
  readonly back: string
  readonly name: string
  readonly licence: string
  readonly version?: number
  readonly scale: readonly ScaleView[]
}

export type NextAct = {
  readonly act: SanctionAct
  /** Whose turn it is. */
  readonly who: 'office' | 'second officer' | 'third officer' | 'recruiter'
  readonly refused?: string
}

type SanctionCore = {
  readonly id: string
  readonly version: number
  readonly number: string
  readonly state: SanctionState
  readonly effect: SanctionEffect
  readonly sanction: Localized
  readonly law: string
  readonly quoted?: LawView
  readonly today: Day
  readonly name: string
  readonly licence: string
  readonly facts?: string
  /** A suspension at once is in force. */
  readonly precaution: boolean
  readonly precautionReason?: string
  readonly until?: Day
  readonly appealBy?: Day
  /** Whether the law holds the sanction off while an appeal is open; `unknown` is treated as not. */
  readonly suspensive: boolean | 'unknown'
  readonly imposed?: { readonly reason: string; readonly on: Day; readonly fine?: FineView; readonly until?: Day }
  readonly appealed?: { readonly outcome: 'confirmed' | 'overturned'; readonly reason: string; readonly on: Day }
  readonly payment?: { readonly result: 'paid' | 'not paid'; readonly on: Day }
  readonly words: readonly { readonly at: string; readonly by: string; readonly text: string | null }[]
}

/** For the office. */
export type SanctionView = SanctionCore & {
  readonly open: boolean
  readonly address: string
  readonly precautionAsked: boolean
  readonly proposedBy: string
  readonly inspection?: string
  readonly least?: FineView
  readonly most?: FineView
  readonly unit: string
  readonly digits: number
  /** Last day that the pack gives for the hearing; absent where it knows none. */
  readonly hearingUntil?: Day
  readonly next: readonly NextAct[]
  readonly timeline: readonly TimelineEntry[]
  readonly since: readonly TimelineEntry[]
}

/** For the recruiter: nothing of who acted in the office. */
export type OwnSanctionView = SanctionCore & { readonly mayAnswer: boolean; readonly mayAppeal: boolean }
