// What the pages of two parties are given: both side by side, what they share, what was judged; and the links of those entered lately.
import type { Day } from '../../../kernel/day.ts'
import type { LinkView } from './desk.ts'

export type PartyView = {
  readonly id: string
  readonly label: string
  readonly name: string
  readonly standing?: string
  readonly href: string
  /** Values by field of the form (`form-fact.…`). */
  readonly fields: Readonly<Record<string, readonly string[]>>
}

export type PairView = {
  readonly a: PartyView
  readonly b: PartyView
  readonly evidence: LinkView['evidence']
  readonly verdict: 'same' | 'different' | null
  /** How many acts on the pair this page knows. */
  readonly seen: number
  /** Newest first. */
  readonly history: readonly {
    readonly verdict: 'same' | 'different' | null
    readonly by: string
    readonly on: Day
    readonly reason: string
  }[]
  readonly mayJudge: boolean
}

export type EnteredLinksView = {
  readonly links: readonly {
    readonly id: string
    readonly label: string
    readonly enteredAt: string
    readonly link: LinkView
  }[]
  readonly looked: number
  readonly ready: boolean
  readonly next?: string
}
