// The page of signing in: a name, a password, and the ways of those who have neither.
import { textField } from '../../platform/form-parts.ts'
import { type Html, html, type Page } from '../../platform/html.ts'
import type { PeopleReader } from '../people-desk.ts'
import type { Who } from '../who.ts'
import { done, errorOf, type FieldError, formPage } from './parts.ts'

export type SignInView = {
  readonly desk: Who['desk']
  /** The path to go to afterwards, as it came; checked when it is used. */
  readonly next: string
  readonly name: string
  readonly errors: readonly FieldError[]
  readonly said?: 'enrolled' | 'signed-out' | undefined
  /** Whether invented accounts work here. */
  readonly demonstration: boolean
  readonly passkeys: boolean
}

/** Signing in at a desk. Nothing is filled in but the name that was typed before. */
export function signInPage(view: SignInView, reader: PeopleReader): Page {
  const { desk, name, errors, said, demonstration, passkeys } = view
  const { say, to } = reader
  const form = html`<form class="flow" method="post" action="${to(`/${desk}/sign-in`)}">${nextField(view.next)}
${textField({ name: 'name', label: say('people.field.sign-in'), hint: say('people.field.sign-in-hint'), error: errorOf(errors, 'name'), value: name, autocomplete: 'username', longest: 200, required: true })}
${textField({ name: 'password', label: say('people.field.password'), error: errorOf(errors, 'password'), type: 'password', autocomplete: 'current-password', longest: 400, required: true })}
<p><button class="btn">${say('people.sign-in.button')}</button></p></form>`
  const key = html`<form class="flow" method="post" action="${to(`/${desk}/sign-in/passkey`)}">${nextField(view.next)}<p class="soft">${say('people.sign-in.passkey-about')}</p><p><button class="btn quiet">${say('people.sign-in.passkey')}</button></p></form>`
  const register = html`<p>${say('people.sign-in.no-account')} <a href="${to('/recruiter/register')}">${say('people.sign-in.register')}</a></p>`
  return formPage(
    say(`people.sign-in.${desk}`),
    reader,
    errors,
    html`${said && done(say(`people.sign-in.${said}`))}${demonstration && html`<p class="law">${say('people.sign-in.demonstration')}</p>`}
${form}${passkeys && key}${desk === 'recruiter' && register}<p class="soft">${say('people.sign-in.forgotten')}</p>`,
  )
}

/** The hidden field that carries where to go after signing in. */
export function nextField(next: string): Html | false {
  return next !== '' && html`<input type="hidden" name="next" value="${next}">`
}
