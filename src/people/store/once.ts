// Acts that were done under the key of a form, so that a form sent twice acts once.
import type { Transaction } from '../../platform/database/database.ts'

/** What the act under this key gave, when the same account did it before. */
export async function findOnce<T>(
  tx: Transaction,
  account: string,
  key: string | undefined,
): Promise<{ readonly value: T } | undefined> {
  if (key === undefined) return undefined
  const [row] = await tx.query<{ value: { readonly value: T } }>(
    'select value from acts_once where account = $1 and key = $2',
    [account, key],
  )
  return row?.value
}

/** Remembers the act. Two at the same moment collide on the key; the second tries again and finds the first. */
export async function keepOnce(
  tx: Transaction,
  account: string,
  key: string | undefined,
  value: unknown,
  at: Date,
): Promise<void> {
  if (key === undefined) return
  await tx.query('insert into acts_once (account, key, value, at) values ($1, $2, $3, $4)', [
    account,
    key,
    JSON.stringify({ value }),
    at,
  ])
}
