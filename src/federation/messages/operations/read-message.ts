// Reads a message: opened for an officer, which is an act of its own and audited; nothing opened is stored.
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { actorFor, type NotAllowed, operate, type Who } from '../../../people/index.ts'
import { readEnvelope } from '../envelope.ts'
import type { MessagesNode } from '../messages-node.ts'
import { MESSAGE_POLICY } from '../policy.ts'
import { type MessageRecord, openRecord } from '../record.ts'
import { messageNamed, type StoredMessage } from '../store/messages.ts'

export type ReadMessage = { readonly message: StoredMessage; readonly record: MessageRecord }
export type Unreadable = { readonly code: 'not-found' | 'cannot-open' }

/** Opens what is sealed in a message, sent or taken. Undefined when this node's key does not open it any more. */
export async function openMessage(
  { keys }: Pick<MessagesNode, 'keys'>,
  message: StoredMessage,
): Promise<MessageRecord | undefined> {
  const envelope = readEnvelope(message.envelope)
  if (!envelope) return undefined
  const sealed = Buffer.from(envelope.data_base64, 'base64')
  const opened = await openRecord(sealed, [keys.seal.identity, ...(keys.formerSeals ?? [])]).catch(() => undefined)
  return opened?.record
}

/** A message as an officer reads it. */
export async function readMessage(
  messages: MessagesNode,
  who: Who,
  id: string,
): Promise<Result<ReadMessage, Unreadable | NotAllowed>> {
  const { node, country } = messages
  const message = await messageNamed(node.database, id)
  const record = message && (await openMessage(messages, message))
  const attempt = {
    actor: actorFor(who, MESSAGE_POLICY, 'read message'),
    action: 'read message' as const,
    country,
    subject: id,
    detail: { kind: message?.kind ?? null },
  }
  return operate<'read message', ReadMessage, Unreadable>(node, MESSAGE_POLICY, attempt, async () => {
    if (!message) return fail({ code: 'not-found' })
    if (!record) return fail({ code: 'cannot-open' })
    return ok({ value: { message, record }, events: [] })
  })
}
