// The accounts of the practice data: invented people with printed passwords, which work on loopback only.
import type { Country } from '../../kernel/country.ts'
import type { Database } from '../../platform/database/database.ts'
import { sha256Hex } from '../../platform/seal/digest.ts'
import { hashPassword } from '../password-hash.ts'
import type { Role } from '../policy.ts'
import { insertAccount, readAccount, signInKey } from '../store/accounts.ts'
import { setPassword } from '../store/passwords.ts'

export type DemonstrationAccount = {
  readonly name: string
  readonly display: string
  readonly desk: 'staff' | 'recruiter'
  readonly office: string
  readonly country: Country
  readonly roles: readonly Role[]
  readonly password: string
}

/** The identifier of a demonstration account: the same at every start, so that invented files can name it. */
export function demonstrationAccountId(name: string): string {
  return `acc_demo_${sha256Hex(`sursur/demonstration/${signInKey(name)}`).slice(0, 20)}`
}

/**
 * Makes the accounts that are not there yet, and says when the first of them was made: the first start of the practice data, from
 * which its days are counted. Accounts with one password share its hash, so that ten of them do not cost ten hashings.
 */
export async function enrolDemonstrationAccounts(
  database: Database,
  accounts: readonly DemonstrationAccount[],
  now: Date,
): Promise<Date> {
  const hashes = new Map<string, string>()
  let first = now
  for (const { name, password, ...rest } of accounts) {
    const id = demonstrationAccountId(name)
    const there = await readAccount(database, id)
    if (there) {
      if (there.createdAt < first) first = there.createdAt
      continue
    }
    const hash = hashes.get(password) ?? (await hashPassword(password))
    hashes.set(password, hash)
    await database.transaction(async (tx) => {
      const none = { disabledAt: null, restsUntil: null, notice: null, lastUsedAt: null }
      const account = { ...rest, ...none, id, signIn: name, demonstration: true, createdAt: now }
      if (await insertAccount(tx, account)) await setPassword(tx, id, hash, now)
    })
  }
  return first
}
