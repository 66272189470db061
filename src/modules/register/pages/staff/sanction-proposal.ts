// The form that proposes a sanction from the pack's scale: what happened, which line of the scale, suspended at once or not.
import { areaField, checkField, radioField, textField } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { FineView, ProposalFormView, ScaleView } from '../../views/sanctions.ts'
import { local, name, number, type RegisterReader } from '../parts/words.ts'
import { type FormBack, noticed, titled } from './file-parts.ts'
import { word } from './words.ts'

export function sanctionProposal(
  view: ProposalFormView,
  reader: RegisterReader,
  marks: FormMarks,
  back?: FormBack,
): Page {
  const { say } = reader
  const title = say('sanction.propose.title')
  const typed = back?.typed ?? {}
  const error = (field: string) => (back?.field === field ? word(reader, 'refused', back.code) : undefined)
  const choices = view.scale.map((one) => ({
    value: one.id,
    label: local(reader, one.name),
    hint: hintOf(one, reader),
  }))
  return page(
    titled(title, reader, { back }),
    html`<a class="back" href="${reader.to(view.back)}">${drawn('go', 'i')}${name(view.name)}</a>${noticed({ back }, [], reader)}<div class="flow"><h1>${title}</h1><p><b>${name(view.name)}</b> ${number(view.licence)}</p><p>${say('sanction.propose.what')}</p>
<form method="post" action="${reader.to(view.action)}" class="flow">${formMarks(marks)}${view.version !== undefined && html`<input type="hidden" name="seen" value="${view.version}">`}${radioField({ name: 'sanction', label: say('sanction.propose.scale'), choices, required: true, value: typed.sanction, error: error('sanction') })}${areaField({ name: 'facts', label: say('sanction.propose.facts'), hint: say('sanction.propose.facts-hint'), lines: 6, longest: 10_000, required: true, value: typed.facts, error: error('facts') })}${textField({ name: 'law', label: say('act.law'), hint: say('sanction.propose.law-hint'), autocomplete: 'off', longest: 300, value: typed.law, error: error('law') })}${checkField({ name: 'precaution', label: say('sanction.propose.precaution'), hint: say('sanction.propose.precaution-hint'), checked: typed.precaution === 'yes' })}<p><button class="btn">${say('sanction.propose.send')}</button></p></form></div>`,
  )
}

function hintOf({ effect, law, least, most }: ScaleView, reader: RegisterReader) {
  const article = law.article && html`, ${law.article}`
  const amounts =
    least && most && html`: ${reader.say('sanction.scale', { least: money(least, reader), most: money(most, reader) })}`
  const unverified = !law.verified && html` (${reader.say('law.unverified')})`
  return html`${word(reader, 'sanction.effect', effect)}${amounts}. ${local(reader, law.instrument)}${article}${unverified}`
}

/** An amount with its unit, such as `120 XUN`. */
export function money({ amount, unit }: FineView, reader: RegisterReader): string {
  return `${reader.number(amount)} ${unit}`
}
