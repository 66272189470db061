// The invented people of a demonstration: their accounts, and as whom each of them acts.
import type { Actor } from '../../events/index.ts'
import { CannotStart, type OpenNode } from '../../node.ts'
import { type AccountExample, countryOfPack, type Demonstration } from '../../packs/index.ts'
import {
  demonstrationAccountId,
  enrolDemonstrationAccounts,
  faultOfSeat,
  ROLES,
  type Role,
  type Who,
} from '../../people/index.ts'

/** The people of the node's own country. */
export type People = {
  /** Who acts under a name of signing in. Throws CannotStart for a name that nobody has. */
  readonly who: (name: string) => Who
  /** The identifier of the account of a name. */
  readonly account: (name: string) => string
  /** Somebody with a role, as the actor of acts that are known without a desk. */
  readonly actor: (role: Role) => Actor
}

/** Makes the accounts that are not there yet. @returns the instant of the first start, and the people */
export async function enrolPeople(
  node: OpenNode,
  { accounts, password = '' }: Demonstration,
): Promise<{ readonly start: Date; readonly people: People }> {
  const own = accounts.filter(({ country }) => country === node.country)
  const wanted = own.map((account) => ({ ...account, roles: rolesOf(node, account), password }))
  const start = await enrolDemonstrationAccounts(node.database, wanted, node.now())
  const everybody = new Map(wanted.map((account) => [account.name, account]))
  const who = (name: string): Who => {
    const found = everybody.get(name)
    if (!found) throw new CannotStart(`demonstration.json: no account of ${node.country} is called "${name}"`)
    const { display, desk, office, country, roles } = found
    return {
      account: demonstrationAccountId(name),
      name: display,
      desk,
      office,
      country,
      roles,
      session: 'demonstration',
    }
  }
  return { start, people: { who, account: demonstrationAccountId, actor: (role) => actorWith(node, wanted, role) } }
}

/** Identifiers of the accounts that decide, in their order. */
export function officersWhoDecide(node: OpenNode, { accounts }: Demonstration): readonly string[] {
  return accounts
    .filter(({ country, roles }) => country === node.country && roles.includes('deciding officer'))
    .map(({ name }) => demonstrationAccountId(name))
}

function actorWith(
  node: OpenNode,
  accounts: readonly { readonly name: string; readonly office: string; readonly roles: readonly Role[] }[],
  role: Role,
): Actor {
  const { country } = node
  // Whoever has no other task comes first.
  const found = accounts.find(({ roles }) => roles.length === 1 && roles[0] === role)
  if (found) return { office: found.office, country, role, account: demonstrationAccountId(found.name) }
  const office = countryOfPack(node.pack, country)?.authorities[0]?.id ?? 'node'
  return { office, country, role, account: 'demonstration' }
}

function rolesOf(node: OpenNode, { name, roles, office, country }: AccountExample): readonly Role[] {
  const known = ROLES.filter((role) => roles.includes(role))
  const unknown = roles.find((role) => !(ROLES as readonly string[]).includes(role))
  const does = countryOfPack(node.pack, country)?.authorities.find(({ id }) => id === office)?.does ?? []
  const fault = unknown ? { code: `no role is called "${unknown}"` } : faultOfSeat(known, does)
  if (fault) throw new CannotStart(`demonstration.json: accounts[${name}].roles: ${JSON.stringify(fault)}`)
  // In the order in which they are written: somebody acts in the first of their roles that may.
  return roles.map((role) => role as Role)
}
