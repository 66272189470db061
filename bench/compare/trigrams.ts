// PostgreSQL's own similarity search (pg_trgm with a GIN index) on the same rows and the same questions.
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import type { Entry, Question } from '../data.ts'
import { onServer, withDatabase } from '../load/postgresql.ts'
import { quantile } from '../quantile.ts'

type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly object[]>

export type TrigramFigures = { readonly engine: string; readonly p50: number; readonly p95: number }

/** Milliseconds a question, one after another, without HTTP; in the embedded engine where no server is given. */
export async function measureTrigrams(
  list: readonly Entry[],
  questions: readonly Question[],
  server: string | undefined,
): Promise<TrigramFigures> {
  if (server) {
    return withDatabase(server, (url) =>
      onServer(url, async (client) => ({
        engine: 'pg_trgm',
        ...(await measure(list, questions, async (sql, values) => (await client.query(sql, values as unknown[])).rows)),
      })),
    )
  }
  const engine = await PGlite.create({ extensions: { pg_trgm } })
  const query: Query = async (sql, values) => (await engine.query<object>(sql, values as unknown[])).rows
  const figures = await measure(list, questions, query)
  await engine.close()
  return { engine: 'pg_trgm (embedded)', ...figures }
}

async function measure(list: readonly Entry[], questions: readonly Question[], query: Query) {
  await query('create extension pg_trgm')
  await query('create table names (licence text, name text)')
  await query('insert into names select * from unnest($1::text[], $2::text[])', [
    list.map(({ licence }) => licence),
    list.map(({ name }) => name),
  ])
  await query('create index on names using gin (name gin_trgm_ops)')
  await query('analyze names')
  const times: number[] = []
  for (const [at, { text }] of questions.entries()) {
    const start = performance.now()
    await query(
      'select licence, name, similarity(name, $1) as score from names where name % $1 order by score desc limit 10',
      [text],
    )
    // The first tenth warms the caches.
    if (at >= questions.length / 10) times.push(performance.now() - start)
  }
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) }
}
