// What the pages of the officers' desk are given: already decided, with nothing left to look up.
import type { Day } from '../../../kernel/day.ts'
import type { Localized } from '../../../packs/schema.ts'
import type { ApplicationAct, ApplicationKind, ApplicationState } from '../domain/application.ts'
import type { LetterLine } from './print.ts'

/** A file in a list. */
export type WorkItem = {
  readonly id: string
  readonly number: string
  readonly kind: 'application' | 'inspection' | 'sanction' | 'warning'
  readonly subkind: string
  readonly state: string
  readonly open: boolean
  readonly waiting: boolean
  readonly name: string | null
  readonly deadline?: Day
  /** Days from today to the deadline; negative when it is late. */
  readonly days?: number
  readonly assigned?: string
  /** The newest event since the last visit, by somebody else. */
  readonly changed?: { readonly event: string; readonly by: string }
}

export type WorkView = {
  readonly today: Day
  readonly lastVisit?: string
  readonly tab: string
  readonly counts: Readonly<Record<string, number>>
  /** Recruiters on which the countries differ. */
  readonly divergences: number
  readonly items: readonly WorkItem[]
  /** Where the next page begins. */
  readonly next?: string
  /** Whether this officer may take over an authorization of the paper register. */
  readonly mayTakeOver: boolean
}

export type LawView = {
  readonly instrument: Localized
  readonly article?: string
  readonly summary?: Localized
  readonly verified: boolean
  readonly sources: readonly {
    readonly title: string
    readonly url?: string
    readonly read: Day
    readonly copy?: string
  }[]
}

export type PaperView = {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly scanned: boolean
}

export type CheckView = {
  readonly result: 'met' | 'not met'
  readonly reason?: string
  readonly by: string
  readonly on: Day
}

export type RequirementView = {
  readonly id: string
  readonly name: Localized
  readonly asks: Localized
  readonly law: LawView
  readonly answers: readonly { readonly label: Localized; readonly value: string }[]
  readonly papers: readonly PaperView[]
  /** How many papers the pack asks for at least. */
  readonly least: number
  readonly check?: CheckView
  /** Tells which check the page showed. */
  readonly mark: string
  readonly asked?: string
}

export type TimelineEntry = {
  readonly version: number
  readonly day: Day
  readonly at: string
  readonly event: string
  readonly by: string
  readonly mine: boolean
  /** What the event says besides: the requirement, the result, the reason. */
  readonly requirement?: Localized
  readonly result?: string
  readonly text?: string
  readonly until?: Day
}

export type LinkView = {
  readonly id: string
  readonly label: string
  readonly kind: 'recruiter' | 'application' | 'warning'
  readonly standing?: string
  readonly concern: boolean
  readonly same: boolean
  /** 0..1. */
  readonly score: number
  readonly evidence: readonly {
    readonly kind: string
    readonly score: number
    readonly here: string
    readonly there: string
    readonly exact: boolean
    readonly sharedBy?: number
  }[]
  /** Where it can be read. */
  readonly href: string
  /** The two as they are judged: this side first. */
  readonly pair: readonly [own: string, other: string]
  /** What an officer said of the two. */
  readonly judged?: JudgedView
}

export type JudgedView = {
  readonly verdict: 'same' | 'different'
  readonly by: string
  readonly on: Day
  readonly reason: string
}

/** An act that may happen to the file now: open to this officer, or why it is not. */
export type PossibleAct = { readonly act: ApplicationAct; readonly refused?: string }

export type NoteView = {
  readonly at: string
  readonly by: string
  readonly kind: 'note' | 'message'
  readonly text: string | null
}

export type FileView = {
  readonly id: string
  readonly version: number
  readonly number: string
  readonly kind: ApplicationKind
  readonly recruiterKind: Localized
  readonly state: ApplicationState
  readonly open: boolean
  readonly name: string
  readonly licence?: string
  /** What stands behind `/recruiters/`, once it is in the register. */
  readonly address?: string
  readonly today: Day
  readonly submittedOn: Day
  readonly deadline?: Day
  readonly days?: number
  readonly pack: { readonly id: string; readonly version: string }
  readonly facts: readonly { readonly key: string; readonly values: readonly (string | Localized)[] }[]
  readonly requirements: readonly RequirementView[]
  readonly proposal?: {
    readonly outcome: 'grant' | 'refuse'
    readonly reason: string
    readonly by: string
    readonly on: Day
  }
  readonly timeline: readonly TimelineEntry[]
  readonly notes: readonly NoteView[]
  readonly letters?: readonly LetterLine[]
  readonly links: readonly LinkView[]
  readonly linksReady: boolean
  readonly mayJudge: boolean
  /** What others did since this officer last looked. */
  readonly since: readonly TimelineEntry[]
  readonly acts: readonly PossibleAct[]
  readonly assigned?: { readonly name: string; readonly mine: boolean }
  readonly appealBy?: Day
  readonly remarks?: string
  readonly paper?: {
    readonly licence: string
    readonly grantedOn: string
    readonly validUntil?: string
    readonly decree: string
  }
}

export type SearchView = {
  readonly query: string
  readonly recruiters: readonly {
    readonly address: string
    readonly licence: string
    readonly name: string
    readonly status: string
  }[]
  readonly files: readonly WorkItem[]
}

export type FiguresView = {
  readonly months: readonly {
    readonly month: string
    readonly decided: number
    readonly medianDays: number | null
    readonly late: number
  }[]
  readonly open: readonly { readonly kind: string; readonly state: string; readonly count: number }[]
}
