// Who may do what: roles of product.md's table of seats, policies as data, and one function that denies by default.
import type { Actor } from '../events/index.ts'
import type { Country } from '../kernel/country.ts'

/** The roles that exist so far. A role arrives with the first act that needs it. */
export const ROLES = [
  'register officer',
  'deciding officer',
  'inspector',
  'placement officer',
  'auditor',
  'administrator',
  'observer',
  'recruiter',
] as const
export type Role = (typeof ROLES)[number]

/** For each action: who may, and whether only for the country of the office one sits in. */
export type Policy<Action extends string> = Readonly<
  Record<Action, { readonly roles: readonly Role[]; readonly ownCountryOnly: boolean }>
>

/** Whether `actor` may do `action` on something of `country`. What the policy does not allow is refused. */
export function can<Action extends string>(
  policy: Policy<Action>,
  actor: Actor,
  action: Action,
  subject: { readonly country: Country },
): boolean {
  const rule = Object.hasOwn(policy, action) ? policy[action] : undefined
  if (!rule?.roles.includes(actor.role as Role)) return false
  return !rule.ownCountryOnly || actor.country === subject.country
}
