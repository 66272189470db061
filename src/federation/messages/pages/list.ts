// The desk's messages: received, sent, and what waits; without a word of what they say.
import { drawn, type Html, html, type Page, page } from '../../../platform/html.ts'
import type { MessagesReader } from '../texts/index.ts'
import type { CountryNames, MessageLine, MessagesView } from '../views.ts'
import { countryName, kindName, lastTry, noticeOf, purposeName, stateMark } from './words.ts'

export function messagesPage(view: MessagesView, names: CountryNames, reader: MessagesReader, done?: string): Page {
  const { say, to, moment } = reader
  const waiting = view.waiting.map(
    ({ peer, count, oldest }) =>
      html`<p>${drawn('clock', 's')} ${say('messages.waiting', { count, country: countryName(reader, names, peer), moment: moment(oldest.toISOString()) })}</p>`,
  )
  return page(
    say('messages.title'),
    html`<h1>${say('messages.title')}</h1>${noticeOf(reader, { done })}<p class="lead read">${say('messages.lead')}</p>
<p class="row"><a class="btn" href="${to('/staff/messages/new')}">${say('messages.new')}</a><a class="btn quiet" href="${to('/staff/messages/reconciliation')}">${say('messages.compare')}</a></p>${waiting}
<section class="flow"><h2>${say('messages.inbox')}</h2>${messageTable(view.inbox, say('messages.inbox'), names, reader)}</section>
<section class="flow"><h2>${say('messages.outbox')}</h2>${messageTable(view.outbox, say('messages.outbox'), names, reader)}</section>`,
  )
}

export function messageTable(
  lines: readonly MessageLine[],
  caption: string,
  names: CountryNames,
  reader: MessagesReader,
): Html {
  const { say, to, moment } = reader
  if (lines.length === 0) return html`<p>${say('messages.none')}</p>`
  const heads = [
    say('messages.kind'),
    say('messages.peer'),
    say('messages.at'),
    say('messages.purpose'),
    say('messages.state'),
  ]
  const rows = lines.map(
    (line) =>
      html`<tr><th scope="row" data-h="${heads[0]}"><a href="${to(`/staff/messages/${line.id}`)}">${kindName(reader, line.kind)}</a></th><td data-h="${heads[1]}">${countryName(reader, names, line.peer)}</td><td data-h="${heads[2]}">${moment(line.at.toISOString())}</td><td data-h="${heads[3]}">${purposeName(reader, line.purpose)}</td><td data-h="${heads[4]}">${stateMark(reader, line.state)}${lastTry(reader, line)}</td></tr>`,
  )
  return html`<table class="stack"><caption>${caption}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`
}
