// The page of a sanction for the office: what is charged, where it stands, whose turn it is, its forms and its history.
import type { Day } from '../../../../kernel/day.ts'
import { drawn, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { OwnSanctionView, SanctionView } from '../../views/sanctions.ts'
import { local, number, type RegisterReader } from '../parts/words.ts'
import { law } from './checklist.ts'
import { historyOf, type Notice, noticed, sinceThen, stageOf, titled } from './file-parts.ts'
import { nextForms } from './sanction-forms.ts'
import { money } from './sanction-proposal.ts'
import { lines, word } from './words.ts'

export function sanction(view: SanctionView, reader: RegisterReader, marks: FormMarks, notice: Notice = {}): Page {
  const { say } = reader
  const title = `${view.number}, ${view.name}`
  const inspection =
    view.inspection !== undefined &&
    html`<p><a href="${reader.to(`/staff/inspections/${view.inspection}`)}">${say('sanction.from-inspection')}</a></p>`
  const asked =
    view.precautionAsked &&
    !view.precaution &&
    view.state !== 'dropped' &&
    html`<p>${say('sanction.precaution-asked')}</p>`
  return page(
    titled(title, reader, notice),
    html`<a class="back" href="${reader.to('/staff')}">${drawn('go', 'i')}${say('file.back')}</a>
<div class="flow"><h1><bdi>${view.name || say('desk.erased')}</bdi></h1><p class="row">${stageOf('sanction', view.state, reader)}<span>${number(view.number)}</span><span>${local(reader, view.sanction)}</span><a href="${reader.to(`/recruiters/${encodeURIComponent(view.address)}`)}">${number(view.licence)}</a></p>
${noticed(notice, view.timeline, reader)}${sinceThen(view.since, reader)}
<div class="split"><div class="flow">${nextForms(view, reader, marks, notice.back)}${charged(view, reader)}<p class="soft">${say('sanction.proposed-by')} <bdi>${view.proposedBy}</bdi></p>${inspection}${asked}${heardWords(view, reader)}${outcome(view, reader)}</div><aside class="flow">${historyOf(view.timeline, reader)}</aside></div></div>`,
  )
}

type Either = SanctionView | OwnSanctionView

/** What is charged and on which law; a suspension at once is said here. */
export function charged(view: Either, reader: RegisterReader): Html {
  const { say } = reader
  return html`<h2>${say('sanction.charge')}</h2>${view.precaution && html`<p><span class="st is-no">${drawn('no', 's')} ${say('sanction.in-precaution')}</span></p>${view.precautionReason && html`<p>${lines(view.precautionReason)}</p>`}`}<p>${view.facts === undefined ? say('desk.erased') : lines(view.facts)}</p>${view.quoted ? law(view.quoted, reader) : html`<p class="law"><b>${view.law}</b></p>`}`
}

/** What the recruiter answered and appealed with. */
export function heardWords({ words }: Either, reader: RegisterReader): Html | false {
  const { say } = reader
  return (
    words.length > 0 &&
    html`<h2>${say('sanction.words')}</h2><ul class="flow">${words.map(({ at, by, text }) => html`<li><p class="soft">${by && html`<bdi>${by}</bdi>, `}${reader.moment(at)}</p><p>${text === null ? say('desk.erased') : lines(text)}</p></li>`)}</ul>`
  )
}

/** The last day of a suspension that is over and was not lifted: time alone changes no standing. */
function isOver({ effect, state, imposed, suspensive, today }: Either): Day | undefined {
  const held = state === 'imposed, appealed' && suspensive === true
  const stands = state === 'imposed' || state === 'imposed for good' || (state === 'imposed, appealed' && !held)
  const until = effect === 'suspension' && stands ? imposed?.until : undefined
  return until !== undefined && until < today ? until : undefined
}

/** What was decided, until when it can be appealed against, what the appeal gave, whether it was paid. */
export function outcome(view: Either, reader: RegisterReader): Html {
  const { say } = reader
  const { imposed, appealed, payment, appealBy } = view
  const over = isOver(view)
  const terms =
    imposed &&
    html`${imposed.fine && html`<p><b>${money(imposed.fine, reader)}</b></p>`}${view.effect === 'suspension' && html`<p>${imposed.until ? say('sanction.suspended-until', { day: reader.day(imposed.until) }) : say('sanction.suspended-open')}</p>`}${over && html`<p class="card is-warn">${say('sanction.is-over', { day: reader.day(over) })}</p>`}`
  return html`${imposed && html`<h2>${say('sanction.decision')}</h2><p><b>${local(reader, view.sanction)}</b>, ${reader.day(imposed.on)}</p>${terms}<p>${lines(imposed.reason)}</p>${appealBy && html`<p>${say('sanction.appeal-by', { day: reader.day(appealBy) })}</p>`}<p class="soft">${word(reader, 'sanction.suspensive', String(view.suspensive))}</p>`}${payment && html`<p>${payment.result === 'paid' ? say('sanction.was-paid', { day: reader.day(payment.on) }) : say('sanction.was-not-paid', { day: reader.day(payment.on) })}</p>`}${appealed && html`<h2>${say('sanction.appeal')}</h2><p><b>${word(reader, 'sanction.outcome', appealed.outcome)}</b>, ${reader.day(appealed.on)}</p><p>${lines(appealed.reason)}</p>`}`
}
