// The loops behind messages: push what waits, fetch what did not come, compare the ledgers at night.
import { PeerFault } from '../signed/fault.ts'
import type { Party } from '../trust/trust.ts'
import type { MessagesNode } from './messages-node.ts'
import { deliverTo } from './operations/deliver.ts'
import { fetchMessages } from './operations/fetch-messages.ts'
import { reconcileDue } from './operations/reconcile.ts'

/** Milliseconds between two looks at what waits, and between two calls for what did not come. */
const LOOK = 2000
const FETCH = 60_000
const NIGHT = 600_000

/** Starts the loops of a node; `wake` pushes at once. `stop` waits for what is under way. */
export function startMessages(
  messages: MessagesNode,
  every: { readonly look?: number; readonly fetch?: number; readonly night?: number } = {},
): { readonly wake: () => void; readonly stop: () => Promise<void> } {
  const deliver = loop(every.look ?? LOOK, () => forEachPeer(messages, (peer) => deliverTo(messages, peer)))
  const fetch = loop(every.fetch ?? FETCH, () => forEachPeer(messages, (peer) => fetchMessages(messages, peer)))
  const night = loop(every.night ?? NIGHT, () => forEachPeer(messages, (peer) => reconcileDue(messages, peer)))
  return {
    wake: deliver.wake,
    stop: async () => {
      await Promise.all([deliver.stop(), fetch.stop(), night.stop()])
    },
  }
}

async function forEachPeer(messages: MessagesNode, work: (peer: Party) => Promise<unknown>): Promise<void> {
  await Promise.all(
    messages.trust.peers().map((peer) =>
      work(peer).catch((error: unknown) => {
        if (error instanceof PeerFault)
          messages.log.info({ peer: peer.country, code: error.code }, 'a peer did not answer')
        else messages.log.warn({ peer: peer.country, err: error }, 'the exchange of messages failed')
      }),
    ),
  )
}

/** Runs `work` now and again, never twice at once; a wake during a run makes another run follow. */
function loop(pause: number, work: () => Promise<void>) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let [again, stopped] = [false, false]

  function run(): void {
    clearTimeout(timer)
    if (stopped) return
    if (running) {
      again = true
      return
    }
    again = false
    running = work().finally(() => {
      running = undefined
      if (stopped) return
      if (again) run()
      else {
        timer = setTimeout(run, pause)
        timer.unref()
      }
    })
  }

  timer = setTimeout(run, 0)
  return {
    wake: run,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
