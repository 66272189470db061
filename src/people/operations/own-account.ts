// What somebody does with their own account: see it, change the password, end sessions, read the notice.
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Queryable } from '../../platform/database/database.ts'
import type { Throttle } from '../domain/throttle.ts'
import { type Attempt, type NotAllowed, type OperatingNode, operate } from '../operate.ts'
import { fitsPassword, hashPassword } from '../password-hash.ts'
import { PEOPLE_POLICY, type PeopleAction } from '../people-policy.ts'
import { type Account, changeAccount, lockAccount, readAccount } from '../store/accounts.ts'
import { type PasskeyRow, readPasskeys } from '../store/passkeys.ts'
import { readPasswordHash, setPassword } from '../store/passwords.ts'
import { endSession, endSessions, readSessions, type SessionRow } from '../store/sessions.ts'
import type { Who } from '../who.ts'
import { type FieldFault, faultOfNewPassword } from './fields.ts'

export type OwnAccount = {
  readonly account: Account
  readonly sessions: readonly SessionRow[]
  readonly passkeys: readonly PasskeyRow[]
}

/** The account of whoever is signed in, as it stands now. Throws Error when it is not there (accounts are never removed). */
export async function ownAccount({ database }: Pick<OperatingNode, 'database'>, who: Who): Promise<OwnAccount> {
  const account = await readAccount(database, who.account)
  if (!account) throw new Error('a session without its account')
  const [sessions, passkeys] = [await readSessions(database, who.account), await readPasskeys(database, who.account)]
  return { account, sessions, passkeys }
}

/** An act of an account on itself. The role is the account's own, also while its right to decide rests. */
export function ownAttempt(
  account: Pick<Account, 'id' | 'office' | 'country' | 'roles'>,
  action: PeopleAction,
  once: string | undefined,
): Attempt<PeopleAction> {
  const { id, office, country, roles } = account
  const actor = { office, country, role: roles[0] ?? 'nobody', account: id }
  return { actor, action, country, subject: id, detail: {}, once }
}

export type PasswordChange = { readonly old: string; readonly password: string; readonly again: string }
export type PasswordRefusal =
  | { readonly code: 'field'; readonly faults: readonly FieldFault[] }
  | { readonly code: 'wrong-password' }
  | { readonly code: 'wait'; readonly seconds: number }

/** Changes one's own password and ends all other sessions. Wrong tries are throttled as at signing in. Throws TooBusy. */
export async function changePassword(
  node: OperatingNode & { readonly throttle: Throttle },
  who: Who,
  { old, password, again }: PasswordChange,
  once: string,
): Promise<Result<true, PasswordRefusal | NotAllowed>> {
  const { account } = await ownAccount(node, who)
  const time = node.now().getTime()
  const key = `change/${account.id}`
  const wait = node.throttle.wait(key, time)
  if (wait > 0) return fail({ code: 'wait', seconds: Math.ceil(wait / 1000) })
  const fault = faultOfNewPassword(password, again, account.signIn)
  if (fault) return fail({ code: 'field', faults: [fault] })
  const hash = await readPasswordHash(node.database, account.id)
  const { fits } = await fitsPassword(old, hash)
  if (!fits) node.throttle.failed(key, time)
  else node.throttle.succeeded(key)
  const fresh = fits ? await hashPassword(password) : ''
  return operate(node, PEOPLE_POLICY, ownAttempt(account, 'people.change-password', once), async (tx, now) => {
    await lockAccount(tx, account.id)
    // Compared outside the transaction: a password that was changed meanwhile is not the one that fitted.
    if (!fits || (await readPasswordHash(tx, account.id)) !== hash) return fail({ code: 'wrong-password' } as const)
    await setPassword(tx, account.id, fresh, now)
    await endSessions(tx, account.id, who.session)
    return ok({ value: true as const, events: [] })
  })
}

/** Whether words are the password of an account: a secret for another purpose must be another. Throws TooBusy. */
export async function isPasswordOf(database: Queryable, account: string, words: string): Promise<boolean> {
  return (await fitsPassword(words, await readPasswordHash(database, account))).fits
}

/** Ends one of one's own sessions, or (without `session`) all but the present one. */
export async function endOwnSessions(node: OperatingNode, who: Who, session: string | undefined, once: string) {
  const { account } = await ownAccount(node, who)
  const action = session === undefined ? 'people.end-sessions' : 'people.end-session'
  return operate(node, PEOPLE_POLICY, ownAttempt(account, action, once), async (tx) => {
    if (session === undefined) await endSessions(tx, account.id, who.session)
    else await endSession(tx, account.id, session)
    return ok({ value: true as const, events: [] })
  })
}

/** Takes the notice away that its owner has read. */
export async function readNotice(node: OperatingNode, who: Who, once: string) {
  const { account } = await ownAccount(node, who)
  return operate(node, PEOPLE_POLICY, ownAttempt(account, 'people.read-notice', once), async (tx) => {
    await changeAccount(tx, account.id, { notice: null })
    return ok({ value: true as const, events: [] })
  })
}

/** Signs out: ends the present session and nothing else. */
export async function signOut({ database }: Pick<OperatingNode, 'database'>, who: Who): Promise<void> {
  await endSession(database, who.account, who.session)
}
