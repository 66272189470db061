// SQL of passwords, which are kept as hashes.
import type { Queryable, Transaction } from '../../platform/database/database.ts'

/** Sets or replaces a password. */
export async function setPassword(tx: Queryable, account: string, hash: string, at: Date): Promise<void> {
  await tx.query(
    `insert into passwords (account, hash, set_at) values ($1, $2, $3)
     on conflict (account) do update set hash = excluded.hash, set_at = excluded.set_at`,
    [account, hash, at],
  )
}

/** The hash of an account's password; undefined while it has none. */
export async function readPasswordHash(db: Queryable, account: string): Promise<string | undefined> {
  return (await db.query<{ hash: string }>('select hash from passwords where account = $1', [account]))[0]?.hash
}

/** Takes the password away: nobody signs in with it any more. */
export async function deletePassword(tx: Transaction, account: string): Promise<void> {
  await tx.query('delete from passwords where account = $1', [account])
}

/** Which of these accounts have a password. */
export async function withPassword(db: Queryable, accounts: readonly string[]): Promise<ReadonlySet<string>> {
  if (accounts.length === 0) return new Set()
  const rows = await db.query<{ account: string }>('select account from passwords where account = any($1)', [accounts])
  return new Set(rows.map(({ account }) => account))
}
