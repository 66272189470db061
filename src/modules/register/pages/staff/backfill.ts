// Taking over a paper register: one authorization by a form, many by a CSV whose columns are explained, and what became of it.
import {
  areaField,
  checksField,
  dayField,
  errorSummary,
  fileField,
  selectField,
  textField,
} from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import {
  type BackfillView,
  PAPER_COLUMNS,
  type PaperColumn,
  type PaperFault,
  type PaperRule,
} from '../../views/backfill.ts'
import { local, type RegisterReader } from '../parts/words.ts'
import { word } from './words.ts'

const COLUMNS = Object.keys(PAPER_COLUMNS) as readonly PaperColumn[]
const MOST_SHOWN = 50

/** What is wrong, and what to do. */
export function sayFault(reader: RegisterReader, { code, values }: Pick<PaperFault, 'code' | 'values'>): string {
  return word(reader, 'fault', code, values)
}

export function backfill(view: BackfillView, reader: RegisterReader, marks: FormMarks, opened?: number): Page {
  const { say } = reader
  const { faults = [], fileFault, outcome } = view
  const file = fileFault && word(reader, 'fault', fileFault.code, fileFault.values)
  const failed = faults.length > 0 || file !== undefined || (outcome?.bad.length ?? 0) > 0
  const errors = faults.map((fault) => ({
    field: fault.column,
    message: `${word(reader, 'backfill.field', fault.column)}: ${sayFault(reader, fault)}`,
  }))
  const shownOpened = outcome?.opened ?? opened
  return page(
    failed ? say('desk.error-title', { title: say('backfill.title') }) : say('backfill.title'),
    html`<a class="back" href="${reader.to('/staff')}">${drawn('go', 'i')}${say('file.back')}</a><h1>${say('backfill.title')}</h1><p>${say('backfill.about')}</p>
${shownOpened !== undefined && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${say('backfill.opened', { count: shownOpened })} <a href="${reader.to('/staff?tab=all')}">${say('backfill.to-list')}</a></p></div>`}
${errorSummary(say('backfill.not-opened'), file === undefined ? errors : [...errors, { field: 'list', message: file }])}
${outcome && outcome.bad.length > 0 && badRows(outcome, reader)}
<h2>${say('backfill.one')}</h2>${oneForm(view, reader, marks)}
<h2>${say('backfill.many')}</h2><p>${say('backfill.many-about')}</p>
<form method="post" enctype="multipart/form-data" action="${reader.to('/staff/backfill/list')}" class="flow read">${formMarks(marks)}${fileField({ name: 'list', label: say('backfill.file'), accept: '.csv,text/csv', required: true, error: file })}<p><button class="btn quiet">${say('backfill.send')}</button></p></form>
${columns(view, reader)}`,
  )
}

function badRows({ bad, rejected }: NonNullable<BackfillView['outcome']>, reader: RegisterReader): Html {
  const { say } = reader
  return html`<div class="errors" id="errors" role="alert" tabindex="-1"><p>${say('backfill.bad', { count: bad.length })}</p></div>
${rejected && html`<p><a href="${reader.to(`/staff/backfill/rejected/${rejected}`)}">${say('backfill.fetch')}</a></p>`}${bad.length > MOST_SHOWN && html`<p>${say('backfill.only-some', { count: MOST_SHOWN })}</p>`}
<table class="stack"><caption>${say('backfill.mend')}</caption><thead><tr><th scope="col">${say('backfill.line')}</th><th scope="col">${say('backfill.mend')}</th></tr></thead><tbody>${bad.slice(0, MOST_SHOWN).map(({ line, faults }) => html`<tr><th scope="row" class="n" data-h="${say('backfill.line')}">${line}</th><td data-h="${say('backfill.mend')}">${faults.map((fault) => html`<p><b>${fault.column}:</b> ${sayFault(reader, fault)}</p>`)}</td></tr>`)}</tbody></table>`
}

function oneForm(view: BackfillView, reader: RegisterReader, marks: FormMarks): Html {
  const fields = COLUMNS.map((column) => field(column, view, reader))
  return html`<form method="post" action="${reader.to('/staff/backfill')}" class="flow read">${formMarks(marks)}${fields}<p><button class="btn">${reader.say('backfill.save')}</button></p></form>`
}

function field(column: PaperColumn, view: BackfillView, reader: RegisterReader): Html {
  const { say } = reader
  const { kinds, sectors, typed = {}, chosen = [], faults = [] } = view
  const { must, several, most }: PaperRule = PAPER_COLUMNS[column]
  const fault = faults.find((one) => one.column === column)
  const plain = {
    name: column,
    label: word(reader, 'backfill.field', column),
    ...(must && { required: true }),
    ...(fault && { error: sayFault(reader, fault) }),
  }
  const value = typed[column]
  const options = (list: BackfillView['kinds']) =>
    list.map(({ id, name }) => ({ value: id, label: reader.text(name).text }))
  if (column === 'kind') return selectField({ ...plain, choices: options(kinds), empty: '', value })
  if (column === 'sectors') return checksField({ ...plain, choices: options(sectors), values: chosen })
  if (column === 'granted_on') return dayField({ ...plain, value, autocomplete: 'off' })
  if (column === 'valid_until')
    return dayField({ ...plain, value, hint: say('backfill.until-hint'), autocomplete: 'off' })
  if (several) return areaField({ ...plain, value, hint: say('backfill.several'), lines: 2 })
  if (column === 'remarks') return areaField({ ...plain, value, longest: most })
  const hint = column === 'decree' ? { hint: say('backfill.decree-hint') } : {}
  return textField({ ...plain, ...hint, value, longest: most, autocomplete: 'off' })
}

/** The header row explained. */
function columns({ kinds, sectors }: BackfillView, reader: RegisterReader): Html {
  const { say } = reader
  const about = (column: PaperColumn): Html => {
    const { several }: PaperRule = PAPER_COLUMNS[column]
    const ids = column === 'kind' ? kinds : column === 'sectors' ? sectors : undefined
    const isDay = column === 'granted_on' || column === 'valid_until'
    return html`${word(reader, 'backfill.field', column)}. ${several !== undefined && say('backfill.several-cell')} ${isDay && say('backfill.day-cell')} ${ids && html`${say('backfill.one-of', { values: '' })}${ids.map(({ id, name }, at) => html`${at > 0 && ', '}<code>${id}</code> (${local(reader, name)})`)}`}`
  }
  return html`<details><summary>${say('backfill.columns')}</summary><table class="stack"><caption>${say('backfill.columns')}</caption><thead><tr><th scope="col">${say('backfill.column')}</th><th scope="col">${say('backfill.means')}</th></tr></thead><tbody>${COLUMNS.map((column) => html`<tr><th scope="row" data-h="${say('backfill.column')}"><code>${column}</code> <span class="soft">${'must' in PAPER_COLUMNS[column] ? say('backfill.must') : say('backfill.may')}</span></th><td data-h="${say('backfill.means')}">${about(column)}</td></tr>`)}</tbody></table></details>`
}
