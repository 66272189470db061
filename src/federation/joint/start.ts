// The rounds of a running node: acts whose time is over have lapsed, and cosignatures that only a peer knows are asked for.
import { askForCosigned, type Exchange } from './exchange.ts'
import { sweepActs } from './refresh.ts'
import { countRecent } from './store/acts.ts'

const SWEEP_MS = 60_000
/** Every how many sweeps the peers are asked. */
const ASK = 10

/** Sweeps every minute and asks the peers every ten; `failed` hears of what went wrong, and the next round tries again. */
export function startJoint(exchange: Exchange, failed: (error: unknown) => void) {
  let rounds = 0
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running.then(() => joinRound(exchange, rounds++ % ASK === 0, failed)).catch(failed)
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

/** One round. Peers are asked only while there are acts of the last weeks; one that is silent keeps no other from answering. */
export async function joinRound(exchange: Exchange, ask: boolean, failed: (error: unknown) => void): Promise<void> {
  const { database, refresher, trust } = exchange
  await database.transaction((tx) => sweepActs(tx, refresher))
  const since = Math.floor(refresher.now().getTime() / 1000) - 60 * 24 * 3600
  if (!ask || (await countRecent(database, since)) === 0) return
  for (const peer of trust.peers()) await askForCosigned(exchange, peer).catch(failed)
}
