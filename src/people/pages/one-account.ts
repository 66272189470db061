// One account for administrators: its seat, closing and opening, a link, a reset.
import { formMarks, type Html, html, type Page, page } from '../../platform/html.ts'
import type { FormMarks } from '../../platform/http.ts'
import type { AccountOfOther } from '../operations/see-accounts.ts'
import type { PeopleDesk, PeopleReader } from '../people-desk.ts'
import type { PeopleKey } from '../texts/index.ts'
import type { Who } from '../who.ts'
import { done, formPage, officeName, roleName } from './parts.ts'
import { type SeatFields, seatFields } from './seat-fields.ts'

export const ADMINISTRATION_DONE = ['seat', 'disabled', 'enabled', 'asked', 'withdrawn'] as const

export type OneAccountView = AccountOfOther &
  SeatFields & {
    readonly pack: PeopleDesk['pack']
    readonly who: Who
    readonly done?: (typeof ADMINISTRATION_DONE)[number] | undefined
  }

/** The page of one account; whoever looks at their own sees that others act on it. */
export function oneAccountPage(view: OneAccountView, marks: () => FormMarks, reader: PeopleReader): Page {
  const { account, state, errors, who } = view
  const { say, to, moment } = reader
  const path = to(`/staff/accounts/${account.id}`)
  const used = account.lastUsedAt ? moment(account.lastUsedAt.toISOString()) : say('people.accounts.never')
  const act = (tail: string, key: PeopleKey) =>
    html`<form method="post" action="${path}/${tail}" id="f-${tail}">${formMarks(marks())}<button class="btn quiet">${say(key)}</button></form>`
  const facts = html`<dl class="facts"><div><dt>${say('people.field.sign-in')}</dt><dd><bdi>${account.signIn}</bdi></dd></div><div><dt>${say('people.account.office')}</dt><dd>${officeName(view.pack, account.office, reader)}</dd></div>
<div><dt>${say('people.account.roles')}</dt><dd>${reader.join(account.roles.map((role) => roleName(role, reader)))}</dd></div><div><dt>${say('people.accounts.state')}</dt><dd>${say(`people.accounts.state.${state}`)}${account.demonstration && html`. ${say('people.accounts.demonstration')}`}</dd></div><div><dt>${say('people.accounts.used')}</dt><dd>${used}</dd></div></dl>`
  const acts = html`${account.desk === 'staff' && seat(view, path, marks(), reader)}${link(view, act, reader)}${reset(view, act, reader)}
<section class="flow">${account.disabledAt ? act('enable', 'people.accounts.enable') : html`<h2>${say('people.accounts.disable')}</h2><p class="soft">${say('people.accounts.disable-about')}</p>${act('disable', 'people.accounts.disable')}`}</section>`
  return formPage(
    account.display,
    reader,
    errors,
    html`${view.done && done(say(`people.accounts.done.${view.done}`))}${facts}${account.id === who.account ? html`<p class="law">${say('people.accounts.own')}</p>` : acts}<p><a href="${to(`/staff/accounts${account.desk === 'staff' ? '' : '?desk=recruiter'}`)}">${say('people.accounts.back')}</a></p>`,
  )
}

type Act = (tail: string, key: PeopleKey) => Html

function seat(view: OneAccountView, path: string, marks: FormMarks, reader: PeopleReader): Html {
  const { say } = reader
  return html`<section class="flow"><h2>${say('people.accounts.seat')}</h2><form class="flow" method="post" action="${path}/seat">${formMarks(marks)}${seatFields(view, reader)}<p class="soft">${say('people.accounts.seat-about')}</p><p><button class="btn">${say('people.accounts.seat-button')}</button></p></form></section>`
}

function link({ state }: OneAccountView, act: Act, { say }: PeopleReader): Html | false {
  return (
    state === 'no-password' &&
    html`<section class="flow"><h2>${say('people.accounts.link')}</h2><p class="soft">${say('people.accounts.link-again-about')}</p>${act('link', 'people.accounts.link-again')}</section>`
  )
}

function reset({ state, reset: open, who }: OneAccountView, act: Act, reader: PeopleReader): Html | false {
  const { say, moment } = reader
  if (state === 'disabled' || state === 'no-password') return false
  const asked =
    open &&
    html`<p>${say('people.accounts.reset-asked', { who: open.askedByName ?? say('people.accounts.somebody'), moment: moment(open.askedAt.toISOString()) })}</p>`
  const own = open?.askedBy === who.account
  const next = open
    ? html`${own ? html`<p>${say('people.accounts.reset-other')}</p>` : act('confirm-reset', 'people.accounts.reset-confirm')}${act('withdraw-reset', 'people.accounts.reset-withdraw')}`
    : act('ask-reset', 'people.accounts.reset-ask')
  return html`<section class="flow"><h2>${say('people.accounts.reset')}</h2><p class="soft">${say('people.accounts.reset-about')}</p>${asked}${next}</section>`
}

export type LinkView = {
  readonly account: string
  readonly title: 'people.accounts.made' | 'people.accounts.reset-made' | 'people.accounts.link'
  /** The whole address; undefined when this form had been sent before. */
  readonly address: string | undefined
  /** ISO instant until which it works. */
  readonly until: string
}

/** A one-time link, shown this once. */
export function linkPage({ account, title, address, until }: LinkView, reader: PeopleReader): Page {
  const { say, to, moment } = reader
  const shown = address
    ? html`<section class="law flow"><h2>${say('people.accounts.link')}</h2><p class="code">${address}</p><p>${say('people.accounts.link-about', { moment: moment(until) })}</p></section>`
    : html`<p class="law">${say('people.accounts.link-shown')}</p>`
  const body = html`<h1>${say(title)}</h1>${shown}<p><a href="${to(`/staff/accounts/${account}`)}">${say('people.accounts.to-account')}</a></p>`
  return page(say(title), body)
}
