// The warning list for everyone: who recruits without permission, who says so, since when, and how to contest it.
import { fill, type Html, html, type Page, page } from '../../../platform/html.ts'
import type { PublicWarning, WarningListView } from '../views.ts'
import { calls } from './parts/calls.ts'
import { stated } from './parts/status.ts'
import { contestAddress, disputed, saidBy } from './parts/warnings.ts'
import { name, type RegisterReader } from './parts/words.ts'

export function warnings(view: WarningListView, reader: RegisterReader): Page {
  const { say } = reader
  const title = say('warnings.title')
  const body = html`<div class="flow"><h1>${title}</h1><p class="lead">${say('warnings.count', { count: view.count })}</p><p>${say('warnings.lead')}</p><p>${say('warnings.absent')} <a href="${reader.to('/')}">${say('warnings.check')}</a></p>
<div class="split"><div class="flow">${view.warnings.length > 0 && html`<ul class="cards">${view.warnings.map((warning) => html`<li>${card(warning, reader)}</li>`)}</ul>`}${view.next && html`<p><a href="${reader.to(`/warnings?after=${encodeURIComponent(view.next)}`)}">${say('warnings.next')}</a></p>`}</div><aside class="flow">${calls(view.contacts, reader)}</aside></div></div>`
  return page(title, body)
}

function card(warning: PublicWarning, reader: RegisterReader): Html {
  const { say } = reader
  const { names, place } = warning
  const others = names.length > 0 && html`<p>${fill(say, 'warnings.names', { names: joined(names) })}</p>`
  return html`<div class="card is-warn">${stated({ tone: 'warn', symbol: 'warn' }, say('warning.care'))}<h2>${name(warning.name)}</h2>${others}${place && html`<p>${fill(say, 'warnings.place', { place: name(place) })}</p>`}${saidBy(warning, reader)}${disputed(warning, reader)}<p><a href="${contestAddress(warning, reader)}">${say('warning.yours')}</a></p></div>`
}

function joined(names: readonly string[]): Html {
  return html`${names.map((one, at) => html`${at > 0 && ' · '}${name(one)}`)}`
}
