// The reference page of permissions, from the register's policy.
import { POLICY } from '../../src/modules/register/policy.ts'
import { code, head, table } from './markdown.ts'

/** Act by role. */
export function permissionsPage(): string {
  const roles = [...new Set(Object.values(POLICY).flatMap((rule) => rule.roles))].sort()
  const rows = Object.entries(POLICY).map(([action, rule]) => [
    code(action),
    ...roles.map((role) => (rule.roles.includes(role) ? 'may' : 'no')),
    rule.ownCountryOnly ? 'own country only' : 'any country',
  ])
  const intro =
    'Who may do what in the register. What does not stand here is refused, and the refusal is audited. The public pages and the API need no account. A route of the desks that somebody may not open answers as if it were not there.'
  return `${head('Permissions', 'src/modules/register/policy.ts', intro)}\n${table(['act', ...roles, 'where'], rows)}`
}
