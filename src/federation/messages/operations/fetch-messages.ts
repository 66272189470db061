// Fetches what a peer has sent and what has not come by itself; the receipts go back at once.
import { z } from 'zod'
import { PeerFault } from '../../signed/fault.ts'
import type { Party } from '../../trust/trust.ts'
import type { MessagesNode } from '../messages-node.ts'
import { fetchedUpTo } from '../store/messages.ts'
import { takeMessage } from './take-message.ts'

export const PAGE = 20
const Page = z.strictObject({ messages: z.array(z.string()).max(PAGE), more: z.boolean() })

/**
 * Takes everything of a peer that is missing here. Tells how many were new, and how many could not be taken: those are
 * asked for again the next time. Throws PeerFault.
 */
export async function fetchMessages(
  messages: MessagesNode,
  peer: Party,
): Promise<{ readonly taken: number; readonly refused: number }> {
  const total = { taken: 0, refused: 0 }
  for (let after = await fetchedUpTo(messages.node.database, peer.country), more = true; more; ) {
    const path = `/fed/v1/messages?after=${after}&limit=${PAGE}`
    const { status, body } = await messages.peers.call(peer, { method: 'GET', path })
    const page = status === 200 ? pageOf(body) : undefined
    if (!page) throw new PeerFault('unreachable', `status ${status}`)
    const receipts: string[] = []
    for (const text of page.messages) {
      const taking = await takeMessage(messages, text, peer)
      if ('receipt' in taking) receipts.push(taking.receipt)
      else total.refused++
      if (taking.code === 'taken') total.taken++
    }
    if (receipts.length > 0) {
      const text = Buffer.from(JSON.stringify({ receipts }), 'utf8')
      await messages.peers.call(peer, { method: 'POST', path: '/fed/v1/receipts', body: text })
    }
    // By their count, not by a number that stands inside: a message that cannot be read must not hold up the others.
    after += page.messages.length
    more = page.more && page.messages.length > 0
  }
  return total
}

function pageOf(body: Uint8Array): z.infer<typeof Page> | undefined {
  try {
    return Page.parse(JSON.parse(Buffer.from(body).toString('utf8')))
  } catch {
    return undefined
  }
}
