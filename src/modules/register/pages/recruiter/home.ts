// The first page of a recruiter's account: what to do now, where each application stands, the authorizations, the drafts.
import { drawn, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { AccountView, DraftLine, OwnFileLine, OwnRecruiterLine } from '../../views/account.ts'
import { statusWord } from '../parts/status.ts'
import { name, number, type RegisterReader } from '../parts/words.ts'
import { stateOf, word } from '../staff/words.ts'
import { certificateLink } from './certificate-link.ts'
import { accountWord, whatNext } from './words.ts'

export function home(view: AccountView, reader: RegisterReader, done?: string): Page {
  const { say } = reader
  const title = say('account.title')
  const { files, recruiters, drafts, others } = view
  return page(
    title,
    html`<h1>${title}</h1>
${done && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${accountWord(reader, 'done', done)}</p></div>`}
${others.length > 0 && html`<h2>${say('account.others')}</h2><ul class="cards">${others.map((one) => html`<li class="card${one.by !== undefined && ' is-clock'}"><h3><a href="${reader.to(one.path)}">${accountWord(reader, 'other', one.kind)} <bdi>${one.number}</bdi></a></h3>${one.by && html`<p>${say('account.your-turn', { day: reader.day(one.by) })}</p>`}${!one.open && html`<p>${say('account.ended-file')}</p>`}</li>`)}</ul>`}
<p><a class="btn" href="${reader.to('/recruiter/applications/new')}">${say('account.new')}</a></p>
${drafts.length > 0 && html`<h2>${say('account.drafts')}</h2><p>${say('account.drafts.what')}</p><ul class="cards">${drafts.map((one) => draftLine(one, reader))}</ul>`}
<h2>${say('account.files')}</h2>${files.length === 0 ? html`<p>${say('account.files.none')}</p>` : html`<ul class="cards">${files.map((one) => fileLine(one, reader))}</ul>`}
<h2>${say('account.recruiters')}</h2>${recruiters.length === 0 ? html`<p>${say('account.recruiters.none')}</p>` : html`<ul class="cards">${recruiters.map((one) => recruiterLine(one, reader))}</ul>`}
<p class="soft">${say('account.recruiters.older')}</p>`,
  )
}

function fileLine(file: OwnFileLine, reader: RegisterReader): Html {
  return html`<li class="card"><h3><a href="${reader.to(`/recruiter/files/${file.id}`)}">${word(reader, 'kind', file.kind)} <bdi>${file.number}</bdi></a></h3>${file.name ? html`<p>${name(file.name)}</p>` : false}<p>${stateOf(reader, 'application', file.state)}</p><p>${whatNext(reader, file)}</p></li>`
}

function recruiterLine(one: OwnRecruiterLine, reader: RegisterReader): Html {
  const { say } = reader
  const { status, validUntil, licence, ways, closed } = one
  const certificate = status === 'authorized' ? certificateLink(one.address) : undefined
  const until =
    validUntil &&
    html`<p>${say(status === 'expired' ? 'account.ended' : 'account.valid', { day: reader.day(validUntil) })}</p>`
  const way = (kind: (typeof ways)[number]) =>
    html`<a href="${reader.to(`/recruiter/applications/new?for=${kind}&licence=${encodeURIComponent(licence)}`)}">${accountWord(reader, 'way', kind)}</a>`
  const renew = one.renewNow && ways.includes('renewal')
  return html`<li class="card"><h3>${name(one.name || licence)}</h3><p>${say('account.licence')} <a href="${reader.to(`/recruiters/${encodeURIComponent(one.address)}`)}">${number(licence)}</a></p>${status !== 'none' && html`<p>${closed ? say('account.closed') : statusWord(reader, status)}</p>`}${until}${renew && html`<p><a class="btn" href="${reader.to(`/recruiter/applications/new?for=renewal&licence=${encodeURIComponent(licence)}`)}">${say('account.renew-now')}</a></p>`}${certificate && html`<p><a href="${certificate}">${say('account.certificate')}</a></p><p><a href="${reader.to(`/recruiters/${encodeURIComponent(one.address)}/poster`)}">${say('poster.link')}</a></p>`}<ul>${ways.filter((kind) => !(renew && kind === 'renewal')).map((kind) => html`<li>${way(kind)}</li>`)}</ul></li>`
}

function draftLine(draft: DraftLine, reader: RegisterReader): Html {
  const { say } = reader
  const what = draft.answers
    ? say('account.draft.answer', { number: draft.answers })
    : `${word(reader, 'kind', draft.kind)}${draft.licence ? ` ${draft.licence}` : ''}`
  return html`<li class="card"><h3><a href="${reader.to(`/recruiter/drafts/${draft.id}`)}">${what}</a></h3>${draft.name && html`<p>${name(draft.name)}</p>`}<p class="soft">${say('account.draft.saved', { moment: reader.moment(draft.savedAt) })}</p></li>`
}
