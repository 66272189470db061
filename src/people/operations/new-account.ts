// What was typed of a new account or another seat, checked against the pack and the rules of seats.
import { fail, ok, type Result } from '../../kernel/result.ts'
import { faultOfSeat } from '../domain/seats.ts'
import { ROLES, type Role } from '../policy.ts'
import type { Account } from '../store/accounts.ts'
import { type FieldFault, lineOf, signInOf } from './fields.ts'
import type { AdministrationNode, AdministrationRefusal } from './on-account.ts'

/** Roles that an account of a desk of the staff may hold. */
export const STAFF_ROLES = ROLES.filter((role) => role !== 'recruiter')

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
