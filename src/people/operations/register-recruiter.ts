// A recruiter opens an account by itself: an address, a name, a password; it authorizes nobody to recruit.
import type { Country } from '../../kernel/country.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { newIdentifier } from '../../platform/seal/digest.ts'
import { type NotAllowed, type OperatingNode, operate } from '../operate.ts'
import { hashPassword } from '../password-hash.ts'
import { PEOPLE_POLICY } from '../people-policy.ts'
import { beginSession } from '../sessions.ts'
import { type Account, insertAccount } from '../store/accounts.ts'
import { setPassword } from '../store/passwords.ts'
import { emailOf, type FieldFault, faultOfNewPassword, lineOf } from './fields.ts'
import { ownAttempt } from './own-account.ts'

export type Registration = {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly again: string
}
export type RegistrationRefusal =
  | { readonly code: 'field'; readonly faults: readonly FieldFault[] }
  | { readonly code: 'taken' }

/** Opens the account and begins a session; returns its token. Throws TooBusy. */
export async function registerRecruiter(
  node: OperatingNode & { readonly country: Country },
  typed: Registration,
  browser: string,
): Promise<Result<{ readonly token: string }, RegistrationRefusal | NotAllowed>> {
  const email = emailOf(typed.email)
  const name = lineOf(typed.name, 100)
  const fault = faultOfNewPassword(typed.password, typed.again, email ?? '')
  const faults: FieldFault[] = []
  if (!email) faults.push({ field: 'email', code: 'email' })
  if (!name) faults.push({ field: 'name', code: 'name' })
  if (fault) faults.push(fault)
  if (!email || !name || fault) return fail({ code: 'field', faults })
  const hash = await hashPassword(typed.password)
  const account: Account = {
    id: newIdentifier('acc'),
    signIn: email,
    display: name,
    desk: 'recruiter',
    office: 'recruiter',
    country: node.country,
    roles: ['recruiter'],
    demonstration: false,
    disabledAt: null,
    restsUntil: null,
    notice: null,
    lastUsedAt: null,
    createdAt: node.now(),
  }
  const attempt = ownAttempt(account, 'people.register', undefined)
  const made = await operate(node, PEOPLE_POLICY, attempt, async (tx, now) => {
    if (!(await insertAccount(tx, account))) return fail({ code: 'taken' } as const)
    await setPassword(tx, account.id, hash, now)
    return ok({ value: true as const, events: [] })
  })
  if (!made.ok) return made
  return ok({ token: await beginSession(node.database, account, browser, node.now()) })
}
