// Takes a body off the line, within a number of bytes and a time; what is over the limit is never held.
import type { IncomingMessage } from 'node:http'

export type BodyFault = 'body-too-large' | 'slow-form' | 'bad-form'

/** Bytes a second below which a line is taken for one that only holds us up: 64 kbit/s. */
const SLOWEST = 8192
/** Under the bound that node:http sets (refuse-unread.ts), so that whoever sends is told why. */
const LONGEST = 540_000

/** How long a body of at most `limit` bytes may take: half a minute, and longer only where much may be sent. */
export function patience(limit: number): number {
  return Math.min(LONGEST, Math.max(30_000, (limit / SLOWEST) * 1000))
}

/**
 * The whole body, or what is wrong with it. A length that says too much is refused before anything is read; a body that
 * does not say its length is left where it passes the limit. The line is left as it is: who answers closes it.
 */
export function readBody(incoming: IncomingMessage, limit: number, ms: number): Promise<Uint8Array | BodyFault> {
  const declared = Number(incoming.headers['content-length'] ?? 0)
  if (declared > limit) return Promise.resolve('body-too-large')
  return new Promise((done) => {
    const pieces: Uint8Array[] = []
    let size = 0
    const timer = setTimeout(() => end('slow-form'), ms)
    const onData = (piece: Uint8Array) => {
      size += piece.length
      if (size > limit) end('body-too-large')
      else pieces.push(piece)
    }
    const onEnd = () => end(Buffer.concat(pieces))
    const onCut = () => end('bad-form')
    function end(result: Uint8Array | BodyFault): void {
      clearTimeout(timer)
      incoming.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut)
      incoming.pause()
      done(result)
    }
    incoming.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut)
  })
}
