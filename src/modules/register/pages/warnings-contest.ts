// Contesting a warning without an account: one thought, no papers, and what happens then.
import { areaField, errorSummary, textField } from '../../../platform/form-parts.ts'
import { drawn, fill, html, type Page, page } from '../../../platform/html.ts'
import type { ContestView } from '../views.ts'
import { calls } from './parts/calls.ts'
import { name, type RegisterReader } from './parts/words.ts'

/** Most characters of what somebody says against a warning, and of how to reach them. */
export const LONGEST_CONTEST = 4000
export const LONGEST_CONTACT = 200

/** What was typed, and which field is wrong. */
export type ContestBack = {
  readonly text: string
  readonly contact: string
  readonly wrong?: { readonly field: 'text' | 'contact'; readonly why: 'missing' | 'long' }
}

/** The form, also as it came back. The name of the warning stands there only when the list shows it. */
export function contestForm(view: ContestView, reader: RegisterReader, back?: ContestBack): Page {
  const { say } = reader
  const title = say('contest.title')
  const wrong = back?.wrong
  const most = wrong?.field === 'contact' ? LONGEST_CONTACT : LONGEST_CONTEST
  const message = wrong && (wrong.why === 'long' ? say('contest.long', { most }) : say('contest.missing'))
  const error = (field: 'text' | 'contact') => (wrong?.field === field ? { error: message } : {})
  const summary = errorSummary(say('contest.errors'), wrong && message ? [{ field: wrong.field, message }] : [])
  const body = html`<div class="flow">${summary}<h1>${title}</h1>${view.name !== undefined && html`<p class="lead">${fill(say, 'contest.who', { name: html`<b>${name(view.name)}</b>` })}</p>`}<p>${say('contest.lead')}</p><p>${say('contest.then')}</p>
<div class="split"><form class="flow" method="post" action="${reader.to(`/warnings/${encodeURIComponent(view.id)}/contest`)}">${areaField({ name: 'text', label: say('contest.text'), hint: say('contest.text-hint'), lines: 6, longest: LONGEST_CONTEST, required: true, value: back?.text, ...error('text') })}${textField({ name: 'contact', label: say('contest.contact'), hint: say('contest.contact-hint'), autocomplete: 'off', longest: LONGEST_CONTACT, value: back?.contact, ...error('contact') })}<p><button class="btn">${say('contest.send')}</button></p></form><aside class="flow">${calls(view.contacts, reader)}</aside></div></div>`
  return page(wrong ? say('contest.error-title', { title }) : title, body)
}

/** It was received. */
export function contestReceived(view: ContestView, reader: RegisterReader): Page {
  return told('done', 'yes', view, reader)
}

/** It cannot be contested here any more, or somebody else does already. */
export function contestEnded(view: ContestView, reader: RegisterReader): Page {
  return told('ended', 'clock', view, reader)
}

function told(what: 'done' | 'ended', shape: string, view: ContestView, reader: RegisterReader): Page {
  const title = reader.say(`contest.${what}`)
  return page(
    title,
    html`<div class="flow"><section class="verdict is-${shape}">${drawn(shape, 's')}<h1>${title}</h1><p class="lead">${reader.say(`contest.${what}-text`)}</p></section>${calls(view.contacts, reader)}</div>`,
  )
}
