// A log as files, from a folder or over HTTP; what comes is bounded, and nothing of it has been believed.
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CheckFault } from './fault.ts'

export type CheckedSource = {
  /** What people call it. */
  readonly name: string
  /** The bytes of a file of at most `most` bytes; undefined when there is none. Throws CheckFault for what cannot be read. */
  readonly get: (path: string, most: number) => Promise<Uint8Array | undefined>
}

/** How long one file is waited for, and how often it is asked for; `signal` ends both. */
export type Patience = { readonly patienceMs: number; readonly tries: number; readonly signal?: AbortSignal }

const PATIENCE: Patience = { patienceMs: 30_000, tries: 4 }

/** A folder, or an http(s) address. */
export function sourceOf(place: string, patience = PATIENCE): CheckedSource {
  return /^https?:\/\//.test(place) ? httpLog(place.replace(/\/+$/, ''), patience) : folderLog(place)
}

function folderLog(folder: string): CheckedSource {
  return {
    name: folder,
    async get(path, most) {
      const file = join(folder, path)
      if (!existsSync(file)) return undefined
      if ((await stat(file)).size > most) throw tooLong(path)
      return readFile(file)
    },
  }
}

function httpLog(address: string, { patienceMs, tries, signal }: Patience): CheckedSource {
  async function once(path: string, most: number): Promise<Uint8Array | undefined> {
    const late = AbortSignal.timeout(patienceMs)
    const answer = await fetch(`${address}/${path}`, {
      redirect: 'error',
      signal: signal ? AbortSignal.any([late, signal]) : late,
    })
    if (answer.status === 404 || answer.status === 410) {
      await answer.body?.cancel()
      return undefined
    }
    if (!answer.ok) {
      await answer.body?.cancel()
      throw new Error(`answered with ${answer.status}`)
    }
    const pieces: Uint8Array[] = []
    let size = 0
    for await (const piece of answer.body ?? []) {
      size += piece.length
      if (size > most) throw tooLong(path)
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  }
  return {
    name: address,
    async get(path, most) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(path, most)
        } catch (error) {
          if (error instanceof CheckFault) throw error
          if (attempt >= tries || signal?.aborted)
            throw new CheckFault(path, `it cannot be fetched: ${reasonOf(error)}`)
          await sleep(250 * attempt)
        }
      }
    },
  }
}

function tooLong(path: string): CheckFault {
  return new CheckFault(path, 'it has more bytes than could be right')
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : message
}
