// What administrators do with the accounts of others: open, change the seat, disable, enable, a new link.
import { fail, ok, type Result } from '../../kernel/result.ts'
import { newIdentifier } from '../../platform/seal/digest.ts'
import { writtenNotice } from '../domain/notice.ts'
import { type NotAllowed, operate } from '../operate.ts'
import { PEOPLE_POLICY } from '../people-policy.ts'
import { changeAccount, insertAccount } from '../store/accounts.ts'
import { readPasswordHash } from '../store/passwords.ts'
import { deleteOpenReset } from '../store/resets.ts'
import { endSessions } from '../store/sessions.ts'
import type { Who } from '../who.ts'
import { keepLink, type Link, type LinkMade } from './links.ts'
import { type NewAccount, newStaffAccount, readSeat, STAFF_ROLES } from './new-account.ts'
import {
  type AdministrationNode,
  type AdministrationRefusal,
  administrationAttempt,
  onAccount,
  REST_MS,
} from './on-account.ts'

/** Opens an account of the staff without a password; `link` is the way to its first one. */
export async function createAccount(
  node: AdministrationNode,
  who: Who,
  typed: NewAccount,
  link: Link,
  once: string,
): Promise<Result<LinkMade, AdministrationRefusal | NotAllowed>> {
  const id = newIdentifier('acc')
  const attempt = administrationAttempt(node, who, 'people.create-account', id, once, {
    office: typed.office.slice(0, 60),
    roles: STAFF_ROLES.filter((role) => typed.roles.includes(role)).join(', '),
  })
  return operate(node, PEOPLE_POLICY, attempt, async (tx, now) => {
    const account = newStaffAccount(node, id, typed, now)
    if (!account.ok) return account
    if (!(await insertAccount(tx, account.value))) return fail({ code: 'taken' } as const)
    return ok({ value: await keepLink(tx, id, 'enrol', link, now), events: [] })
  })
}

/** Whether nobody would administer once this account does not. */
function isLast(administrators: readonly string[], account: string): boolean {
  return administrators.length === 1 && administrators[0] === account
}

/** Gives an account of the staff another office or other roles; its sessions end. Never one's own. */
export async function changeSeat(
  node: AdministrationNode,
  who: Who,
  change: { readonly account: string; readonly office: string; readonly roles: readonly string[] },
  once: string,
): Promise<Result<true, AdministrationRefusal | NotAllowed>> {
  const act = { action: 'people.change-seat', account: change.account, once } as const
  return onAccount(node, who, act, async (tx, found, _, administrators) => {
    if (found.desk !== 'staff') return fail({ code: 'unknown' })
    const seat = readSeat(node, change.office, change.roles)
    if (!seat.ok) return seat
    if (isLast(administrators, found.id) && !seat.value.roles.includes('administrator'))
      return fail({ code: 'last-administrator' })
    await changeAccount(tx, found.id, seat.value)
    await endSessions(tx, found.id)
    return ok(true as const)
  })
}

/** Disables an account: its sessions and open resets end. Never one's own, nor the last administrator's. */
export async function disableAccount(node: AdministrationNode, who: Who, account: string, once: string) {
  return onAccount(node, who, { action: 'people.disable', account, once }, async (tx, found, now, administrators) => {
    if (isLast(administrators, found.id)) return fail({ code: 'last-administrator' })
    await changeAccount(tx, found.id, { disabledAt: found.disabledAt ?? now })
    await endSessions(tx, found.id)
    await deleteOpenReset(tx, found.id)
    return ok(true as const)
  })
}

/** Enables an account again, with the roles that it had. */
export async function enableAccount(node: AdministrationNode, who: Who, account: string, once: string) {
  return onAccount(node, who, { action: 'people.enable', account, once }, async (tx, found) => {
    await changeAccount(tx, found.id, { disabledAt: null })
    return ok(true as const)
  })
}

/** Another link for an account that has no password yet, or none after its reset; the earlier link ends. */
export async function linkAgain(node: AdministrationNode, who: Who, account: string, link: Link, once: string) {
  return onAccount<LinkMade>(node, who, { action: 'people.link-again', account, once }, async (tx, found, now) => {
    if (found.disabledAt) return fail({ code: 'disabled' })
    if ((await readPasswordHash(tx, account)) !== undefined) return fail({ code: 'has-password' })
    if (!found.lastUsedAt) return ok(await keepLink(tx, account, 'enrol', link, now))
    // The account was in use before its reset: whoever takes this link waits a day again before deciding.
    await changeAccount(tx, account, {
      restsUntil: new Date(now.getTime() + REST_MS),
      notice: writtenNotice('reset', now),
    })
    return ok(await keepLink(tx, account, 'reset', link, now))
  })
}
