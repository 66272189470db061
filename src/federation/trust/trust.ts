// What a node trusts: the parties of its corridor, the keys of each, the witnesses, and the policy that says how many must agree.
import type { Country } from '../../kernel/country.ts'

/** The keys of one party as its root has signed them (federation.md, 6.9). Keys are C2SP verifier keys as text. */
export type KeyManifest = {
  readonly corridor: string
  readonly country: Country
  /** Counts up; an older one never replaces a newer one. */
  readonly version: number
  /** Unix seconds. */
  readonly issued: number
  /** Base address of the node, without a slash at its end. */
  readonly url: string
  readonly log: string
  readonly witness: string
  readonly status: string
  readonly transport: string
  /** age recipient: confidential messages to this party are sealed for it. */
  readonly seal: string
  /** How many named officers approve for this party, and their keys. */
  readonly decision: { readonly threshold: number; readonly officers: readonly DecisionKey[] }
  /** Log keys that count no longer: beyond the last good size nothing that they signed is believed. */
  readonly retired: readonly { readonly log: string; readonly lastGoodSize: number }[]
}

/** `officer`: the officer's public label in the party's own words, such as `officer-2`; never a name. */
export type DecisionKey = { readonly officer: string; readonly key: string }

export type Party = KeyManifest & {
  /** Origin line of its log: the address of `/log` without its scheme. */
  readonly origin: string
  /** Verifier key of its root, pinned by hand. */
  readonly root: string
  /** The name under which its events stand here: `gt-mx/gt`, say. */
  readonly node: string
}

/** A witness beside the parties, such as an ombudsman's. */
export type IndependentWitness = { readonly name: string; readonly key: string; readonly url: string }

/** What is believed now. A later manifest of a party makes a new one. */
export type Trust = {
  readonly corridor: string
  readonly own: Country
  /** In the order of the pack's countries. */
  readonly parties: readonly Party[]
  readonly witnesses: readonly IndependentWitness[]
  /** C2SP tlog-policy; the parties' status keys stand in it as `log` lines, so that one file pins all. */
  readonly policy: string
}

/** The trust of a running node; `current` changes when a party's manifest does. */
export type TrustBook = {
  readonly current: () => Trust
  readonly partyOf: (country: Country) => Party | undefined
  /** Every party but the own. */
  readonly peers: () => readonly Party[]
}
