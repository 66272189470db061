// The first administrator of a node, made from the command line; every other account is made by an administrator.
import { writeAudit } from '../../events/index.ts'
import type { Country } from '../../kernel/country.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Database } from '../../platform/database/database.ts'
import { newIdentifier } from '../../platform/seal/digest.ts'
import { type Account, insertAccount, lockAdministrators } from '../store/accounts.ts'
import { type FieldFault, lineOf, signInOf } from './fields.ts'
import { keepLink, newLink } from './links.ts'

export type FirstAdministrator = {
  readonly signIn: string
  readonly display: string
  /** Identifier of an authority in the pack. */
  readonly office: string
  readonly country: Country
}
export type FirstRefusal = { readonly code: FieldFault['code'] | 'taken' | 'has-administrator' }

/**
 * Opens the first account of an administrator and returns the token of its link of an hour (`/staff/enrol/{token}`).
 * Refused while an administrator is there. Whether the office is in the pack is for the caller to check.
 */
export async function createFirstAdministrator(
  database: Database,
  first: FirstAdministrator,
  now: Date,
): Promise<Result<{ readonly token: string; readonly account: string }, FirstRefusal>> {
  const signIn = signInOf(first.signIn)
  const display = lineOf(first.display, 100)
  if (!signIn) return fail({ code: 'sign-in-form' })
  if (!display) return fail({ code: 'name' })
  const { office, country } = first
  const id = newIdentifier('acc')
  const none = { disabledAt: null, restsUntil: null, notice: null, lastUsedAt: null, demonstration: false } as const
  const where = { desk: 'staff', office, country, roles: ['administrator'] } as const
  const account: Account = { id, signIn, display, ...where, ...none, createdAt: now }
  const link = newLink()
  return database.transaction(async (tx) => {
    if ((await lockAdministrators(tx)).length > 0) return fail({ code: 'has-administrator' } as const)
    if (!(await insertAccount(tx, account))) return fail({ code: 'taken' } as const)
    await keepLink(tx, id, 'enrol', link, now)
    const actor = { office: 'command line', country, role: 'administrator', account: 'command-line' }
    const line = { act: 'people.create-account', actor, subject: id, outcome: 'done', detail: {} } as const
    await writeAudit(tx, line, now)
    return ok({ token: link.token, account: id })
  })
}
