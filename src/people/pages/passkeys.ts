// Passkeys on pages: the list of an account, and the page of one ceremony, whose answer travels in an ordinary form.
import { errorSummary, textField } from '../../platform/form-parts.ts'
import { formMarks, type Html, html, type Page, page } from '../../platform/html.ts'
import type { FormMarks } from '../../platform/http.ts'
import type { PeopleReader } from '../people-desk.ts'
import type { PasskeyRow } from '../store/passkeys.ts'
import type { Who } from '../who.ts'
import { nextField } from './sign-in.ts'

export type PasskeyList = {
  readonly passkeys: readonly PasskeyRow[]
  /** The name that was typed for a new one. */
  readonly label: string
  readonly error: string | undefined
  readonly path: (tail: string) => string
}

/** The passkeys of an account, and the form that adds one. */
export function passkeySection(
  { passkeys, label, error, path }: PasskeyList,
  marks: () => FormMarks,
  reader: PeopleReader,
): Html {
  const { say, moment } = reader
  const lines = passkeys.map((key) => {
    const used =
      key.lastUsedAt && html`; ${say('people.passkey.used', { moment: moment(key.lastUsedAt.toISOString()) })}`
    return html`<li class="flow"><p><b><bdi>${key.label}</bdi></b><br>${say('people.passkey.added', { moment: moment(key.createdAt.toISOString()) })}${used ?? false}</p>
<form method="post" action="${path('/passkey/remove')}">${formMarks(marks())}<input type="hidden" name="passkey" value="${key.id}"><button class="btn quiet" aria-label="${say('people.passkey.remove-of', { label: key.label })}">${say('people.passkey.remove')}</button></form></li>`
  })
  return html`<section class="flow" id="passkeys"><h2>${say('people.passkey.heading')}</h2><p class="soft">${say('people.passkey.about')}</p>
${lines.length > 0 ? html`<ul class="flow">${lines}</ul>` : html`<p>${say('people.passkey.none')}</p>`}
<form class="flow" method="post" action="${path('/passkey')}">${formMarks(marks())}${textField({ name: 'label', label: say('people.passkey.label'), hint: say('people.passkey.label-hint'), error, value: label, autocomplete: 'off', longest: 60, required: true })}<p><button class="btn quiet">${say('people.passkey.add')}</button></p></form></section>`
}

export type Ceremony = {
  readonly kind: 'add' | 'use'
  readonly desk: Who['desk']
  /** Options of WebAuthn, as JSON; the script hands them to the browser. */
  readonly options: string
  readonly label?: string
  readonly next?: string
  readonly marks?: FormMarks
}

/** The page of a ceremony: the script asks the browser, fills the hidden field and sends the form. */
export function ceremonyPage({ kind, desk, options, label, next, marks }: Ceremony, reader: PeopleReader): Page {
  const { say, to } = reader
  const adds = kind === 'add'
  const action = to(adds ? `/${desk}/account/passkey/answer` : `/${desk}/sign-in/passkey/answer`)
  const title = say(adds ? 'people.passkey.add-title' : 'people.passkey.use-title')
  const back = adds
    ? html`<a href="${to(`/${desk}/account`)}">${say('people.passkey.back-to-account')}</a>`
    : html`<a href="${to(`/${desk}/sign-in`)}">${say('people.passkey.back-to-password')}</a>`
  const body = html`<h1>${title}</h1><p class="lead">${say(adds ? 'people.passkey.add-lead' : 'people.passkey.use-lead')}</p>
<form class="flow" method="post" action="${action}" data-passkey="${options}">${marks && formMarks(marks)}${nextField(next ?? '')}${label !== undefined && html`<input type="hidden" name="label" value="${label}">`}<input type="hidden" name="credential" value="">
<p data-without>${say('people.passkey.no-script')}</p><p data-failed role="status" hidden>${say('people.passkey.not-here')}</p><p data-go hidden><button class="btn">${say('people.passkey.go')}</button></p></form><p>${back}</p>`
  return { ...page(title, body), scripts: [adds ? 'passkey-add' : 'passkey-use'] }
}

/** A ceremony that was not accepted: what to do now. */
export function refusedCeremony(
  desk: Who['desk'],
  kind: Ceremony['kind'],
  message: string,
  reader: PeopleReader,
): Page {
  const { say, to } = reader
  const title = say(kind === 'add' ? 'people.passkey.add-title' : 'people.passkey.use-title')
  const path = kind === 'add' ? `/${desk}/account` : `/${desk}/sign-in`
  const back = say(kind === 'add' ? 'people.passkey.back-to-account' : 'people.passkey.back-to-password')
  const body = html`${errorSummary(say('people.errors'), [{ field: 'back', message }])}<h1>${title}</h1><p><a id="f-back" href="${to(path)}">${back}</a></p>`
  return page(say('people.error-title', { title }), body)
}
