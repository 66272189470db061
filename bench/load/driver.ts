// Loads a server from a process of its own: at a fixed open-loop rate, or with as many clients as it takes to saturate it.
import { once } from 'node:events'
import { Agent, get } from 'node:http'

export type Target = {
  readonly port: number
  readonly paths: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly seconds: number
}
export type LoadTask =
  | ({ readonly kind: 'open loop'; readonly rate: number } & Target)
  | ({ readonly kind: 'saturate'; readonly clients: number } & Target)
/** Latencies in milliseconds from the moment at which the question was due, or answers a second; `failed` were not 200. */
export type LoadResult = { readonly latencies: readonly number[]; readonly perSecond: number; readonly failed: number }

type Cannon = (options: object) => Promise<{ '2xx': number; duration: number; non2xx: number; errors: number }>
type CannonClient = { setRequests: (requests: readonly object[]) => void }

/** Sends each question when it is due, however many are still unanswered: a server that falls behind shows it. */
async function openLoop({ port, paths, headers, seconds, rate }: Extract<LoadTask, { kind: 'open loop' }>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 })
  const count = Math.round(rate * seconds)
  const latencies: number[] = []
  let failed = 0
  const ask = (path: string, due: number) =>
    new Promise<void>((done) => {
      const ended = (right: boolean) => {
        if (right) latencies.push(performance.now() - due)
        else failed += 1
        done()
      }
      const request = get({ port, host: '127.0.0.1', path, headers, agent }, (answer) => {
        answer.on('end', () => ended(answer.statusCode === 200)).resume()
      })
      request.on('error', () => ended(false))
    })
  const asked: Promise<void>[] = []
  const start = performance.now() + 20
  while (asked.length < count) {
    const due = start + (asked.length * 1000) / rate
    const left = due - performance.now()
    if (left > 2) await new Promise((woken) => setTimeout(woken, left - 1.5))
    else if (left > 0) await new Promise(setImmediate)
    else asked.push(ask(paths[asked.length % paths.length] ?? '/', due))
  }
  await Promise.all(asked)
  agent.destroy()
  return { latencies, failed, perSecond: count / seconds }
}

async function saturate({ port, paths, headers, seconds, clients }: Extract<LoadTask, { kind: 'saturate' }>) {
  // The package has no types of its own.
  const { default: cannon } = (await import('autocannon' as string)) as { default: Cannon }
  let client = 0
  const result = await cannon({
    url: `http://127.0.0.1:${port}`,
    connections: clients,
    duration: seconds,
    headers,
    // Each client asks its own few questions: the driver prepares each before it asks, and must not be what is measured.
    setupClient(one: CannonClient) {
      const own = client++
      one.setRequests(paths.filter((_, at) => at % clients === own % clients).map((path) => ({ path, method: 'GET' })))
    },
  })
  return { latencies: [], failed: result.non2xx + result.errors, perSecond: result['2xx'] / result.duration }
}

if (process.send) {
  const [task] = (await once(process, 'message')) as [LoadTask]
  process.send?.(await (task.kind === 'open loop' ? openLoop(task) : saturate(task)))
  process.disconnect?.()
}
