// Whom the link check knows, and what it says of two of them: the shapes alone.
import type { Country } from '../../../../kernel/country.ts'

export type PartyStanding =
  | 'authorized'
  | 'suspended'
  | 'expired'
  | 'revoked'
  | 'refused'
  | 'sanctioned'
  | 'closed'
  | 'open'
  | 'reported'

/** A registered recruiter, the applicant of a file, or a reported name. All texts as printed; an empty one is a missing one. */
export type Party = {
  readonly id: string
  readonly kind: 'recruiter' | 'application' | 'warning'
  /** What a list calls it. */
  readonly label: string
  /** Whose numbering plan its telephones are read by, and whose tax numbers it has. */
  readonly country: Country
  readonly standing?: PartyStanding
  readonly names: readonly string[]
  readonly telephones: readonly string[]
  readonly emails: readonly string[]
  readonly webs: readonly string[]
  readonly addresses: readonly string[]
  readonly taxNumbers: readonly string[]
  /** `document` is the number of an identity paper; `born` a day, in any one form. */
  readonly representatives: readonly { readonly name: string; readonly document?: string; readonly born?: string }[]
  /** Names of firms or persons. */
  readonly guarantors: readonly string[]
}

export type EvidenceKind =
  | 'name'
  | 'telephone'
  | 'email'
  | 'web'
  | 'address'
  | 'tax number'
  | 'representative'
  | 'guarantor'
  | 'document'

export type LinkEvidence = {
  readonly kind: EvidenceKind
  /** 0..1: how much this alone speaks for a link. */
  readonly score: number
  /** The value of the one asked about, as printed. */
  readonly here: string
  /** The value of the other, as printed. */
  readonly there: string
  /** Equal once folded, and nothing known against it. */
  readonly exact: boolean
  /** How many parties have this value; only where so many have it that it tells less for it. */
  readonly sharedBy?: number
}

export type PartySummary = Pick<Party, 'id' | 'kind' | 'label' | 'country' | 'standing'>

export type Link = PartySummary & {
  /** 0..1, of all evidence together. */
  readonly score: number
  /** Best first. */
  readonly evidence: readonly LinkEvidence[]
  readonly judgement: 'likely the same' | 'linked'
  /** Whether the other was refused, suspended, revoked or sanctioned, or is reported: it stands higher in the order, its score does not. */
  readonly concern: boolean
}
