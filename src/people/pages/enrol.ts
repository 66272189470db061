// The page behind a one-time link: the first password, or the one after a reset.
import { html, type Page, page } from '../../platform/html.ts'
import type { PeopleReader } from '../people-desk.ts'
import type { Account } from '../store/accounts.ts'
import { type FieldError, formPage } from './parts.ts'
import { newPasswordFields } from './password-fields.ts'

export type EnrolView = {
  readonly account: Pick<Account, 'desk' | 'display' | 'signIn'>
  readonly token: string
  readonly errors: readonly FieldError[]
}

/** Choosing the password of an account. */
export function enrolPage({ account, token, errors }: EnrolView, reader: PeopleReader): Page {
  const { say, to } = reader
  return formPage(
    say('people.enrol.title'),
    reader,
    errors,
    html`<p class="lead">${say('people.enrol.lead', { name: account.display, signIn: account.signIn })}</p>
<form class="flow" method="post" action="${to(`/${account.desk}/enrol/${token}`)}"><input class="sr" type="text" name="name" value="${account.signIn}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
${newPasswordFields(errors, reader)}<p><button class="btn">${say('people.enrol.button')}</button></p></form>`,
  )
}

/** A link that opens nothing any more. */
export function goneLinkPage(desk: Account['desk'], { say, to }: PeopleReader): Page {
  const title = say('people.enrol.gone')
  return page(
    title,
    html`<h1>${title}</h1><p class="lead">${say('people.enrol.gone-about')}</p><p><a href="${to(`/${desk}/sign-in`)}">${say(`people.sign-in.${desk}`)}</a></p>`,
  )
}
