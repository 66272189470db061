// About the list: what is in this register, from where, on which terms, and how old it is.
import { type Day, dayIn, daysBetween } from '../../../kernel/day.ts'
import { type Html, html, type Page, page } from '../../../platform/html.ts'
import type { ListView, SourceState } from '../views.ts'
import { calls, contactLines } from './parts/calls.ts'
import { facts } from './parts/facts.ts'
import { SHAPES, stated, statusWord } from './parts/status.ts'
import { local, number, type RegisterReader } from './parts/words.ts'

export function list(view: ListView, reader: RegisterReader): Page {
  const { say } = reader
  const body = html`<div class="flow"><h1>${say('list.title')}</h1><p class="lead">${say('list.count', { count: view.recruiters, day: reader.day(view.today) })}</p>
<div class="split"><div class="flow">${view.sources.map((source) => about(source, view.today, reader))}
<h2>${say('list.export')}</h2><p>${say('list.export.text')}</p><p><a href="${reader.to('/api')}">${say('list.export.api')}</a></p></div><aside class="flow">${calls(view.contacts, reader)}</aside></div></div>`
  return page(say('list.title'), body)
}

function about(source: SourceState, today: Day, reader: RegisterReader): Html {
  const { say } = reader
  const heard = source.heardAt
  const age = (since: Day) => say('list.age', { days: Math.max(0, daysBetween(since, today)) })
  const complete = source.complete
    ? stated({ tone: 'yes', symbol: 'yes' }, say('source.complete'))
    : stated({ tone: 'clock', symbol: 'clock' }, say('source.incomplete'))
  const counts = (Object.keys(SHAPES) as (keyof typeof SHAPES)[]).flatMap((status) => {
    const count = source.counts[status]
    return count === undefined ? [] : [html`<li>${statusWord(reader, status)} ${reader.number(count)}</li>`]
  })
  const published = source.list
  return html`<section class="flow"><h2>${reader.text(source.countryName).text}: ${local(reader, source.name)}</h2>${published?.sample && html`<p class="card is-warn">${say('list.sample', { day: reader.day(published.asOf) })}</p>`}${facts(
    [
      [say('list.state'), complete],
      [
        say('list.heard'),
        heard
          ? html`${reader.moment(heard)}<br><span class="hint">${age(dayIn('UTC', new Date(heard)))}</span>`
          : say('source.never'),
      ],
      published && [
        say('list.asof'),
        html`${reader.day(published.asOf)}<br><span class="hint">${age(published.asOf)}</span>`,
      ],
      published && [say('list.publisher'), html`<bdi>${published.publisher}</bdi>`],
      published && [say('list.terms'), html`<bdi>${published.terms}</bdi>`],
      published?.url !== undefined && [
        say('list.where'),
        html`<a href="${published.url}">${number(published.url)}</a>`,
      ],
      [say('list.meaning'), published ? local(reader, published.meaning) : say('list.register.meaning')],
      counts.length > 0 && [say('list.counts'), html`<ul class="plain">${counts}</ul>`],
      !source.complete && source.ask && [say('ask.here'), contactLines(source.ask, reader)],
    ],
    'facts plain',
  )}</section>`
}
