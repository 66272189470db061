// Brings the tables to this program's version: numbered files, forward only, the hash of each kept.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Hex } from '../seal/digest.ts'
import type { Database, Transaction } from './database.ts'

type Migration = { readonly number: number; readonly name: string; readonly sql: string; readonly hash: string }

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../../migrations')

/** The migrations of a folder in order. Throws Error when a number is missing or taken twice. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(name.slice(0, 4))
      if (number !== index + 1) throw new Error(`migrations: ${name} should be number ${index + 1}`)
      const sql = await readFile(join(folder, name), 'utf8')
      return { number, name, sql, hash: sha256Hex(sql) }
    }),
  )
}

/**
 * Applies what is missing, each migration in a transaction of its own, one process at a time.
 * Throws Error when the database is newer than this program, or when an applied migration was changed afterwards.
 * @returns how many were applied
 */
export async function migrate(database: Database, folder: string = MIGRATIONS_FOLDER): Promise<number> {
  const known = await readMigrations(folder)
  await database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(736201)')
    await tx.query(
      'create table if not exists migrations (number integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now())',
    )
  })
  let applied = 0
  for (const migration of known) {
    applied += await database.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(736201)')
      const before = await tx.query<{ number: number; name: string; hash: string }>(
        'select number, name, hash from migrations order by number',
      )
      refuseStrangers(before, known)
      if (before.some((row) => row.number === migration.number)) return 0
      await tx.query(migration.sql)
      await tx.query('insert into migrations (number, name, hash) values ($1, $2, $3)', [
        migration.number,
        migration.name,
        migration.hash,
      ])
      return 1
    })
  }
  return applied
}

/** Takes the lock of migrations for this transaction and makes their table when it is absent. */
export async function prepareMigrations(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(736201)')
  await tx.query(
    'create table if not exists migrations (number integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now())',
  )
}

function refuseStrangers(
  before: readonly { number: number; name: string; hash: string }[],
  known: readonly Migration[],
): void {
  for (const row of before) {
    const mine = known[row.number - 1]
    if (!mine) {
      throw new Error(
        `the database is newer than this program: it has migration ${row.name}, this program ends at ${known.at(-1)?.name ?? 'none'}. Install the newer version again, or restore a backup made by this one.`,
      )
    }
    if (mine.hash !== row.hash)
      throw new Error(
        `migration ${row.name} was changed after it had been applied: restore the file as it was and add a new one`,
      )
  }
}
