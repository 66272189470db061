// The administration's list of accounts, and the form that opens one.
import { textField } from '../../platform/form-parts.ts'
import { formMarks, type Html, html, type Page } from '../../platform/html.ts'
import type { FormMarks } from '../../platform/http.ts'
import { type AccountLine, MOST_ACCOUNTS } from '../operations/see-accounts.ts'
import type { PeopleDesk, PeopleReader } from '../people-desk.ts'
import type { Who } from '../who.ts'
import { errorOf, formPage, officeName, roleName } from './parts.ts'
import { type SeatFields, seatFields } from './seat-fields.ts'

export type AccountsView = SeatFields & {
  readonly pack: PeopleDesk['pack']
  readonly desk: Who['desk']
  readonly accounts: readonly AccountLine[]
  readonly name: string
  readonly signIn: string
}

/** The accounts of one desk; the form opens accounts of the staff, as recruiters open theirs by themselves. */
export function accountsPage(view: AccountsView, marks: FormMarks, reader: PeopleReader): Page {
  const { desk, accounts, errors, name, signIn } = view
  const { say, to } = reader
  const tab = (one: Who['desk'], href: string) =>
    html`<li><a href="${to(href)}"${one === desk && html` aria-current="page"`}>${say(`people.accounts.${one}`)}</a></li>`
  const form = html`<section class="flow" id="new"><h2>${say('people.accounts.new')}</h2><form class="flow" method="post" action="${to('/staff/accounts')}">${formMarks(marks)}
${textField({ name: 'name', label: say('people.accounts.new-name'), error: errorOf(errors, 'name'), value: name, autocomplete: 'off', longest: 200, required: true })}
${textField({ name: 'signIn', label: say('people.accounts.new-sign-in'), hint: say('people.accounts.new-sign-in-hint'), error: errorOf(errors, 'signIn'), value: signIn, autocomplete: 'off', longest: 200, required: true })}
${seatFields(view, reader)}<p><button class="btn">${say('people.accounts.new-button')}</button></p></form></section>`
  return formPage(
    say('people.accounts.title'),
    reader,
    errors,
    html`<nav class="tabs" aria-label="${say('people.accounts.which')}"><ul>${tab('staff', '/staff/accounts')}${tab('recruiter', '/staff/accounts?desk=recruiter')}</ul></nav>
${accounts.length === 0 ? html`<p>${say('people.accounts.none')}</p>` : table(view, reader)}
${accounts.length >= MOST_ACCOUNTS && html`<p>${say('people.accounts.capped', { count: MOST_ACCOUNTS })}</p>`}${desk === 'staff' && form}`,
  )
}

function table({ accounts, pack, desk }: AccountsView, reader: PeopleReader): Html {
  const { say, to, moment } = reader
  const [whom, office, roles, state, used] = [
    say('people.account.name'),
    say('people.account.office'),
    say('people.account.roles'),
    say('people.accounts.state'),
    say('people.accounts.used'),
  ]
  const staff = desk === 'staff'
  const rows = accounts.map(({ account, state: now }) => {
    const last = account.lastUsedAt ? moment(account.lastUsedAt.toISOString()) : say('people.accounts.never')
    return html`<tr><th scope="row"><a href="${to(`/staff/accounts/${account.id}`)}"><bdi>${account.display}</bdi></a>${account.demonstration && html` <span class="soft">${say('people.accounts.demonstration')}</span>`}</th>
${staff && html`<td data-h="${office}">${officeName(pack, account.office, reader)}</td><td data-h="${roles}">${reader.join(account.roles.map((role) => roleName(role, reader)))}</td>`}<td data-h="${state}">${say(`people.accounts.state.${now}`)}</td><td data-h="${used}">${last}</td></tr>`
  })
  return html`<table class="stack"><caption>${say('people.accounts.caption', { count: accounts.length })}</caption><thead><tr><th scope="col">${whom}</th>${staff && html`<th scope="col">${office}</th><th scope="col">${roles}</th>`}<th scope="col">${state}</th><th scope="col">${used}</th></tr></thead><tbody>${rows}</tbody></table>`
}
