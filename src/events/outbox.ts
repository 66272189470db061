// The outbox: what an act asks for beyond its transaction, carried out after its commit, at least once.
import { claimJob, endJob, type Job } from './outbox-store.ts'

export { type DeadJob, enqueue, type Job, listDead, type NewJob, removeDone, retryDead } from './outbox-store.ts'

import { setTimeout as breathe } from 'node:timers/promises'
import type { Database } from '../platform/database/database.ts'

/** Carries a job out. It may be called again with the same job: what it did under `job.id` must not be done twice. */
export type JobHandler = (job: Job) => Promise<void>

/** Where failures are told; pino's loggers fit. */
export type OutboxLog = { readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void }

/**
 * Thrown by a handler that knows why it failed. `code` is kept and shown to administrators: a word such as
 * `mail-refused`, never somebody's data. `final` means that trying again cannot help.
 */
export class JobFailed extends Error {
  override readonly name = 'JobFailed'
  readonly code: string
  readonly final: boolean
  constructor(code: string, final = false, cause?: unknown) {
    super(code, { cause })
    this.code = code
    this.final = final
  }
}

/** A handler must have ended, or given up, within this time: afterwards the job is given to another worker. */
export const LEASE_SECONDS = 300
/** After so many failed attempts (about seven hours) a job is dead and waits for somebody to look. */
export const ATTEMPTS = 14
const FIRST_DELAY_SECONDS = 15
const LONGEST_DELAY_SECONDS = 3600
const ROUND = 100
/** Milliseconds between two jobs. */
const BREATH = 20

/** Seconds to wait after the `attempt`-th failure: doubled each time, an hour at most. */
export function delayAfter(attempt: number): number {
  return Math.min(FIRST_DELAY_SECONDS * 2 ** (attempt - 1), LONGEST_DELAY_SECONDS)
}

/**
 * A worker over the outbox; several, in several processes, may share one database. A job is claimed in one short
 * transaction, carried out outside any, and marked in another. Jobs of kinds without a handler are left alone.
 */
export function createOutbox(
  database: Database,
  handlers: Readonly<Record<string, JobHandler>>,
  { now, log }: { readonly now: () => Date; readonly log: OutboxLog },
) {
  const kinds = Object.keys(handlers)
  const later = (seconds: number) => new Date(now().getTime() + seconds * 1000)
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let stopped = true

  /** Carries out one job. False when there is none that is due. */
  async function runNext(): Promise<'nothing' | 'done' | 'failed'> {
    const claimed = await claimJob(database, kinds, {
      now: now(),
      leaseUntil: later(LEASE_SECONDS),
      attempts: ATTEMPTS,
    })
    if (!claimed) return 'nothing'
    if ('abandoned' in claimed) {
      log.warn({ job: claimed.abandoned.id, kind: claimed.abandoned.kind }, 'a job is dead: its worker ended each time')
      return 'failed'
    }
    const { job } = claimed
    try {
      await handlers[job.kind]?.(job)
    } catch (error) {
      const code = codeOf(error)
      const dead = job.attempt >= ATTEMPTS || (error instanceof JobFailed && error.final)
      await endJob(database, job, { now: now(), error: code, dueAt: dead ? undefined : later(delayAfter(job.attempt)) })
      log.warn(
        { job: job.id, kind: job.kind, attempt: job.attempt, error: code },
        dead ? 'a job is dead' : 'a job failed',
      )
      return 'failed'
    }
    await endJob(database, job, { now: now() })
    return 'done'
  }

  /**
   * Carries out what is due now, at most a hundred jobs. Failures are kept with the job and logged, not thrown;
   * throws only when the database cannot be asked.
   * @returns how many were carried out
   */
  async function runOnce(): Promise<number> {
    let done = 0
    for (let count = 0; count < ROUND; count++) {
      const outcome = await runNext()
      if (outcome === 'nothing') break
      // A letter is drawn on this thread: whoever waits for a page comes in between two.
      await breathe(BREATH)
      if (outcome === 'done') done++
    }
    return done
  }

  function runLater(milliseconds: number, every: number): void {
    timer = setTimeout(() => {
      running = runOnce()
        .catch((error: Error) => {
          log.warn({ error: codeOf(error) }, 'the outbox cannot be read')
          return 0
        })
        .then((done) => {
          if (!stopped) runLater(done === ROUND ? 0 : every, every)
        })
    }, milliseconds)
    timer.unref()
  }

  return {
    runOnce,
    /** Looks for jobs every so many milliseconds, until stopped. */
    start(everyMilliseconds = 1000): void {
      if (!stopped) return
      stopped = false
      runLater(0, everyMilliseconds)
    },
    /** Begins no further round and waits for the one under way. */
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** What may be kept of an error: its own code or name. Its message may quote an address or a name. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  const word = [code, name].find((value) => typeof value === 'string' && /^[A-Za-z0-9_-]{1,60}$/.test(value))
  return typeof word === 'string' ? word : 'unknown'
}
