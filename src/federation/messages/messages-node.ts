// What the messages of a node stand on, and what other rooms give them: a handler for each kind that has an effect.
import type { Transaction } from '../../platform/database/database.ts'
import type { FederationNode } from '../context.ts'
import type { KeysOf } from '../signed/transport-key.ts'
import type { ExchangeLog } from './ledger/publish.ts'
import type { MessageRecord } from './record.ts'

/**
 * The effect of a message that was taken, in the transaction that takes it; exactly once, and in the order of its
 * conversation. Throwing rolls the taking back: the sender tries again.
 */
export type MessageHandler = (tx: Transaction, record: MessageRecord, at: Date) => Promise<void>

export type MessagesNode = FederationNode & {
  readonly exchange: ExchangeLog
  /** By kind. A kind that nobody handles is kept for reading. */
  readonly handlers: Readonly<Record<string, MessageHandler>>
  /** Which transport keys of a party count: for receipts that were signed with a former one. */
  readonly keysOf: KeysOf
  /** Runs what waits for the exchange log, a few at once, so that what waits holds no connection of the database. */
  readonly inTurn: <T>(name: string, work: () => Promise<T>) => Promise<T>
  /** Tells the delivery loop that something waits. */
  readonly wake: () => void
}
