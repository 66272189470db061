// Keeps a receipt: a message is delivered once its receiver has signed that it holds just these bytes.
import { fail, ok } from '../../../kernel/result.ts'
import { operate } from '../../../people/index.ts'
import type { Party } from '../../trust/trust.ts'
import type { MessagesNode } from '../messages-node.ts'
import { MESSAGE_POLICY, nodeActor } from '../policy.ts'
import { openReceipt } from '../receipt.ts'
import { acknowledge, findMessage } from '../store/messages.ts'

/** What became of a receipt; `foreign`: not of this corridor, this peer, this message or these bytes. */
export type Kept = 'kept' | 'kept before' | 'foreign'

/** Keeps the receipt of a message that was sent to `peer`. */
export async function keepReceipt(messages: MessagesNode, note: string, peer: Party): Promise<Kept> {
  const { node, trust, keysOf, country } = messages
  const receipt = openReceipt(note, keysOf(peer))
  const message = receipt && (await findMessage(node.database, 'out', receipt.id))
  const fits =
    message?.peer === peer.country &&
    receipt?.corridor === trust.current().corridor &&
    receipt.digest === message.digest
  if (!receipt || !message || !fits) return 'foreign'
  if (message.doneAt) return 'kept before'
  const attempt = {
    actor: nodeActor(peer.country, 'peer'),
    action: 'acknowledge message' as const,
    country,
    subject: message.id,
    detail: { received: receipt.time, attempts: message.attempts },
  }
  const result = await operate(node, MESSAGE_POLICY, attempt, async (tx, recordedAt) =>
    (await acknowledge(tx, message.id, note, recordedAt))
      ? ok({ value: 'kept' as const, events: [] })
      : fail({ code: 'kept-before' as const }),
  )
  return result.ok ? result.value : 'kept before'
}
