// The table of jobs: asked for in an act's transaction, claimed by one worker at a time, ended by the one that holds it.
import type { Database, Queryable, Transaction } from '../platform/database/database.ts'
import { newIdentifier } from '../platform/seal/digest.ts'

/** What a job carries: identifiers, days, numbers and flags. Nothing personal: whoever carries it out reads that afresh. */
export type Payload = Readonly<Record<string, string | number | boolean>>

export type NewJob = {
  /** A word that a handler answers to, such as `letter`. */
  readonly kind: string
  /** Identifier of what it is about. */
  readonly subject: string
  readonly payload: Payload
  /** Not before this instant; at once when left out. */
  readonly dueAt?: Date
  /** The same key is carried out once, however often it is asked for. */
  readonly key?: string
}

/** A job that is being carried out; `attempt` counts from 1. */
export type Job = {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly payload: Payload
  readonly attempt: number
  readonly enqueuedAt: Date
}

export type DeadJob = Omit<Job, 'payload' | 'attempt'> & {
  readonly attempts: number
  /** A code, such as `mail-refused` or `ECONNREFUSED`. */
  readonly lastError: string
  readonly endedAt: Date
}

// An identifier, a day, a language, a path of these: no space, no @, nothing that a name or an address needs.
const PLAIN = /^[A-Za-z0-9_.:/-]{0,120}$/

/**
 * Asks for a job in the transaction of the act that needs it: without the act there is no job, and the other way round.
 * Throws Error when a text in it is not plainly an identifier.
 * @returns the job's identifier, or that of the job which stands under the same key already
 */
export async function enqueue(tx: Transaction, job: NewJob): Promise<string> {
  const texts = [job.kind, job.subject, job.key ?? '', ...Object.values(job.payload)]
  if (texts.some((text) => typeof text === 'string' && !PLAIN.test(text)))
    throw new Error(`a job of kind ${job.kind} would hold more than identifiers`)
  const [made] = await tx.query<{ id: string }>(
    `insert into outbox (id, kind, subject, payload, due_at, key) values ($1, $2, $3, $4, $5, $6)
     on conflict (key) do nothing returning id`,
    [newIdentifier('job'), job.kind, job.subject, JSON.stringify(job.payload), job.dueAt ?? null, job.key ?? null],
  )
  if (made) return made.id
  const [before] = await tx.query<{ id: string }>('select id from outbox where key = $1', [job.key ?? null])
  if (!before) throw new Error('a job under the same key has just been removed: try again')
  return before.id
}

type Claimed = { readonly job: Job } | { readonly abandoned: { readonly id: string; readonly kind: string } }

/**
 * Takes the oldest job that is due, or whose holder's lease has run out; other workers step over it. A job whose holders
 * ended with it `attempts` times is declared dead instead: it may be what ends them.
 */
export async function claimJob(
  database: Database,
  kinds: readonly string[],
  at: { readonly now: Date; readonly leaseUntil: Date; readonly attempts: number },
): Promise<Claimed | undefined> {
  return database.transaction(async (tx) => {
    const [found] = await tx.query<Job>(
      `select id, kind, subject, payload, attempts + 1 as attempt, enqueued_at as "enqueuedAt" from outbox
       where kind = any($1) and (state = 'waiting' and coalesce(due_at <= $2, true) or state = 'running' and lease_until <= $2)
       order by number limit 1 for update skip locked`,
      [kinds, at.now],
    )
    if (!found) return undefined
    if (found.attempt > at.attempts) {
      await tx.query(
        `update outbox set state = 'dead', lease_until = null, ended_at = $2, last_error = 'worker-ended' where id = $1`,
        [found.id, at.now],
      )
      return { abandoned: found }
    }
    await tx.query(`update outbox set state = 'running', attempts = $2, lease_until = $3 where id = $1`, [
      found.id,
      found.attempt,
      at.leaseUntil,
    ])
    return { job: found }
  })
}

/**
 * Marks a job as done, to be tried again at `dueAt`, or as dead. Does nothing when the lease had run out and another
 * worker has taken the job meanwhile: then that one's outcome counts.
 */
export async function endJob(
  db: Queryable,
  job: Job,
  how: { readonly now: Date; readonly error?: string; readonly dueAt?: Date | undefined },
): Promise<void> {
  const state = how.error === undefined ? 'done' : how.dueAt ? 'waiting' : 'dead'
  await db.query(
    `update outbox set state = $3, lease_until = null, due_at = coalesce($4, due_at), last_error = $5, ended_at = $6
     where id = $1 and state = 'running' and attempts = $2`,
    [job.id, job.attempt, state, how.dueAt ?? null, how.error ?? null, state === 'waiting' ? null : how.now],
  )
}

/** Jobs that were given up, the newest first. */
export async function listDead(db: Queryable, limit = 100): Promise<readonly DeadJob[]> {
  return db.query<DeadJob>(
    `select id, kind, subject, attempts, coalesce(last_error, 'unknown') as "lastError", enqueued_at as "enqueuedAt", ended_at as "endedAt"
     from outbox where state = 'dead' order by number desc limit $1`,
    [limit],
  )
}

/** Lets a dead job be tried again from the first attempt. False when no such job is dead. */
export async function retryDead(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query(
    `update outbox set state = 'waiting', attempts = 0, due_at = null, ended_at = null where id = $1 and state = 'dead' returning id`,
    [id],
  )
  return rows.length === 1
}

/** Removes what was done before an instant, and with it the keys that refuse a repetition. @returns how many */
export async function removeDone(db: Queryable, before: Date): Promise<number> {
  const rows = await db.query(`delete from outbox where state = 'done' and ended_at < $1 returning id`, [before])
  return rows.length
}
