// SQL of passkeys and of the challenges that are still open.
import type { Queryable, Transaction } from '../../platform/database/database.ts'

export type PasskeyRow = {
  /** The credential's identifier, base64url. */
  readonly id: string
  readonly account: string
  /** COSE key, base64url. */
  readonly publicKey: string
  readonly counter: number
  readonly label: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

const COLUMNS = `id, account, public_key as "publicKey", counter, label, created_at as "createdAt", last_used_at as "lastUsedAt"`

export async function readPasskeys(db: Queryable, account: string): Promise<readonly PasskeyRow[]> {
  return db.query<PasskeyRow>(`select ${COLUMNS} from passkeys where account = $1 order by created_at, id limit 100`, [
    account,
  ])
}

/** A passkey by its identifier, held for this transaction so that its counter is compared once at a time. */
export async function lockPasskey(tx: Transaction, id: string): Promise<PasskeyRow | undefined> {
  return (await tx.query<PasskeyRow>(`select ${COLUMNS} from passkeys where id = $1 for update`, [id]))[0]
}

/** Adds a passkey. False when it is there already, whosever it is. */
export async function insertPasskey(tx: Transaction, key: Omit<PasskeyRow, 'lastUsedAt'>): Promise<boolean> {
  const rows = await tx.query(
    `insert into passkeys (id, account, public_key, counter, label, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do nothing returning id`,
    [key.id, key.account, key.publicKey, key.counter, key.label, key.createdAt],
  )
  return rows.length > 0
}

export async function countPasskeyUse(tx: Transaction, id: string, counter: number, at: Date): Promise<void> {
  await tx.query('update passkeys set counter = $2, last_used_at = $3 where id = $1', [id, counter, at])
}

export async function deletePasskey(tx: Transaction, account: string, id: string): Promise<void> {
  await tx.query('delete from passkeys where account = $1 and id = $2', [account, id])
}

/** After a reset: a passkey of whoever had the account before would outlive the new password. */
export async function deletePasskeys(tx: Transaction, account: string): Promise<void> {
  await tx.query('delete from passkeys where account = $1', [account])
}

/** Opens a challenge and removes those that are over. `account` is null while nobody is signed in. */
export async function insertChallenge(
  db: Queryable,
  challenge: { readonly challenge: string; readonly account: string | null; readonly expiresAt: Date },
  now: Date,
): Promise<void> {
  await db.query('delete from passkey_challenges where expires_at <= $1', [now])
  await db.query('insert into passkey_challenges (challenge, account, expires_at) values ($1, $2, $3)', [
    challenge.challenge,
    challenge.account,
    challenge.expiresAt,
  ])
}

/** Uses a challenge up, whatever comes of it. False when it is unknown, used, over, or somebody else's. */
export async function useChallenge(
  db: Queryable,
  challenge: string,
  account: string | null,
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `delete from passkey_challenges
     where challenge = $1 and account is not distinct from $2 and expires_at > $3 returning challenge`,
    [challenge, account, now],
  )
  return rows.length > 0
}
