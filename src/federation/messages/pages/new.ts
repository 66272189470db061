// The form of a new message: to whom, what it is, for which purpose, what it says.
import { areaField, errorSummary, selectField, textField } from '../../../platform/form-parts.ts'
import { drawn, formMarks, html, type Page, page } from '../../../platform/html.ts'
import type { FormMarks } from '../../../platform/http.ts'
import { LETTER_KINDS, PURPOSES } from '../kinds.ts'
import type { MessagesReader } from '../texts/index.ts'
import type { CountryNames } from '../views.ts'
import { countryName, kindName, purposeName } from './words.ts'

export type TypedLetter = Readonly<Record<string, string | undefined>>
export type LetterFault = { readonly field: string; readonly code: 'missing' | 'too-long' }
/** Most characters of each field that is written. */
export const LONGEST = { subject: 200, purposeText: 1000, text: 20_000 } as const

export function newMessagePage(
  typed: TypedLetter,
  peers: readonly string[],
  names: CountryNames,
  reader: MessagesReader,
  marks: FormMarks,
  faults: readonly LetterFault[] = [],
): Page {
  const { say, to } = reader
  const errorOf = (name: string) => {
    const fault = faults.find(({ field }) => field === name)
    return fault && say(`messages.${fault.code}`)
  }
  const of = (name: string) => ({ name, value: typed[name], error: errorOf(name), required: true })
  const countries = peers.map((value) => ({ value, label: countryName(reader, names, value) }))
  const kinds = LETTER_KINDS.map((value) => ({ value, label: kindName(reader, value) }))
  const purposes = PURPOSES.map((value) => ({ value, label: purposeName(reader, value) }))
  const empty = say('messages.choose')
  const errors = faults.map(({ field, code }) => ({ field, message: say(`messages.${code}`) }))
  return page(
    say('messages.new'),
    html`<a class="back" href="${to('/staff/messages')}">${drawn('go', 'i')}${say('messages.back')}</a>${errorSummary(say('messages.not-sent'), errors)}<h1>${say('messages.new')}</h1><p class="lead read">${say('messages.lead')}</p>
<form method="post" action="${to('/staff/messages/new')}" class="flow">${formMarks(marks)}<input type="hidden" name="conversation" value="${typed.conversation}">
${selectField({ ...of('to'), label: say('messages.to'), choices: countries, empty })}${selectField({ ...of('kind'), label: say('messages.kind'), choices: kinds, empty })}
${selectField({ ...of('purpose'), label: say('messages.purpose'), choices: purposes, empty })}${areaField({ ...of('purposeText'), label: say('messages.purpose-text'), hint: say('messages.purpose-hint'), lines: 2, longest: LONGEST.purposeText })}
${textField({ ...of('subject'), label: say('messages.subject'), autocomplete: 'off', longest: LONGEST.subject })}${areaField({ ...of('text'), label: say('messages.text'), lines: 12, longest: LONGEST.text })}
<p><button class="btn">${say('messages.send')}</button></p></form>`,
  )
}
