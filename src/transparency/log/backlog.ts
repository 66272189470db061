// A database that is older than its log: its public events are appended once, in the order in which they happened.
import { readEventsAfter } from '../../events/index.ts'
import type { Database } from '../../platform/database/database.ts'
import { appendStored } from './append.ts'
import type { LogShare } from './share.ts'
import { countAppended, newestWaiting, readLogHeads } from './store/entries.ts'

const BATCH = 1000

/** Appends what happened before there was a log; does nothing once there is one. Each batch is one transaction. */
export async function appendBacklog(
  database: Database,
  own: { readonly short: string; readonly origin: string },
  shares: readonly LogShare[],
  say: (done: number) => void = () => undefined,
): Promise<number> {
  const begun = await countAppended(database)
  const published = (await readLogHeads(database)).some(({ own }) => own)
  // A log that has begun holds everything up to its newest entry, and acts append by themselves.
  if (begun > 0 && published) return 0
  let position = begun > 0 ? await newestWaiting(database) : 0
  let count = 0
  for (;;) {
    const events = await readEventsAfter(database, position, BATCH)
    const last = events.at(-1)
    if (!last) return count
    const mine = events.filter(({ origin }) => origin === own.origin)
    count += await database.transaction((tx) => appendStored(tx, mine, own.short, shares))
    position = last.position
    say(count)
    await new Promise(setImmediate)
  }
}
