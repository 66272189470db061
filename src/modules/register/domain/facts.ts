// What can happen to a recruiter, as plain facts: the words in which the rules speak. Nothing personal stands in them.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'

/** A salted commitment to one version of the particulars (names, telephones, addresses), which stand beside the events. */
export type Commitment = { readonly version: number; readonly commitment: string }

/** What an authorization is for. Sectors are identifiers of the pack. */
export type Scope = {
  readonly sectors: readonly string[]
  readonly places?: Readonly<Record<string, string>> | undefined
  readonly workers?: number | undefined
}

/** Why, in the words of the authority, by language. */
export type Reason = Readonly<Record<string, string>> | undefined

type Term = {
  readonly country: Country
  readonly validUntil?: Day | undefined
  readonly scope?: Scope | undefined
  readonly reason?: Reason
}
type Restriction = { readonly country: Country; readonly reason?: Reason }
type Listing = { readonly country: Country; readonly source: string; readonly load: string }

/** The data of each kind of fact. A new meaning is a new version of the kind, beside the old one (events.ts). */
export type FactData = {
  'recruiter.entered': {
    readonly licence: string
    /** The number was made by this register, because the source gave none. */
    readonly licenceDerived: boolean
    readonly country: Country
    readonly kind: string
    readonly particulars: Commitment
    /** The list whose row brought it in; absent when a desk entered it. */
    readonly listing?: Listing | undefined
  }
  'authorization.granted': Term
  'authorization.renewed': Term
  'authorization.suspended': Restriction
  'authorization.reinstated': Restriction
  'authorization.revoked': Restriction
  /** A row of somebody's published list; never an authorization. `again`: it had been withdrawn before. */
  'listing.added': Listing & { readonly again: boolean }
  'listing.changed': Listing & { readonly particulars: Commitment }
  /** No longer on the published list. Why is not known: surrendered, merged, renamed and revoked look alike. */
  'listing.withdrawn': Listing
  'particulars.changed': {
    readonly particulars: Commitment
    readonly what: readonly ('name' | 'contact' | 'place')[]
    readonly reason?: Reason
  }
  'particulars.erased': { readonly versions: readonly number[]; readonly reason?: Reason }
}
export type FactKind = keyof FactData

/** One fact, with the day on which it has effect. */
export type Fact = {
  [K in FactKind]: { readonly type: K; readonly legalDay: Day; readonly data: FactData[K] }
}[FactKind]
