// The file page of an application: what it is, what comes next, the checklist, who is behind it, what happened.
import { areaField } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { FileView, PossibleAct, TimelineEntry } from '../../views/desk.ts'
import { letterList } from '../parts/letters.ts'
import { local, type RegisterReader } from '../parts/words.ts'
import { checklist } from './checklist.ts'
import { links, sameAs } from './links.ts'
import { daysLeft, lines, said, stateOf, word } from './words.ts'

/** What was done, or why it was not. */
export type FileNotice = { readonly done?: string | undefined; readonly refused?: string | undefined }

export function file(view: FileView, reader: RegisterReader, marks: FormMarks, notice: FileNotice = {}): Page {
  const { say } = reader
  const { licence, address } = view
  return page(
    notice.refused ? say('desk.error-title', { title: view.number }) : `${view.number}, ${view.name}`,
    html`<a class="back" href="${reader.to('/staff')}">${drawn('go', 'i')}${say('file.back')}</a>
<h1><bdi>${view.name || say('desk.erased')}</bdi></h1>
<p class="row">${stateOf(reader, 'application', view.state)}<span><bdi>${view.number}</bdi></span><span>${word(reader, 'kind', view.kind)}, ${local(reader, view.recruiterKind)}</span>${view.open && html`<span>${daysLeft(reader, view)}</span>`}${view.assigned && html`<span>${say('file.assigned', { name: view.assigned.name })}</span>`}</p>
${notice.done && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${word(reader, 'done', notice.done)}</p></div>`}
${notice.refused && html`<div class="errors" role="alert"><p>${word(reader, 'refused', notice.refused)}</p></div>`}
${view.since.length > 0 && html`<div class="card is-warn"><p class="st">${drawn('warn', 's')} <span>${say('file.since')}</span></p><ul>${view.since.map((entry) => html`<li>${happened(entry, reader)}</li>`)}</ul></div>`}
${licence && address && html`<p>${say('file.licence')} <a href="${reader.to(`/recruiters/${address}`)}"><bdi>${licence}</bdi></a></p>`}
${sameAs(view.links, reader)}
${nextActs(view, reader, marks)}
<div class="split"><div class="flow">${checklist(view, reader, marks)}
${view.proposal && html`<h2>${say('file.proposal')}</h2><p><b>${word(reader, 'outcome', view.proposal.outcome)}</b> <span class="soft"><bdi>${view.proposal.by}</bdi>, ${reader.day(view.proposal.on)}</span></p><p>${lines(view.proposal.reason)}</p>`}
<h2>${say('file.history')}</h2><ol class="thread">${view.timeline.map((entry) => knot(entry, reader))}</ol>
${letterList(view.letters, 'staff', reader)}
${notes(view, reader, marks)}</div>
<aside class="flow">${links(view.name, view.links, view.linksReady, reader, view.mayJudge ? marks : undefined)}
<section class="side flow"><h2>${say('file.form')}</h2>${view.paper && paperOf(view, reader)}<dl class="facts plain">${view.facts.map(({ key, values }) => html`<div><dt>${word(reader, 'form-fact', key)}</dt><dd>${values.map((value, at) => html`${at > 0 && html`<br>`}${said(reader, value)}`)}</dd></div>`)}</dl>${view.remarks && html`<p>${lines(view.remarks)}</p>`}</section></aside></div>`,
  )
}

function paperOf({ paper }: FileView, reader: RegisterReader): Html | undefined {
  if (!paper) return undefined
  const { say } = reader
  return html`<p><b>${say('file.paper')}</b><br><bdi>${paper.licence}</bdi>, ${paper.grantedOn}${paper.validUntil && html` – ${paper.validUntil}`}<br>${paper.decree}</p>`
}

// Acts that need no more than a button; all others have a page of their own.
const BUTTONS = ['confirm complete', 'stop waiting', 'lapse'] as const

const ORDER = [
  'confirm complete',
  'ask for more',
  'propose',
  'grant',
  'refuse',
  'return',
  'confirm',
  'overturn',
  'stop waiting',
  'lapse',
]
const PAGE_OF: Readonly<Record<string, string>> = {
  'ask for more': 'ask',
  propose: 'propose',
  grant: 'decide',
  refuse: 'decide',
  return: 'decide',
  confirm: 'appeal',
  overturn: 'appeal',
}

function nextActs(view: FileView, reader: RegisterReader, marks: FormMarks): Html {
  const { say } = reader
  const open = view.acts.filter(({ act, refused }) => refused === undefined && ORDER.includes(act))
  const sorted = [...open].sort((a, b) => ORDER.indexOf(a.act) - ORDER.indexOf(b.act))
  const pages = [...new Set(sorted.flatMap(({ act }) => PAGE_OF[act] ?? []))]
  const buttons = sorted.filter(({ act }) => (BUTTONS as readonly string[]).includes(act))
  const why = view.acts.find(({ refused }) => refused === 'checked-it-yourself' || refused === 'decided-it-yourself')
  const first = pages[0]
  const act = (name: string) => reader.to(`/staff/files/${view.id}/${name}`)
  const take = view.open && !view.assigned?.mine
  return html`<section class="flow" aria-label="${say('file.next')}"><div class="row">${buttons.map(({ act: name }, at) => html`<form method="post" action="${act(name.replaceAll(' ', '-'))}">${formMarks(marks)}<input type="hidden" name="seen" value="${view.version}"><button class="btn${at > 0 && ' quiet'}">${word(reader, 'act', name)}</button></form>`)}${pages.map((name) => html`<a class="btn${(name !== first || buttons.length > 0) && ' quiet'}" href="${act(name)}">${word(reader, 'act', name)}</a>`)}${take && html`<form method="post" action="${act('assign')}">${formMarks(marks)}<input type="hidden" name="to" value="me"><button class="btn quiet">${say('act.take')}</button></form>`}</div>${why && html`<p class="soft">${refusal(why, reader)}</p>`}</section>`
}

function refusal({ refused }: PossibleAct, reader: RegisterReader): string {
  return word(reader, 'refused', refused ?? '')
}

/** What happened, in one line. */
export function happened(entry: TimelineEntry, reader: RegisterReader): Html {
  const { result, requirement } = entry
  return html`<bdi>${entry.by}</bdi>, ${reader.moment(entry.at)}: ${word(reader, 'event', entry.event)}${requirement && html` “${local(reader, requirement)}”`}${result && html`: ${word(reader, 'result', result)}`}`
}

function knot(entry: TimelineEntry, reader: RegisterReader): Html {
  const { say } = reader
  const { requirement, result, text, until } = entry
  const tone =
    result === 'met' || result === 'grant' ? 'yes' : result === 'not met' || result === 'refuse' ? 'no' : 'fact'
  return html`<li class="is-${tone === 'fact' ? 'wait' : tone}">${drawn(tone, 's')}<time datetime="${entry.at}">${reader.moment(entry.at)}. <bdi>${entry.by}</bdi></time><p>${word(reader, 'event', entry.event)}${requirement && html` “${local(reader, requirement)}”`}${result && html`: ${word(reader, 'result', result)}`}</p>${text && html`<p>${lines(text)}</p>`}${until && html`<p class="soft">${say('file.until', { day: reader.day(until) })}</p>`}</li>`
}

function notes(view: FileView, reader: RegisterReader, marks: FormMarks): Html {
  const { say } = reader
  return html`<h2 id="notes">${say('notes.title')}</h2><p class="soft">${say('notes.hint')}</p>${view.notes.length > 0 && html`<ul class="flow">${view.notes.map((note) => html`<li><p class="soft"><bdi>${note.by}</bdi>, ${reader.moment(note.at)}${note.kind === 'message' && html` (${say('notes.message')})`}</p><p>${note.text === null ? say('desk.erased') : lines(note.text)}</p></li>`)}</ul>`}
<form method="post" action="${reader.to(`/staff/files/${view.id}/note`)}" class="flow">${formMarks(marks)}${areaField({ name: 'text', label: say('notes.label'), lines: 2, longest: 5000 })}<p><button class="btn quiet">${say('notes.save')}</button></p></form>`
}
