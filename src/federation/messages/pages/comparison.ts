// The comparison of the ledgers: when, how far, and what one side has and the other has not, with its age.
import { drawn, formMarks, type Html, html, type Page, page } from '../../../platform/html.ts'
import type { FormMarks } from '../../../platform/http.ts'
import type { MessagesReader } from '../texts/index.ts'
import type { ComparisonView, CountryNames } from '../views.ts'
import { countryName, noticeOf, wordOf } from './words.ts'

const DAY = 86_400_000

export function comparisonPage(
  views: readonly ComparisonView[],
  now: Date,
  names: CountryNames,
  reader: MessagesReader,
  marks: FormMarks,
  notice: { readonly done?: string | undefined; readonly refused?: string | undefined },
): Page {
  const { say, to } = reader
  return page(
    say('messages.compare'),
    html`<a class="back" href="${to('/staff/messages')}">${drawn('go', 'i')}${say('messages.back')}</a><h1>${say('messages.compare')}</h1>${noticeOf(reader, notice)}<p class="lead read">${say('messages.compare-lead')}</p>
<form method="post" action="${to('/staff/messages/reconciliation')}">${formMarks(marks)}<p><button class="btn">${say('messages.compare-now')}</button></p></form>${views.map((view) => peer(view, now, names, reader))}`,
  )
}

function peer(view: ComparisonView, now: Date, names: CountryNames, reader: MessagesReader): Html {
  const { say, moment, number } = reader
  const { comparedAt, size, differences } = view
  const when = comparedAt
    ? say('messages.compared-at', { moment: moment(comparedAt.toISOString()), size: number(size) })
    : say('messages.compared-never')
  const fault = wordOf(reader, 'fault', view.fault)
  const equal = comparedAt !== undefined && !fault && differences.length === 0
  return html`<section class="flow"><h2>${countryName(reader, names, view.peer)}</h2><p>${when}</p>${fault !== undefined && html`<div class="notice is-warn">${drawn('warn', 's')}<p>${fault}</p></div>`}${equal && html`<p>${drawn('yes', 's')} ${say('messages.equal')}</p>`}${differences.length > 0 && table(view, now, reader)}</section>`
}

function table({ differences }: ComparisonView, now: Date, reader: MessagesReader): Html {
  const { say, to, moment } = reader
  const heads = [say('messages.message'), say('messages.side'), say('messages.since')]
  const rows = differences.map(({ side, message, since }) => {
    const name = html`<code class="code" dir="ltr">${message}</code>`
    const days = Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY))
    return html`<tr><th scope="row" data-h="${heads[0]}">${side === 'ours' ? html`<a href="${to(`/staff/messages/${message}`)}">${name}</a>` : name}</th><td data-h="${heads[1]}">${say(`messages.side.${side}`)}</td><td data-h="${heads[2]}">${moment(since.toISOString())} <span class="soft">(${say('messages.age', { days })})</span></td></tr>`
  })
  return html`<table class="stack"><caption>${say('messages.differences')}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`
}
