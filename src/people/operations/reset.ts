// Resetting a password: one administrator asks, another confirms, the owner is told, and the right to decide rests for a day.
import { writeAudit } from '../../events/index.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Database, Transaction } from '../../platform/database/database.ts'
import { newIdentifier } from '../../platform/seal/digest.ts'
import { type Notice, writtenNotice } from '../domain/notice.ts'
import { type Account, changeAccount, lockAccount, readForSignIn } from '../store/accounts.ts'
import { deletePasskeys } from '../store/passkeys.ts'
import { deletePassword } from '../store/passwords.ts'
import { confirmReset, deleteOpenReset, insertReset, readOpenReset } from '../store/resets.ts'
import { endSessions } from '../store/sessions.ts'
import type { Who } from '../who.ts'
import { keepLink, type Link, type LinkMade, newLink } from './links.ts'
import { type AdministrationNode, onAccount, REST_MS } from './on-account.ts'

/** Asks for the reset of somebody's password. Refused while there is no second administrator who could confirm it. */
export async function askReset(node: AdministrationNode, who: Who, account: string, once: string) {
  return onAccount(node, who, { action: 'people.ask-reset', account, once }, async (tx, found, now, administrators) => {
    if (found.disabledAt) return fail({ code: 'disabled' })
    if (administrators.filter((one) => one !== found.id && one !== who.account).length === 0)
      return fail({ code: 'single-administrator' })
    if (await readOpenReset(tx, account)) return fail({ code: 'already-asked' })
    await insertReset(tx, { id: newIdentifier('rst'), account, askedBy: who.account, askedAt: now })
    await changeAccount(tx, account, { notice: writtenNotice('reset-asked', now) })
    return ok(true as const)
  })
}

/** Takes back a reset that nobody has confirmed; any administrator may. */
export async function withdrawReset(node: AdministrationNode, who: Who, account: string, once: string) {
  return onAccount(node, who, { action: 'people.withdraw-reset', account, once }, async (tx) => {
    if (!(await readOpenReset(tx, account))) return fail({ code: 'not-asked' })
    await deleteOpenReset(tx, account)
    return ok(true as const)
  })
}

/** Confirms what another administrator asked for: password, passkeys and sessions end, and a link of an hour is made. */
export async function confirmAskedReset(node: AdministrationNode, who: Who, account: string, link: Link, once: string) {
  return onAccount<LinkMade>(node, who, { action: 'people.confirm-reset', account, once }, async (tx, found, now) => {
    const open = await readOpenReset(tx, account)
    if (!open) return fail({ code: 'not-asked' })
    if (open.askedBy === who.account) return fail({ code: 'same-administrator' })
    if (found.disabledAt) return fail({ code: 'disabled' })
    await confirmReset(tx, open.id, who.account, now)
    return ok(await carryOut(tx, found, 'reset', link, now))
  })
}

async function carryOut(
  tx: Transaction,
  { id }: Account,
  told: Notice['code'],
  link: Link,
  now: Date,
): Promise<LinkMade> {
  await deletePassword(tx, id)
  await deletePasskeys(tx, id)
  await endSessions(tx, id)
  await changeAccount(tx, id, { restsUntil: new Date(now.getTime() + REST_MS), notice: writtenNotice(told, now) })
  return keepLink(tx, id, 'reset', link, now)
}

export type CommandLineReset = { readonly token: string; readonly account: string; readonly desk: Account['desk'] }

/**
 * The reset by whoever runs the server, for a node with a single administrator. `signIn` is the name of signing in.
 * Returns the token of a link of an hour (`/{desk}/enrol/{token}`); the audit says that it came from the command line.
 */
export async function resetAccountFromCommandLine(
  database: Database,
  signIn: string,
  now: Date,
): Promise<Result<CommandLineReset, { readonly code: 'unknown' | 'disabled' }>> {
  const named = await readForSignIn(database, signIn)
  if (!named) return fail({ code: 'unknown' })
  const link = newLink()
  return database.transaction(async (tx) => {
    const found = await lockAccount(tx, named.id)
    if (!found || found.disabledAt) return fail({ code: 'disabled' } as const)
    const { id, desk, country } = found
    await deleteOpenReset(tx, id)
    await carryOut(tx, found, 'reset-command', link, now)
    const actor = { office: 'command line', country, role: 'administrator', account: 'command-line' }
    const line = { act: 'people.confirm-reset', actor, subject: id, outcome: 'done', detail: {} } as const
    await writeAudit(tx, line, now)
    return ok({ token: link.token, account: id, desk })
  })
}
