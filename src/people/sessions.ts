// Sessions: a random token in the cookie, its hash in the table, and the account read anew with each request.
import { createHmac } from 'node:crypto'
import type { Database } from '../platform/database/database.ts'
import { newIdentifier, randomToken, sha256Hex } from '../platform/seal/digest.ts'
import type { Account } from './store/accounts.ts'
import { changeAccount } from './store/accounts.ts'
import { insertSession, readSession, touchSession } from './store/sessions.ts'
import type { Who } from './who.ts'

const HOURS = 60 * 60_000
/** A session ends after so long, used or not. */
export const LONGEST_SESSION = 12 * HOURS
/** … and after so long without use. */
export const LONGEST_IDLE = 1 * HOURS
const TOUCH_AFTER = 60_000

/** Begins a session of an account. Returns the token for the cookie; only its hash is kept. */
export async function beginSession(
  database: Database,
  account: Pick<Account, 'id' | 'lastUsedAt'>,
  browser: string,
  now: Date,
): Promise<string> {
  const token = randomToken(32)
  await database.transaction(async (tx) => {
    await insertSession(tx, {
      session: newIdentifier('ses'),
      account: account.id,
      tokenHash: sha256Hex(token),
      browser,
      createdAt: now,
      lastUsedAt: now,
      lastVisit: account.lastUsedAt,
    })
    await changeAccount(tx, account.id, { lastUsedAt: now })
  })
  return token
}

/** Who has this token, and the token of their forms; undefined when it is unknown, ended, too old, or the account is disabled or an invented one where none may be. */
export async function sessionOf(
  database: Database,
  token: string,
  now: Date,
  demonstrationAllowed = true,
): Promise<{ readonly who: Who; readonly formToken: string } | undefined> {
  const row = await readSession(database, sha256Hex(token))
  if (!row || row.disabledAt || (row.demonstration && !demonstrationAllowed)) return undefined
  const age = now.getTime() - row.createdAt.getTime()
  const idle = now.getTime() - row.lastUsedAt.getTime()
  if (age > LONGEST_SESSION || idle > LONGEST_IDLE) return undefined
  if (idle > TOUCH_AFTER) await touchSession(database, row.session, row.id, now)
  return { who: whoOf(row, row.session, row.lastVisit, now), formToken: formTokenOf(token) }
}

/** Who an account is at this moment. While its rights rest after a reset it decides nothing. */
export function whoOf(
  account: Pick<Account, 'id' | 'display' | 'desk' | 'office' | 'country' | 'roles' | 'restsUntil'>,
  session: string,
  lastVisit: Date | null,
  now: Date,
): Who {
  const { id, display, desk, office, country, roles, restsUntil } = account
  const rests = restsUntil !== null && restsUntil > now
  return {
    account: id,
    name: display,
    desk,
    office,
    country,
    roles: rests ? roles.filter((role) => role !== 'deciding officer') : roles,
    session,
    ...(lastVisit && { lastVisit }),
  }
}

/** The token of a session's forms: bound to it, and no way back to the cookie. */
function formTokenOf(token: string): string {
  return createHmac('sha256', token).update('sursur/form/v1').digest('base64url')
}

/** A browser in a rough word, so that somebody recognises their own session: `Firefox, Linux`. */
export function browserWord(agent: string | undefined): string {
  const text = agent ?? ''
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)/.exec(text)?.[1] ?? ''
  const system = /(Android|iPhone|iPad|Windows|Mac OS|Linux)/.exec(text)?.[1] ?? ''
  const named = { Edg: 'Edge', OPR: 'Opera' }[browser] ?? browser
  return [named, system].filter(Boolean).join(', ')
}
