// Takes a message from a peer: checked against its envelope, stored and logged, applied once and in its conversation's order, receipted.

import type { Country } from '../../../kernel/country.ts'
import { fail, ok } from '../../../kernel/result.ts'
import { operate } from '../../../people/index.ts'
import type { Transaction } from '../../../platform/database/database.ts'
import type { Party } from '../../trust/trust.ts'
import { differenceOf, digestOf, type Envelope, readEnvelope } from '../envelope.ts'
import { entryOf } from '../ledger/entry.ts'
import type { MessagesNode } from '../messages-node.ts'
import { MESSAGE_POLICY, nodeActor } from '../policy.ts'
import { writeReceipt } from '../receipt.ts'
import { type MessageRecord, openRecord } from '../record.ts'
import { lockExchange } from '../store/exchange.ts'
import { findMessage, markDone, messageAt, type StoredMessage, storeMessage } from '../store/messages.ts'

/**
 * `taken`: now, or `again` with the first receipt. `other`: this identifier came before with another content.
 * `malformed`, `not-for-here`, `cannot-open`, `not-as-written`: it is not kept; `detail` tells the sender where to look.
 */
export type Taking =
  | { readonly code: 'taken' | 'again'; readonly receipt: string }
  | {
      readonly code: 'other' | 'malformed' | 'not-for-here' | 'cannot-open' | 'not-as-written'
      readonly detail: string
    }
type Refusal = Exclude<Taking, { readonly code: 'taken' | 'again' }>

/** Takes what a peer sent; `from` has signed the call that brought it. */
export async function takeMessage(messages: MessagesNode, text: string, from: Party): Promise<Taking> {
  const { country, trust, keys } = messages
  const envelope = readEnvelope(text)
  if (!envelope) return refused(messages, from, 'unknown', { code: 'malformed', detail: 'envelope' })
  const digest = digestOf(text)
  const { corridor } = trust.current()
  if (envelope.corridor !== corridor || envelope.sender !== from.country || envelope.receiver !== country)
    return refused(messages, from, envelope.id, { code: 'not-for-here', detail: 'corridor, sender or receiver' })
  const opened = await open(envelope, keys)
  if ('code' in opened) return refused(messages, from, envelope.id, opened)
  const receiptAt = (time: number) => writeReceipt({ corridor, id: envelope.id, digest, time }, keys.transport)
  return storeTaken(messages, { envelope, record: opened.record, text, digest, receiptAt }, from)
}

export type Arrived = {
  readonly envelope: Envelope
  readonly record: MessageRecord
  readonly text: string
  readonly digest: string
  /** The receipt of a message that is held since `time`, Unix seconds. */
  readonly receiptAt: (time: number) => string
}

/** Stores, logs and applies what was opened and found right, in one transaction; exported for its bench. */
export async function storeTaken(messages: MessagesNode, arrived: Arrived, from: Party): Promise<Taking> {
  const { node, country } = messages
  const { envelope, record, text, digest, receiptAt } = arrived
  const { id, conversation, commitment, place, number, item, purpose } = envelope
  const { kind } = record
  const attempt = {
    actor: nodeActor(from.country, 'peer'),
    action: 'take message' as const,
    country,
    subject: id,
    detail: { kind, purpose, digest, number },
  }
  const take = () =>
    operate(node, MESSAGE_POLICY, attempt, async (tx, recordedAt) => {
      // The lock on the log lets one message in at a time: what is asked of the table after it holds until the commit.
      const { index, last } = await lockExchange(tx)
      const receipt = receiptAt(Math.floor(recordedAt.getTime() / 1000))
      const message = { id, peer: from.country, number, kind, conversation, place, item, purpose, digest, commitment }
      const stored = await storeMessage(
        tx,
        {
          ...message,
          direction: 'in',
          owner: envelope.owner as Country,
          envelope: text,
          logged: index,
          at: recordedAt,
          receipt,
        },
        entryOf(country, { ...record, commitment }, last),
      )
      if (!stored) {
        const taking = again(await findMessage(tx, 'in', id), digest)
        return 'receipt' in taking ? ok({ value: taking, events: [] }) : fail(taking)
      }
      if (stored.done) await messages.handlers[kind]?.(tx, record, recordedAt)
      if (stored.done && stored.followed)
        await applyHeld(messages, tx, { peer: from.country, conversation, place: place + 1 }, recordedAt)
      return ok({ value: { code: 'taken' as const, receipt }, events: [] })
    })
  // Two at a time: while one commits the next begins; more would only hold connections and wait for the log.
  const result = await messages.inTurn('take', take)
  if (result.ok) return result.value
  if (result.error.code === 'not-allowed') throw new Error('the policy lets nobody take messages')
  return result.error as Refusal
}

/** Messages that came before one of their conversation was there: their effect, now that it is. */
async function applyHeld(
  messages: MessagesNode,
  tx: Transaction,
  from: { readonly peer: Country; readonly conversation: string; readonly place: number },
  at: Date,
): Promise<void> {
  for (let place = from.place; ; place++) {
    const held = await messageAt(tx, { ...from, place })
    if (!held || held.doneAt) return
    const envelope = readEnvelope(held.envelope)
    const opened = envelope && (await open(envelope, messages.keys))
    if (!opened || 'code' in opened) throw new Error('a message that was opened when it came cannot be opened')
    await messages.handlers[held.kind]?.(tx, opened.record, at)
    await markDone(tx, held.id, at)
  }
}

async function open(
  envelope: Envelope,
  { seal, formerSeals = [] }: MessagesNode['keys'],
): Promise<{ readonly record: MessageRecord } | Refusal> {
  const sealed = Buffer.from(envelope.data_base64, 'base64')
  const opened = await openRecord(sealed, [seal.identity, ...formerSeals]).catch((error: unknown) => {
    // No cause goes further: what a schema complains of may quote what was sealed.
    return error instanceof Error && error.name === 'SealFault' ? 'cannot-open' : 'not-as-written'
  })
  if (opened === 'cannot-open') return { code: 'cannot-open', detail: 'sealed for another key, or damaged' }
  if (typeof opened === 'string') return { code: 'not-as-written', detail: 'record' }
  if (opened.commitment !== envelope.commitment) return { code: 'not-as-written', detail: 'commitment' }
  const difference = differenceOf(envelope, opened.record)
  return difference ? { code: 'not-as-written', detail: difference } : { record: opened.record }
}

function again(before: StoredMessage | undefined, digest: string): Taking {
  if (before?.digest !== digest || before.receipt === null) return { code: 'other', detail: 'another content' }
  return { code: 'again', receipt: before.receipt }
}

/** What is refused before any work leaves its audit line, as every refusal does. */
async function refused(messages: MessagesNode, from: Party, subject: string, refusal: Refusal): Promise<Refusal> {
  const { node, country } = messages
  const actor = nodeActor(from.country, 'peer')
  const attempt = { actor, action: 'take message' as const, country, subject, detail: { what: refusal.detail } }
  await operate(node, MESSAGE_POLICY, attempt, async () => fail(refusal))
  return refusal
}
