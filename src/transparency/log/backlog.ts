// A database that is older than its log: its public events are appended once, in the order in which they happened.
import { readEventsAfter } from '../../events/index.ts'
import type { Database } from '../../platform/database/database.ts'
import { appendStored } from './append.ts'
import type { LogShare } from './share.ts'
import { countAppended } from './store/entries.ts'

const BATCH = 1000

/** Appends what happened before there was a log; does nothing once there is one. Each batch is one transaction. */
export async function appendBacklog(
  database: Database,
  own: { readonly short: string; readonly origin: string },
  shares: readonly LogShare[],
  say: (done: number) => void = () => undefined,
): Promise<number> {
  const [told] = await database.query<{ position: number | null }>('select max(position) as position from log_entries')
  const begun = await countAppended(database)
  const [head] = await database.query<{ position: number }>('select position from log_heads where own')
  // A log that has begun holds everything up to its newest entry, and acts append by themselves.
  let position = begun > 0 ? Math.max(told?.position ?? 0, head?.position ?? 0) : 0
  if (begun > 0 && head) return 0
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
