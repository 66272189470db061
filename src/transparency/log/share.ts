// What a room gives to the log and takes from other logs: drafts of entries, and entries that somebody else's node signed.
import type { StoredEvent } from '../../events/index.ts'
import type { Country } from '../../kernel/country.ts'
import type { Transaction } from '../../platform/database/database.ts'
import type { LogEntry } from '../format/entry.ts'

/**
 * An entry before it has its place: one public event, with nothing personal in it (federation.md, 3.8). `id` is the event's, `evt_…`,
 * which in the log stands behind the short name of the node; `subject` is the event's stream: `rec_…`, `warn_…`, `joint_…`.
 */
export type EntryDraft = Omit<LogEntry, 'v'>

/** Where an entry came to stand in this node's own log. */
export type Placed = { readonly id: string; readonly subject: string; readonly type: string; readonly index: number }

/** A room's share in the own log. Each event belongs to one share at most. */
export type LogShare = {
  /** The public ones among these events, in their order. Called in the act's transaction, after the events were stored. */
  readonly draft: (tx: Transaction, stored: readonly StoredEvent[]) => Promise<readonly EntryDraft[]>
  /** Learns the places of its entries, in the same transaction. */
  readonly placed?: (tx: Transaction, placed: readonly Placed[]) => Promise<void>
}

/** The own log as an act sees it. */
export type PublicLog = {
  /**
   * Why nothing may be appended now. `catching-up`: the node stands behind its own published log; `no-peer`: it does not know how far it
   * had come, and nobody can be asked; `contradiction`: it has signed something else before. Undefined: all is well.
   */
  readonly closed: () => 'catching-up' | 'no-peer' | 'contradiction' | undefined
  /** Appends the public ones of the stored events. The last statements of a transaction. */
  readonly append: (tx: Transaction, stored: readonly StoredEvent[]) => Promise<void>
  /** Called after commit: something may be waiting to be published. */
  readonly wake: () => void
}

/** A verified entry of a log: its node's signature and its place in the tree have been checked. */
export type LoggedEntry = {
  /** Origin line of the log. */
  readonly log: string
  readonly index: number
  readonly country: Country
  /** The name under which the node's events stand: `gt-mx/gt`, say. */
  readonly origin: string
  readonly entry: Omit<LogEntry, 'v'>
}

/** An entry that must not count: somebody wrote what was not theirs to write, or what no rule knows (5.1). */
export type VoidEntry = { readonly log: string; readonly index: number; readonly code: string; readonly detail: string }

/** A room that folds others' entries into what this node knows; also its own, when a node is filled again from its log. */
export type ForeignShare = {
  readonly handles: (type: string) => boolean
  /**
   * Applies entries in the order of their index, inside the transaction of the cursor. Applying the same entry again
   * changes nothing. Returns those that are void; never throws for what stands in an entry.
   */
  readonly apply: (tx: Transaction, entries: readonly LoggedEntry[]) => Promise<readonly VoidEntry[]>
  /** Called after the commit, so that what is kept in memory follows. */
  readonly applied?: () => Promise<void>
}

/** How far a log is known and confirmed (table `log_heads`, one row a log, the own one included). */
export type LogHead = {
  /** Origin line. */
  readonly log: string
  readonly country: Country
  readonly own: boolean
  /** Entries published (own) or applied (foreign). */
  readonly size: number
  /** Root at that size, base64. */
  readonly root: string
  /** Events of this node up to this position hold everything of the log up to `size`. */
  readonly position: number
  /** Up to here the policy's quorum has cosigned. */
  readonly confirmedSize: number
  readonly confirmedPosition: number
  readonly confirmedAt?: Date | undefined
  /** When the log was last heard with a valid checkpoint. */
  readonly heardAt?: Date | undefined
}
