// What the pages and the API are given: plain answers of the register, already decided, with nothing left to look up.
import type { Country } from '../../kernel/country.ts'
import type { Day } from '../../kernel/day.ts'
import type { Contact, Localized } from '../../packs/schema.ts'

/** Where a recruiter stands in one country on a day (interface.md, "A node over HTTP"). */
export type Status = 'authorized' | 'suspended' | 'expired' | 'revoked' | 'delisted' | 'listed' | 'unknown'

export type Standing = {
  readonly country: Country
  readonly status: Status
  /** First day of this status. */
  readonly since?: Day
  readonly validFrom?: Day
  readonly validUntil?: Day
  /** Whose word it is: an authority of the pack, or the publisher of a list; absent when nobody could be asked. */
  readonly says?: Localized
  /** The recruiter has appealed against this restriction and the appeal is not decided. */
  readonly appeal?: 'suspended' | 'revoked'
  /** Given up by the recruiter itself. */
  readonly closed?: true
  /** Whether the quorum has confirmed that country's log up to its newest word; false until the nodes are joined. */
  readonly confirmed: boolean
  /** For a host country whose word does not count (the status is `unknown`): it has said nothing, waits to be confirmed, or has refused. */
  readonly recognition?: 'none' | 'waiting' | 'refused'
  /** The word of all parties of the agreement together. */
  readonly joint?: true
}

/** One register or list that was asked, or could not be. */
export type SourceState = {
  readonly country: Country
  readonly countryName: Localized
  readonly name: Localized
  /** When it was last heard (ISO 8601, UTC); absent when never. */
  readonly heardAt?: string
  /** Whether its whole content is known here, so that "not found" means "not registered". */
  readonly complete: boolean
  /** Nodes are joined and a log of that country is known here: its words wait to be confirmed by the others. */
  readonly joined?: true
  /** A peer that was heard, but not lately: what it has said since is not known. */
  readonly stale?: true
  /** Whom to ask when it is not complete. */
  readonly ask?: Contact
  /** Present for a published list: who publishes it, on which terms, of which day, what being on it means. */
  readonly list?: {
    readonly id: string
    readonly publisher: string
    readonly terms: string
    readonly url?: string
    readonly asOf: Day
    readonly meaning: Localized
    /** A sample: never a current statement about anyone. */
    readonly sample: boolean
  }
  readonly counts: Readonly<Partial<Record<Status, number>>>
}

export type MatchedField = 'licence' | 'name' | 'trade name' | 'former name' | 'telephone' | 'email' | 'web'

export type Scope = {
  readonly sectors: readonly Localized[]
  /** Titles of ISCO-08. */
  readonly occupations?: readonly Localized[]
  /** What it must keep to while it is authorized. */
  readonly conditions?: Localized
  readonly places?: Localized
  readonly workers?: number
}

export type RecruiterSummary = {
  /** The number as printed. */
  readonly licence: string
  /** The number was made by this register because the source gave none. */
  readonly licenceDerived: boolean
  /** What stands behind `/recruiters/`. */
  readonly address: string
  readonly name: string
  readonly country: Country
  readonly countryName: Localized
  /** The headline: the most careful of the standings. */
  readonly status: Status
  readonly standings: readonly Standing[]
  readonly scope?: Scope
  readonly telephones: readonly string[]
  readonly emails: readonly string[]
  readonly webs: readonly string[]
  readonly place?: string
  readonly tradeNames: readonly string[]
  readonly formerNames: readonly string[]
}

export type CheckResult = RecruiterSummary & {
  readonly match: { readonly field: MatchedField; readonly score: number; readonly matched: string }
  /** A telephone or address of the question that is not this recruiter's. */
  readonly contactMismatch?: string
  /** A telephone or address of the question that cannot be compared: none of that kind is on record. */
  readonly contactUnknown?: string
  /** For a past day: what the register knew then, and what it knows now. */
  readonly onThatDay?: OnThatDay
}

/** A published warning, as anybody may see it. */
export type PublicWarning = {
  /** What stands behind `/warnings/`. */
  readonly id: string
  readonly name: string
  readonly names: readonly string[]
  readonly place?: string
  readonly since: Day
  /** The authority that says so. */
  readonly source: Localized
  readonly countryName: Localized
  /** Somebody contests it, and that is not decided. */
  readonly contested: boolean
  /** It was contested, and the authority confirmed it. */
  readonly confirmed: boolean
}

/** A warning that a question found; `apart` and `near` are authorized recruiters of the same answer. */
export type FoundWarning = PublicWarning & {
  readonly match: { readonly field: MatchedField; readonly matched: string }
  /** An officer has looked and says that they are others. */
  readonly apart: readonly { readonly name: string; readonly licence: string }[]
  /** Their names are near; nobody has compared. */
  readonly near: readonly { readonly name: string; readonly licence: string }[]
}

/** The warning list, a page of it. */
export type WarningListView = {
  readonly warnings: readonly PublicWarning[]
  readonly count: number
  readonly next?: string
  readonly contacts: readonly Contact[]
}

/** The form to contest a warning. The name is known to the public only once it is published. */
export type ContestView = { readonly id: string; readonly name?: string; readonly contacts: readonly Contact[] }

/** The answer to a check. `results` empty and every source complete: not in the register. */
export type CheckAnswer = {
  readonly query: string
  /** The day asked about. */
  readonly on: Day
  /** Whether `on` lies before today. */
  readonly past: boolean
  /** When it was answered (ISO 8601, UTC). */
  readonly answeredAt: string
  readonly results: readonly CheckResult[]
  readonly lookalikes: readonly CheckResult[]
  /** Published warnings that the question finds; they stand beside the results, never in their place. */
  readonly warnings?: readonly FoundWarning[]
  readonly sources: readonly SourceState[]
  /** Whom to call, own country first. */
  readonly contacts: readonly Contact[]
}

export type HistoryAct =
  | 'entered'
  | 'granted'
  | 'renewed'
  | 'suspended'
  | 'reinstated'
  | 'revoked'
  | 'amended'
  | 'closed'
  | 'appealed'
  | 'appeal refused'
  | 'appeal allowed'
  | 'renamed'
  | 'particulars changed'
  | 'particulars erased'
  | 'listed'
  | 'listing changed'
  | 'delisted'
  | 'listed again'
  | 'recognized'
  | 'recognition refused'
  | 'recognition suspended'
  | 'recognition restored'

export type HistoryEntry = {
  /** The legal day of the act. */
  readonly day: Day
  readonly act: HistoryAct
  readonly country: Country
  readonly countryName: Localized
  readonly says?: Localized
  readonly validUntil?: Day
  readonly ground?: Localized
  readonly reason?: Localized
  /** The day on which the register learned of it, when that was later. */
  readonly learned?: Day
  readonly fromName?: string
  readonly toName?: string
}

/** How a recruiter stood on a day: as the register knew it on that day, and as it knows it now. */
export type OnThatDay = {
  readonly day: Day
  readonly future: boolean
  readonly knownThen: readonly Standing[]
  readonly knownNow: readonly Standing[]
  readonly differ: boolean
  /** The name that it bore on that day. */
  readonly name?: string
}

export type RecruiterView = RecruiterSummary & {
  readonly history: readonly HistoryEntry[]
  readonly onThatDay?: OnThatDay
  readonly sources: readonly SourceState[]
  readonly contacts: readonly Contact[]
  readonly answeredAt: string
}

/** About the list: what is in this register, from where, how old. */
export type ListView = {
  readonly sources: readonly SourceState[]
  readonly recruiters: number
  readonly today: Day
  readonly contacts: readonly Contact[]
}
