// Seats: which roles exclude each other and which office may carry a role (product.md, "Seats and roles").
import type { Role } from '../policy.ts'

/** Two roles that one account never holds together, and why. */
export type Exclusion = {
  readonly one: Role
  readonly other: Role
  readonly why: 'placement' | 'administration' | 'audit'
}

const DESK: readonly Role[] = ['register officer', 'deciding officer', 'inspector']

/**
 * `placement`: who places workers does not judge those who recruit them. `administration`: who makes accounts decides
 * nothing with them. `audit`: who looks over the acts does none. (A deciding officer may also be register officer: that one
 * never decides a file that they checked is a rule of each file.)
 */
export const EXCLUSIONS: readonly Exclusion[] = [
  ...DESK.map((one): Exclusion => ({ one, other: 'placement officer', why: 'placement' })),
  ...DESK.map((one): Exclusion => ({ one, other: 'administrator', why: 'administration' })),
  ...DESK.map((one): Exclusion => ({ one, other: 'auditor', why: 'audit' })),
  { one: 'placement officer', other: 'administrator', why: 'administration' },
]

/** What an office must do to carry a role; roles that are not named need nothing. */
const OFFICE_OF_ROLE: Readonly<Partial<Record<Role, 'register' | 'inspection' | 'placement'>>> = {
  'register officer': 'register',
  'deciding officer': 'register',
  inspector: 'inspection',
  'placement officer': 'placement',
}

export type SeatFault =
  | { readonly code: 'no-role' }
  | { readonly code: 'roles-exclude'; readonly one: Role; readonly other: Role; readonly why: Exclusion['why'] }
  | { readonly code: 'office-cannot'; readonly role: Role }

/** What is wrong with these roles in an office that does these things; undefined when nothing is. */
export function faultOfSeat(roles: readonly Role[], officeDoes: readonly string[]): SeatFault | undefined {
  if (roles.length === 0) return { code: 'no-role' }
  const clash = EXCLUSIONS.find(({ one, other }) => roles.includes(one) && roles.includes(other))
  if (clash) return { code: 'roles-exclude', ...clash }
  const role = roles.find((one) => {
    const needs = OFFICE_OF_ROLE[one]
    return needs !== undefined && !officeDoes.includes(needs)
  })
  return role && { code: 'office-cannot', role }
}
