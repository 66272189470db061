// What the pages of a recruiter's account are given: already decided, with nothing left to look up.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Requirement } from '../../../packs/schema/desks.ts'
import type { Localized } from '../../../packs/schema.ts'
import type { ApplicationKind, ApplicationState } from '../domain/application.ts'
import type { KnownStatus } from '../domain/standing.ts'
import type { LawView, PaperView } from './desk.ts'
import type { LetterLine } from './print.ts'

/** Where an application of the account stands. */
export type OwnFileLine = {
  readonly id: string
  readonly number: string
  readonly kind: ApplicationKind
  readonly state: ApplicationState
  readonly name: string | null
  readonly changedOn: Day
  /** By when: the recruiter's answer, the office's decision, or the appeal, whichever the state is about. */
  readonly by?: Day
  /** How many things are asked for now. */
  readonly asked: number
  readonly licence?: string
  readonly address?: string
}

export type OwnRecruiterLine = {
  readonly licence: string
  /** Of its public page. */
  readonly address: string
  readonly name: string
  readonly status: KnownStatus | 'none'
  readonly validUntil?: Day
  readonly closed: boolean
  /** What can be asked for now. */
  readonly ways: readonly ('renewal' | 'amendment' | 'representative' | 'closing')[]
  /** Its end is near enough, or past, to renew. */
  readonly renewNow: boolean
}

export type DraftLine = {
  readonly id: string
  readonly kind: ApplicationKind
  readonly name: string
  readonly licence?: string
  /** Number of the file that it answers. */
  readonly answers?: string
  readonly savedAt: string
}

export type AccountView = {
  readonly today: Day
  readonly files: readonly OwnFileLine[]
  readonly recruiters: readonly OwnRecruiterLine[]
  readonly drafts: readonly DraftLine[]
  /** Files of other desks that have a page here: sanctions, inspections. */
  readonly others: readonly {
    readonly number: string
    readonly kind: string
    readonly path: string
    readonly open: boolean
    /** Until when the recruiter is waited for. */
    readonly by?: Day
  }[]
}

export type OwnFileView = OwnFileLine & {
  readonly version: number
  readonly open: boolean
  readonly recruiterKind: Localized
  readonly items: readonly { readonly requirement: string; readonly name: Localized; readonly text: string }[]
  readonly history: readonly { readonly event: string; readonly day: Day; readonly reason?: string }[]
  readonly messages: readonly { readonly at: string; readonly own: boolean; readonly text: string }[]
  readonly acts: readonly ('answer' | 'withdraw' | 'appeal')[]
  readonly letters?: readonly LetterLine[]
}

/** A page of a draft. */
export type StepPage = {
  readonly id: string
  /** The requirement that it is about. */
  readonly requirement?: Requirement
  readonly law?: LawView
  /** What the officer asked for, in an answer. */
  readonly asked?: string
}

export type Fault = {
  readonly step: string
  readonly field: string
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
}

export type TypedValues = Readonly<Record<string, string | readonly string[]>>

export type OwnPaper = PaperView & {
  readonly requirement: string
  /** Handed in already with the file; it stays. */
  readonly handedIn: boolean
}

/** What the pack offers to choose from, and how money is written. */
export type Offered = {
  readonly sectors: readonly { readonly id: string; readonly name: Localized }[]
  readonly occupations: readonly { readonly isco08: string; readonly name: Localized }[]
  readonly countries: readonly { readonly code: Country; readonly name: Localized }[]
  readonly currency: string
  /** How many lines for representatives to show. */
  readonly people: number
  /** Most bytes of one paper. */
  readonly paperLimit: number
}

export type DraftView = {
  readonly id: string
  readonly version: number
  readonly kind: ApplicationKind
  readonly licence?: string
  /** The file that it answers. */
  readonly answers?: { readonly id: string; readonly number: string; readonly until?: Day }
  readonly steps: readonly StepPage[]
  readonly typed: TypedValues
  readonly faults: readonly Fault[]
  readonly papers: readonly OwnPaper[]
  readonly offered: Offered
}

/** One page of it, as it is shown. */
export type StepView = {
  readonly draft: DraftView
  readonly step: StepPage
  /** From 1. */
  readonly place: number
  /** Says what its writer has before them. */
  readonly mark: string
}

export type NewApplicationView = {
  readonly kinds: readonly { readonly id: string; readonly name: Localized }[]
  readonly recruiters: readonly { readonly licence: string; readonly name: string }[]
}
