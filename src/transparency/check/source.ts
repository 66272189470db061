// A log as files, from a folder or over HTTP; what comes is bounded, and nothing of it has been believed.
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

export type CheckedSource = {
  /** What people call it. */
  readonly name: string
  /** The bytes of a file of at most `most` bytes; undefined when there is none. Throws Error for what cannot be read. */
  readonly get: (path: string, most: number) => Promise<Uint8Array | undefined>
}

const PATIENCE_MS = 30_000
const TRIES = 4

/** A folder, or an http(s) address without a slash at its end. */
export function sourceOf(place: string): CheckedSource {
  return /^https?:\/\//.test(place) ? httpLog(place.replace(/\/+$/, '')) : folderLog(place)
}

function folderLog(folder: string): CheckedSource {
  return {
    name: folder,
    async get(path, most) {
      const file = join(folder, path)
      if (!existsSync(file)) return undefined
      if ((await stat(file)).size > most) throw new Error(`${path}: more bytes than could be right`)
      return readFile(file)
    },
  }
}

function httpLog(address: string): CheckedSource {
  async function once(path: string, most: number): Promise<Uint8Array | undefined> {
    const answer = await fetch(`${address}/${path}`, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) })
    if (answer.status === 404 || answer.status === 410) {
      await answer.body?.cancel()
      return undefined
    }
    if (!answer.ok) throw new Error(`${path}: answered with ${answer.status}`)
    const pieces: Uint8Array[] = []
    let size = 0
    for await (const piece of answer.body ?? []) {
      size += piece.length
      if (size > most) throw new Error(`${path}: more bytes than could be right`)
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
          if (attempt === TRIES || /could be right/.test(String(error))) throw error
          await new Promise((wake) => setTimeout(wake, 250 * attempt))
        }
      }
    },
  }
}
