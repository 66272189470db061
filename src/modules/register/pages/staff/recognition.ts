// The part of a foreign recruiter's staff page in which this country recognizes it or not, and the list where countries differ.
import { areaField, errorSummary } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { DivergencesView, RecognitionView } from '../../views/joint.ts'
import { statusWord } from '../parts/status.ts'
import { local, type RegisterReader } from '../parts/words.ts'
import { lines, word } from './words.ts'

export type RecognitionNotice = {
  readonly done?: boolean
  readonly refused?: string | undefined
  readonly typed?: string | undefined
}

const FIELD = 'words'

/** The section; one form, its buttons are the acts that the reader may do. `alone`: on a page that has its title already. */
export function recognitionPart(
  view: RecognitionView,
  reader: RegisterReader,
  marks: FormMarks,
  { typed, refused }: RecognitionNotice = {},
  alone = false,
): Html {
  const { say } = reader
  const { state, proposal, acts, address } = view
  const error = refused === undefined ? undefined : word(reader, 'refused', refused)
  const hints = [
    acts.includes('suspend') && say('joint-register.hint.suspend'),
    acts.some((act) => act === 'propose' || act === 'accept' || act === 'restore') && say('joint-register.hint.accept'),
  ].filter((hint) => hint !== false)
  return html`<section class="${alone ? 'flow read' : 'side flow'}" id="recognition">${!alone && html`<h2>${say('joint-register.title')}</h2>`}<p><b>${say(`joint-register.state.${state}`)}</b></p><p class="soft">${say('joint-register.about')}</p>
${proposal && html`<div class="card is-clock"><p>${say('joint-register.proposed', { by: proposal.by, day: reader.day(proposal.day) })}</p><p>${lines(proposal.words)}</p></div>`}
${acts.length > 0 && html`<form method="post" action="${reader.to(`/staff/recruiters/${encodeURIComponent(address)}/recognition`)}" class="flow">${formMarks(marks)}${areaField({ name: FIELD, label: say('joint-register.words'), hint: say('joint-register.words-hint'), lines: 3, longest: 2000, required: true, value: typed, error })}${hints.map((hint) => html`<p class="soft">${hint}</p>`)}<p class="row">${acts.map((act) => html`<button class="btn quiet" name="act" value="${act}">${say(`joint-register.do.${act}`)}</button>`)}</p></form>`}</section>`
}

/** The page of the act by itself: what it comes back to when it was refused, and what can be linked to. */
export function recognitionPage(
  view: RecognitionView,
  reader: RegisterReader,
  marks: FormMarks,
  notice: RecognitionNotice = {},
): Page {
  const { say } = reader
  const title = say('joint-register.title')
  const error = notice.refused === undefined ? undefined : word(reader, 'refused', notice.refused)
  return page(
    error ? say('desk.error-title', { title }) : title,
    html`<a class="back" href="${reader.to(`/staff/recruiters/${encodeURIComponent(view.address)}`)}">${drawn('go', 'i')}<bdi>${view.address}</bdi></a><h1>${title}</h1>
${notice.done && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${say('joint-register.done')}</p></div>`}
${error && errorSummary(say('desk.not-done'), [{ field: FIELD, message: error }])}${recognitionPart(view, reader, marks, notice, true)}`,
  )
}

/** Where the countries differ. */
export function divergencesPage({ rows }: DivergencesView, reader: RegisterReader): Page {
  const { say } = reader
  const title = say('joint-register.divergences')
  const heads = (['recruiter', 'home', 'host'] as const).map((one) => say(`joint-register.divergences.${one}`))
  const [recruiter, home, host] = heads
  type Word = DivergencesView['rows'][number]['home']
  const cell = ({ countryName, status, since }: Word) =>
    html`${local(reader, countryName)}: ${status === 'refused' ? say('joint-register.state.refused') : statusWord(reader, status)}<br><span class="soft">${say('recruiter.since', { day: reader.day(since) })}</span>`
  return page(
    title,
    html`<h1>${title}</h1><p>${say('joint-register.divergences.about')}</p>
${
  rows.length === 0
    ? html`<p>${say('joint-register.divergences.none')}</p>`
    : html`<table class="stack"><caption>${say('joint-register.divergences.caption')}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(
        (row) =>
          html`<tr><th scope="row" data-h="${recruiter}"><a href="${reader.to(`/staff/recruiters/${encodeURIComponent(row.address)}`)}"><bdi>${row.label}</bdi></a></th><td data-h="${home}">${cell(row.home)}</td><td data-h="${host}">${cell(row.host)}</td></tr>`,
      )}</tbody></table>`
}`,
  )
}
