// SQL of sessions: found by the hash of their token, with the account as it is at this moment.
import type { Queryable, Transaction } from '../../platform/database/database.ts'
import type { Account } from './accounts.ts'

export type SessionRow = {
  readonly session: string
  readonly browser: string
  readonly createdAt: Date
  readonly lastUsedAt: Date
  readonly lastVisit: Date | null
}

export async function insertSession(
  tx: Transaction,
  session: SessionRow & { readonly account: string; readonly tokenHash: string },
): Promise<void> {
  await tx.query(
    `insert into sessions (id, account, token_hash, browser, created_at, last_used_at, last_visit)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      session.session,
      session.account,
      session.tokenHash,
      session.browser,
      session.createdAt,
      session.lastUsedAt,
      session.lastVisit,
    ],
  )
}

/** A session with its account, in one query. */
export async function readSession(db: Queryable, tokenHash: string): Promise<(SessionRow & Account) | undefined> {
  const rows = await db.query<SessionRow & Account>(
    `select s.id as session, s.browser, s.created_at as "createdAt", s.last_used_at as "lastUsedAt", s.last_visit as "lastVisit",
       a.id, a.display, a.desk, a.office, a.country, a.roles, a.demonstration, a.disabled_at as "disabledAt",
       a.rests_until as "restsUntil", a.notice
     from sessions s join accounts a on a.id = s.account where s.token_hash = $1`,
    [tokenHash],
  )
  return rows[0]
}

/** Remembers that a session is in use. */
export async function touchSession(db: Queryable, session: string, account: string, at: Date): Promise<void> {
  await db.query('update sessions set last_used_at = $2 where id = $1', [session, at])
  await db.query('update accounts set last_used_at = $2 where id = $1', [account, at])
}

/** The sessions of an account, the newest use first. */
export async function readSessions(db: Queryable, account: string): Promise<readonly SessionRow[]> {
  return db.query<SessionRow>(
    `select id as session, browser, created_at as "createdAt", last_used_at as "lastUsedAt", last_visit as "lastVisit"
     from sessions where account = $1 order by last_used_at desc limit 100`,
    [account],
  )
}

/** Ends one session of an account. */
export async function endSession(db: Queryable, account: string, session: string): Promise<void> {
  await db.query('delete from sessions where account = $1 and id = $2', [account, session])
}

/** Ends every session of an account but one. */
export async function endSessions(db: Queryable, account: string, but = ''): Promise<void> {
  await db.query('delete from sessions where account = $1 and id <> $2', [account, but])
}

/** Removes what nobody can use any more. */
export async function sweepSessions(db: Queryable, before: Date): Promise<void> {
  await db.query('delete from sessions where created_at < $1', [before])
}
