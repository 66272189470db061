// The warning list at the desk: by state, what changed last first.
import { drawn, type Html, html, type Page, page } from '../../../../platform/html.ts'
import { WARNING_TABS, type WarningDeskView, type WarningItem } from '../../views/warnings.ts'
import type { RegisterReader } from '../parts/words.ts'
import { warningState } from './warning-words.ts'
import { daysLeft, word } from './words.ts'

export function staffWarnings(view: WarningDeskView, reader: RegisterReader): Page {
  const { say } = reader
  const { tab, counts, items, next } = view
  const title = say('warnings-desk.title')
  const tabs = Object.keys(WARNING_TABS) as (keyof typeof WARNING_TABS)[]
  return page(
    title,
    html`<h1>${title}</h1>${!view.published && html`<p class="card is-warn">${drawn('warn', 's')} ${say('warnings-desk.off')}</p>`}${view.mayReport && html`<p><a class="btn" href="${reader.to('/staff/warnings/new')}">${say('warnings-desk.report')}</a></p>`}
<nav class="tabs" aria-label="${say('warnings-desk.lists')}">${tabs.map((one) => html`<a href="${reader.to(`/staff/warnings?tab=${one}`)}"${one === tab && html` aria-current="page"`}>${word(reader, 'warning-tab', one)} (${reader.number(counts[one])})</a>`)}</nav>
${table(items, reader)}${next && html`<p><a class="btn quiet" href="${reader.to(`/staff/warnings?tab=${tab}&after=${encodeURIComponent(next)}`)}">${say('warnings-desk.next')}</a></p>`}`,
  )
}

function table(items: readonly WarningItem[], reader: RegisterReader): Html {
  const { say } = reader
  if (items.length === 0) return html`<p>${say('warnings-desk.empty')}</p>`
  const [name, state, term, reported] = [
    say('warnings-desk.head-name'),
    say('warnings-desk.head-state'),
    say('warnings-desk.head-term'),
    say('warnings-desk.head-reported'),
  ]
  return html`<table class="stack"><caption>${say('warnings-desk.caption')}</caption><thead><tr><th scope="col">${name}</th><th scope="col">${state}</th><th scope="col">${term}</th><th scope="col">${reported}</th></tr></thead><tbody>${items.map(
    (item) =>
      html`<tr><th scope="row" data-h="${name}"><a href="${reader.to(`/staff/warnings/${item.id}`)}"><bdi>${item.name ?? say('desk.erased')}</bdi></a><br><span class="soft"><bdi class="nb">${item.number}</bdi></span></th><td data-h="${state}">${warningState(reader, item.state)}</td><td data-h="${term}">${item.deadline === undefined ? '' : daysLeft(reader, item)}</td><td data-h="${reported}"><span class="nb">${reader.day(item.reportedOn)}</span></td></tr>`,
  )}</tbody></table>`
}
