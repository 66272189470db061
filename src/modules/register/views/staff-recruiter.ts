// What the desk's page of a registered recruiter is given.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Localized } from '../../../packs/schema.ts'
import type { LifeState } from '../domain/life.ts'
import type { HistoryEntry } from '../views.ts'
import type { LinkView, WorkItem } from './desk.ts'

/** Values of one field (`form-fact.…`). */
export type FactView = { readonly key: string; readonly values: readonly (string | Localized)[] }

export type VersionView = {
  readonly version: number
  readonly day: Day
  readonly at: string
  /** Null once erased. */
  readonly facts: readonly FactView[] | null
}

export type StandingView = {
  readonly country: Country
  readonly countryName: Localized
  readonly life: LifeState
  readonly since: Day
  readonly validFrom?: Day
  readonly validUntil?: Day
  readonly scope: readonly FactView[]
  readonly conditions?: Localized
  readonly guarantee?: { readonly text: string; readonly until?: Day }
}

export type StaffRecruiterView = {
  readonly id: string
  readonly address: string
  readonly licence: string
  readonly licenceDerived: boolean
  readonly name: string
  readonly kind: Localized
  readonly countryName: Localized
  readonly standings: readonly StandingView[]
  /** Newest first; the first is what holds now. */
  readonly versions: readonly VersionView[]
  readonly history: readonly HistoryEntry[]
  readonly files: readonly WorkItem[]
  /** How many there are; `files` may hold the newest of them. */
  readonly fileCount: number
  readonly links: readonly LinkView[]
  readonly linksReady: boolean
  readonly mayJudge: boolean
  readonly maySanction: boolean
  /** To all countries, a suspension by all of them. */
  readonly mayProposeJointly: boolean
}
