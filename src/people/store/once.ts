// Acts that were done under the key of a form, so that a form sent twice acts once.
import type { Queryable, Transaction } from '../../platform/database/database.ts'

/**
 * Takes the key for this act. When the same account acted under it before, what that gave; a second sender at the same
 * moment waits here for the first, because everything after this may already look different to it.
 */
export async function claimOnce<T>(
  tx: Transaction,
  account: string,
  key: string | undefined,
  at: Date,
): Promise<{ readonly value: T } | undefined> {
  if (key === undefined) return undefined
  const taken = await tx.query(
    `insert into acts_once (account, key, value, at) values ($1, $2, '{}', $3) on conflict do nothing returning key`,
    [account, key, at],
  )
  if (taken.length > 0) return undefined
  const [row] = await tx.query<{ value: { readonly value: T } }>(
    'select value from acts_once where account = $1 and key = $2',
    [account, key],
  )
  return row?.value
}

/** Remembers what the act gave. */
export async function keepOnce(
  tx: Transaction,
  account: string,
  key: string | undefined,
  value: unknown,
): Promise<void> {
  if (key === undefined) return
  await tx.query('update acts_once set value = $3 where account = $1 and key = $2', [
    account,
    key,
    JSON.stringify({ value }),
  ])
}

/** What was done under keys that begin so, by account and key: for whoever goes on with what was interrupted. */
export async function readDone(db: Queryable, prefix: string): Promise<ReadonlyMap<string, unknown>> {
  const rows = await db.query<{ account: string; key: string; value: { readonly value?: unknown } }>(
    'select account, key, value from acts_once where starts_with(key, $1)',
    [prefix],
  )
  return new Map(rows.map(({ account, key, value }) => [`${account} ${key}`, value.value]))
}
