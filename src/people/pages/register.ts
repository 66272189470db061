// The page on which a recruiter opens an account.
import type { Localized } from '../../packs/index.ts'
import { textField } from '../../platform/form-parts.ts'
import { fill, html, type Page } from '../../platform/html.ts'
import type { PeopleReader } from '../people-desk.ts'
import { errorOf, type FieldError, formPage, local } from './parts.ts'
import { newPasswordFields } from './password-fields.ts'

export type RegisterView = {
  readonly email: string
  readonly name: string
  readonly errors: readonly FieldError[]
  readonly country: Localized
}

/** Opening an account; passwords are never filled in again. */
export function registerPage({ email, name, errors, country }: RegisterView, reader: PeopleReader): Page {
  const { say, to } = reader
  return formPage(
    say('people.register.title'),
    reader,
    errors,
    html`<p class="lead">${say('people.register.lead')}</p><p>${fill(say, 'people.register.country', { country: local(country, reader) })}</p>
<form class="flow" method="post" action="${to('/recruiter/register')}">
${textField({ name: 'email', label: say('people.field.email'), hint: say('people.field.email-hint'), error: errorOf(errors, 'email'), value: email, type: 'email', autocomplete: 'username', longest: 250, required: true })}
${textField({ name: 'name', label: say('people.field.name'), hint: say('people.field.name-hint'), error: errorOf(errors, 'name'), value: name, autocomplete: 'name', longest: 200, required: true })}
${newPasswordFields(errors, reader)}
<p><button class="btn">${say('people.register.button')}</button></p></form>
<p><a href="${to('/recruiter/sign-in')}">${say('people.register.have')}</a></p>`,
  )
}
