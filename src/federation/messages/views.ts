// What the pages of messages show.
import type { Country } from '../../kernel/country.ts'
import type { Localized } from '../../packs/schema.ts'
import type { MessageRecord } from './record.ts'
import type { StoredMessage } from './store/messages.ts'
import type { Difference } from './store/reconcile.ts'

/** Names of the corridor's countries. */
export type CountryNames = ReadonlyMap<string, Localized>

export type MessageState = 'waiting' | 'stuck' | 'delivered' | 'taken' | 'held'
export type MessageLine = Pick<StoredMessage, 'id' | 'peer' | 'kind' | 'purpose' | 'at' | 'attempts' | 'code'> & {
  readonly state: MessageState
}
export type MessagesView = {
  readonly inbox: readonly MessageLine[]
  readonly outbox: readonly MessageLine[]
  readonly waiting: readonly { readonly peer: Country; readonly count: number; readonly oldest: Date }[]
}

/** One recipient of an item, as asked and answered. `recipient`: in words; undefined when it cannot be opened any more. */
export type LeaveLine = {
  readonly recipient: string | undefined
  readonly holder: Country
  readonly state: 'asked' | 'given' | 'denied'
  readonly by: string | undefined
  readonly at: Date
}
export type MessageView = {
  readonly message: StoredMessage
  readonly state: MessageState
  /** Undefined when this node's key does not open it any more. */
  readonly record: MessageRecord | undefined
  readonly leaves: readonly LeaveLine[]
  readonly passed: readonly { readonly at: Date }[]
  readonly conversation: readonly MessageLine[]
  /** Whether the item is this country's own. */
  readonly own: boolean
  /** Whether this is a request that waits for this country's answer, and whoever looks may give it. */
  readonly mayAnswer: boolean
}

export type ComparisonView = {
  readonly peer: Country
  readonly comparedAt: Date | undefined
  readonly size: number
  readonly fault: string | undefined
  readonly differences: readonly Difference[]
}
