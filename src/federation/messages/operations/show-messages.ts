// What an officer sees of messages: lists without contents, one message opened, the comparison of ledgers.
import type { Who } from '../../../people/index.ts'
import { actorFor, can } from '../../../people/index.ts'
import type { MessagesNode } from '../messages-node.ts'
import { MESSAGE_POLICY } from '../policy.ts'
import { leavesOf, passedOf, type StoredLeave } from '../store/leaves.ts'
import { conversationOf, findMessage, newestMessages, type StoredMessage, waitingCount } from '../store/messages.ts'
import { listDifferences, readCompared } from '../store/reconcile.ts'
import type {
  ComparisonView,
  CountryNames,
  LeaveLine,
  MessageLine,
  MessageState,
  MessagesView,
  MessageView,
} from '../views.ts'
import { openMessage, readMessage } from './read-message.ts'

/** Lines of a list, and of a comparison. */
export const MOST_LINES = 50
/** After this time without a receipt a message counts as stuck; it is tried on. */
const STUCK = 3 * 86_400_000

export function stateOf({ direction, doneAt, at }: StoredMessage, now: Date): MessageState {
  if (direction === 'in') return doneAt ? 'taken' : 'held'
  if (doneAt) return 'delivered'
  return now.getTime() - at.getTime() > STUCK ? 'stuck' : 'waiting'
}

export function countryNames({ pack }: Pick<MessagesNode, 'pack'>): CountryNames {
  return new Map(pack.countries.map(({ code, name }) => [code, name]))
}

/** The newest messages of both directions. Contents stay sealed: no list needs them. */
export async function showMessages({ node }: MessagesNode): Promise<MessagesView> {
  const { database } = node
  const now = node.now()
  const lines = (messages: readonly StoredMessage[]) => messages.map((message) => lineOf(message, now))
  return {
    inbox: lines(await newestMessages(database, 'in', MOST_LINES)),
    outbox: lines(await newestMessages(database, 'out', MOST_LINES)),
    waiting: await waitingCount(database),
  }
}

function lineOf(message: StoredMessage, now: Date): MessageLine {
  const { id, peer, kind, purpose, at, attempts, code } = message
  return { id, peer, kind, purpose, at, attempts, code, state: stateOf(message, now) }
}

/** One message, opened; the reading is audited. Undefined when there is none, or whoever asks may not read it. */
export async function showMessage(messages: MessagesNode, who: Who, id: string): Promise<MessageView | undefined> {
  const { node, country } = messages
  const { database } = node
  const read = await readMessage(messages, who, id)
  if (!read.ok && read.error.code !== 'cannot-open') return undefined
  const message = read.ok
    ? read.value.message
    : ((await findMessage(database, 'in', id)) ?? (await findMessage(database, 'out', id)))
  if (!message) return undefined
  const { item } = message
  const now = node.now()
  const leaves = await leavesOf(database, item)
  const asked = leaves.find(({ askedIn, state }) => askedIn === id && state === 'asked')
  const actor = actorFor(who, MESSAGE_POLICY, 'answer leave')
  return {
    message,
    state: stateOf(message, now),
    record: read.ok ? read.value.record : undefined,
    leaves: await Promise.all(leaves.map((leave) => leaveLine(messages, leave))),
    passed: await passedOf(database, item),
    conversation: (await conversationOf(database, message.conversation, MOST_LINES)).map((one) => lineOf(one, now)),
    own: message.owner === country,
    mayAnswer:
      asked !== undefined && message.direction === 'in' && can(MESSAGE_POLICY, actor, 'answer leave', { country }),
  }
}

/** Leave is kept without the recipient's name: that stands sealed in the message that asked. */
async function leaveLine(messages: MessagesNode, leave: StoredLeave): Promise<LeaveLine> {
  const direction = leave.holder === messages.country ? 'out' : 'in'
  const request = await findMessage(messages.node.database, direction, leave.askedIn)
  const recipient = request && (await openMessage(messages, request))?.body.recipient
  return {
    recipient: typeof recipient === 'string' ? recipient : undefined,
    holder: leave.holder,
    state: leave.state,
    by: leave.answeredBy ?? undefined,
    at: leave.answeredAt ?? leave.askedAt,
  }
}

/** How the own messages and each peer's log agree. */
export async function showComparisons({ node, trust }: MessagesNode): Promise<readonly ComparisonView[]> {
  return Promise.all(
    trust.peers().map(async ({ country: peer }) => {
      const compared = await readCompared(node.database, peer)
      return {
        peer,
        comparedAt: compared?.comparedAt,
        size: compared?.size ?? 0,
        fault: compared?.fault ?? undefined,
        differences: await listDifferences(node.database, peer, MOST_LINES),
      }
    }),
  )
}
