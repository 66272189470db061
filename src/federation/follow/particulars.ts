// Names, telephones and addresses behind the commitments of a log: asked of the peer by signed calls, page by page, and served to it.
import type { Country } from '../../kernel/country.ts'
import type { Queryable, Transaction } from '../../platform/database/database.ts'
import type { RawRoute } from '../../platform/http.ts'
import type { FederationNode } from '../context.ts'
import type { Party } from '../trust/trust.ts'
import { moveParticulars, particularsRead } from './store/seen.ts'

/** The register's door. Rows are plain data that only the register reads; `after` is a mark that only the server of it reads. */
export type ParticularsDoor = {
  /** How many entries of a country have no particulars here yet. */
  readonly missing: (db: Queryable, country: Country) => Promise<number>
  /** Keeps those rows whose commitments stand in the log; the others are passed over. */
  readonly save: (tx: Transaction, country: Country, rows: readonly unknown[]) => Promise<void>
  /** Called after the commit behind `save`, so that what is kept in memory follows. */
  readonly saved?: (() => Promise<void>) | undefined
  /** The next rows of this node's own entries; `next` is the mark behind them. */
  readonly after: (
    db: Queryable,
    after: string,
    limit: number,
  ) => Promise<{ readonly rows: readonly unknown[]; readonly next: string }>
}

const PATH = '/fed/v1/particulars'
const PAGE = 200
const PAGES = 200
const HOUR_MS = 3_600_000

/** Asks a peer until nothing is missing. Entries never wait for this. */
export function createParticularsReader(fed: FederationNode, door: ParticularsDoor) {
  const rests = new Map<string, { until: number; length: number }>()
  return async (peer: Party, grew: boolean): Promise<void> => {
    const { database } = fed.node
    if (grew) rests.delete(peer.origin)
    if ((await door.missing(database, peer.country)) === 0) return
    if (await readOn(peer)) return
    // The other side has come to its end, and some are missing: from the beginning, but ever more rarely.
    const rest = rests.get(peer.origin)
    if (rest && rest.until > Date.now()) return
    const length = Math.min((rest?.length ?? 500) * 2, HOUR_MS)
    rests.set(peer.origin, { until: Date.now() + length, length })
    await database.transaction((tx) => moveParticulars(tx, peer.origin, ''))
    await readOn(peer)
  }

  /** True when nothing is missing any more. */
  async function readOn(peer: Party): Promise<boolean> {
    const { database } = fed.node
    for (let page = 0; page < PAGES; page++) {
      const after = await particularsRead(database, peer.origin)
      const path = `${PATH}?after=${encodeURIComponent(after)}`
      const { status, body } = await fed.peers.call(peer, { method: 'GET', path })
      if (status !== 200) throw new Error(`${PATH} was answered with ${status}`)
      const { rows, next } = readPage(body)
      await database.transaction(async (tx) => {
        if (rows.length > 0) await door.save(tx, peer.country, rows)
        await moveParticulars(tx, peer.origin, next)
      })
      if (rows.length > 0) await door.saved?.()
      if ((await door.missing(database, peer.country)) === 0) return true
      if (rows.length === 0 || next === after) return false
    }
    return false
  }
}

function readPage(body: Uint8Array): { readonly rows: readonly unknown[]; readonly next: string } {
  const page: unknown = JSON.parse(new TextDecoder().decode(body))
  if (typeof page !== 'object' || page === null || !('rows' in page) || !('next' in page))
    throw new Error('not a page of particulars')
  const { rows, next } = page
  if (!Array.isArray(rows) || rows.length > PAGE || typeof next !== 'string' || next.length > 200)
    throw new Error('not a page of particulars')
  return { rows, next }
}

/** Serves the particulars of the own entries to peers. */
export function particularsRoute(fed: FederationNode, door: ParticularsDoor): RawRoute {
  return {
    method: 'get',
    path: PATH,
    permission: 'peer',
    respond: fed.peers.route(async ({ search }) => {
      const after = new URLSearchParams(search).get('after') ?? ''
      const page = after.length > 200 ? { rows: [], next: '' } : await door.after(fed.node.database, after, PAGE)
      return {
        status: 200,
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
        body: JSON.stringify(page),
      }
    }),
  }
}
