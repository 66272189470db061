// Search over everything the desk holds, and the figures of the desk.

import { html, type Page, page } from '../../../../platform/html.ts'
import type { FiguresView, SearchView } from '../../views/desk.ts'
import type { RegisterReader } from '../parts/words.ts'
import { searchField } from './search-field.ts'
import { word } from './words.ts'
import { files } from './work.ts'

export function search(view: SearchView, reader: RegisterReader): Page {
  const { say } = reader
  const { query, recruiters } = view
  return page(
    say('search.title'),
    html`<h1>${say('search.title')}</h1>${searchField(query, reader)}
${
  query !== '' &&
  html`<h2>${say('search.recruiters', { count: recruiters.length })}</h2>${recruiters.length > 0 && html`<ul class="flow">${recruiters.map((one) => html`<li><a href="${reader.to(`/staff/recruiters/${one.address}`)}"><bdi>${one.name || one.licence}</bdi></a> <bdi dir="ltr">${one.licence}</bdi>, ${word(reader, 'standing', one.status)}</li>`)}</ul>`}
<h2>${say('search.files', { count: view.files.length })}</h2>${files(view.files, reader, say('search.caption'))}`
}`,
  )
}

const WIDTH = 320
const ROW = 28

/** What was decided in each month: bars, and the same as a table. */
export function figures({ months, open }: FiguresView, reader: RegisterReader): Page {
  const { say } = reader
  const most = Math.max(1, ...months.map(({ decided }) => decided))
  const total = months.reduce((sum, { decided }) => sum + decided, 0)
  return page(
    say('figures.title'),
    html`<h1>${say('figures.title')}</h1><p>${say('figures.total', { count: total })}</p>
${
  months.length > 0 &&
  html`<svg class="bars" viewBox="0 0 ${WIDTH} ${months.length * ROW}" role="img" aria-label="${say('figures.chart')}">${months.map(({ month, decided }, at) => html`<text x="0" y="${at * ROW + 18}">${month}</text><rect x="78" y="${at * ROW + 5}" width="${Math.max(1, Math.round((decided / most) * 190))}" height="16"/><text x="${82 + Math.round((decided / most) * 190)}" y="${at * ROW + 18}">${reader.number(decided)}</text>`)}</svg>
<table class="stack"><caption>${say('figures.definition')}</caption><thead><tr><th scope="col">${say('figures.month')}</th><th scope="col">${say('figures.decided')}</th><th scope="col">${say('figures.median')}</th><th scope="col">${say('figures.late')}</th></tr></thead><tbody>${months.map((one) => html`<tr><th scope="row" data-h="${say('figures.month')}">${one.month}</th><td class="n" data-h="${say('figures.decided')}">${reader.number(one.decided)}</td><td class="n" data-h="${say('figures.median')}">${one.medianDays === null ? '' : reader.number(one.medianDays)}</td><td class="n" data-h="${say('figures.late')}">${reader.number(one.late)}</td></tr>`)}</tbody></table>`
}
<h2>${say('figures.open')}</h2>${open.length === 0 ? html`<p>${say('work.empty')}</p>` : html`<ul>${open.map((one) => html`<li>${word(reader, 'kind', one.kind)}, ${word(reader, one.kind === 'application' ? 'state' : `state.${one.kind}`, one.state)}: ${reader.number(one.count)}</li>`)}</ul>`}`,
  )
}
