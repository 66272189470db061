// Inspections: the plan by risk with the points of each part, and the lists of those planned, carried out and closed.
import { type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { RiskPart } from '../../domain/risk.ts'
import { INSPECTION_TABS, type InspectionsView, type PlanEntry } from '../../views/inspections.ts'
import { statusWord } from '../parts/status.ts'
import { name, number, type RegisterReader } from '../parts/words.ts'
import { stageOf } from './file-parts.ts'
import { daysLeft, word } from './words.ts'

export function inspections(view: InspectionsView, reader: RegisterReader): Page {
  const { say } = reader
  const { tab, next } = view
  const tabs = INSPECTION_TABS.map(
    (one) =>
      html`<a href="${reader.to(`/staff/inspections?tab=${one}`)}"${one === tab && html` aria-current="page"`}>${word(reader, 'inspections.tab', one)}</a>`,
  )
  const content = tab === 'plan' ? plan(view, reader) : files(view, reader)
  const more =
    next !== undefined &&
    html`<p><a class="btn quiet" href="${reader.to(`/staff/inspections?tab=${tab}&from=${next}`)}">${say('work.next')}</a></p>`
  return page(
    say('inspections.title'),
    html`<div class="flow"><h1>${say('inspections.title')}</h1><nav class="tabs" aria-label="${say('work.lists')}">${tabs}</nav>${content}${more}</div>`,
  )
}

function plan(view: InspectionsView, reader: RegisterReader): Html {
  const { say } = reader
  if (view.plan.length === 0) return html`<p>${say('inspections.nobody')}</p>`
  return html`<p>${say('inspections.how', { count: view.total })}</p><table class="stack"><caption>${say('inspections.caption')}</caption><thead><tr><th scope="col">${say('inspections.points')}</th><th scope="col">${say('inspections.recruiter')}</th><th scope="col">${say('inspections.parts')}</th><th scope="col">${say('inspections.last')}</th></tr></thead><tbody>${view.plan.map((entry) => row(entry, view.mayPlan, reader))}</tbody></table>`
}

function row(entry: PlanEntry, mayPlan: boolean, reader: RegisterReader): Html {
  const { say } = reader
  const address = encodeURIComponent(entry.address)
  const last = entry.lastInspection ? reader.day(entry.lastInspection) : say('inspections.never')
  const planned = entry.planned
    ? html`<br><span class="soft">${say('inspections.is-planned')}</span>`
    : mayPlan &&
      html`<br><a href="${reader.to(`/staff/recruiters/${address}/inspection`)}">${say('inspections.plan-one')}<span class="sr"> ${entry.name}</span></a>`
  return html`<tr><td data-h="${say('inspections.points')}"><b>${reader.number(entry.score)}</b></td><th scope="row" data-h="${say('inspections.recruiter')}"><a href="${reader.to(`/recruiters/${address}`)}">${name(entry.name || say('desk.erased'))}</a><br><span class="soft">${number(entry.licence)}</span> ${statusWord(reader, entry.status)}</th><td data-h="${say('inspections.parts')}">${riskParts(entry.parts, reader)}</td><td data-h="${say('inspections.last')}">${last}${planned}</td></tr>`
}

/** Each part with its points and the most that it can give; parts without points are named too, and those of which nothing is known. */
export function riskParts(parts: readonly RiskPart[], reader: RegisterReader): Html {
  const points = ({ part, points: given, most, unknown }: RiskPart) =>
    html`<li${given === 0 && html` class="soft"`}>${word(reader, 'risk', part)}: ${unknown ? reader.say('risk.unknown') : reader.say('risk.points', { points: given, most })}</li>`
  return html`<ul class="plain">${parts.map(points)}</ul>`
}

function files(view: InspectionsView, reader: RegisterReader): Html {
  const { say } = reader
  if (view.files.length === 0) return html`<p>${say('work.empty')}</p>`
  const head = (key: 'deadline' | 'file' | 'whom' | 'state') => say(`work.head.${key}`)
  return html`<table class="stack"><caption>${word(reader, 'inspections.tab', view.tab)}</caption><thead><tr><th scope="col">${head('deadline')}</th><th scope="col">${head('file')}</th><th scope="col">${head('whom')}</th><th scope="col">${head('state')}</th></tr></thead><tbody>${view.files.map(
    (item) =>
      html`<tr${(item.days ?? 0) < 0 && html` class="late"`}><td data-h="${head('deadline')}">${item.open ? daysLeft(reader, item) : html`<span class="soft">${say('desk.closed')}</span>`}</td><td data-h="${head('file')}"><a href="${reader.to(`/staff/inspections/${item.id}`)}"><bdi class="nb">${item.number}</bdi></a></td><th scope="row" data-h="${head('whom')}"><bdi>${item.name ?? say('desk.erased')}</bdi></th><td data-h="${head('state')}">${stageOf('inspection', item.state, reader)}${item.assigned && html`<br><span class="soft"><bdi>${item.assigned}</bdi></span>`}</td></tr>`,
  )}</tbody></table>`
}
