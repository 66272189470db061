// Makes a backup: one snapshot of every table into one file, while the node runs.
import { createGzip } from 'node:zlib'
import type { Database, Transaction } from '../database/database.ts'
import { createDigest } from '../seal/digest.ts'
import { type About, FORMAT, FORMAT_VERSION, type Header, type TableLine, type Trailer } from './format.ts'
import { countRows, lockBackups, readApplied, readRows, readTables, speakUtc } from './store.ts'
import { writeWholeFile } from './whole-file.ts'

/** What brought the tables to their form stands in the header; its table is made anew by a restore. */
export const NOT_KEPT: readonly string[] = ['migrations']

const PAGE = 1000

export type BackupMade = { readonly tables: number; readonly rows: number; readonly bytes: number }

/**
 * Writes every table, as it stands at one moment, into `path`. Memory holds one page of rows.
 * The embedded database admits one transaction at a time: writers wait until it is done.
 * Throws BackupFault when something could not be kept, and what disk or database say; no half file gets the name.
 */
export async function writeBackup(
  database: Database,
  about: About,
  path: string,
  now: () => Date,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<BackupMade> {
  return database.transaction(async (tx) => {
    await lockBackups(tx)
    await speakUtc(tx)
    const tables = (await readTables(tx)).filter(({ name }) => !NOT_KEPT.includes(name))
    const marked = []
    for (const table of tables) marked.push({ table, rows: await countRows(tx, table.name) })
    const rows = marked.reduce((sum, one) => sum + one.rows, 0)
    const header: Header = {
      format: FORMAT,
      version: FORMAT_VERSION,
      ...about,
      createdAt: now().toISOString(),
      migrations: [...(await readApplied(tx))],
    }
    const lines = linesOf(tx, header, marked, (done) => onProgress(done, rows))
    const bytes = await writeWholeFile(path, lines, createGzip({ level: 5 }))
    return { tables: tables.length, rows, bytes }
  }, 'repeatable read')
}

type Marked = { readonly table: Parameters<typeof readRows>[1]; readonly rows: number }

async function* linesOf(
  tx: Transaction,
  header: Header,
  tables: readonly Marked[],
  onProgress: (done: number) => void,
): AsyncGenerator<string> {
  const digest = createDigest()
  const hashed = (text: string) => {
    digest.update(text)
    return text
  }
  let done = 0
  yield hashed(`${JSON.stringify(header)}\n`)
  for (const { table, rows } of tables) {
    const mark: TableLine = { table: table.name, columns: [...table.columns], rows }
    yield hashed(`${JSON.stringify(mark)}\n`)
    for await (const page of readRows(tx, table, PAGE)) {
      yield hashed(`${page.join('\n')}\n`)
      done += page.length
      onProgress(done)
      // The embedded engine answers on this thread: let requests in between two pages.
      await new Promise(setImmediate)
    }
  }
  const counts = Object.fromEntries(tables.map(({ table, rows }) => [table.name, rows]))
  const trailer: Trailer = { end: true, tables: counts, sha256: digest.hex() }
  yield `${JSON.stringify(trailer)}\n`
}
