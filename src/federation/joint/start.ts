// The sweep of a running node: says of acts whose time is over that they have lapsed.
import type { Database } from '../../platform/database/database.ts'
import { type Refresher, sweepActs } from './refresh.ts'

const EVERY_MS = 60_000

/** Begins to sweep every minute; `failed` hears of what went wrong, and the next sweep tries again. */
export function startJoint(database: Database, refresher: Refresher, failed: (error: unknown) => void) {
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = database.transaction((tx) => sweepActs(tx, refresher)).catch(failed)
  }, EVERY_MS)
  timer.unref()
  return {
    /** Ends when the sweep that may be running has ended. */
    async stop(): Promise<void> {
      clearInterval(timer)
      await running
    },
  }
}
