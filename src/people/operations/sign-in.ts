// Signs in with a name and a password: the same cost and the same answer for a name that does not exist.
import { writeAudit } from '../../events/index.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Throttle } from '../domain/throttle.ts'
import { fitsPassword, hashPassword } from '../password-hash.ts'
import { beginSession } from '../sessions.ts'
import { type Account, readForSignIn, signInKey } from '../store/accounts.ts'
import { setPassword } from '../store/passwords.ts'

export type SignInNode = {
  readonly database: Database
  readonly now: () => Date
  readonly throttle: Throttle
  /** Accounts of the practice data work only where the node can be reached from this machine alone. */
  readonly demonstrationAllowed: boolean
}

export type SignInRefusal =
  | { readonly code: 'wrong-name-or-password' }
  | { readonly code: 'wait'; readonly seconds: number }

/** Returns the token of a new session and the account. Throws TooBusy when too many sign in at once. */
export async function signIn(
  node: SignInNode,
  { name, password, browser }: { readonly name: string; readonly password: string; readonly browser: string },
): Promise<Result<{ readonly token: string; readonly account: Account }, SignInRefusal>> {
  const { database, throttle, demonstrationAllowed } = node
  const now = node.now()
  const key = signInKey(name)
  const wait = throttle.wait(key, now.getTime())
  if (wait > 0) return fail({ code: 'wait', seconds: Math.ceil(wait / 1000) })
  const account = await readForSignIn(database, name)
  const { fits, renew } = await fitsPassword(password, account?.hash ?? undefined)
  const usable = account && !account.disabledAt && (!account.demonstration || demonstrationAllowed)
  if (!fits || !usable) {
    throttle.failed(key, now.getTime())
    if (account) await audit(database, account, 'refused', now)
    return fail({ code: 'wrong-name-or-password' })
  }
  throttle.succeeded(key)
  if (renew) await setPassword(database, account.id, await hashPassword(password), now)
  const token = await beginSession(database, account, browser, now)
  await audit(database, account, 'done', now)
  return ok({ token, account })
}

/** Who signed in, or tried to: a line in the audit. */
export async function audit(
  database: Database,
  { id, office, country, roles }: Pick<Account, 'id' | 'office' | 'country' | 'roles'>,
  outcome: 'done' | 'refused',
  at: Date,
): Promise<void> {
  const actor = { office, country, role: roles[0] ?? 'nobody', account: id }
  await database.transaction((tx) =>
    writeAudit(tx, { act: 'people.sign-in', actor, subject: id, outcome, detail: {} }, at),
  )
}
