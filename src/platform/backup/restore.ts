// Puts a backup into an empty database, all of it or nothing.
import type { Database, Transaction } from '../database/database.ts'
import { MIGRATIONS_FOLDER, migrate, prepareMigrations, readMigrations } from '../database/migrate.ts'
import { BackupFault } from './fault.ts'
import { damaged, type Header, type TableLine } from './format.ts'
import { readBackup, type VerifiedBackup } from './read.ts'
import {
  applyMigration,
  continueCounters,
  countRows,
  emptyTable,
  insertRows,
  readApplied,
  readTables,
  speakUtc,
  type Table,
} from './store.ts'
import { NOT_KEPT } from './write.ts'

/** Tables that are never empty: a migration puts their one row there, which moves with the first event or entry. */
const SEEDED: readonly string[] = ['event_next', 'log_next', 'exchange_next']

export type Restoration = {
  readonly path: string
  /** What `verifyBackup` read in it: nothing is written before the whole file was read once. */
  readonly verified: VerifiedBackup
  /** What else belongs into the same transaction once all rows are there. */
  readonly afterwards: (tx: Transaction, header: Header) => Promise<void>
  readonly onProgress?: (done: number, total: number) => void
  readonly migrationsFolder?: string
}

/**
 * Restores a verified backup in one transaction: the tables are brought to the form that they had in the backup and
 * filled; afterwards they are brought to this program's form. The file is held against its seal once more meanwhile.
 * Throws BackupFault when the file or the database does not allow it, and what the database says; nothing is changed then.
 * @returns how many rows were put back
 */
export async function restoreBackup(
  database: Database,
  { path, verified, afterwards, onProgress = () => undefined, migrationsFolder = MIGRATIONS_FOLDER }: Restoration,
): Promise<number> {
  const { header, rows } = verified
  const migrations = await migrationsOf(header, path, migrationsFolder)
  await database.transaction(async (tx) => {
    await prepareMigrations(tx)
    await speakUtc(tx)
    await refuseFull(tx)
    const applied = await readApplied(tx)
    const other = applied.find(({ hash }, index) => migrations[index] && migrations[index].hash !== hash)
    if (other)
      throw new BackupFault(
        `the database was made by another program (${other.name} differs): restore into a database that no program has opened yet`,
      )
    const surplus = applied[migrations.length]
    if (surplus)
      throw new BackupFault(
        `the database has been brought to ${surplus.name}, the backup is older: restore into a database that no program has opened yet (a new dataFolder, or a newly created database)`,
      )
    for (const migration of migrations.slice(applied.length)) await applyMigration(tx, migration)
    await fill(tx, path, header, (done) => onProgress(done, rows))
    await afterwards(tx, header)
  })
  await migrate(database, migrationsFolder)
  return rows
}

/** The migrations that the backup had, with their SQL. Throws BackupFault when this program does not know one. */
async function migrationsOf(header: Header, path: string, folder: string) {
  const known = await readMigrations(folder)
  return header.migrations.map((had, index) => {
    const mine = known[index]
    if (!mine)
      throw new BackupFault(
        `${path} was made by a newer program (${header.program}): it has migration ${had.name}, this program ends at ${known.at(-1)?.name ?? 'none'}. Install that program, then restore with it`,
      )
    if (mine.hash !== had.hash || had.number !== mine.number)
      throw new BackupFault(
        `${path} was made by another program: its migration ${had.name} is not the one that this program has. Restore it with the program that made it (${header.program})`,
      )
    return mine
  })
}

/** A backup goes into an empty database only: nothing that is there may be mixed with it or be lost. */
async function refuseFull(tx: Transaction): Promise<void> {
  for (const { name } of await readTables(tx)) {
    if (NOT_KEPT.includes(name)) continue
    const count = await countRows(tx, name)
    if (count > (SEEDED.includes(name) ? 1 : 0))
      throw new BackupFault(
        `the database is not empty (table ${name} has ${count} ${count === 1 ? 'row' : 'rows'}); a backup is restored into an empty one only: name a new dataFolder in the configuration, or make a new PostgreSQL database and give it as DATABASE_URL`,
      )
  }
}

const BATCH = 1000

async function fill(tx: Transaction, path: string, header: Header, onProgress: (done: number) => void): Promise<void> {
  const tables = new Map((await readTables(tx)).map((table) => [table.name, table]))
  for (const name of NOT_KEPT) tables.delete(name)
  const waiting = new Set(tables.keys())
  let into: Table | undefined
  let done = 0
  for await (const piece of readBackup(path)) {
    if (piece.kind === 'header' && JSON.stringify(piece.header) !== JSON.stringify(header))
      throw damaged(path, 'it changed while it was read')
    if (piece.kind === 'table') {
      into = tableOf(tables, piece.mark, path)
      waiting.delete(into.name)
      if (SEEDED.includes(into.name)) await emptyTable(tx, into.name)
    }
    if (piece.kind !== 'rows' || !into) continue
    for (let at = 0; at < piece.rows.length; at += BATCH) await insertRows(tx, into, piece.rows.slice(at, at + BATCH))
    done += piece.rows.length
    onProgress(done)
  }
  const [missing] = waiting
  if (missing) throw damaged(path, `table ${missing} is missing`)
  for (const table of tables.values()) await continueCounters(tx, table)
}

function tableOf(tables: ReadonlyMap<string, Table>, mark: TableLine, path: string): Table {
  const table = tables.get(mark.table)
  if (!table) throw damaged(path, `it has a table ${mark.table} that its migrations do not make`)
  if (JSON.stringify(table.columns) !== JSON.stringify(mark.columns))
    throw damaged(path, `table ${mark.table} has columns that its migrations do not make`)
  return table
}
