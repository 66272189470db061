// A question of ten megabytes never reaches the application: Node's parser stops it; this says why, in every language of the pack.
import { type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { LanguageOfPack } from '../packs/index.ts'
import { problemText } from './pages/error.ts'
import type { Readers } from './readers.ts'

/** Answers requests that the parser refuses: head too long (431), anything malformed (400). The language is not known by then. */
export function refuseHugeRequests(server: Server, languages: readonly LanguageOfPack[], readers: Readers): void {
  const lines = (code: 'question-too-long' | 'bad-request') =>
    languages.flatMap(({ tag, standing }) => {
      const reader = standing === 'named' ? undefined : readers.of(tag)
      return reader ? [`${tag}: ${Object.values(problemText(code, reader)).join(' ')}`] : []
    })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    const tooLong = error.code === 'HPE_HEADER_OVERFLOW'
    const status = tooLong ? 431 : 400
    const body = `${lines(tooLong ? 'question-too-long' : 'bad-request').join('\n')}\n`
    const head = [
      'content-type: text/plain; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      'x-content-type-options: nosniff',
    ]
    return socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('\r\n')}\r\n\r\n${body}`)
  })
}
