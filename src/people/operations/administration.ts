// What administrators do with the accounts of others: open, change the seat, disable, enable, a new link.
import type { Country } from '../../kernel/country.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Pack } from '../../packs/index.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { newIdentifier } from '../../platform/seal/digest.ts'
import { writtenNotice } from '../domain/notice.ts'
import { faultOfSeat, type SeatFault } from '../domain/seats.ts'
import { type Attempt, type NotAllowed, type OperatingNode, operate } from '../operate.ts'
import { PEOPLE_POLICY, type PeopleAction } from '../people-policy.ts'
import { ROLES, type Role } from '../policy.ts'
import {
  type Account,
  changeAccount,
  insertAccount,
  lockAccount,
  lockAdministrators,
  readAccount,
  readPasswordHash,
} from '../store/accounts.ts'
import { deleteOpenReset } from '../store/resets.ts'
import { endSessions } from '../store/sessions.ts'
import { actorFor, type Who } from '../who.ts'
import { type FieldFault, lineOf, signInOf } from './fields.ts'
import { keepLink, type Link, type LinkMade } from './links.ts'

/** What acts of the administration need. */
export type AdministrationNode = OperatingNode & { readonly pack: Pack; readonly country: Country }

export type AdministrationRefusal =
  | { readonly code: 'field'; readonly faults: readonly FieldFault[] }
  | SeatFault
  | {
      readonly code:
        | 'taken'
        | 'office'
        | 'unknown-role'
        | 'own-account'
        | 'last-administrator'
        | 'has-password'
        | 'disabled'
        | 'single-administrator'
        | 'same-administrator'
        | 'already-asked'
        | 'not-asked'
        | 'unknown'
    }

/** After a reset the right to decide rests so long. */
export const REST_MS = 24 * 60 * 60_000

/** Roles that an account of a desk of the staff may hold. */
export const STAFF_ROLES = ROLES.filter((role) => role !== 'recruiter')

/** An act of the administration, under the key of its form. */
export function administrationAttempt(
  node: Pick<AdministrationNode, 'country'>,
  who: Who,
  action: PeopleAction,
  subject: string,
  once: string | undefined,
  detail: Attempt<PeopleAction>['detail'] = {},
): Attempt<PeopleAction> {
  const actor = actorFor(who, PEOPLE_POLICY, action)
  return { actor, action, country: node.country, subject, detail, once }
}

/** The roles as typed and what is wrong with them in this office of the node's country. */
export function readSeat(
  { pack, country }: Pick<AdministrationNode, 'pack' | 'country'>,
  office: string,
  typed: readonly string[],
): Result<{ readonly office: string; readonly roles: readonly Role[] }, AdministrationRefusal> {
  const authority = pack.countries.find(({ code }) => code === country)?.authorities.find(({ id }) => id === office)
  if (!authority) return fail({ code: 'office' })
  const roles = STAFF_ROLES.filter((role) => typed.includes(role))
  if (typed.some((role) => !(STAFF_ROLES as readonly string[]).includes(role))) return fail({ code: 'unknown-role' })
  const fault = faultOfSeat(roles, authority.does)
  return fault ? fail(fault) : ok({ office, roles })
}

export type NewAccount = {
  readonly signIn: string
  readonly name: string
  readonly office: string
  readonly roles: readonly string[]
}

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

/** A new account of the staff from what was typed, or everything that is wrong with it. */
export function newStaffAccount(
  node: Pick<AdministrationNode, 'pack' | 'country'>,
  id: string,
  { signIn, name, office, roles }: NewAccount,
  now: Date,
): Result<Account, AdministrationRefusal> {
  const key = signInOf(signIn)
  const display = lineOf(name, 100)
  const faults: FieldFault[] = []
  if (!display) faults.push({ field: 'name', code: 'name' })
  if (!key) faults.push({ field: 'signIn', code: 'sign-in-form' })
  if (!key || !display) return fail({ code: 'field', faults })
  const seat = readSeat(node, office, roles)
  if (!seat.ok) return seat
  const none = { disabledAt: null, restsUntil: null, notice: null, lastUsedAt: null, demonstration: false } as const
  const where = { desk: 'staff', country: node.country } as const
  return ok({ id, signIn: key, display, ...where, ...seat.value, ...none, createdAt: now })
}

/** Runs an act on somebody else's account, locked; administrators are locked first, always in one order. */
export async function onAccount<T>(
  node: AdministrationNode,
  who: Who,
  { action, account, once }: { readonly action: PeopleAction; readonly account: string; readonly once: string },
  work: (
    tx: Transaction,
    found: Account,
    now: Date,
    administrators: readonly string[],
  ) => Promise<Result<T, AdministrationRefusal>>,
): Promise<Result<T, AdministrationRefusal | NotAllowed>> {
  const known = await readAccount(node.database, account)
  if (!known) return fail({ code: 'unknown' })
  const attempt = administrationAttempt({ country: known.country }, who, action, account, once)
  return operate(node, PEOPLE_POLICY, attempt, async (tx, now) => {
    if (account === who.account) return fail({ code: 'own-account' } as const)
    const administrators = await lockAdministrators(tx)
    const found = await lockAccount(tx, account)
    if (!found) return fail({ code: 'unknown' } as const)
    const result = await work(tx, found, now, administrators)
    return result.ok ? ok({ value: result.value, events: [] }) : result
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
