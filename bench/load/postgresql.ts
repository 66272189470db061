// A database of its own on the PostgreSQL server that the environment names, and COPY as the measure of loading.
import pg from 'pg'
import type { Entry } from '../data.ts'

/** Server whose user may create databases. */
export const SERVER = process.env.SURSUR_TEST_DATABASE_URL

/** Version of the server, or why it cannot be used. */
export async function postgresqlVersion(): Promise<{ readonly version: string } | { readonly missing: string }> {
  if (!SERVER) return { missing: 'SURSUR_TEST_DATABASE_URL is not set' }
  try {
    const [row] = await onServer(SERVER, (client) => rowsOf<{ server_version: string }>(client, 'show server_version'))
    return { version: row?.server_version ?? '' }
  } catch (error) {
    return { missing: `PostgreSQL does not answer: ${(error as Error).message}` }
  }
}

export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function rowsOf<T>(client: pg.Client, sql: string): Promise<T[]> {
  return (await client.query(sql)).rows as T[]
}

/** Makes an empty database, gives its address to `work`, and drops it. */
export async function withDatabase<T>(server: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `sursur_bench_${process.pid}_${Math.round(performance.now())}`
  await onServer(server, (client) => client.query(`create database ${name}`))
  const url = new URL(server)
  url.pathname = `/${name}`
  try {
    return await work(url.href)
  } finally {
    await onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`))
  }
}

/** Seconds that COPY takes for the rows of a list into one plain table, which is left there as `plain`. */
export async function copyPlain(client: pg.Client, list: readonly Entry[]): Promise<number> {
  await client.query('create table plain (licence text, name text, telephone text)')
  const start = performance.now()
  const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\t', ' ')
  const text = list
    .map(({ licence, name, telephone = '\\N' }) => `${licence}\t${escaped(name)}\t${telephone}\n`)
    .join('')
  await copyIn(client, 'copy plain from stdin', text)
  return (performance.now() - start) / 1000
}

/** What `pg` asks of a statement that speaks COPY; it has no such statement of its own. */
function copyIn(client: pg.Client, sql: string, text: string): Promise<void> {
  type Connection = {
    query: (sql: string) => void
    sendCopyFromChunk: (chunk: Buffer) => void
    endCopyFrom: () => void
  }
  return new Promise((done, failed) => {
    client.query({
      submit: (connection: Connection) => connection.query(sql),
      handleCopyInResponse(connection: Connection) {
        connection.sendCopyFromChunk(Buffer.from(text))
        connection.endCopyFrom()
      },
      handleError: failed,
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => done(),
    } as unknown as pg.Submittable)
  })
}
