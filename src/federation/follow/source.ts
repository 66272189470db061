// Where the files of a log come from: another node over HTTP, or a folder; each answer is bounded in bytes and in time.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A log as files. Nothing that it hands over has been believed yet. */
export type LogSource = {
  /** The bytes of a file below the log's address; undefined when there is none. Throws SourceFault. */
  readonly get: (path: string, most: number) => Promise<Uint8Array | undefined>
}

/** `unreachable`: try again later. `oversized`: more than could be right. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault'
  readonly code: 'unreachable' | 'oversized'
  constructor(code: 'unreachable' | 'oversized', detail: string) {
    super(detail)
    this.code = code
  }
}

/** Requests at one time to one node. */
const PARALLEL = 16
const PATIENCE_MS = 15_000

/**
 * The log below an address without a slash at its end. Redirects are not followed: the address was pinned. `patience`:
 * milliseconds for a whole answer; `ended`: nothing is waited for any more.
 */
export function httpSource(address: string, patience = PATIENCE_MS, ended?: AbortSignal): LogSource {
  const line = createLine(PARALLEL)
  return {
    get: (path, most) =>
      line(async () => {
        try {
          const answer = await fetch(`${address}/${path}`, {
            redirect: 'error',
            signal: AbortSignal.any([AbortSignal.timeout(patience), ...(ended ? [ended] : [])]),
            headers: { 'accept-encoding': 'gzip, identity' },
          })
          if (answer.status === 404 || answer.status === 410) {
            await answer.body?.cancel()
            return undefined
          }
          if (answer.status !== 200 || !answer.body) {
            await answer.body?.cancel()
            throw new SourceFault('unreachable', `${path} was answered with ${answer.status}`)
          }
          return await readWithin(answer.body, path, most)
        } catch (error) {
          if (error instanceof SourceFault) throw error
          const { message, cause } = error as Error
          throw new SourceFault('unreachable', `${path}: ${cause instanceof Error ? cause.message : message}`)
        }
      }),
  }
}

/** Counts what is unpacked: a small answer can be a large one. */
async function readWithin(body: ReadableStream<Uint8Array>, path: string, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > most) throw new SourceFault('oversized', `${path} is larger than ${most} bytes`)
    pieces.push(piece)
  }
  return pieces.length === 1 && pieces[0] ? pieces[0] : new Uint8Array(Buffer.concat(pieces))
}

/** The log in a folder. */
export function folderSource(folder: string): LogSource {
  return {
    async get(path, most) {
      const file = join(folder, path)
      try {
        if ((await stat(file)).size > most) throw new SourceFault('oversized', `${path} is larger than ${most} bytes`)
        return new Uint8Array(await readFile(file))
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
        throw error
      }
    },
  }
}

/** Lets so many works run at one time; the others wait in their order. */
export function createLine(places: number) {
  let free = places
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--
    else await new Promise<void>((enter) => waiting.push(enter))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
