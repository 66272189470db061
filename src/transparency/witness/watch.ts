// Fetches the checkpoints of logs and cosigns them unasked, so that what a witness shows of a log is fresh also when nobody asks.
import { type CheckedSource, sourceOf } from '../check/index.ts'
import { text as textOf, utf8 } from '../format/bytes.ts'
import { parseCheckpointBody } from '../format/checkpoint.ts'
import { consistencyProof, type HashReader } from '../format/merkle.ts'
import { MAX_NOTE, parseNote } from '../format/note.ts'
import { readTile, TILE_WIDTH, tilePath } from '../format/tiles.ts'
import { joined } from '../log/fast-hash.ts'
import { writeAddCheckpoint } from './request.ts'
import { bodyOf, type Witness } from './witness.ts'

/** A log that is looked at; `url`: its base, without a slash at its end. */
export type WatchedLog = { readonly origin: string; readonly url: string }

/** What came of one look. `cosigned`: at which size; `refused`: in the witness's own words; `failed`: it was not there, or no log. */
export type Looked =
  | { readonly origin: string; readonly cosigned: number }
  | { readonly origin: string; readonly refused: string }
  | { readonly origin: string; readonly failed: string }

const PATIENCE = { patienceMs: 10_000, tries: 2 } as const

/**
 * Subtree hashes of a log of `size` entries from its tiles, each fetched once. Nothing of them is believed: whoever
 * verifies the proof made from them finds out.
 */
export function tileReader(source: CheckedSource, size: number): HashReader {
  const tiles = new Map<string, Promise<Uint8Array[]>>()
  return async (level, index) => {
    const [height, span] = [Math.floor(level / 8), 2 ** (level % 8)]
    const first = index * span
    const at = Math.floor(first / TILE_WIDTH)
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** height) - at * TILE_WIDTH)
    const path = tilePath(height, at, width)
    const tile = tiles.get(path) ?? fetchTile(source, path, tilePath(height, at))
    tiles.set(path, tile)
    const hashes = (await tile).slice(first % TILE_WIDTH, (first % TILE_WIDTH) + span)
    if (hashes.length !== span) throw new Error(`${path}: too few hashes`)
    return joined(hashes)
  }
}

async function fetchTile(source: CheckedSource, path: string, full: string): Promise<Uint8Array[]> {
  const most = TILE_WIDTH * 32
  // A log may take partial tiles away once the full one is there.
  const bytes = (await source.get(path, most)) ?? (await source.get(full, most))
  if (!bytes) throw new Error(`${path}: it is missing`)
  return readTile(bytes)
}

/** Fetches one log's checkpoint and cosigns it if it continues what was cosigned before. Never throws for what a log answers. */
export async function lookAt(witness: Witness, { origin, url }: WatchedLog, signal?: AbortSignal): Promise<Looked> {
  const source = sourceOf(url, { ...PATIENCE, ...(signal && { signal }) })
  try {
    const note = await source.get('checkpoint', MAX_NOTE)
    if (!note) return { origin, failed: 'checkpoint: it is missing' }
    const { text } = parseNote(note)
    const checkpoint = parseCheckpointBody(text)
    if (checkpoint.origin !== origin)
      return { origin, failed: `checkpoint: it is of another log, ${checkpoint.origin}` }
    const oldSize = witness.newest(origin)?.checkpoint.size ?? 0
    if (oldSize > checkpoint.size)
      return { origin, refused: `it shows ${checkpoint.size} entries, ${oldSize} were cosigned before` }
    const proof =
      oldSize > 0 && oldSize < checkpoint.size
        ? await consistencyProof(oldSize, checkpoint.size, tileReader(source, checkpoint.size))
        : []
    const answer = await witness.addCheckpoint(utf8(writeAddCheckpoint({ oldSize, proof, checkpoint: textOf(note) })))
    if (answer.status === 200) return { origin, cosigned: checkpoint.size }
    // Somebody asked in between: what is shown is fresh.
    if (answer.status === 409) return { origin, cosigned: Number(textOf(bodyOf(answer))) }
    return { origin, refused: textOf(bodyOf(answer)).trim() }
  } catch (error) {
    return { origin, failed: (error as Error).message }
  }
}

/** Looks at every log now and every so many milliseconds, one look at a time for each; `told` hears of each. */
export function watchLogs(
  witness: Witness,
  logs: readonly WatchedLog[],
  every: number,
  told: (looked: Looked) => void,
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const rounds = logs.map(async (log) => {
    while (!stopping.signal.aborted) {
      const looked = await lookAt(witness, log, stopping.signal)
      if (!stopping.signal.aborted) told(looked)
      await pause(every, stopping.signal)
    }
  })
  return {
    async stop() {
      stopping.abort()
      await Promise.all(rounds)
    },
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((wake) => {
    if (signal.aborted) return wake()
    const timer = setTimeout(wake, milliseconds)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        wake()
      },
      { once: true },
    )
  })
}
