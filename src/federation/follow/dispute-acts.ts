// What this node writes into its own log about disputes: that one was opened, pointing at its proof, and that one was settled.
import { type Actor, type NewEvent, readStream } from '../../events/index.ts'
import type { Country } from '../../kernel/country.ts'
import { day } from '../../kernel/day.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { actorFor, type NotAllowed, type OperatingNode, operate, type Policy, type Who } from '../../people/index.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { closeDisputeRow, type Dispute, markAnnounced, readDispute, unannounced } from './store/disputes.ts'

export type DisputeAction = 'disputes.open' | 'disputes.close'
export const DISPUTE_POLICY: Policy<DisputeAction> = {
  'disputes.open': { roles: ['administrator'], ownCountryOnly: true },
  'disputes.close': { roles: ['deciding officer', 'administrator'], ownCountryOnly: true },
}
export const LONGEST_REASON = 2000

/** A node that keeps disputes: its country, and the origin line of its own log. */
export type DisputeNode = OperatingNode & { readonly country: Country; readonly own: string }

/** Writes the disputes that the own log does not hold yet into it. Throws CatchingUp while nothing may be recorded. */
export async function announceDisputes(node: DisputeNode): Promise<void> {
  const actor: Actor = { office: 'node', country: node.country, role: 'administrator', account: 'node' }
  for (const dispute of await unannounced(node.database, node.own)) {
    const { id, log, kind, proofHash } = dispute
    // Its proof is not made yet: the next look makes it.
    if (proofHash === '') continue
    const attempt = { actor, action: 'disputes.open', country: node.country, subject: id, detail: { kind } } as const
    await operate(node, DISPUTE_POLICY, attempt, async (tx, at) => {
      const events = (await markAnnounced(tx, id, at))
        ? [await disputeEvent(tx, id, 'dispute.opened', { log, kind, proof: proofHash }, at, '')]
        : []
      return ok({ value: true as const, events })
    })
  }
}

export type CloseRefusal = { readonly code: 'unknown' | 'not-own' | 'closed' | 'no-reason' | 'too-long' }

/** Closes a dispute that this node opened, with a reason; after it the log is followed again from its last good state. */
export async function closeDispute(
  node: DisputeNode,
  who: Who,
  id: string,
  typed: string,
  once: string,
): Promise<Result<Dispute, CloseRefusal | NotAllowed>> {
  const reason = typed.trim()
  const actor = actorFor(who, DISPUTE_POLICY, 'disputes.close')
  const attempt = { actor, action: 'disputes.close', country: node.country, subject: id, detail: {}, once } as const
  return operate<DisputeAction, Dispute, CloseRefusal>(node, DISPUTE_POLICY, attempt, async (tx, at) => {
    if (reason === '') return fail({ code: 'no-reason' })
    if (reason.length > LONGEST_REASON) return fail({ code: 'too-long' })
    const dispute = await readDispute(tx, id)
    if (!dispute) return fail({ code: 'unknown' })
    if (dispute.raisedBy !== node.own) return fail({ code: 'not-own' })
    if (!(await closeDisputeRow(tx, id, at, reason))) return fail({ code: 'closed' })
    const { log, kind, proofHash: proof } = dispute
    // Announced first when it had no time to be: nothing is closed in the log that was not opened there.
    const opened = (await markAnnounced(tx, id, at))
      ? [await disputeEvent(tx, id, 'dispute.opened', { log, kind, proof }, at, '')]
      : []
    const closed = await disputeEvent(tx, id, 'dispute.closed', { log, kind, proof }, at, reason)
    const events = [...opened, opened.length > 0 ? { ...closed, streamVersion: 2 } : closed]
    return ok({ value: dispute, events })
  })
}

/** The reason is the ground of the act; it stays in this node and does not go into the log. */
async function disputeEvent(
  tx: Transaction,
  stream: string,
  type: 'dispute.opened' | 'dispute.closed',
  data: object,
  at: Date,
  reason: string,
): Promise<NewEvent> {
  return {
    stream,
    streamVersion: (await readStream(tx, stream)).length + 1,
    type,
    version: 1,
    legalDay: day(at.toISOString().slice(0, 10)),
    ground: { text: reason === '' ? {} : { und: reason } },
    data,
  }
}
