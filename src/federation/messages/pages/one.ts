// One message, opened: what it says, its receipt and places in the ledgers, and to whom it may be passed on.
import { areaField, textField } from '../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../platform/html.ts'
import type { FormMarks } from '../../../platform/http.ts'
import type { MessagesReader } from '../texts/index.ts'
import type { CountryNames, LeaveLine, MessageView } from '../views.ts'
import { messageTable } from './list.ts'
import { countryName, kindName, lastTry, noticeOf, purposeName, stateMark } from './words.ts'

/** Several forms stand on the page: each has its own key. */
export type FreshMarks = () => FormMarks

export function messagePage(
  view: MessageView,
  names: CountryNames,
  reader: MessagesReader,
  fresh: FreshMarks,
  notice: { readonly done?: string | undefined; readonly refused?: string | undefined } = {},
): Page {
  const { say, to, moment } = reader
  const { message, record } = view
  const { peer, direction, id, conversation } = message
  const subject = typeof record?.body.subject === 'string' ? record.body.subject : undefined
  const title = subject ?? kindName(reader, message.kind)
  const answer = `/staff/messages/new?conversation=${conversation}&to=${peer}&kind=answer&purpose=${message.purpose}`
  const from = direction === 'in' ? peer : (record?.from ?? '')
  const receiver = direction === 'in' ? (record?.to ?? '') : peer
  const parties = { from: countryName(reader, names, from), to: countryName(reader, names, receiver) }
  return page(
    title,
    html`<a class="back" href="${to('/staff/messages')}">${drawn('go', 'i')}${say('messages.back')}</a><h1><bdi>${title}</bdi></h1>${noticeOf(reader, notice)}
<p class="row">${stateMark(reader, view.state)}<span>${kindName(reader, message.kind)}</span></p>${lastTry(reader, message)}<p class="soft">${say('messages.from-to', { ...parties, moment: moment(message.at.toISOString()) })}</p>
${contents(view, names, reader)}<p><a class="btn quiet" href="${to(answer)}">${say('messages.answer')}</a></p>${view.mayAnswer && answerForm(id, reader, fresh)}
${onward(view, names, reader, fresh)}${proof(view, reader)}<section class="flow"><h2>${say('messages.conversation')}</h2>${messageTable(view.conversation, say('messages.conversation'), names, reader)}</section>`,
  )
}

function contents({ record, message }: MessageView, names: CountryNames, reader: MessagesReader): Html {
  const { say } = reader
  if (!record) return html`<p>${say('messages.cannot-open')}</p>`
  const { body, purposeText } = record
  const words = (value: unknown) =>
    typeof value === 'string' && value !== '' && html`<blockquote class="law" dir="auto">${lines(value)}</blockquote>`
  return html`${words(body.text)}${typeof body.recipient === 'string' && html`<p>${say('messages.recipient')}: <bdi>${body.recipient}</bdi></p>`}${words(body.reason)}${words(body.words)}
<dl><dt>${say('messages.purpose')}</dt><dd>${purposeName(reader, message.purpose)}${purposeText !== '' && html`: <bdi>${purposeText}</bdi>`}</dd><dt>${say('messages.owner')}</dt><dd>${countryName(reader, names, message.owner)}</dd></dl>`
}

function lines(text: string): readonly Html[] {
  return text.split('\n').map((line, at) => html`${at > 0 && html`<br>`}${line}`)
}

function answerForm(id: string, { say, to }: MessagesReader, fresh: FreshMarks): Html {
  return html`<form method="post" action="${to(`/staff/messages/${id}/answer-leave`)}" class="card flow">${formMarks(fresh())}${areaField({ name: 'words', label: say('messages.words'), lines: 3, longest: 2000 })}<p class="row"><button class="btn" name="answer" value="given">${say('messages.give')}</button><button class="btn quiet" name="answer" value="denied">${say('messages.deny')}</button></p></form>`
}

function onward(view: MessageView, names: CountryNames, reader: MessagesReader, fresh: FreshMarks): Html {
  const { say, to, moment } = reader
  const { id, direction, kind } = view.message
  const letter = kind !== 'leave-request' && kind !== 'leave-answer'
  const recipient = (form: string) =>
    textField({
      name: 'recipient',
      label: say('messages.recipient'),
      hint: form === 'ask' ? say('messages.recipient-hint') : undefined,
      autocomplete: 'off',
      longest: 300,
      required: true,
    })
  // The ids of two fields of one name would be the same: the second form folds away under its own heading.
  const ask = html`<form method="post" action="${to(`/staff/messages/${id}/ask-leave`)}" class="card flow"><h3>${say('messages.ask')}</h3>${formMarks(fresh())}${recipient('ask')}${areaField({ name: 'reason', label: say('messages.reason'), lines: 3, longest: 2000, required: true })}<p><button class="btn">${say('messages.ask')}</button></p></form>`
  const pass = html`<form method="post" action="${to(`/staff/messages/${id}/pass-on`)}" class="card flow"><h3>${say('messages.pass')}</h3>${formMarks(fresh())}${textField({ name: 'passTo', label: say('messages.recipient'), hint: say('messages.recipient-hint'), autocomplete: 'off', longest: 300, required: true })}<p><button class="btn quiet">${say('messages.pass')}</button></p></form>`
  return html`<section class="flow"><h2>${say('messages.onward')}</h2><p class="read">${say(view.own ? 'messages.onward-own' : 'messages.onward-about')}</p>${view.leaves.map((leave) => leaveLine(leave, names, reader))}${view.passed.map(({ at }) => html`<p>${say('messages.passed', { moment: moment(at.toISOString()) })}</p>`)}${letter && direction === 'in' && !view.own && ask}${letter && pass}</section>`
}

function leaveLine({ recipient, holder, state, by, at }: LeaveLine, names: CountryNames, reader: MessagesReader): Html {
  const { say, moment } = reader
  const answered =
    by !== undefined && html` ${say('messages.leave.by', { office: by, moment: moment(at.toISOString()) })}`
  return html`<p><b>${say(`messages.leave.${state}`)}</b> <bdi>${recipient ?? say('messages.cannot-open')}</bdi> <span class="soft">(${countryName(reader, names, holder)})${answered}</span></p>`
}

function proof({ message }: MessageView, { say, number }: MessagesReader): Html {
  const { receipt, logged, peerLogged, commitment } = message
  const peer =
    peerLogged === null ? say('messages.ledger-open') : say('messages.ledger-peer', { index: number(peerLogged) })
  return html`<section class="flow"><h2>${say('messages.proof')}</h2><p>${say('messages.ledger-own', { index: number(logged) })}<br>${peer}</p><p>${say('messages.commitment')}<br><code class="code" dir="ltr">${commitment}</code></p>${receipt !== null && html`<p>${say('messages.receipt')}</p><pre class="code" dir="ltr" tabindex="0" role="region" aria-label="${say('messages.receipt')}">${receipt}</pre>`}</section>`
}
