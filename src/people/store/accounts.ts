// SQL of accounts, passwords and one-time links.
import type { Country } from '../../kernel/country.ts'
import type { Queryable, Transaction } from '../../platform/database/database.ts'
import type { Role } from '../policy.ts'

export type Account = {
  readonly id: string
  readonly signIn: string
  readonly display: string
  readonly desk: 'staff' | 'recruiter'
  /** Identifier of the authority in the pack; `recruiter` for a recruiter's account. */
  readonly office: string
  readonly country: Country
  readonly roles: readonly Role[]
  readonly demonstration: boolean
  readonly disabledAt: Date | null
  readonly restsUntil: Date | null
  readonly notice: string | null
  readonly lastUsedAt: Date | null
  readonly createdAt: Date
}

const COLUMNS = `id, sign_in as "signIn", display, desk, office, country, roles, demonstration, disabled_at as "disabledAt",
  rests_until as "restsUntil", notice, last_used_at as "lastUsedAt", created_at as "createdAt"`

/** One spelling for all: names of signing in are compared without case and surrounding space. */
export function signInKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

/** Adds an account. False when the name of signing in is taken. */
export async function insertAccount(tx: Transaction, account: Account): Promise<boolean> {
  const rows = await tx.query(
    `insert into accounts (id, sign_in_key, sign_in, display, desk, office, country, roles, demonstration, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (sign_in_key) do nothing returning id`,
    [
      account.id,
      signInKey(account.signIn),
      account.signIn.trim(),
      account.display,
      account.desk,
      account.office,
      account.country,
      JSON.stringify(account.roles),
      account.demonstration,
      account.createdAt,
    ],
  )
  return rows.length > 0
}

export async function readAccount(db: Queryable, id: string): Promise<Account | undefined> {
  return (await db.query<Account>(`select ${COLUMNS} from accounts where id = $1`, [id]))[0]
}

export async function lockAccount(tx: Transaction, id: string): Promise<Account | undefined> {
  return (await tx.query<Account>(`select ${COLUMNS} from accounts where id = $1 for update`, [id]))[0]
}

/** The account with a name of signing in, and its password's hash. */
export async function readForSignIn(
  db: Queryable,
  name: string,
): Promise<(Account & { readonly hash: string | null }) | undefined> {
  const rows = await db.query<Account & { readonly hash: string | null }>(
    `select ${COLUMNS}, (select hash from passwords p where p.account = a.id) as hash from accounts a where sign_in_key = $1`,
    [signInKey(name)],
  )
  return rows[0]
}

/** Accounts of a desk in the order of their names, at most `limit`. */
export async function readAccounts(db: Queryable, desk: Account['desk'], limit: number): Promise<readonly Account[]> {
  return db.query<Account>(`select ${COLUMNS} from accounts where desk = $1 order by display, id limit $2`, [
    desk,
    limit,
  ])
}

/** Names to show beside what accounts did, by account. */
export async function accountNames(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<{ id: string; display: string }>('select id, display from accounts where id = any($1)', [
    [...new Set(ids)],
  ])
  return new Map(rows.map(({ id, display }) => [id, display]))
}

/** How many accounts that are not disabled hold the role of administrator. */
export async function countAdministrators(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from accounts where disabled_at is null and roles::jsonb ? 'administrator'`,
  )
  return row?.count ?? 0
}

export type AccountChange = Partial<
  Pick<Account, 'display' | 'office' | 'roles' | 'disabledAt' | 'restsUntil' | 'notice' | 'lastUsedAt'>
>

/** Writes what changed and leaves the rest. */
export async function changeAccount(tx: Queryable, id: string, change: AccountChange): Promise<void> {
  const columns = {
    display: 'display',
    office: 'office',
    roles: 'roles',
    disabledAt: 'disabled_at',
    restsUntil: 'rests_until',
    notice: 'notice',
    lastUsedAt: 'last_used_at',
  } as const
  for (const [key, value] of Object.entries(change) as [keyof AccountChange, unknown][]) {
    const written = key === 'roles' ? JSON.stringify(value) : (value as string | Date | null)
    await tx.query(`update accounts set ${columns[key]} = $2 where id = $1`, [id, written])
  }
}

/** Whether any account of the practice data is here. */
export async function hasDemonstrationAccounts(db: Queryable): Promise<boolean> {
  return (await db.query('select 1 from accounts where demonstration limit 1')).length > 0
}

/**
 * The open accounts of administrators, held for this transaction. Whatever may make them fewer takes these first, so that
 * two administrators who disable each other at the same moment do not both succeed.
 */
export async function lockAdministrators(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from accounts where disabled_at is null and roles::jsonb ? 'administrator' order by id for update`,
  )
  return rows.map(({ id }) => id)
}

/** Accounts of a country's desks that hold a role and are not disabled, by name: to choose from. */
export async function accountsWithRole(
  db: Queryable,
  country: Country,
  role: Role,
): Promise<readonly { readonly account: string; readonly name: string }[]> {
  return db.query(
    `select id as account, display as name from accounts
     where desk = 'staff' and country = $1 and disabled_at is null and roles::jsonb ? $2::text order by display, id limit 200`,
    [country, role],
  )
}
