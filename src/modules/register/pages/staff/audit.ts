// Who saw and who changed what: the filter, the lines, the file to take away.
import { dayField, errorSummary, selectField, textField } from '../../../../platform/form-parts.ts'
import { drawn, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { AuditFilter, AuditLineView, AuditView } from '../../views/audit.ts'
import type { RegisterReader } from '../parts/words.ts'
import { word } from './words.ts'

const OUTCOMES = ['done', 'refused', 'failed'] as const
const SHAPES = { done: ['yes', 'yes'], refused: ['no', 'no'], failed: ['warn', 'warn'] } as const

export function audit(view: AuditView, reader: RegisterReader): Page {
  const { say } = reader
  const { faults, lines, next, filter } = view
  const title = faults.length > 0 ? say('desk.error-title', { title: say('audit.title') }) : say('audit.title')
  return page(
    title,
    html`<h1>${say('audit.title')}</h1><p>${say('audit.about')}</p>
${errorSummary(
  say('audit.not-read'),
  faults.map((field) => ({ field, message: say('refused.bad-day') })),
)}
${filterForm(view, reader)}
${lines.length === 0 ? faults.length === 0 && html`<p>${say('audit.none')}</p>` : table(lines, reader)}
<p class="row">${next !== undefined && html`<a class="btn quiet" href="${reader.to(`/staff/audit?${queryOf(filter, next)}`)}">${say('audit.next')}</a>`}${lines.length > 0 && html`<a href="${reader.to(`/staff/audit.csv?${queryOf(filter)}`)}">${say('audit.export')}</a>`}</p>`,
  )
}

function queryOf(filter: AuditFilter, before?: number): string {
  const typed = Object.entries(filter).filter(([, value]) => value !== '')
  return String(new URLSearchParams([...typed, ...(before === undefined ? [] : [['before', String(before)]])]))
}

/** An act in words; one of a part that has no words for it yet stands as it is. */
export function actWord(reader: RegisterReader, act: string): string {
  const said: string | undefined = word(reader, 'audit.act', act)
  return said ?? act
}

function filterForm({ filter, acts, faults }: AuditView, reader: RegisterReader): Html {
  const { say } = reader
  const error = (field: 'from' | 'to') => ({ ...(faults.includes(field) && { error: say('refused.bad-day') }) })
  return html`<form action="${reader.to('/staff/audit')}" class="flow read">${selectField({
    name: 'act',
    label: say('audit.act'),
    empty: say('audit.any'),
    choices: acts.map((value) => ({ value, label: actWord(reader, value) })),
    value: filter.act,
  })}${textField({ name: 'account', label: say('audit.account'), hint: say('audit.account-hint'), autocomplete: 'off', longest: 200, value: filter.account })}${textField({ name: 'subject', label: say('audit.subject'), hint: say('audit.subject-hint'), autocomplete: 'off', longest: 100, value: filter.subject })}${selectField(
    {
      name: 'outcome',
      label: say('audit.outcome'),
      empty: say('audit.any'),
      choices: OUTCOMES.map((value) => ({ value, label: word(reader, 'audit.outcome', value) })),
      value: filter.outcome,
    },
  )}${dayField({ name: 'from', label: say('audit.from'), value: filter.from, ...error('from') })}${dayField({ name: 'to', label: say('audit.to'), value: filter.to, ...error('to') })}<p><button class="btn quiet">${say('audit.filter')}</button></p></form>`
}

function table(lines: readonly AuditLineView[], reader: RegisterReader): Html {
  const { say } = reader
  const heads = [say('audit.at'), say('audit.who'), say('audit.act'), say('audit.subject'), say('audit.outcome')]
  const [at, by, what, on, outcome] = heads
  return html`<table class="stack"><caption>${say('audit.caption')}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${lines.map(
    (line) => {
      const [tone, symbol] = SHAPES[line.outcome]
      return html`<tr><td data-h="${at}">${reader.moment(line.at)}</td><th scope="row" data-h="${by}"><bdi>${line.name}</bdi><br><span class="soft">${line.role}</span></th><td data-h="${what}">${actWord(reader, line.act)}</td><td data-h="${on}">${line.href ? html`<a href="${reader.to(line.href)}"><bdi>${line.subjectNumber}</bdi></a>` : html`<bdi>${line.subject}</bdi>`}</td><td data-h="${outcome}"><span class="st is-${tone}">${drawn(symbol, 's')} ${word(reader, 'audit.outcome', line.outcome)}</span>${line.detail && html`<br><span class="soft"><bdi>${line.detail}</bdi></span>`}</td></tr>`
    },
  )}</tbody></table>`
}
