// Addresses for programs: hints of peers, the mirrors of their logs, and the particulars of the own entries.
import type { RawRoute } from '../../platform/http.ts'
import { tileFile } from '../../transparency/log/index.ts'
import type { FederationNode } from '../context.ts'
import type { Follower } from './follower.ts'
import { type ParticularsDoor, particularsRoute } from './particulars.ts'

const EMPTY = { 'cache-control': 'no-store' } as const

/** `POST /fed/v1/hint`, `GET /witness/:origin/tile/…`, and with a door `GET /fed/v1/particulars`. */
export function followRoutes(
  fed: FederationNode,
  follower: Follower,
  particulars: ParticularsDoor | undefined,
): readonly RawRoute[] {
  return [
    {
      method: 'post',
      path: '/fed/v1/hint',
      permission: 'peer',
      limit: 1024,
      respond: fed.peers.route(async (_request, from) => {
        // Nothing of its body is believed: it only wakes.
        follower.hint(from.country)
        return { status: 204, headers: EMPTY, body: '' }
      }),
    },
    {
      method: 'get',
      path: '/witness/:origin/tile/*',
      permission: 'public',
      async respond({ params }) {
        const folder = follower.mirrorFolder(params.origin ?? '')
        if (folder === undefined) return { status: 404, headers: EMPTY, body: '' }
        return tileFile(folder, `tile/${params.rest ?? ''}`)
      },
    },
    ...(particulars ? [particularsRoute(fed, particulars)] : []),
  ]
}
