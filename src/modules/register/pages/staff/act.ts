// The pages of acts that need words: ask for more, propose, decide, decide an appeal, check one requirement again.
import {
  areaField,
  checksField,
  dayField,
  errorSummary,
  radioField,
  textField,
} from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { FileView } from '../../views/desk.ts'
import { local, type RegisterReader } from '../parts/words.ts'
import { checkForm, law } from './checklist.ts'
import { happened } from './file.ts'
import { lines, stateOf, word } from './words.ts'

/** What was sent and why it was refused: the page comes back with everything that was typed. */
export type CameBack = {
  readonly typed: Readonly<Record<string, string>>
  readonly lists?: Readonly<Record<string, readonly string[]>>
  readonly refused?: {
    readonly code: string
    readonly field: string
    readonly values?: Readonly<Record<string, string>>
  }
}

export type ActPage = 'ask' | 'propose' | 'decide' | 'appeal'

export function act(
  name: ActPage,
  view: FileView,
  reader: RegisterReader,
  marks: FormMarks,
  back: CameBack = { typed: {} },
): Page {
  const { say } = reader
  const heading = word(reader, 'act', name)
  const title = back.refused ? say('desk.error-title', { title: heading }) : heading
  const fields = { ask, propose, decide, appeal }[name](view, reader, back)
  return page(
    title,
    html`${around(view, reader, back)}<h1>${heading}</h1>${lawsAtHand(name, view, reader)}
<form method="post" action="${reader.to(`/staff/files/${view.id}/${name}`)}" class="flow read">${formMarks(marks)}<input type="hidden" name="seen" value="${view.version}">${fields}<p><button class="btn">${word(reader, 'send', name)}</button></p></form>`,
  )
}

/** The form of one requirement on a page of its own, when it came back. */
export function checkAgain(
  view: FileView,
  requirement: string,
  reader: RegisterReader,
  marks: FormMarks,
  back: CameBack,
): Page {
  const one = view.requirements.find(({ id }) => id === requirement)
  const title = reader.say('desk.error-title', { title: reader.say('checklist.check') })
  const typed = { result: back.typed[`result-${requirement}`] ?? '', reason: back.typed[`reason-${requirement}`] ?? '' }
  return page(
    title,
    html`${around(view, reader, back)}<h1>${reader.say('checklist.check')}</h1>${one && html`<h2>${local(reader, one.name)}</h2>${law(one.law, reader)}${checkForm(view, one, reader, marks, typed)}`}`,
  )
}

function around(view: FileView, reader: RegisterReader, back: CameBack): Html {
  const { say } = reader
  const { refused } = back
  const said = refused && word(reader, 'refused', refused.code, refused.values)
  return html`<a class="back" href="${reader.to(`/staff/files/${view.id}`)}">${drawn('go', 'i')}<bdi>${view.number}</bdi></a><p class="row"><b><bdi>${view.name}</bdi></b>${stateOf(reader, 'application', view.state)}</p>${refused && said && errorSummary(say('desk.not-done'), [{ field: refused.field, message: said }])}${refused?.code === 'changed-meanwhile' && html`<div class="card is-warn"><p>${say('desk.meanwhile')}</p><ul>${view.timeline.slice(0, 5).map((entry) => html`<li>${happened(entry, reader)}</li>`)}</ul></div>`}`
}

function lawsAtHand(name: ActPage, view: FileView, reader: RegisterReader): Html | false {
  if (name !== 'decide' && name !== 'appeal') return false
  const { proposal } = view
  const unmet = view.requirements.filter(({ check }) => check?.result === 'not met')
  return html`${proposal && html`<div class="card"><p><b>${reader.say('file.proposal')}: ${word(reader, 'outcome', proposal.outcome)}</b> <span class="soft"><bdi>${proposal.by}</bdi>, ${reader.day(proposal.on)}</span></p><p>${lines(proposal.reason)}</p></div>`}${unmet.length > 0 && html`<p>${reader.say('act.unmet')}</p><ul>${unmet.map(({ name: one, check }) => html`<li>${local(reader, one)}${check?.reason && html`: ${lines(check.reason)}`}</li>`)}</ul>`}`
}

type Fields = (view: FileView, reader: RegisterReader, back: CameBack) => Html

const ask: Fields = (view, reader, back) => {
  const { say } = reader
  const choices = view.requirements.map(({ id, name }) => ({ value: id, label: local(reader, name) }))
  return html`${checksField({ name: 'requirement', label: say('ask.which'), choices, values: back.lists?.requirement ?? [] })}${areaField({ name: 'text', label: say('ask.text'), hint: say('ask.hint'), lines: 5, longest: 2000, required: true, value: back.typed.text })}${dayField({ name: 'until', label: say('ask.until'), hint: say('ask.until-hint'), earliest: view.today, value: back.typed.until })}`
}

const propose: Fields = (view, reader, back) => {
  const { say } = reader
  const choices = [
    { value: 'grant', label: say('outcome.grant') },
    { value: 'refuse', label: say('outcome.refuse') },
  ]
  const conditions = view.kind === 'authorization' || view.kind === 'renewal' || view.kind === 'amendment'
  return html`${radioField({ name: 'outcome', label: say('propose.outcome'), choices, required: true, ...(back.typed.outcome && { value: back.typed.outcome }) })}${reason(reader, back)}${conditions && html`${areaField({ name: 'conditions', label: say('propose.conditions'), hint: say('propose.conditions-hint'), lines: 3, longest: 2000, value: back.typed.conditions })}${dayField({ name: 'until', label: say('propose.until'), hint: say('propose.until-hint'), value: back.typed.until })}`}`
}

const decide: Fields = (view, reader, back) => {
  const { say } = reader
  const choices = (['grant', 'refuse', 'return'] as const).flatMap((name) =>
    view.acts.some(({ act: one, refused }) => one === name && refused === undefined)
      ? [{ value: name, label: word(reader, 'decision', name) }]
      : [],
  )
  return html`${radioField({ name: 'decision', label: say('decide.which'), choices, required: true, ...(back.typed.decision && { value: back.typed.decision }) })}${reason(reader, back)}${textField({ name: 'licence', label: say('decide.licence'), hint: say('decide.licence-hint'), autocomplete: 'off', value: back.typed.licence, longest: 60 })}`
}

const appeal: Fields = (_view, reader, back) => {
  const { say } = reader
  const choices = [
    { value: 'confirmed', label: say('appeal.confirmed') },
    { value: 'overturned', label: say('appeal.overturned') },
  ]
  return html`${radioField({ name: 'outcome', label: say('appeal.which'), choices, required: true, ...(back.typed.outcome && { value: back.typed.outcome }) })}${reason(reader, back)}`
}

function reason(reader: RegisterReader, back: CameBack): Html {
  const { say } = reader
  return html`${areaField({ name: 'reason', label: say('act.reason'), hint: say('act.reason-hint'), lines: 4, longest: 4000, required: true, value: back.typed.reason })}${textField({ name: 'law', label: say('act.law'), hint: say('act.law-hint'), autocomplete: 'off', longest: 300, value: back.typed.law })}`
}
