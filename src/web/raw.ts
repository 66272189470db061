// Addresses for programs: the body is taken within its limit and handed over as bytes; the answer goes out as it is.
import type { RawAnswer, RawRoute } from '../platform/http.ts'
import type { Ctx } from './answers.ts'
import { securityHeaders } from './headers.ts'
import { patience, readBody } from './read-body.ts'

const LIMIT = 64 * 1024
const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } as const

/** The path of a raw route as the router writes it: `/*` at its end takes any number of parts. */
export function routerPath(path: string): string {
  return path.replace(/\/\*$/, '/:rest{.+}')
}

/** Takes a call in and hands it to its route. */
export async function takeRaw(c: Ctx, route: RawRoute): Promise<Response> {
  const { incoming } = c.env
  const body =
    route.method === 'get'
      ? new Uint8Array()
      : await readBody(incoming, route.limit ?? LIMIT, patience(route.limit ?? LIMIT))
  if (typeof body === 'string') {
    c.header('connection', 'close')
    const status = body === 'body-too-large' ? 413 : 400
    return send(c, { status, headers: TEXT, body: `${body}\n` })
  }
  const { pathname, search } = new URL(c.req.url)
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const answer = await route.respond({
    method: route.method === 'get' ? 'GET' : 'POST',
    authority: headers.host ?? '',
    path: pathname,
    search,
    params: c.req.param(),
    headers,
    body,
  })
  return send(c, answer)
}

function send(c: Ctx, { status, headers, body }: RawAnswer): Response {
  const all = { ...securityHeaders('data', false, false), 'x-request-id': c.get('request'), ...headers }
  // An answer without content must not have even an empty one: the platform refuses to make it.
  if (status === 204 || status === 304) return c.body(null, status, all)
  return c.body(body as Uint8Array<ArrayBuffer> | string, status as 200, all)
}
