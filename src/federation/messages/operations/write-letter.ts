// An officer writes to the other authority: a letter of one kind, for one purpose, in a conversation.
import type { Country } from '../../../kernel/country.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import { actorFor, type NotAllowed, operate, type Who } from '../../../people/index.ts'
import type { LetterKind, Purpose } from '../kinds.ts'
import type { MessagesNode } from '../messages-node.ts'
import { MESSAGE_POLICY } from '../policy.ts'
import { queueMessage, sealMessage } from './send-message.ts'

export type Letter = {
  readonly to: Country
  readonly kind: LetterKind
  readonly conversation?: string | undefined
  readonly purpose: Purpose
  readonly purposeText: string
  readonly subject: string
  readonly text: string
}

/** Sends a letter; tells its identifier. Throws UnknownReceiver. */
export async function writeLetter(
  messages: MessagesNode,
  who: Who,
  { subject, text, ...draft }: Letter,
  once?: string,
): Promise<Result<string, NotAllowed>> {
  const { node, country } = messages
  const actor = actorFor(who, MESSAGE_POLICY, 'send message')
  const sealed = await sealMessage(messages, { ...draft, body: { subject, text, office: actor.office } })
  const { id: message, kind, purpose } = sealed.record
  const detail = { kind, purpose, to: draft.to }
  const attempt = { actor, action: 'send message' as const, country, subject: message, detail, once }
  const result = await operate<'send message', string, NotAllowed>(node, MESSAGE_POLICY, attempt, async (tx) =>
    ok({ value: await queueMessage(messages, tx, sealed), events: [] }),
  )
  messages.wake()
  return result
}
