// What a printed paper about a recruiter is given: already decided, with nothing left to look up.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Contact, Localized } from '../../../packs/schema.ts'
import type { RecruiterSummary } from '../views.ts'

/** What a paper must say of itself on every page: invented for practice, or a sample of somebody's list. */
export type PaperMark = { readonly kind: 'practice' } | { readonly kind: 'sample'; readonly asOf: Day }

/** What an authorization is for, in words. */
export type PrintedScope = {
  readonly sectors: readonly Localized[]
  readonly occupations: readonly Localized[]
  readonly countries: readonly Localized[]
  readonly places?: Localized
  readonly workers?: number
  readonly conditions?: Localized
}

/** What may be charged to workers, in the words of a country's pack. `source`: where the pack read it, as it is called there. */
export type FeeView = { readonly country: Localized; readonly sentence: Localized; readonly source?: string }

/** A letter in a file. `at`, `mailedAt`: ISO 8601, UTC. */
export type LetterLine = { readonly paper: string; readonly at: string; readonly mailedAt?: string }

export type RecruiterPaper = {
  readonly summary: RecruiterSummary
  readonly scope?: PrintedScope
  readonly today: Day
  readonly corridor: Localized
  readonly countryNames: ReadonlyMap<Country, Localized>
  /** Whom to ask where a country's own word is missing. */
  readonly ask: ReadonlyMap<Country, Contact>
  readonly fees: readonly FeeView[]
  /** Whom to call; one with a telephone. */
  readonly contact?: Contact
  /** Of the recruiter's public page, in whatever language the browser wants. */
  readonly pageAddress: string
  /** What the code on the paper holds, when the nodes have signed how the recruiter stands (federation.md, 3.10). */
  readonly statusCode?: string
  /** Of the register, as people type it. */
  readonly siteAddress: string
  /** The two languages of the home country's papers, the leading one first. */
  readonly languages: readonly [string, string]
  readonly mark?: PaperMark
}
