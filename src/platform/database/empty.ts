// Empties a database of everything that a node made in it, for nodes of practice that begin anew.
import type { Database } from './database.ts'

/** Another program is connected: a node that runs would be left with nothing under its feet. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse'
  constructor(others: number) {
    super(
      `${others} other ${others === 1 ? 'connection uses' : 'connections use'} this database: stop the node first, then run this again`,
    )
  }
}

/** Drops every table, function and sequence of the database's own schema in one transaction. PostgreSQL only. Throws DatabaseInUse. */
export async function emptyDatabase(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    const [row] = await tx.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and usename is not null`,
    )
    const others = row?.others ?? 0
    if (others > 0) throw new DatabaseInUse(others)
    const tables = await tx.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = current_schema()`,
    )
    if (tables.length > 0) await tx.query(`drop table ${tables.map(({ name }) => name).join(', ')} cascade`)
    // What an extension of the server brought stays.
    const functions = await tx.query<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = current_schema()::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
    )
    if (functions.length > 0) await tx.query(`drop routine ${functions.map(({ name }) => name).join(', ')}`)
    const sequences = await tx.query<{ name: string }>(
      `select quote_ident(sequencename) as name from pg_sequences where schemaname = current_schema()`,
    )
    if (sequences.length > 0) await tx.query(`drop sequence ${sequences.map(({ name }) => name).join(', ')}`)
  })
}
