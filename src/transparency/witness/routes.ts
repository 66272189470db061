// A witness over HTTP: it takes checkpoints, and shows to everybody what it signed last of each log.
import type { RawRoute } from '../../platform/http.ts'
import { originHash } from './state.ts'
import type { Witness, WitnessedLog } from './witness.ts'

const TEXT = 'text/plain; charset=utf-8'

/** `POST /witness/add-checkpoint` and `GET /witness/<hex of SHA-256 of the origin>/checkpoint`. `prefix`: without a slash at its end. */
export function witnessRoutes(
  witness: Witness,
  logs: () => readonly WitnessedLog[],
  prefix = '/witness',
): readonly RawRoute[] {
  return [
    {
      method: 'post',
      path: `${prefix}/add-checkpoint`,
      permission: 'public',
      limit: 128 * 1024,
      respond: ({ body }) => witness.addCheckpoint(body),
    },
    {
      method: 'get',
      path: `${prefix}/:origin/checkpoint`,
      permission: 'public',
      respond({ params }) {
        const log = logs().find(({ origin }) => originHash(origin) === params.origin)
        const newest = log && witness.newest(log.origin)
        const headers = { 'content-type': TEXT, 'cache-control': newest ? 'public, max-age=5' : 'no-store' }
        return newest ? { status: 200, headers, body: newest.note } : { status: 404, headers, body: 'not here\n' }
      },
    },
  ]
}
