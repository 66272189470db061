// What never reaches the application (a question of ten megabytes, half a request, no HTTP at all) and how it is told why, in every language of the pack.
import { type Server, type ServerOptions, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { LanguageOfPack } from '../packs/index.ts'
import { problemText } from './pages/error.ts'
import type { Readers } from './readers.ts'

/** How long a request may take to arrive, in milliseconds: generous to a slow line, short to who only holds the line. */
export const ARRIVAL: ServerOptions = {
  headersTimeout: 10_000,
  // The last bound for a body with papers; how long each form may take is decided where it is read (read-body.ts).
  requestTimeout: 600_000,
  connectionsCheckingInterval: 2_000,
  // A request without a host is refused by `malformed`, which says why; Node's own refusal is empty.
  requireHostHeader: false,
}

/** The refusals of requests that nobody could read; their language is not known, so they speak in all. */
export function createRefusals(languages: readonly LanguageOfPack[], readers: Readers) {
  function words(code: 'question-too-long' | 'bad-request'): string {
    const lines = languages.flatMap(({ tag, standing }) => {
      const reader = standing === 'named' ? undefined : readers.of(tag)
      return reader ? [`${tag}: ${Object.values(problemText(code, reader)).join(' ')}`] : []
    })
    return `${lines.join('\n')}\n`
  }
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
    const body = words(status === 431 ? 'question-too-long' : 'bad-request')
    const head = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' })
    const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n${body}`)
  }
  return {
    /** What Node's parser refuses: a head too long (431), one that never ends (408), anything malformed (400). */
    watch: (server: Server) => server.on('clientError', refuse),
    /** What is HTTP but no address: no host, an impossible host or path (400). */
    malformed: (): Response => new Response(words('bad-request'), { status: 400, headers }),
  }
}
