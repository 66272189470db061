// SQL of resets that one administrator asked for and another one has still to confirm.
import type { Queryable, Transaction } from '../../platform/database/database.ts'

export type ResetRow = { readonly id: string; readonly askedBy: string; readonly askedAt: Date }

/** The reset of an account that is not confirmed yet. */
export async function readOpenReset(db: Queryable, account: string): Promise<ResetRow | undefined> {
  const rows = await db.query<ResetRow>(
    `select id, asked_by as "askedBy", asked_at as "askedAt" from account_resets
     where account = $1 and confirmed_at is null`,
    [account],
  )
  return rows[0]
}

/** Which of these accounts have a reset that waits for its confirmation. */
export async function readOpenResets(db: Queryable, accounts: readonly string[]): Promise<ReadonlySet<string>> {
  if (accounts.length === 0) return new Set()
  const rows = await db.query<{ account: string }>(
    'select account from account_resets where confirmed_at is null and account = any($1)',
    [accounts],
  )
  return new Set(rows.map(({ account }) => account))
}

export async function insertReset(
  tx: Transaction,
  reset: { readonly id: string; readonly account: string; readonly askedBy: string; readonly askedAt: Date },
): Promise<void> {
  await tx.query('insert into account_resets (id, account, asked_by, asked_at) values ($1, $2, $3, $4)', [
    reset.id,
    reset.account,
    reset.askedBy,
    reset.askedAt,
  ])
}

export async function confirmReset(tx: Transaction, id: string, by: string, at: Date): Promise<void> {
  await tx.query('update account_resets set confirmed_by = $2, confirmed_at = $3 where id = $1', [id, by, at])
}

/** Takes back what nobody has confirmed. */
export async function deleteOpenReset(tx: Transaction, account: string): Promise<void> {
  await tx.query('delete from account_resets where account = $1 and confirmed_at is null', [account])
}
