// What the pages of the administration show: accounts of a desk, and one account with its open reset.
import type { Database } from '../../platform/database/database.ts'
import { type Account, accountNames, readAccount, readAccounts } from '../store/accounts.ts'
import { withPassword } from '../store/passwords.ts'
import { type ResetRow, readOpenReset, readOpenResets } from '../store/resets.ts'

export const MOST_ACCOUNTS = 500

export type AccountState = 'open' | 'disabled' | 'no-password' | 'reset'
export type AccountLine = { readonly account: Account; readonly state: AccountState }

/** The accounts of a desk in the order of their names, at most MOST_ACCOUNTS. */
export async function seeAccounts(database: Database, desk: Account['desk']): Promise<readonly AccountLine[]> {
  const accounts = await readAccounts(database, desk, MOST_ACCOUNTS)
  const ids = accounts.map(({ id }) => id)
  const [passwords, resets] = [await withPassword(database, ids), await readOpenResets(database, ids)]
  return accounts.map((account) => ({
    account,
    state: stateOf(account, passwords.has(account.id), resets.has(account.id)),
  }))
}

export type AccountOfOther = AccountLine & {
  readonly reset?: ResetRow & { readonly askedByName: string | undefined }
}

/** One account for an administrator; undefined when nobody has it. */
export async function seeAccount(database: Database, id: string): Promise<AccountOfOther | undefined> {
  const account = await readAccount(database, id)
  if (!account) return undefined
  const reset = await readOpenReset(database, id)
  const names = reset ? await accountNames(database, [reset.askedBy]) : undefined
  const state = stateOf(account, (await withPassword(database, [id])).has(id), reset !== undefined)
  return { account, state, ...(reset && { reset: { ...reset, askedByName: names?.get(reset.askedBy) } }) }
}

function stateOf({ disabledAt }: Account, hasPassword: boolean, hasReset: boolean): AccountState {
  if (disabledAt) return 'disabled'
  if (hasReset) return 'reset'
  return hasPassword ? 'open' : 'no-password'
}
