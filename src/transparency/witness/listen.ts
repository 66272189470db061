// A witness's addresses on a bare HTTP server: bounded bodies, bounded time, nothing else.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RawAnswer, RawRoute } from '../../platform/http.ts'

const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } as const
const MOST_BYTES = 128 * 1024
const plain = (status: number, words: string): RawAnswer => ({ status, headers: TEXT, body: `${words}\n` })

export type Listening = { readonly port: number; readonly stop: () => Promise<void> }

/** Serves the routes, and `/healthz`. `failed` hears what a route threw. Throws when the port is taken. */
export async function listenRaw(
  routes: readonly RawRoute[],
  { host, port }: { readonly host: string; readonly port: number },
  failed: (error: Error) => void,
): Promise<Listening> {
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5000, maxHeaderSize: 8192 },
    (request, response) => {
      answerTo(routes, request).then(
        (answer) => send(response, answer),
        (error: Error) => {
          failed(error)
          send(response, plain(500, 'this witness failed'))
        },
      )
    },
  )
  server.setTimeout(30_000)
  server.maxConnections = 256
  await new Promise<void>((listening, refused) => {
    server.once('error', refused)
    server.listen(port, host, listening)
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeIdleConnections()
      // Whoever is slower than this is not waited for.
      setTimeout(() => server.closeAllConnections(), 2000).unref()
      return closed
    },
  }
}

async function answerTo(routes: readonly RawRoute[], request: IncomingMessage): Promise<RawAnswer> {
  const [path = '', ...search] = (request.url ?? '').split('?')
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (method === 'GET' && path === '/healthz') return plain(200, 'ok')
  if (method !== 'GET' && method !== 'POST') return plain(405, 'GET or POST')
  for (const route of routes) {
    const params = route.method.toUpperCase() === method ? paramsOf(route.path, path) : undefined
    if (!params) continue
    const body = method === 'POST' ? await bodyOf(request, route.limit ?? MOST_BYTES) : new Uint8Array()
    if (!body) return plain(413, 'too many bytes')
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const authority = request.headers.host ?? ''
    return route.respond({ method, authority, path, search: search.join('?'), params, headers, body })
  }
  return plain(404, 'not here')
}

/** The named pieces of a path; undefined when it is another one. */
function paramsOf(route: string, path: string): Readonly<Record<string, string>> | undefined {
  const [want, have] = [route.split('/'), path.split('/')]
  if (want.length !== have.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, piece] of want.entries()) {
    const given = have[at] ?? ''
    if (piece.startsWith(':')) params[piece.slice(1)] = given
    else if (piece !== given) return undefined
  }
  return params
}

/** undefined: more than `most` bytes; the rest is not read. */
async function bodyOf(request: IncomingMessage, most: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > most) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function send(response: ServerResponse, { status, headers, body }: RawAnswer): void {
  if (response.destroyed) return
  // A sender that still has bytes after a refusal is let go.
  response.writeHead(status, { ...headers, ...(status === 413 && { connection: 'close' }) })
  response.end(body)
}
