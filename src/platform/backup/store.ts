// SQL of backups: which tables there are, their rows page by page as text, rows back into them, and counters set right.
import type { Queryable, Transaction } from '../database/database.ts'
import { BackupFault } from './fault.ts'

/** A table as the catalogue knows it; `columns` without those that the database computes itself. */
export type Table = {
  readonly name: string
  readonly columns: readonly string[]
  /** Columns of the primary key, in its order; empty when there is none. */
  readonly key: readonly string[]
  /** Tables that this one's foreign keys point to. */
  readonly needs: readonly string[]
  /** Columns that a counter of the database fills. */
  readonly counted: readonly string[]
}

/** Two backups of one database wait for each other, so that they never write one file at once. */
export async function lockBackups(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(736202)')
}

/** Makes a row's text the same wherever it is read. */
export async function speakUtc(tx: Transaction): Promise<void> {
  await tx.query(`set local time zone 'UTC'`)
}

/**
 * Every table of the node, those that others point to first, otherwise by name.
 * Throws BackupFault for whatever holds data and could not be kept: nothing is left out silently.
 */
export async function readTables(db: Queryable): Promise<readonly Table[]> {
  const relations = await db.query<Table & { kind: string }>(
    `select c.relname as name, c.relkind as kind,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select a.attname::text from pg_index i cross join unnest(i.indkey) with ordinality as k (attnum, place)
             join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
             where i.indrelid = c.oid and i.indisprimary order by k.place) as key,
       array(select distinct f.relname::text from pg_constraint x join pg_class f on f.oid = x.confrelid
             where x.conrelid = c.oid and x.contype = 'f' and f.oid <> c.oid order by 1) as needs,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
               and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null) as counted
     from pg_class c where c.relnamespace = current_schema()::regnamespace and not c.relispartition
       and (c.relkind in ('r', 'p', 'f', 'm') or c.relkind = 'S' and not exists
         (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i')))
     order by c.relname collate "C"`,
  )
  const stranger = relations.find(({ kind }) => kind !== 'r' && kind !== 'p')
  if (stranger)
    throw new BackupFault(
      `${stranger.name} is no plain table (${stranger.kind}) and a backup does not know how to keep it: move it to another schema`,
    )
  return inOrder(relations)
}

function inOrder(tables: readonly Table[]): readonly Table[] {
  const ordered: Table[] = []
  let waiting = tables
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name))
    const ready = waiting.filter(({ needs }) => !needs.some((need) => names.has(need)))
    if (ready.length === 0)
      throw new BackupFault(
        `the tables ${[...names].join(', ')} point to each other in a circle: no order restores them`,
      )
    ordered.push(...ready)
    waiting = waiting.filter((table) => !ready.includes(table))
  }
  return ordered
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function list(names: readonly string[]): string {
  return names.map(quoted).join(', ')
}

/** How many rows a table has now. */
export async function countRows(db: Queryable, table: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(`select count(*) as count from ${quoted(table)}`)
  return row?.count ?? 0
}

/** The rows of a table in the order of its key, `page` at a time, each as JSON text that PostgreSQL wrote. */
export async function* readRows(tx: Transaction, table: Table, page: number): AsyncGenerator<readonly string[]> {
  const order = table.key.length > 0 ? list(table.key) : 'ctid'
  await tx.query(
    `declare backup_rows no scroll cursor for
     select row_to_json(r)::text as row from (select ${list(table.columns)} from ${quoted(table.name)} order by ${order}) r`,
  )
  for (;;) {
    const rows = await tx.query<{ row: string }>(`fetch ${page} from backup_rows`)
    if (rows.length === 0) break
    yield rows.map(({ row }) => row)
  }
  await tx.query('close backup_rows')
}

/** Puts rows back as they were, numbers given by counters included. */
export async function insertRows(tx: Transaction, { name, columns }: Table, rows: readonly string[]): Promise<void> {
  await tx.query(
    `insert into ${quoted(name)} (${list(columns)}) overriding system value
     select ${list(columns)} from json_populate_recordset(null::${quoted(name)}, $1::json)`,
    [`[${rows.join(',')}]`],
  )
}

/** Takes out what a migration itself put into a table, before its rows come back. */
export async function emptyTable(tx: Transaction, table: string): Promise<void> {
  await tx.query(`delete from ${quoted(table)}`)
}

/** Lets the counters of a table go on after the highest number that was put back. */
export async function continueCounters(tx: Transaction, { name, counted }: Table): Promise<void> {
  for (const column of counted) {
    await tx.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column)}), 1), max(${quoted(column)}) is not null) from ${quoted(name)}`,
      [quoted(name), column],
    )
  }
}

export type AppliedMigration = { readonly number: number; readonly name: string; readonly hash: string }

/** The migrations that brought the tables to their form; none in a database that no program has opened yet. */
export async function readApplied(db: Queryable): Promise<readonly AppliedMigration[]> {
  return db.query<AppliedMigration>('select number, name, hash from migrations order by number')
}

/** Runs a migration and notes it, inside the transaction of a restore. */
export async function applyMigration(tx: Transaction, migration: AppliedMigration & { readonly sql: string }) {
  await tx.query(migration.sql)
  await tx.query('insert into migrations (number, name, hash) values ($1, $2, $3)', [
    migration.number,
    migration.name,
    migration.hash,
  ])
}
