// One's own account: what one was told, who one is, where it is open, passkeys, the password.
import type { Pack } from '../../packs/index.ts'
import { textField } from '../../platform/form-parts.ts'
import { formMarks, type Html, html, type Page } from '../../platform/html.ts'
import type { FormMarks } from '../../platform/http.ts'
import { noticeOf } from '../domain/notice.ts'
import type { OwnAccount } from '../operations/own-account.ts'
import type { PeopleReader } from '../people-desk.ts'
import type { PeopleKey } from '../texts/index.ts'
import type { Who } from '../who.ts'
import { done, errorOf, type FieldError, formPage, officeName, roleMeaning, roleName } from './parts.ts'
import { passkeySection } from './passkeys.ts'
import { newPasswordFields } from './password-fields.ts'

export const ACCOUNT_DONE = ['password', 'session', 'sessions', 'passkey', 'passkey-removed', 'notice', 'new'] as const

export type AccountView = OwnAccount & {
  readonly who: Who
  readonly pack: Pack
  readonly now: Date
  readonly passkeysWork: boolean
  readonly done?: (typeof ACCOUNT_DONE)[number] | undefined
  readonly errors: readonly FieldError[]
  /** What was typed as the name of a passkey that was refused. */
  readonly label?: string
}

/** The page of an account for its owner; each form carries its own marks. */
export function accountPage(view: AccountView, marks: () => FormMarks, reader: PeopleReader): Page {
  const { who, account, passkeys, passkeysWork, errors } = view
  const { say, to } = reader
  const path = (tail: string) => to(`/${who.desk}/account${tail}`)
  const said =
    view.done && say((view.done === 'new' ? 'people.account.new' : `people.account.done.${view.done}`) as PeopleKey)
  const password = html`<section class="flow" id="password"><h2>${say('people.account.password')}</h2><p class="soft">${say('people.account.password-about')}</p>
<form class="flow" method="post" action="${path('/password')}">${formMarks(marks())}<input class="sr" type="text" name="name" value="${account.signIn}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
${textField({ name: 'old', label: say('people.field.old-password'), error: errorOf(errors, 'old'), type: 'password', autocomplete: 'current-password', longest: 400, required: true })}
${newPasswordFields(errors, reader)}<p><button class="btn">${say('people.account.password-button')}</button></p></form></section>`
  return formPage(
    say('people.account.title'),
    reader,
    errors,
    html`${said && done(said)}${notice(view, marks, path('/notice'), reader)}
<section class="flow"><h2>${say('people.account.who')}</h2><dl class="facts"><div><dt>${say('people.account.name')}</dt><dd><bdi>${account.display}</bdi></dd></div>
<div><dt>${say('people.field.sign-in')}</dt><dd><bdi>${account.signIn}</bdi></dd></div>
${who.desk === 'staff' && html`<div><dt>${say('people.account.office')}</dt><dd>${officeName(view.pack, account.office, reader)}</dd></div>`}
<div><dt>${say('people.account.roles')}</dt><dd>${account.roles.map((role) => html`<p><b>${roleName(role, reader)}</b>. ${roleMeaning(role, reader)}</p>`)}</dd></div></dl></section>
${sessions(view, marks, path, reader)}${passkeysWork && passkeySection({ passkeys, label: view.label ?? '', error: errorOf(errors, 'label'), path }, marks, reader)}${password}`,
  )
}

function notice({ account, now }: AccountView, marks: () => FormMarks, action: string, reader: PeopleReader): Html {
  const { say, moment } = reader
  const told = noticeOf(account.notice)
  const rests = account.roles.includes('deciding officer') && account.restsUntil !== null && account.restsUntil > now
  return html`${told && html`<section class="law flow" role="note"><h2>${say('people.account.notice')}</h2><p>${say(`people.account.notice.${told.code}`, { moment: moment(told.at) })}</p><form method="post" action="${action}">${formMarks(marks())}<button class="btn quiet">${say('people.account.notice-read')}</button></form></section>`}${account.restsUntil !== null && rests && html`<p class="law">${say('people.account.rests', { moment: moment(account.restsUntil.toISOString()) })}</p>`}`
}

function sessions(
  { sessions, who }: AccountView,
  marks: () => FormMarks,
  path: (tail: string) => string,
  reader: PeopleReader,
): Html {
  const { say, moment } = reader
  const lines = sessions.map((one) => {
    const browser = one.browser || say('people.account.session-unknown')
    const since = moment(one.createdAt.toISOString())
    const end = html`<form method="post" action="${path('/sessions/end')}">${formMarks(marks())}<input type="hidden" name="session" value="${one.session}"><button class="btn quiet" aria-label="${say('people.account.session-end-of', { browser, since })}">${say('people.account.session-end')}</button></form>`
    return html`<li class="flow"><p><b>${browser}</b><br>${say('people.account.session-since', { since, used: moment(one.lastUsedAt.toISOString()) })}</p>${one.session === who.session ? html`<p class="soft">${say('people.account.session-here')}</p>` : end}</li>`
  })
  return html`<section class="flow"><h2>${say('people.account.sessions')}</h2><p class="soft">${say('people.account.sessions-about')}</p><ul class="flow">${lines}</ul>
${sessions.length > 1 && html`<form method="post" action="${path('/sessions/end')}">${formMarks(marks())}<button class="btn quiet">${say('people.account.sessions-end')}</button></form>`}</section>`
}
