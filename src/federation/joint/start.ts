// The rounds of a running node: acts whose time is over have lapsed, and cosignatures that only a peer knows are asked for.
import type { Database } from '../../platform/database/database.ts'
import { askForCosigned, type Exchange, TOLD_SECONDS } from './exchange.ts'
import { type Refresher, sweepActs } from './refresh.ts'
import { countRecent } from './store/acts.ts'

const SWEEP_MS = 60_000
/** Every how many sweeps the peers are asked. */
const ASK = 10

/**
 * Sweeps every minute, and with an `exchange` asks the peers every ten minutes; `failed` hears of what went wrong, and the next
 * round tries again.
 */
export function startJoint(
  database: Database,
  refresher: Refresher,
  failed: (error: unknown) => void,
  exchange?: Exchange,
) {
  let rounds = 0
  let running: Promise<unknown> = Promise.resolve()
  const round = async () => {
    await database.transaction((tx) => sweepActs(tx, refresher))
    if (exchange && rounds++ % ASK === 0) await askPeers(database, refresher, exchange, failed)
  }
  const timer = setInterval(() => {
    running = running.then(round).catch(failed)
  }, SWEEP_MS)
  timer.unref()
  return {
    /** Ends when the round that may be running has ended. */
    async stop(): Promise<void> {
      clearInterval(timer)
      await running
    },
  }
}

/** Asks every peer, while there are acts of the last weeks; one that is silent keeps no other from answering. */
export async function askPeers(
  database: Database,
  refresher: Refresher,
  exchange: Exchange,
  failed: (error: unknown) => void,
): Promise<void> {
  const since = Math.floor(refresher.now().getTime() / 1000) - TOLD_SECONDS
  if ((await countRecent(database, since)) === 0) return
  for (const peer of exchange.trust.peers()) await askForCosigned(database, refresher, exchange, peer).catch(failed)
}
