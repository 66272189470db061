// Addresses of the status statements: proof files, the list, the scan page and what it needs to work without network.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { PageRoute, RawAnswer, RawRequest, RawRoute } from '../../platform/http.ts'
import { type ProvenEntry, writeStatusProof } from '../../transparency/format/status-proof.ts'
import type { TrustBook } from '../trust/trust.ts'
import type { LogFiles } from './log-files.ts'
import type { StatusOffice } from './office.ts'
import { type ScanView, scanPage } from './scan-page.ts'
import type { StatusReader } from './texts/index.ts'

const TEXT = 'text/plain; charset=utf-8'
/** Most bytes of the page's first view without its script (quality.md, rule 17). */
const FIRST_VIEW = 30 * 1024

export type ProofParts = {
  readonly office: Pick<StatusOffice, 'statement'>
  readonly files: Pick<LogFiles, 'prove'>
  readonly trust: TrustBook
}

/** `/recruiters/{licence}.proof`: the statement that all nodes sign, and the entries that it rests on. */
export function proofRoutes(parts: ProofParts): readonly RawRoute[] {
  return [
    {
      method: 'get',
      path: '/recruiters/:licence{[^/]+\\.proof}',
      permission: 'public',
      async respond({ params }) {
        const text = await proofFile(parts, (params.licence ?? '').slice(0, -'.proof'.length))
        if (text === undefined) return missing('no statement can be made about this number\n')
        return { status: 200, headers: { 'content-type': TEXT, 'cache-control': 'public, max-age=60' }, body: text }
      },
    },
  ]
}

/** The text of a proof file; undefined when there is no such recruiter, or nothing can be said of it now. */
export async function proofFile({ office, files, trust }: ProofParts, licence: string): Promise<string | undefined> {
  const made = await office.statement(licence, 'app')
  if (!made) return undefined
  const { home, homeIndex, hostIndexes } = made.facts
  const places = [...(homeIndex === undefined ? [] : [[home, homeIndex] as const]), ...hostIndexes]
  const proven = await Promise.all(
    places.map(([country, index]) => files.prove(trust.partyOf(country)?.origin ?? '', index)),
  )
  // The note alone stands too; a log's file that is just being replaced must not take it away.
  return writeStatusProof({ note: made.text, entries: proven.filter((one): one is ProvenEntry => one !== undefined) })
}

/** `/status-list`: the newest signed list, for telephones that check without network. */
export function statusListRoutes(list: () => string | undefined): readonly RawRoute[] {
  let kept: { readonly text: string; readonly zipped: Uint8Array; readonly etag: string } | undefined
  return [
    {
      method: 'get',
      path: '/status-list',
      permission: 'public',
      respond(request) {
        const text = list()
        if (text === undefined) return missing('no list has been signed yet\n')
        if (kept?.text !== text) {
          const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
          kept = { text, etag, zipped: gzipSync(text) }
        }
        return listAnswer(request, kept)
      },
    },
  ]
}

function listAnswer(
  { headers }: RawRequest,
  { text, zipped, etag }: { readonly text: string; readonly zipped: Uint8Array; readonly etag: string },
): RawAnswer {
  const common = {
    'content-type': TEXT,
    etag,
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=10, stale-if-error=86400',
  }
  if (headers['if-none-match']?.includes(etag)) return { status: 304, headers: common, body: '' }
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '')
    ? { status: 200, headers: { ...common, 'content-encoding': 'gzip' }, body: zipped }
    : { status: 200, headers: common, body: text }
}

/** The page that checks a certificate's code, and the short address that stands in the code. */
export function scanPages(view: () => ScanView): readonly PageRoute<StatusReader>[] {
  const respond: PageRoute<StatusReader>['respond'] = (_, reader) => ({ status: 200, page: scanPage(view(), reader) })
  return ['/scan', '/S'].map((path) => ({ path, permission: 'public', budget: FIRST_VIEW, respond }))
}

/** The program that keeps the scan page for when there is no network; at the root, because it answers for all languages. */
export function scanWorkerRoutes(source: string): readonly RawRoute[] {
  return [
    {
      method: 'get',
      path: '/scan-worker.js',
      permission: 'public',
      respond: () => ({
        status: 200,
        headers: {
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'no-cache',
          // A worker has the rules of its own answer: it may fetch from here and nowhere else.
          'content-security-policy': "default-src 'none'; connect-src 'self'",
        },
        body: source,
      }),
    },
  ]
}

function missing(words: string): RawAnswer {
  return { status: 404, headers: { 'content-type': TEXT, 'cache-control': 'no-store' }, body: words }
}
