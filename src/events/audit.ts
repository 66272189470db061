// The audit trail: who did what, on which subject, with which outcome, in the same transaction as the act.
import type { Queryable } from '../platform/database/database.ts'
import type { Actor } from './event.ts'

export type AuditLine = {
  readonly act: string
  readonly actor: Actor
  readonly subject: string
  readonly outcome: 'done' | 'refused' | 'failed'
  /** Which pack version, why refused, how many: nothing personal. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

/** Writes one line. The only writer of the table. */
export async function writeAudit(db: Queryable, line: AuditLine, at: Date): Promise<void> {
  await db.query('insert into audit (at, act, actor, subject, outcome, detail) values ($1, $2, $3, $4, $5, $6)', [
    at,
    line.act,
    JSON.stringify(line.actor),
    line.subject,
    line.outcome,
    JSON.stringify(line.detail),
  ])
}
