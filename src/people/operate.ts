// The one wrapper that runs an act: permission, work, audit, in one transaction; a refusal leaves its audit line and nothing else.
import { type Actor, type AuditLine, appendEvents, type NewEvent, writeAudit } from '../events/index.ts'
import type { Country } from '../kernel/country.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Database, Transaction } from '../platform/database/database.ts'
import type { PublicLog } from '../transparency/log/share.ts'
import { can, type Policy } from './policy.ts'
import { claimOnce, keepOnce } from './store/once.ts'

export type NotAllowed = { readonly code: 'not-allowed'; readonly values: Readonly<Record<string, string>> }

/** An act about to be done: by whom, on what; `detail` goes into the audit line and holds nothing personal. */
export type Attempt<Action extends string> = {
  readonly actor: Actor
  readonly action: Action
  readonly country: Country
  readonly subject: string
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
  /** The key of the form that asks for it: sent twice, the act happens once and both get the first answer. */
  readonly once?: string | undefined
}

class RefusedInside extends Error {
  readonly refusal: unknown
  constructor(refusal: unknown) {
    super('refused')
    this.refusal = refusal
  }
}

/** What the work of an act hands back: its value, and the events to append last. */
export type Work<T> = { readonly value: T; readonly events: readonly NewEvent[] }

/** What an act needs of the node it runs on. `origin` is the name under which this node's events stand. */
export type OperatingNode = {
  readonly database: Database
  readonly now: () => Date
  readonly origin: string
  /** The node's public log; a node that shows a sample has none. */
  readonly log?: PublicLog | undefined
}

/** The node stands behind what it has published, after a restore: it must catch up before anything is recorded. */
export class CatchingUp extends Error {
  override readonly name = 'CatchingUp'
}

/**
 * Runs `work` in one transaction: permission, work, audit, and the events last (architecture.md, "How one act flows").
 * When `work` refuses, everything it wrote is rolled back and the audit says so; when it throws, that is audited in a
 * transaction of its own and the error goes on. An act with a `once` that was done before is not done again: its first
 * value is handed back (values are plain data).
 */
export async function operate<Action extends string, T, Refusal extends { readonly code: string }>(
  node: OperatingNode,
  policy: Policy<Action>,
  attempt: Attempt<Action>,
  work: (tx: Transaction, recordedAt: Date) => Promise<Result<Work<T>, Refusal>>,
): Promise<Result<T, Refusal | NotAllowed>> {
  const { actor, action, country, subject, detail, once } = attempt
  const { database, origin } = node
  const recordedAt = node.now()
  const audit = (tx: Transaction, outcome: AuditLine['outcome'], more: AuditLine['detail'] = {}) =>
    writeAudit(tx, { act: action, actor, subject, outcome, detail: { ...detail, ...more } }, recordedAt)

  async function refuse<R extends { readonly code: string }>(refusal: R) {
    await database.transaction((tx) => audit(tx, 'refused', { code: refusal.code }))
    return fail(refusal)
  }

  if (node.log?.closed()) throw new CatchingUp('this node is catching up with its own log')
  if (!can(policy, actor, action, { country }))
    return refuse({ code: 'not-allowed', values: { role: actor.role, action } } as const)
  try {
    const value = await database.transaction(async (tx) => {
      const earlier = await claimOnce<T>(tx, actor.account, once, recordedAt)
      if (earlier) return earlier.value
      const result = await work(tx, recordedAt)
      if (!result.ok) throw new RefusedInside(result.error)
      await keepOnce(tx, actor.account, once, result.value.value)
      await audit(tx, 'done')
      const stored = await appendEvents(tx, result.value.events, { actor, origin, recordedAt })
      await node.log?.append(tx, stored)
      return result.value.value
    })
    node.log?.wake()
    return ok(value)
  } catch (error) {
    if (error instanceof RefusedInside) return refuse(error.refusal as Refusal)
    await database.transaction((tx) => audit(tx, 'failed')).catch(() => undefined)
    throw error
  }
}
