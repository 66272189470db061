// The officer's checklist: each requirement with the law quoted, what was handed in, what was found, and the form to say so.
import { areaField, radioField } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { FileView, LawView, RequirementView } from '../../views/desk.ts'
import { local, type RegisterReader } from '../parts/words.ts'
import { lines, word } from './words.ts'

export function checklist(view: FileView, reader: RegisterReader, marks: FormMarks): Html {
  const { say } = reader
  const may = view.acts.some(({ act, refused }) => act === 'check' && refused === undefined)
  const met = view.requirements.filter(({ check }) => check?.result === 'met').length
  return html`<h2 id="checklist">${say('checklist.title', { met, all: view.requirements.length })}</h2>
<p class="soft">${say('checklist.pack', { pack: view.pack.id, version: view.pack.version, day: reader.day(view.submittedOn) })}</p>
<ol class="check">${view.requirements.map(
    (one) =>
      html`<li id="r-${one.id}"><p>${state(one, reader)}</p><div class="flow"><h3>${local(reader, one.name)}</h3>${law(one.law, reader)}<p>${local(reader, one.asks)}</p>${handedIn(one, reader)}${one.asked && html`<p><b>${say('checklist.asked')}</b> ${lines(one.asked)}</p>`}${one.check && html`<p class="soft"><bdi>${one.check.by}</bdi>, ${reader.day(one.check.on)}${one.check.reason && html`: ${lines(one.check.reason)}`}</p>`}${may && html`<details><summary>${one.check ? say('checklist.change') : say('checklist.check')}</summary>${checkForm(view, one, reader, marks)}</details>`}</div></li>`,
  )}</ol>`
}

export type Typed = { readonly result?: string; readonly reason?: string }

/** The form of one requirement. `typed` is what was sent when it came back. */
export function checkForm(
  view: FileView,
  one: RequirementView,
  reader: RegisterReader,
  marks: FormMarks,
  typed: Typed = {},
): Html {
  const { say } = reader
  const choices = [
    { value: 'met', label: say('check.met') },
    { value: 'not met', label: say('check.not-met') },
  ]
  const value = typed.result ?? one.check?.result
  return html`<form method="post" action="${reader.to(`/staff/files/${view.id}/check/${one.id}`)}" class="flow">${formMarks(marks)}<input type="hidden" name="mark" value="${one.mark}">${radioField({ name: `result-${one.id}`, label: say('check.label'), choices, required: true, ...(value && { value }) })}${areaField({ name: `reason-${one.id}`, label: say('check.reason'), hint: say('check.reason-hint'), lines: 2, longest: 2000, value: typed.reason ?? one.check?.reason })}<p><button class="btn quiet">${say('check.save')}</button></p></form>`
}

function state({ check, asked }: RequirementView, reader: RegisterReader): Html {
  const [tone, symbol, key] =
    asked && !check
      ? (['clock', 'clock', 'asked'] as const)
      : check
        ? check.result === 'met'
          ? (['yes', 'yes', 'met'] as const)
          : (['no', 'no', 'not-met'] as const)
        : (['wait', 'wait', 'unchecked'] as const)
  return html`<span class="st is-${tone}">${drawn(symbol, 's')} ${word(reader, 'check.state', key)}</span>`
}

/** The law as it is quoted: instrument and article bold, summary, the clock where nobody has verified it, the copy that was read. */
export function law(view: LawView, reader: RegisterReader): Html {
  const { say } = reader
  const article = view.article && html`, ${view.article}`
  const unverified = html` <span class="st is-clock">${drawn('clock', 's')} ${say('law.unverified')}</span>`
  return html`<p class="law"><b>${local(reader, view.instrument)}${article}.</b>${!view.verified && unverified} ${view.summary && local(reader, view.summary)}</p>${view.sources.length > 0 && html`<p class="soft">${say('law.read')} ${view.sources.map((source, at) => html`${at > 0 && '; '}${source.url ? html`<a href="${source.url}" rel="noreferrer">${source.title}</a>` : source.title}${source.copy && html` (${source.copy})`}, ${reader.day(source.read)}`)}</p>`}`
}

function handedIn({ answers, papers, least }: RequirementView, reader: RegisterReader): Html {
  const { say } = reader
  const missing =
    papers.length < least && html`<p class="soft">${say('papers.missing', { least, there: papers.length })}</p>`
  return html`${answers.length > 0 && html`<dl class="facts">${answers.map(({ label, value }) => html`<div><dt>${local(reader, label)}</dt><dd>${lines(value)}</dd></div>`)}</dl>`}${papers.length > 0 && html`<ul>${papers.map((paper) => html`<li><a href="${reader.to(`/staff/papers/${paper.id}`)}"><bdi>${paper.name}</bdi></a> <span class="soft">${say('papers.size', { kb: Math.ceil(paper.size / 1024) })}${!paper.scanned && html`, ${say('papers.not-scanned')}`}</span></li>`)}</ul>`}${missing}`
}
