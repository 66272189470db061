// SQL of the officers' own keys for joint acts.
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

export type DecisionKeyRow = {
  readonly key: string
  readonly account: string
  readonly officer: string
  readonly wrapped: Uint8Array
  readonly madeAt: Date
}
const ROW = `key, account, officer, wrapped, made_at as "madeAt"`

/** The key of an account that counts now. */
export async function liveKey(db: Queryable, account: string): Promise<DecisionKeyRow | undefined> {
  const [row] = await db.query<DecisionKeyRow>(
    `select ${ROW} from decision_keys where account = $1 and revoked_at is null`,
    [account],
  )
  return row
}

/** All keys that count now, by their labels. */
export async function liveKeys(db: Queryable): Promise<readonly DecisionKeyRow[]> {
  return db.query<DecisionKeyRow>(
    `select ${ROW} from decision_keys where revoked_at is null order by length(officer), officer`,
  )
}

/** The label of an account's keys so far; undefined when it never had one. */
export async function labelOf(db: Queryable, account: string): Promise<string | undefined> {
  const [row] = await db.query<{ officer: string }>('select officer from decision_keys where account = $1 limit 1', [
    account,
  ])
  return row?.officer
}

/** Whether an account had another key before the one that counts now. */
export async function hadAnother(db: Queryable, account: string): Promise<boolean> {
  const rows = await db.query('select 1 from decision_keys where account = $1 and revoked_at is not null limit 1', [
    account,
  ])
  return rows.length > 0
}

/** How many accounts ever had a key here: the next label counts on. */
export async function countOfficers(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>('select count(distinct officer)::int as count from decision_keys')
  return row?.count ?? 0
}

export async function insertKey(tx: Transaction, { key, account, officer, wrapped, madeAt }: DecisionKeyRow) {
  await tx.query('insert into decision_keys (key, account, officer, wrapped, made_at) values ($1, $2, $3, $4, $5)', [
    key,
    account,
    officer,
    wrapped,
    madeAt,
  ])
}

/** Revokes the key of an account and forgets its sealed secret. @returns whether there was one */
export async function revokeKey(tx: Transaction, account: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `update decision_keys set revoked_at = $2, wrapped = '' where account = $1 and revoked_at is null returning key`,
    [account, at],
  )
  return rows.length > 0
}
