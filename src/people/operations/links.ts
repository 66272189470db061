// One-time links: made for an account, shown once, kept by their hash, used up with the first password.
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Queryable, Transaction } from '../../platform/database/database.ts'
import { randomToken, sha256Hex } from '../../platform/seal/digest.ts'
import { type NotAllowed, type OperatingNode, operate } from '../operate.ts'
import { hashPassword } from '../password-hash.ts'
import { PEOPLE_POLICY } from '../people-policy.ts'
import { type Account, changeAccount, lockAccount, readAccount } from '../store/accounts.ts'
import { insertLink, type LinkPurpose, readLink, useLink } from '../store/links.ts'
import { setPassword } from '../store/passwords.ts'
import { endSessions } from '../store/sessions.ts'
import { type FieldFault, faultOfNewPassword } from './fields.ts'
import { ownAttempt } from './own-account.ts'

/** A link works so long. */
export const LINK_MS = 60 * 60_000

/** A link for whoever made it: shown once, and kept nowhere. */
export type Link = { readonly token: string; readonly hash: string }

export function newLink(): Link {
  const token = randomToken(32)
  return { token, hash: sha256Hex(token) }
}

/** What an act with a link gives: its account, and the hash of the link, so that a form sent twice can be told from the first. */
export type LinkMade = { readonly account: string; readonly hash: string; readonly until: string }

/** Keeps the link; earlier ones of the account end. */
export async function keepLink(
  tx: Transaction,
  account: string,
  purpose: LinkPurpose,
  { hash }: Link,
  now: Date,
): Promise<LinkMade> {
  const expiresAt = new Date(now.getTime() + LINK_MS)
  await insertLink(tx, { tokenHash: hash, account, purpose, expiresAt })
  return { account, hash, until: expiresAt.toISOString() }
}

/** The account that a link opens; undefined when the link is unknown, used, past its hour, or the account is disabled. */
export async function accountOfLink(db: Queryable, token: string, now: Date): Promise<Account | undefined> {
  const link = await readLink(db, sha256Hex(token), now)
  const account = link && (await readAccount(db, link.account))
  return account && !account.disabledAt ? account : undefined
}

export type EnrolRefusal =
  | { readonly code: 'field'; readonly faults: readonly FieldFault[] }
  | { readonly code: 'link-gone' }

/** Sets the first password, or the one after a reset, and uses the link up. Throws TooBusy. */
export async function enrol(
  node: OperatingNode,
  token: string,
  { password, again }: { readonly password: string; readonly again: string },
): Promise<Result<Pick<Account, 'desk'>, EnrolRefusal | NotAllowed>> {
  const account = await accountOfLink(node.database, token, node.now())
  if (!account) return fail({ code: 'link-gone' })
  const fault = faultOfNewPassword(password, again, account.signIn)
  if (fault) return fail({ code: 'field', faults: [fault] })
  const hash = await hashPassword(password)
  const attempt = ownAttempt(account, 'people.enrol', undefined)
  return operate(node, PEOPLE_POLICY, attempt, async (tx, now) => {
    const locked = await lockAccount(tx, account.id)
    if (!locked || locked.disabledAt || !(await useLink(tx, sha256Hex(token), now)))
      return fail({ code: 'link-gone' } as const)
    await setPassword(tx, account.id, hash, now)
    await endSessions(tx, account.id)
    await changeAccount(tx, account.id, { lastUsedAt: now })
    return ok({ value: { desk: account.desk }, events: [] })
  })
}
