// The frame of every act on somebody else's account: who may, never on oneself, administrators locked first.
import type { Country } from '../../kernel/country.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Pack } from '../../packs/index.ts'
import type { Transaction } from '../../platform/database/database.ts'
import type { SeatFault } from '../domain/seats.ts'
import { type Attempt, type NotAllowed, type OperatingNode, operate } from '../operate.ts'
import { PEOPLE_POLICY, type PeopleAction } from '../people-policy.ts'
import { type Account, lockAccount, lockAdministrators, readAccount } from '../store/accounts.ts'
import { actorFor, type Who } from '../who.ts'
import type { FieldFault } from './fields.ts'

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
