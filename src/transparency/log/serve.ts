// The log's files over HTTP, as any web server could serve them (C2SP tlog-tiles): immutable, short-lived, or not there.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RawAnswer, RawRoute } from '../../platform/http.ts'
import { bundlePath, parseTilePath, TILE_WIDTH, tilePath } from '../format/tiles.ts'
import { cut } from './tile-tree.ts'

const TEXT = 'text/plain; charset=utf-8'
const BYTES = 'application/octet-stream'
/** A missing file may come within a second: nobody on the way may remember that it was missing. */
const MISSING: RawAnswer = {
  status: 404,
  headers: { 'content-type': TEXT, 'cache-control': 'no-store' },
  body: 'not here\n',
}

/** `/log/checkpoint`, `/log/vkey`, `/log/tile/…`. */
export function logRoutes(folder: string, verifierKey: string): readonly RawRoute[] {
  return [
    {
      method: 'get',
      path: '/log/checkpoint',
      permission: 'public',
      respond: () => text(join(folder, 'checkpoint'), 'public, max-age=5, stale-while-revalidate=30'),
    },
    {
      method: 'get',
      path: '/log/vkey',
      permission: 'public',
      respond: () => ({
        status: 200,
        headers: { 'content-type': TEXT, 'cache-control': 'public, max-age=60' },
        body: `${verifierKey}\n`,
      }),
    },
    {
      method: 'get',
      path: '/log/tile/*',
      permission: 'public',
      respond: ({ params }) => tileFile(folder, `tile/${params.rest ?? ''}`),
    },
  ]
}

async function text(file: string, cache: string): Promise<RawAnswer> {
  if (!existsSync(file)) return MISSING
  return { status: 200, headers: { 'content-type': TEXT, 'cache-control': cache }, body: await readFile(file, 'utf8') }
}

/** One tile or bundle of a folder, by its address; a partial one that is gone is cut from the full one. */
export async function tileFile(folder: string, path: string): Promise<RawAnswer> {
  let address: ReturnType<typeof parseTilePath>
  try {
    address = parseTilePath(path)
  } catch {
    return MISSING
  }
  const { level, index, width } = address
  const file = join(folder, path)
  const full = join(folder, level === 'entries' ? bundlePath(index) : tilePath(level, index))
  const partial = width < TILE_WIDTH
  const cache = partial ? 'public, max-age=86400' : 'public, max-age=31536000, immutable'
  const headers = { 'content-type': BYTES, 'cache-control': cache }
  if (existsSync(file)) return { status: 200, headers, body: await readFile(file) }
  if (!partial || !existsSync(full)) return MISSING
  return { status: 200, headers, body: cut(await readFile(full), level === 'entries', width) }
}
