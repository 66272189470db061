// SQL of one-time links: kept by the hash of their token.
import type { Queryable, Transaction } from '../../platform/database/database.ts'

export type LinkPurpose = 'enrol' | 'reset'

/** Keeps a one-time link by the hash of its token; earlier ones of the account end. */
export async function insertLink(
  tx: Transaction,
  link: {
    readonly tokenHash: string
    readonly account: string
    readonly purpose: LinkPurpose
    readonly expiresAt: Date
  },
): Promise<void> {
  await tx.query('delete from account_links where account = $1 and used_at is null', [link.account])
  await tx.query('insert into account_links (token_hash, account, purpose, expires_at) values ($1, $2, $3, $4)', [
    link.tokenHash,
    link.account,
    link.purpose,
    link.expiresAt,
  ])
}

/** The account of a link that is neither used nor past its hour. */
export async function readLink(
  db: Queryable,
  tokenHash: string,
  now: Date,
): Promise<{ readonly account: string; readonly purpose: LinkPurpose } | undefined> {
  const rows = await db.query<{ account: string; purpose: LinkPurpose }>(
    'select account, purpose from account_links where token_hash = $1 and used_at is null and expires_at > $2',
    [tokenHash, now],
  )
  return rows[0]
}

/** Uses a link up; undefined when somebody was first, or its hour is over. */
export async function useLink(
  tx: Transaction,
  tokenHash: string,
  now: Date,
): Promise<{ readonly account: string; readonly purpose: LinkPurpose } | undefined> {
  const rows = await tx.query<{ account: string; purpose: LinkPurpose }>(
    `update account_links set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
     returning account, purpose`,
    [tokenHash, now],
  )
  return rows[0]
}
