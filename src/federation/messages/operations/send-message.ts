// Sends a message: sealed before the transaction, numbered, logged and queued in it, delivered after it.
import type { Country } from '../../../kernel/country.ts'
import type { Transaction } from '../../../platform/database/database.ts'
import { newIdentifier } from '../../../platform/seal/digest.ts'
import type { Party } from '../../trust/trust.ts'
import { digestOf, writeEnvelope } from '../envelope.ts'
import { entryOf } from '../ledger/entry.ts'
import type { MessagesNode } from '../messages-node.ts'
import { MessageRecord, sealRecord } from '../record.ts'
import { lockExchange } from '../store/exchange.ts'
import { nextPlace, storeMessage } from '../store/messages.ts'

export type MessageDraft = {
  readonly to: Country
  readonly kind: string
  /** Begins a conversation when left out. */
  readonly conversation?: string | undefined
  /** What is passed on: the item as its owner first told it. A new item of this node's own when left out. */
  readonly item?: { readonly id: string; readonly owner: Country } | undefined
  readonly purpose: string
  readonly purposeText: string
  readonly body: Readonly<Record<string, unknown>>
}

/** A message that is sealed and waits for its number. */
export type SealedMessage = { readonly record: MessageRecord; readonly sealed: Uint8Array; readonly commitment: string }

/** What sealing and queueing need of a node's messages. */
type Sender = Pick<MessagesNode, 'node' | 'trust' | 'keys' | 'country'>

/** The receiver is no party of the corridor, or its keys are not known. */
export class UnknownReceiver extends Error {
  override readonly name = 'UnknownReceiver'
}

/** Seals a message for its receiver and for this node. Outside of any transaction. Throws UnknownReceiver, SealFault, ZodError. */
export async function sealMessage(messages: Sender, draft: MessageDraft): Promise<SealedMessage> {
  const { node, trust, keys, country } = messages
  const receiver = trust.peers().find((party: Party) => party.country === draft.to)
  if (!receiver) throw new UnknownReceiver(draft.to)
  const id = newIdentifier('msg')
  const record = MessageRecord.parse({
    v: 1,
    id,
    corridor: trust.current().corridor,
    from: country,
    to: draft.to,
    kind: draft.kind,
    conversation: draft.conversation ?? newIdentifier('conv'),
    item: draft.item?.id ?? id,
    owner: draft.item?.owner ?? country,
    purpose: draft.purpose,
    purposeText: draft.purposeText,
    onward: 'closed',
    time: `${node.now().toISOString().slice(0, 19)}Z`,
    body: draft.body,
  } satisfies Record<keyof MessageRecord, unknown>)
  return { record, ...(await sealRecord(record, [receiver.seal, keys.seal.recipient])) }
}

/**
 * Queues a sealed message in the transaction of the act that asks for it: number, entry of the exchange log, outbox.
 * Call `messages.wake()` after the commit.
 */
export async function queueMessage(
  messages: Sender,
  tx: Transaction,
  { record, sealed, commitment }: SealedMessage,
): Promise<string> {
  const { country, trust } = messages
  const place = await lockExchange(tx)
  const { number, place: inConversation } = await nextPlace(tx, record.to, record.conversation)
  const source = trust.partyOf(country)?.node ?? country
  const envelope = writeEnvelope(record, { source, number, place: inConversation, sealed, commitment })
  const entry = entryOf(country, { ...record, commitment }, place.last)
  const stored = await storeMessage(
    tx,
    {
      direction: 'out',
      id: record.id,
      peer: record.to as Country,
      number,
      kind: record.kind,
      conversation: record.conversation,
      place: inConversation,
      item: record.item,
      owner: record.owner as Country,
      purpose: record.purpose,
      envelope,
      digest: digestOf(envelope),
      commitment,
      logged: place.index,
      at: messages.node.now(),
      receipt: null,
    },
    entry,
  )
  if (!stored) throw new Error('a message is queued once')
  return record.id
}
