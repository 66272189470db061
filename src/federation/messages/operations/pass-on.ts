// Passing on: refused without the owner's recorded leave; asking for leave and answering are messages themselves.
import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Country } from '../../../kernel/country.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { actorFor, type NotAllowed, operate, type Who } from '../../../people/index.ts'
import type { MessageHandler, MessagesNode } from '../messages-node.ts'
import { mayPassOn, onwardState } from '../onward.ts'
import { MESSAGE_POLICY, type MessageAct } from '../policy.ts'
import { leavesOf, noteAnswered, noteAsked, notePassed } from '../store/leaves.ts'
import { findMessage, messageNamed, ownerOfItem, type StoredMessage } from '../store/messages.ts'
import { openMessage } from './read-message.ts'
import { queueMessage, sealMessage } from './send-message.ts'

/** To whom, in words: an office, a court; or the two letters of a country of the corridor, whose node then gets it. */
const Recipient = z.string().trim().min(2).max(300)
const RequestBody = z.strictObject({ recipient: Recipient, reason: z.string().min(1).max(4000), office: z.string() })
const AnswerBody = z.strictObject({
  recipient: Recipient,
  holder: z.string().regex(/^[A-Z]{2}$/),
  answer: z.enum(['given', 'denied']),
  words: z.string().max(4000),
  office: z.string(),
})

export type PassRefusal = {
  readonly code: 'not-found' | 'no-leave' | 'own' | 'asked-before' | 'not-asked' | 'cannot-open' | 'unknown-receiver'
}
type Outcome<T> = Promise<Result<T, PassRefusal | NotAllowed>>

/** One recipient of one item, without its name: how leave is looked up. */
export function recipientDigest(item: string, recipient: string): string {
  return hash('sha256', `${item}\n${recipient.normalize('NFC').trim().toLowerCase()}`, 'hex')
}

function attemptOf<Act extends MessageAct>(
  messages: MessagesNode,
  who: Who,
  action: Act,
  message: string,
  once?: string,
) {
  const actor = actorFor(who, MESSAGE_POLICY, action)
  return { actor, action, country: messages.country, subject: message, detail: {}, once }
}

/** Asks the owner of an item for leave to pass it on to `recipient`. */
export async function askLeave(
  messages: MessagesNode,
  who: Who,
  asked: { readonly message: string; readonly recipient: string; readonly reason: string },
  once?: string,
): Outcome<string> {
  const { node, country } = messages
  const attempt = attemptOf(messages, who, 'ask leave', asked.message, once)
  const held = await findMessage(node.database, 'in', asked.message)
  const about = held?.owner === country ? undefined : held
  const { recipient, reason } = asked
  const body = { recipient, reason, office: attempt.actor.office }
  const sealed = about && (await sealAbout(messages, about, { to: about.owner, kind: 'leave-request', body }))
  const result = await operate<'ask leave', string, PassRefusal>(node, MESSAGE_POLICY, attempt, async (tx, at) => {
    if (!held) return fail({ code: 'not-found' })
    if (!sealed) return fail({ code: 'own' })
    const id = await queueMessage(messages, tx, sealed)
    const leave = { item: held.item, holder: country, recipient: recipientDigest(held.item, recipient) }
    if (!(await noteAsked(tx, { ...leave, askedIn: id, askedAt: at }))) return fail({ code: 'asked-before' })
    return ok({ value: id, events: [] })
  })
  messages.wake()
  return result
}

/** The owner's answer to a request for leave; `request` is the message that asked. */
export async function answerLeave(
  messages: MessagesNode,
  who: Who,
  answered: { readonly request: string; readonly answer: 'given' | 'denied'; readonly words: string },
  once?: string,
): Outcome<string> {
  const { node, country } = messages
  const attempt = attemptOf(messages, who, 'answer leave', answered.request, once)
  const request = await findMessage(node.database, 'in', answered.request)
  const record = request && (await openMessage(messages, request))
  const asked =
    record?.kind === 'leave-request' && record.owner === country ? RequestBody.safeParse(record.body) : undefined
  const recipient = asked?.data?.recipient
  const { answer, words } = answered
  const office = attempt.actor.office
  const sealed =
    request && recipient !== undefined
      ? await sealAbout(messages, request, {
          to: request.peer,
          kind: 'leave-answer',
          body: { recipient, holder: request.peer, answer, words, office },
        })
      : undefined
  const result = await operate<'answer leave', string, PassRefusal>(
    node,
    MESSAGE_POLICY,
    { ...attempt, detail: { answer } },
    async (tx, at) => {
      if (!request || recipient === undefined || !sealed) return fail({ code: 'not-found' })
      const id = await queueMessage(messages, tx, sealed)
      const leave = { item: request.item, holder: request.peer, recipient: recipientDigest(request.item, recipient) }
      const noted = await noteAnswered(tx, { ...leave, state: answer, in: id, at, by: office })
      return noted ? ok({ value: id, events: [] }) : fail({ code: 'not-asked' })
    },
  )
  messages.wake()
  return result
}

/**
 * Passes a message on: sent to the recipient's node when it is a country of the corridor, else noted as handed over by the
 * officer. Refused, and the refusal audited, without the owner's leave for this recipient. Tells the item.
 */
export async function passOn(
  messages: MessagesNode,
  who: Who,
  passed: { readonly message: string; readonly recipient: string },
  once?: string,
): Outcome<string> {
  const { node, country, trust } = messages
  const attempt = attemptOf(messages, who, 'pass message on', passed.message, once)
  const held = await messageNamed(node.database, passed.message)
  const peer = trust.peers().find((party) => party.country === passed.recipient)
  const state =
    held &&
    onwardState({ owner: held.owner, holder: country, leaves: await ownLeaves(messages, held) }, digestFor(held))
  // Opened only for whoever may pass it on.
  const record = held && peer && state && mayPassOn(state) ? await openMessage(messages, held) : undefined
  const sealed =
    held && peer && record
      ? await sealAbout(messages, held, {
          to: peer.country,
          kind: record.kind,
          body: record.body,
          purposeText: record.purposeText,
        })
      : undefined

  return operate<'pass message on', string, PassRefusal>(node, MESSAGE_POLICY, attempt, async (tx, at) => {
    if (!held || !state) return fail({ code: 'not-found' })
    if (!mayPassOn(state)) return fail({ code: 'no-leave' })
    if (peer && !sealed) return fail({ code: 'cannot-open' })
    if (sealed) await queueMessage(messages, tx, sealed)
    await notePassed(tx, { item: held.item, recipient: digestFor(held), at, account: who.account })
    return ok({ value: held.item, events: [] })
  }).finally(() => messages.wake())

  function digestFor({ item }: StoredMessage): string {
    return recipientDigest(item, passed.recipient)
  }
}

/** The leaves that this node holds for an item. */
export async function ownLeaves({ node, country }: MessagesNode, { item }: StoredMessage) {
  return (await leavesOf(node.database, item)).filter(({ holder }) => holder === country)
}

/** What a request or an answer about leave does on the other node. Both must be about an item that is known there. */
export function leaveHandlers(country: Country): Readonly<Record<'leave-request' | 'leave-answer', MessageHandler>> {
  return {
    async 'leave-request'(tx, record, at) {
      const body = RequestBody.safeParse(record.body)
      const item = await findMessage(tx, 'out', record.item)
      // What is not this node's own is not this node's to give; the request is kept for reading and asks for nothing.
      if (!body.success || item?.owner !== country || record.owner !== country) return
      const recipient = recipientDigest(record.item, body.data.recipient)
      await noteAsked(tx, {
        item: record.item,
        holder: record.from as Country,
        recipient,
        askedIn: record.id,
        askedAt: at,
      })
    },
    async 'leave-answer'(tx, record, at) {
      const body = AnswerBody.safeParse(record.body)
      const owner = await ownerOfItem(tx, record.item)
      // Only the owner's word counts, about what is held here; who owns it, the message says with which it first came.
      if (!body.success || body.data.holder !== country || record.from !== owner) return
      const { recipient, answer, office } = body.data
      const leave = { item: record.item, holder: country, recipient: recipientDigest(record.item, recipient) }
      await noteAnswered(tx, { ...leave, state: answer, in: record.id, at, by: office })
    },
  }
}

/** Seals a message about another one: in its conversation, about its item, for its purpose. */
function sealAbout(
  messages: MessagesNode,
  { conversation, item, owner, purpose }: StoredMessage,
  more: {
    readonly to: Country
    readonly kind: string
    readonly body: Readonly<Record<string, unknown>>
    readonly purposeText?: string
  },
) {
  return sealMessage(messages, { conversation, item: { id: item, owner }, purpose, purposeText: '', ...more })
}
