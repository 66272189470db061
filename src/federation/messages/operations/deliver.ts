// Delivers what waits: pushed to its receiver until the receiver's receipt is here; put off after a failure, never given up.

import { PeerFault } from '../../signed/fault.ts'
import { createGate } from '../../signed/send.ts'
import type { Party } from '../../trust/trust.ts'
import type { MessagesNode } from '../messages-node.ts'
import { claimWaiting, putOff, type StoredMessage } from '../store/messages.ts'
import { keepReceipt } from './acknowledge.ts'

const BATCH = 64
/** A message that a process took and did not bring to an end is tried by another after this time. */
const LEASE = 120_000
const FIRST_PAUSE = 2000
const LONGEST_PAUSE = 600_000
/** Calls at once to one peer. */
const AT_ONCE = 12

/** How long to wait after a number of tries: doubled each time, ten minutes at most. Milliseconds. */
export function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE)
}

export type Delivered = { readonly delivered: number; readonly putOff: number }

/** Pushes what waits for a peer, batch by batch, until nothing does or the peer cannot be reached. */
export async function deliverTo(messages: MessagesNode, peer: Party): Promise<Delivered> {
  const { node } = messages
  const through = createGate({ atOnce: AT_ONCE, waiting: BATCH })
  const total = { delivered: 0, putOff: 0 }
  for (;;) {
    const now = node.now()
    const until = new Date(now.getTime() + LEASE)
    const claimed = await claimWaiting(node.database, peer.country, { now, until, limit: BATCH })
    let reached = true
    await Promise.all(
      claimed.map((message) =>
        through(peer.country, async () => {
          const code = reached ? await push(messages, peer, message) : 'unreachable'
          // The first that finds nobody there speaks for the rest of the batch.
          if (code === 'unreachable' || code === 'timeout') reached = false
          if (code === undefined) total.delivered++
          else {
            total.putOff++
            await putOff(node.database, [message.id], new Date(now.getTime() + pauseAfter(message.attempts)), code)
          }
        }),
      ),
    )
    if (!reached || claimed.length < BATCH) return total
  }
}

/** One try. Undefined when the receipt is kept, else the code of the failure. */
async function push(messages: MessagesNode, peer: Party, message: StoredMessage): Promise<string | undefined> {
  try {
    const { status, body } = await messages.peers.call(peer, {
      method: 'POST',
      path: '/fed/v1/messages',
      body: Buffer.from(message.envelope, 'utf8'),
      contentType: 'application/cloudevents+json',
      idempotencyKey: message.id,
    })
    const text = Buffer.from(body).toString('utf8')
    if (status !== 200 && status !== 201) return /^[a-z-]{1,40}/.exec(text)?.[0] ?? `status-${status}`
    return (await keepReceipt(messages, text, peer)) === 'foreign' ? 'wrong-receipt' : undefined
  } catch (error) {
    if (!(error instanceof PeerFault)) {
      messages.log.warn({ err: error, message: message.id }, 'a message could not be delivered')
      return 'failed'
    }
    return error.code
  }
}
