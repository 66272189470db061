// One application as its applicant sees it, and the pages on which they take it back or appeal.
import { areaField, errorSummary } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { OwnFileView } from '../../views/account.ts'
import { letterList } from '../parts/letters.ts'
import { local, name, number, type RegisterReader } from '../parts/words.ts'
import { lines, stateOf, word } from '../staff/words.ts'
import { certificateLink } from './certificate-link.ts'
import { accountWord, whatNext } from './words.ts'

/** What was done, or why it was not. */
export type OwnFileNotice = { readonly done?: string; readonly refused?: string }

export function ownFile(view: OwnFileView, reader: RegisterReader, marks: FormMarks, notice: OwnFileNotice = {}): Page {
  const { say } = reader
  const title = `${word(reader, 'kind', view.kind)} ${view.number}`
  const certificate = view.state === 'granted' && view.address ? certificateLink(view.address) : undefined
  return page(
    notice.refused ? say('account.error-title', { title }) : title,
    html`<a class="back" href="${reader.to('/recruiter')}">${drawn('go', 'i')}${say('account.back')}</a>
${notice.done && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${accountWord(reader, 'done', notice.done)}</p></div>`}
${notice.refused && html`<div class="errors" role="alert"><p>${accountWord(reader, 'refused', notice.refused)}</p></div>`}
<h1>${word(reader, 'kind', view.kind)} <bdi>${view.number}</bdi></h1>
<p>${view.name ? html`${name(view.name)}, ` : false}${local(reader, view.recruiterKind)}</p>
<p class="lead">${stateOf(reader, 'application', view.state)}</p><p class="lead">${whatNext(reader, view)}</p>
${view.licence && view.address && html`<p>${say('account.licence')} <a href="${reader.to(`/recruiters/${encodeURIComponent(view.address)}`)}">${number(view.licence)}</a></p>`}
${certificate && html`<p><a href="${certificate}">${say('account.certificate')}</a></p>`}
${view.items.length > 0 && html`<h2>${say('account.file.asked')}</h2><ol class="steps">${view.items.map((one) => html`<li><b>${local(reader, one.name)}</b><span>${lines(one.text)}</span></li>`)}</ol>`}
${acts(view, reader, marks)}
${view.messages.length > 0 && html`<h2>${say('account.file.messages')}</h2><ul class="flow">${view.messages.map((one) => html`<li><p><b>${say(one.own ? 'account.file.from-you' : 'account.file.from-office')}</b> <span class="soft">${reader.moment(one.at)}</span></p><p>${lines(one.text)}</p></li>`)}</ul>`}
${letterList(view.letters, 'recruiter', reader)}
<h2>${say('account.file.history')}</h2><ol class="thread">${view.history.map((one) => html`<li class="is-fact">${drawn('fact', 's')}<time datetime="${one.day}">${reader.day(one.day)}</time><h3>${accountWord(reader, 'event', one.event.replace(/^application\./, ''))}</h3>${one.reason && html`<p>${lines(one.reason)}</p>`}</li>`)}</ol>`,
  )
}

function acts({ id, acts: may, version }: OwnFileView, reader: RegisterReader, marks: FormMarks): Html {
  const { say } = reader
  const answer = html`<form method="post" action="${reader.to(`/recruiter/files/${id}/answer`)}">${formMarks(marks)}<input type="hidden" name="seen" value="${version}"><p><button class="btn">${say('account.file.answer')}</button></p></form>`
  return html`${may.includes('answer') && answer}${may.includes('appeal') && html`<p><a class="btn" href="${reader.to(`/recruiter/files/${id}/appeal`)}">${say('account.file.appeal')}</a></p>`}${may.includes('withdraw') && html`<p><a href="${reader.to(`/recruiter/files/${id}/withdraw`)}">${say('account.file.withdraw')}</a></p>`}`
}

/** Asks for the reasons of an appeal, or once more before an application is taken back. */
export function ownAct(
  act: 'appeal' | 'withdraw',
  view: OwnFileView,
  reader: RegisterReader,
  marks: FormMarks,
  back: { readonly typed?: string; readonly refused?: string } = {},
): Page {
  const { say } = reader
  const title = say(`account.file.${act}`)
  const { refused } = back
  const field = act === 'appeal' ? 'reasons' : 'do'
  const message = refused && accountWord(reader, 'refused', refused)
  return page(
    refused ? say('account.error-title', { title }) : title,
    html`<a class="back" href="${reader.to(`/recruiter/files/${view.id}`)}">${drawn('go', 'i')}${view.number}</a>
${errorSummary(say('account.wrong'), message ? [{ field, message }] : [])}
<h1>${title}</h1><p>${stateOf(reader, 'application', view.state)} ${whatNext(reader, view)}</p>
<form method="post" action="${reader.to(`/recruiter/files/${view.id}/${act}`)}" class="flow read">${formMarks(marks)}<input type="hidden" name="seen" value="${view.version}">
${act === 'appeal' ? areaField({ name: 'reasons', label: say('account.file.reasons'), hint: say('account.file.reasons-hint'), value: back.typed, lines: 8, error: message || undefined }) : html`<p>${say('account.file.withdraw-what')}</p>`}
<p><button class="btn" id="f-do">${say(act === 'appeal' ? 'account.file.appeal-send' : 'account.file.withdraw-do')}</button></p></form>`,
  )
}
