// Sends a request over a kept connection, with limits on bytes, time and calls at once.
import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'
import { PeerFault } from './fault.ts'
import type { SignedAnswer, SignedRequest } from './signature.ts'

/** Sends bytes and brings the answer, which nobody has believed yet. Throws PeerFault `unreachable`, `timeout`, `too-large`. */
export type Send = (request: SignedRequest) => Promise<SignedAnswer>
export type Limits = {
  /** Milliseconds for a whole call. */
  readonly patience: number
  /** Most bytes of an answer. */
  readonly answer: number
  /** Calls to one peer at once; others wait, `waiting` of them at most. */
  readonly atOnce: number
  readonly waiting: number
}
export const LIMITS: Limits = { patience: 15_000, answer: 8 * 1024 * 1024, atOnce: 16, waiting: 1000 }

/** The client of a node. Redirects are not followed: what was signed was signed for one address. */
export function createSend({ patience, answer: most, atOnce }: Limits): Send & { readonly close: () => void } {
  const keep = { keepAlive: true, maxSockets: atOnce, maxFreeSockets: atOnce }
  const [plain, tls] = [new PlainAgent(keep), new TlsAgent(keep)]

  function once({ method, url, headers, body }: SignedRequest): Promise<SignedAnswer> {
    return new Promise((resolve, reject) => {
      const encrypted = url.protocol === 'https:'
      const all = { ...headers, 'accept-encoding': 'identity', 'content-length': String(body.length) }
      const signal = AbortSignal.timeout(patience)
      const failed = (error: Error & { code?: string }) => {
        if (error instanceof PeerFault) reject(error)
        else if (signal.aborted) reject(new PeerFault('timeout'))
        else reject(new PeerFault('unreachable', error.code ?? 'cut', error))
      }
      const outgoing = (encrypted ? tlsRequest : plainRequest)(
        url,
        { method, headers: all, agent: encrypted ? tls : plain, signal },
        (incoming) => void readAnswer(incoming, most).then(resolve, failed),
      )
      outgoing.on('error', (error: Error & { code?: string }) => {
        // A kept connection that the other side had just closed: nothing arrived there.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') error.code = 'closed-before'
        failed(error)
      })
      outgoing.end(body)
    })
  }

  return Object.assign(once, {
    close() {
      plain.destroy()
      tls.destroy()
    },
  })
}

async function readAnswer(incoming: IncomingMessage, most: number): Promise<SignedAnswer> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of incoming as AsyncIterable<Uint8Array>) {
    bytes += piece.length
    if (bytes > most) {
      incoming.destroy()
      throw new PeerFault('too-large')
    }
    pieces.push(piece)
  }
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(headers) as Readonly<Record<string, string>>,
    body: Buffer.concat(pieces),
  }
}

/** Lets `atOnce` calls of a name run; the others wait in their order. Throws PeerFault `busy` when too many wait. */
export function createGate({ atOnce, waiting }: Pick<Limits, 'atOnce' | 'waiting'>) {
  const gates = new Map<string, { running: number; readonly queue: (() => void)[] }>()
  return async function through<T>(name: string, work: () => Promise<T>): Promise<T> {
    const gate = gates.get(name) ?? { running: 0, queue: [] }
    gates.set(name, gate)
    if (gate.running < atOnce) gate.running++
    else if (gate.queue.length >= waiting) throw new PeerFault('busy')
    // Whoever leaves hands its place on, so that `running` does not change.
    else await new Promise<void>((go) => gate.queue.push(go))
    try {
      return await work()
    } finally {
      const next = gate.queue.shift()
      if (next) next()
      else gate.running--
    }
  }
}
