// What can happen to a recruiter, as plain facts: the words in which the rules speak. Nothing personal stands in them.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'

/** A salted commitment to one version of the particulars (names, telephones, addresses), which stand beside the events. */
export type Commitment = { readonly version: number; readonly commitment: string }

/** What an authorization is for, and under what it stands. Sectors are identifiers of the pack. */
export type Scope = {
  readonly sectors: readonly string[]
  /** Codes of ISCO-08, four digits. */
  readonly occupations?: readonly string[] | undefined
  /** Where the workers may go. */
  readonly countries?: readonly Country[] | undefined
  readonly places?: Readonly<Record<string, string>> | undefined
  /** Most workers at one time. */
  readonly workers?: number | undefined
  /** What must be kept to, in the words of the authority, by language. */
  readonly conditions?: Readonly<Record<string, string>> | undefined
  readonly guarantee?: Guarantee | undefined
}

/** Money held for the workers. `amount` in minor units of an ISO 4217 currency; until when it is held, where that is known. */
export type Guarantee = { readonly amount: number; readonly currency: string; readonly until?: Day | undefined }

/** Why, in the words of the authority, by language. */
export type Reason = Readonly<Record<string, string>> | undefined

type Term = {
  readonly country: Country
  readonly validUntil?: Day | undefined
  readonly scope?: Scope | undefined
  readonly reason?: Reason
}
type Restriction = { readonly country: Country; readonly reason?: Reason }
/** A restriction that was appealed against. */
export type Appealed = 'suspended' | 'revoked'
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
  /** Another scope or other conditions; the term stays. */
  'authorization.amended': { readonly country: Country; readonly scope: Scope; readonly reason?: Reason }
  /** Given up by the recruiter: its last day is the legal day of the event. */
  'authorization.closed': Restriction
  /** The recruiter appealed; `suspensive`: until the appeal is decided the restriction has no effect (the law of the pack says so). */
  'authorization.appealed': { readonly country: Country; readonly against: Appealed; readonly suspensive: boolean }
  'authorization.appeal-decided': {
    readonly country: Country
    readonly against: Appealed
    readonly outcome: 'confirmed' | 'overturned'
    readonly reason?: Reason
  }
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

/**
 * What a host country says of a recruiter that another country authorizes. It stands on a stream of its own, in the
 * host's own log: nobody writes on the stream of another country's recruiter.
 */
export type RecognitionFactData = {
  readonly [K in `recognition.${'accepted' | 'refused' | 'suspended' | 'restored'}`]: {
    readonly country: Country
    readonly reason?: Reason
  }
}
export type RecognitionKind = keyof RecognitionFactData

/** One such word, with the day on which it has effect. */
export type RecognitionFact = {
  [K in RecognitionKind]: { readonly type: K; readonly legalDay: Day; readonly data: RecognitionFactData[K] }
}[RecognitionKind]

/** One fact, with the day on which it has effect. */
export type Fact = {
  [K in FactKind]: { readonly type: K; readonly legalDay: Day; readonly data: FactData[K] }
}[FactKind]
