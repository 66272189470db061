// The file page of a warning: what is known, who it must not be, what may happen next, what happened.
import { errorSummary } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { WarningFileView, WarningTimelineEntry } from '../../views/warnings.ts'
import { local, type RegisterReader } from '../parts/words.ts'
import { evidenceSection } from './file-evidence.ts'
import { warningActs } from './warning-acts.ts'
import { type WarningBack, warningRefusal, warningState } from './warning-words.ts'
import { lines, word } from './words.ts'

export function warningFile(
  view: WarningFileView,
  reader: RegisterReader,
  marks: FormMarks,
  { back, done = false }: { readonly back?: WarningBack; readonly done?: boolean } = {},
): Page {
  const { say } = reader
  const name = view.party?.name ?? say('desk.erased')
  const message = back && warningRefusal(reader, back.refused)
  const meanwhile = back?.refused.code === 'changed-meanwhile'
  const title = `${view.number}, ${name}`
  const news = meanwhile ? view.timeline.slice(0, 5) : view.unseen
  const error = back?.act === 'evidence' ? message : undefined
  const evidence = evidenceSection(view, reader, { action: `/staff/warnings/${view.id}/evidence`, marks, error })
  const why = view.acts.find(({ refused }) => refused === 'checked-it-yourself' || refused === 'still-waiting')
  return page(
    message ? say('desk.error-title', { title }) : title,
    html`<a class="back" href="${reader.to('/staff/warnings')}">${drawn('go', 'i')}${say('warnings-desk.back')}</a>
${back && message && errorSummary(say('desk.not-done'), [{ field: back.field, message }])}<h1><bdi>${name}</bdi></h1>
<p class="row">${warningState(reader, view.state)}<span><bdi>${view.number}</bdi></span><span>${word(reader, 'warning-via', view.via)}${view.reference && html` <bdi>${view.reference}</bdi>`}</span></p>${standing(view, reader)}
${done && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${word(reader, 'done', 'done')}</p></div>`}${news.length > 0 && html`<div class="card is-warn"><p class="st">${drawn('warn', 's')} <span>${meanwhile ? say('desk.meanwhile') : say('file.since')}</span></p><ul>${news.map((entry) => html`<li><bdi>${entry.by}</bdi>, ${reader.moment(entry.at)}: ${word(reader, 'event', entry.event)}</li>`)}</ul></div>`}
${!view.published && html`<p class="card is-warn">${say('warnings-desk.off')}</p>`}
<div class="split"><div class="flow"><h2>${say('warnings-desk.next-acts')}</h2>${why?.refused && html`<p class="soft">${warningRefusal(reader, { code: why.refused })}</p>`}${warningActs(view, reader, marks, back)}${evidence}
<h2>${say('warnings-desk.history')}</h2><ol class="thread">${view.timeline.map((entry) => knot(entry, reader))}</ol></div>
<aside class="flow">${near(view, reader)}${known(view, reader)}</aside></div>`,
  )
}

/** The page on which the keeper of the data erases what a closed warning named; it names nobody. */
export function warningErase(
  view: { readonly id: string; readonly number: string; readonly state: string; readonly version: number },
  reader: RegisterReader,
  marks: FormMarks,
  refused?: WarningBack['refused'],
): Page {
  const { say } = reader
  const title = word(reader, 'warning-act', 'erase')
  const message = refused && warningRefusal(reader, refused)
  return page(
    message ? say('desk.error-title', { title }) : title,
    html`${message && errorSummary(say('desk.not-done'), [{ field: 'erase', message }])}<h1>${title}</h1><p class="row"><bdi>${view.number}</bdi>${warningState(reader, view.state)}</p><p>${say('warnings-desk.erase-lead')}</p>
<form method="post" action="${reader.to(`/staff/warnings/${view.id}/erase`)}" class="flow">${formMarks(marks)}<input type="hidden" name="seen" value="${view.version}"><p><button class="btn" id="f-erase">${title}</button></p></form>`,
  )
}

function standing(view: WarningFileView, reader: RegisterReader): Html {
  const { say } = reader
  const { notice, since, source, confirmed, warning } = view
  const address =
    warning !== undefined &&
    html`<p>${say('warnings-desk.address')} <a href="${reader.to(`/warnings/${warning}/contest`)}"><bdi dir="ltr">${reader.to(`/warnings/${warning}/contest`)}</bdi></a> <span class="soft">${say('warnings-desk.address-hint')}</span></p>`
  return html`${notice && html`<p>${word(reader, 'warning-way', notice.way)}, ${reader.day(notice.givenOn)}. ${say('warnings-desk.until-day', { day: reader.day(notice.until) })}</p>`}${since && html`<p>${say('warnings-desk.since', { day: reader.day(since) })}${source && html` ${local(reader, source)}`}</p>`}${confirmed && html`<p>${say('warnings-desk.confirmed')}</p>`}${address}`
}

function near(view: WarningFileView, reader: RegisterReader): Html {
  const { say } = reader
  const title = html`<h2>${say('warnings-desk.near')}</h2>`
  if (view.near.length === 0)
    return html`<section class="side flow">${title}<p>${say('warnings-desk.near-none')}</p></section>`
  return html`<section class="side flow">${title}<ul class="flow">${view.near.map((one) => html`<li>${one.same ? html`<b>${say('warnings-desk.near-same')}</b>` : say('warnings-desk.near-alike')}: <a href="${reader.to(`/recruiters/${encodeURIComponent(one.address)}`)}"><bdi>${one.name}</bdi></a>, <bdi dir="ltr">${one.licence}</bdi> (${word(reader, 'standing', one.standing)}). <span class="soft"><bdi>${one.matched}</bdi></span></li>`)}</ul></section>`
}

function known({ party }: WarningFileView, reader: RegisterReader): Html {
  const { say } = reader
  if (!party) return html`<section class="side flow"><p>${say('desk.erased')}</p></section>`
  const pairs = [
    [say('warnings-desk.name'), [party.name]],
    [say('warnings-desk.names'), party.names],
    [say('warnings-desk.telephones'), party.telephones],
    [say('warnings-desk.emails'), party.emails],
    [say('warnings-desk.webs'), party.webs],
    [say('warnings-desk.place'), party.place ? [party.place] : []],
  ] as const
  const shown = pairs.filter(([, values]) => values.length > 0)
  return html`<section class="side flow"><h2>${say('warnings-desk.about')}</h2><dl class="facts plain">${shown.map(([label, values]) => html`<div><dt>${label}</dt><dd>${values.map((value, at) => html`${at > 0 && html`<br>`}<bdi>${value}</bdi>`)}</dd></div>`)}</dl>${party.offered && html`<h3>${say('warnings-desk.offered')}</h3><p>${lines(party.offered)}</p>`}</section>`
}

function knot(entry: WarningTimelineEntry, reader: RegisterReader): Html {
  const { say } = reader
  const { result, way, until, text, contact, law } = entry
  const by = entry.by === 'anybody' ? say('warnings-desk.by-public') : entry.by
  return html`<li class="is-wait">${drawn('fact', 's')}<time datetime="${entry.at}">${reader.moment(entry.at)}. <bdi>${by}</bdi></time><p>${word(reader, 'event', entry.event)}${result && html`: ${word(reader, 'warning-result', result)}`}${way && html`: ${word(reader, 'warning-way', way)}`}</p>${text !== undefined && html`<p>${text === null ? say('desk.erased') : lines(text)}</p>`}${contact && html`<p><bdi>${contact}</bdi></p>`}${law && html`<p class="law">${say('warnings-desk.law-said', { law })}</p>`}${until && html`<p class="soft">${say('warnings-desk.until-day', { day: reader.day(until) })}</p>`}</li>`
}
