// The copies of others' logs, served: a node that has lost its own files gets them back from here.
import type { RawRoute } from '../platform/http.ts'
import { parseTilePath } from '../transparency/format/tiles.ts'
import type { LogSource } from './follow/source.ts'

const MOST = 2 * 1024 * 1024
const missing = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: 'not here\n',
}

/** `GET /witness/<hex of SHA-256 of the origin>/tile/…`. */
export function mirrorRoutes({
  mirrorOf,
}: {
  readonly mirrorOf: (name: string) => LogSource | undefined
}): readonly RawRoute[] {
  return [
    {
      method: 'get',
      path: '/witness/:origin/tile/*',
      permission: 'public',
      async respond({ params }) {
        const path = `tile/${params.rest ?? ''}`
        try {
          parseTilePath(path)
        } catch {
          return missing
        }
        const bytes = await mirrorOf(params.origin ?? '')?.get(path, MOST)
        if (!bytes) return missing
        return {
          status: 200,
          headers: { 'content-type': 'application/octet-stream', 'cache-control': 'public, max-age=86400' },
          body: bytes,
        }
      },
    },
  ]
}
