// What others hold of the own log: asked at the start, before anything is signed, and again when the own files are lost.
import { MAX_NOTE } from '../../transparency/format/note.ts'
import { MAX_ENTRY, TILE_WIDTH } from '../../transparency/format/tiles.ts'
import type { Trust } from '../trust/trust.ts'
import { mirrorName } from './mirror.ts'
import { httpSource } from './source.ts'

const PATIENCE_MS = 5000
const MOST = TILE_WIDTH * (MAX_ENTRY + 2)

/** The two doors of the log's boot (`seenByOthers`, `fetchMirrored`), over the peers' and the witnesses' addresses. */
export function ownLogFromOthers(trust: () => Trust) {
  const own = () => trust().parties.find(({ country }) => country === trust().own)?.origin ?? ''
  const places = () => [
    ...trust()
      .parties.filter(({ country }) => country !== trust().own)
      .map(({ url }) => `${url}/witness`),
    ...trust().witnesses.map(({ url }) => url),
  ]
  const ask = async (address: string, path: string, most: number) =>
    httpSource(address, PATIENCE_MS)
      .get(`${mirrorName(own())}/${path}`, most)
      .catch(() => undefined)
  return {
    /** The newest checkpoints of the own log that others show; not verified. Who cannot be asked is left out. */
    async seenByOthers(): Promise<readonly Uint8Array[]> {
      const notes = await Promise.all(places().map((address) => ask(address, 'checkpoint', MAX_NOTE)))
      return notes.filter((note) => note !== undefined)
    },
    /** A file of the own log from the first mirror that has it; not verified. */
    async fetchMirrored(path: string): Promise<Uint8Array | undefined> {
      for (const address of places()) {
        const bytes = await ask(address, path, MOST)
        if (bytes) return bytes
      }
      return undefined
    },
  }
}
