// Who is signed in, and as whom they act: an account sits in one office and may hold several roles there.
import type { Actor } from '../events/index.ts'
import type { Country } from '../kernel/country.ts'
import type { Policy, Role } from './policy.ts'

/** Somebody who is signed in. Nothing of it goes into an event but the account, the office and the role that acts. */
export type Who = {
  /** Identifier of the account, `acc_…`. */
  readonly account: string
  /** As they write it; shown on pages, never in events. */
  readonly name: string
  readonly desk: 'staff' | 'recruiter'
  /** Identifier of the authority in the pack; for a recruiter's account `recruiter`. */
  readonly office: string
  readonly country: Country
  readonly roles: readonly Role[]
  /** Identifier of the session, not its token. */
  readonly session: string
  /** When the account was last used before this session. */
  readonly lastVisit?: Date
}

/** Who acts, for an action: in the first of their roles that the policy allows, else in their first, so that a refusal is audited as theirs. */
export function actorFor<Action extends string>(who: Who, policy: Policy<Action>, action: Action): Actor {
  const { office, country, account, roles } = who
  const allowed = policy[action].roles
  const role = roles.find((one) => allowed.includes(one)) ?? roles[0] ?? 'nobody'
  return { office, country, role, account }
}
