// The audit trail: who did what, on which subject, with which outcome, in the same transaction as the act.
import type { Day } from '../kernel/day.ts'
import type { Queryable, SqlValue } from '../platform/database/database.ts'
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

/** A line as it stands in the table; `number` is its place, in the order of writing. */
export type StoredAuditLine = AuditLine & { readonly number: number; readonly at: Date }

/** Which lines are asked for; what is left out does not narrow. */
export type AuditQuestion = {
  /** Country of whoever acted. */
  readonly country: string
  /** The beginning of the act's name. */
  readonly act?: string | undefined
  readonly accounts?: readonly string[] | undefined
  readonly subjects?: readonly string[] | undefined
  readonly outcome?: AuditLine['outcome'] | undefined
  /** First and last day, as they are in the zone (`Area/City`). */
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly zone: string
  /** Only lines before this number: where a page ended. */
  readonly before?: number | undefined
}

/** Up to `limit` lines, newest first. */
export async function readAudit(
  db: Queryable,
  question: AuditQuestion,
  limit: number,
): Promise<readonly StoredAuditLine[]> {
  const { country, act, accounts, subjects, outcome, from, to, zone, before } = question
  const values: SqlValue[] = [country]
  const conditions = [`actor->>'country' = $1`]
  const narrow = (condition: (at: string) => string, value: SqlValue | undefined) => {
    if (value === undefined) return
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  narrow((at) => `starts_with(act, ${at}::text)`, act)
  narrow((at) => `actor->>'account' = any(${at}::text[])`, accounts)
  narrow((at) => `subject = any(${at}::text[])`, subjects)
  narrow((at) => `outcome = ${at}`, outcome)
  const inZone = (day: string) => {
    values.push(zone)
    return `(${day}::timestamp at time zone $${values.length}::text)`
  }
  narrow((at) => `at >= ${inZone(`${at}::date`)}`, from)
  narrow((at) => `at < ${inZone(`(${at}::date + 1)`)}`, to)
  narrow((at) => `number < ${at}::bigint`, before)
  return db.query<StoredAuditLine>(
    `select number, at, act, actor, subject, outcome, detail from audit where ${conditions.join(' and ')}
     order by number desc limit ${Math.trunc(limit)}`,
    values,
  )
}

/** The names of the acts that were audited, in order of the alphabet. */
export async function readAuditedActs(db: Queryable): Promise<readonly string[]> {
  // A skip over the index is not to be had for a column without one: the newest ten thousand lines tell which acts there are.
  const rows = await db.query<{ act: string }>(
    'select distinct act from (select act from audit order by number desc limit 10000) as newest order by act',
  )
  return rows.map(({ act }) => act)
}
