// What the pages of the federation are given: plain, already decided.
import type { Localized } from '../packs/schema.ts'

/** How this node stands with one log, its own included. */
export type LogView = {
  readonly country: Localized
  readonly address: string
  readonly own: boolean
  readonly state: 'up to date' | 'behind' | 'unreachable' | 'refused' | 'never heard'
  /** Entries known here. */
  readonly size: number
  /** Entries that the other side has published and this node has not applied. */
  readonly lag: number
  /** ISO 8601. */
  readonly heardAt?: string
  /** When another party last cosigned it. */
  readonly cosignedAt?: string
  /** Entries under a checkpoint that the quorum cosigned. */
  readonly confirmed: number
  /** Seconds by which the other clock is ahead of ours, when it matters. */
  readonly clock?: number
}

export type WitnessView = { readonly name: string; readonly address: string; readonly cosignedAt?: string }

/** A peer's list of keys that waits for this node's root to vouch for it. */
export type WaitingKeys = {
  readonly country: Localized
  readonly code: string
  readonly version: number
  readonly since: string
}

export type FederationView = {
  readonly closed?: string
  readonly logs: readonly LogView[]
  readonly witnesses: readonly WitnessView[]
  readonly disputes: number
  readonly divergences: number
  readonly waitingKeys: readonly WaitingKeys[]
  /** Fingerprints of the pinned roots, to be compared by telephone. */
  readonly roots: readonly { readonly country: Localized; readonly key: string }[]
}

export type CheckUsView = {
  readonly checkpoint?: { readonly text: string; readonly size: number; readonly cosigners: number }
  readonly address: string
  readonly verifierKey: string
  readonly parties: readonly { readonly country: Localized; readonly address: string }[]
}
