// The door of confidential messages between nodes.
import type { FederationNode } from '../context.ts'
import { createGate } from '../signed/send.ts'
import type { KeysOf } from '../signed/transport-key.ts'
import { openExchangeLog } from './ledger/publish.ts'
import type { MessageHandler, MessagesNode } from './messages-node.ts'
import { leaveHandlers } from './operations/pass-on.ts'
import { startMessages } from './start.ts'

export { LETTER_KINDS, PURPOSES } from './kinds.ts'
export type { MessageHandler, MessagesNode } from './messages-node.ts'
export { reconcile } from './operations/reconcile.ts'
export { type MessageDraft, queueMessage, type SealedMessage, sealMessage } from './operations/send-message.ts'
export { messageDesks } from './routes/desk-routes.ts'
export { messageRoutes } from './routes/peer-routes.ts'
export { type MessagesKey, type MessagesReader, messagesTexts } from './texts/index.ts'

export type Messages = MessagesNode & {
  /** Starts delivering, fetching and comparing; `stop` waits for what is under way. */
  readonly start: () => { readonly stop: () => Promise<void> }
}

/** The messages of a node. `handlers`: what messages of further kinds do when they are taken. */
export function openMessages(
  fed: FederationNode,
  more: { readonly handlers?: Readonly<Record<string, MessageHandler>>; readonly keysOf?: KeysOf } = {},
): Messages {
  let wake = (): void => undefined
  const messages: MessagesNode = {
    ...fed,
    exchange: openExchangeLog(fed),
    handlers: { ...more.handlers, ...leaveHandlers(fed.country) },
    keysOf: more.keysOf ?? ((party) => [party.transport]),
    inTurn: createGate({ atOnce: 2, waiting: 10_000 }),
    wake: () => wake(),
  }
  return {
    ...messages,
    start() {
      const loops = startMessages(messages)
      wake = loops.wake
      return loops
    },
  }
}
