// What the pages of joint acts are given: plain, already decided.
import type { Country } from '../../kernel/country.ts'
import type { Localized } from '../../packs/schema.ts'
import type { ActBody, ActState, Words } from './domain.ts'

export type ShownState = ActState | 'draft' | 'repealed'

export type ActItem = {
  readonly act: string
  readonly body: ActBody
  readonly state: ShownState
  /** Unix seconds; of a draft undefined. */
  readonly expires?: number | undefined
  /** The signature of whoever looks is wanted. */
  readonly waits: boolean
}

export type OfficerView = {
  /** Public label, such as `officer-2`. */
  readonly officer: string
  readonly signed: boolean
  /** ISO 8601; known of own officers alone. */
  readonly signedAt?: string | undefined
  readonly proposed: boolean
  /** Enough others have signed. */
  readonly spare: boolean
}

export type PartyView = {
  readonly country: Country
  readonly own: boolean
  readonly word: 'approved' | 'signing' | 'open' | 'rejected' | 'late'
  readonly count: number
  readonly needed: number
  readonly officers: readonly OfficerView[]
  /** ISO 8601. */
  readonly covered?: string | undefined
  readonly reason?: Words | undefined
}

export type ActView = Omit<ActItem, 'waits'> & {
  readonly names: CountryNames
  /** Name of the recruiter that it is about, where the register knows it. */
  readonly recruiter?: string | undefined
  /** Of a draft: how long it can be approved once it is proposed. */
  readonly days?: number | undefined
  /** Unix seconds. */
  readonly effectiveAt?: number | undefined
  readonly parties: readonly PartyView[]
  /** The whole text that is signed; a draft has none yet. */
  readonly text?: string | undefined
  readonly hash: string
  /** The body in canonical JSON, of which the hash is made. */
  readonly canonical: string
  readonly may: {
    readonly sign: boolean
    readonly reject: boolean
    readonly propose: boolean
    readonly repeal: boolean
    readonly needKey: boolean
  }
}

/** Names of countries by code; one that the pack does not know is said by its code. */
export type CountryNames = Readonly<Record<string, Localized>>

export type OwnKeyView = {
  readonly key?:
    | { readonly officer: string; readonly text: string; readonly madeAt: string; readonly announced: boolean }
    | undefined
}
