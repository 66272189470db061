// The work list: what is late, what is due, what changed since the last visit; by deadline.
import { drawn, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { WorkItem, WorkView } from '../../views/desk.ts'
import type { RegisterReader } from '../parts/words.ts'
import { daysLeft, stateOf, word } from './words.ts'

const TABS = ['mine', 'week', 'changed', 'unassigned', 'all', 'closed'] as const

export function work(view: WorkView, reader: RegisterReader): Page {
  const { say } = reader
  const { counts, lastVisit, tab } = view
  const title = say('work.title', { late: counts.late ?? 0, due: counts.due ?? 0 })
  return page(
    title,
    html`<h1>${title}</h1>
${view.divergences > 0 && html`<div class="notice is-warn">${drawn('warn', 's')}<p><a href="${reader.to('/staff/divergences')}">${say('joint-register.divergences.count', { count: view.divergences })}</a></p></div>`}<p>${reader.day(view.today)}. ${lastVisit ? say('work.changed-since', { count: counts.changed ?? 0, moment: reader.moment(lastVisit) }) : say('work.first-visit')}</p>
<nav class="tabs" aria-label="${say('work.lists')}">${TABS.map((one) => html`<a href="${reader.to(`/staff?tab=${one}`)}"${one === tab && html` aria-current="page"`}>${one === 'closed' ? word(reader, 'work.tab', one) : say('work.tab-count', { name: word(reader, 'work.tab', one), count: counts[one] ?? 0 })}</a>`)}</nav>
${files(view.items, reader, say('work.caption'))}
${view.next && html`<p><a class="btn quiet" href="${reader.to(`/staff?tab=${tab}&after=${view.next}`)}">${say('work.next')}</a></p>`}
<p class="row"><a href="${reader.to('/staff/deadlines.ics')}">${say('work.calendar')}</a> <a href="${reader.to('/staff/figures')}">${say('work.figures')}</a> <a href="${reader.to('/staff/links')}">${say('entered-links.title')}</a> ${view.mayTakeOver && html`<a href="${reader.to('/staff/backfill')}">${say('work.backfill')}</a>`}</p>`,
  )
}

/** A table of files; below 48 rem each row is a block. */
export function files(items: readonly WorkItem[], reader: RegisterReader, caption: string): Html {
  const { say } = reader
  if (items.length === 0) return html`<p>${say('work.empty')}</p>`
  const head = (key: 'deadline' | 'file' | 'whom' | 'state' | 'changed') => say(`work.head.${key}`)
  return html`<table class="stack"><caption>${caption}</caption><thead><tr><th scope="col">${head('deadline')}</th><th scope="col">${head('file')}</th><th scope="col">${head('whom')}</th><th scope="col">${head('state')}</th><th scope="col">${head('changed')}</th></tr></thead><tbody>${items.map(
    (item) =>
      html`<tr${(item.days ?? 0) < 0 && html` class="late"`}><td data-h="${head('deadline')}">${item.open ? daysLeft(reader, item) : html`<span class="soft">${say('desk.closed')}</span>`}</td><td data-h="${head('file')}"><a href="${reader.to(hrefOf(item))}"><bdi class="nb">${item.number}</bdi></a><br><span class="soft">${word(reader, 'kind', item.kind === 'application' ? item.subkind : item.kind)}</span></td><th scope="row" data-h="${head('whom')}"><bdi>${item.name ?? say('desk.erased')}</bdi></th><td data-h="${head('state')}">${stateOf(reader, item.kind, item.state)}${item.assigned && html`<br><span class="soft">${item.assigned}</span>`}</td><td data-h="${head('changed')}">${item.changed ? html`<span class="new">${word(reader, 'event', item.changed.event)}. <bdi>${item.changed.by}</bdi></span>` : html`<span class="soft">${say('work.unchanged')}</span>`}</td></tr>`,
  )}</tbody></table>`
}

const PLACE: Readonly<Record<WorkItem['kind'], string>> = {
  application: 'files',
  inspection: 'inspections',
  sanction: 'sanctions',
  warning: 'warnings',
}

function hrefOf({ kind, id }: WorkItem): string {
  return `/staff/${PLACE[kind]}/${id}`
}
