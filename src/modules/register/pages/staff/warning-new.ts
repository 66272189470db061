// A report taken down, or mended: who recruits without permission, reached how, offering what.
import { areaField, errorSummary, radioField, textField } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { RegisterReader } from '../parts/words.ts'
import { type WarningBack, warningRefusal } from './warning-words.ts'
import { word } from './words.ts'

type Back = Pick<WarningBack, 'typed' | 'refused' | 'field'>

export function warningNew(reader: RegisterReader, marks: FormMarks, back?: Back): Page {
  const { say } = reader
  const heading = say('warnings-desk.report')
  const message = back && warningRefusal(reader, back.refused)
  const choices = (['officer', 'import', 'complaint'] as const).map((value) => ({
    value,
    label: word(reader, 'warning-via', value),
  }))
  return page(
    message ? say('desk.error-title', { title: heading }) : heading,
    html`<a class="back" href="${reader.to('/staff/warnings')}">${drawn('go', 'i')}${say('warnings-desk.back')}</a>${back && message && errorSummary(say('desk.not-done'), [{ field: back.field, message }])}<h1>${heading}</h1><p>${say('warnings-desk.new-lead')}</p>
<form method="post" action="${reader.to('/staff/warnings/new')}" class="flow">${formMarks(marks)}${partyFields('', back?.typed ?? {}, reader, back && message ? { field: back.field, message } : undefined)}${radioField({ name: 'via', label: say('warnings-desk.via'), choices, value: back?.typed.via ?? 'officer' })}${textField({ name: 'reference', label: say('warnings-desk.reference'), autocomplete: 'off', longest: 100, value: back?.typed.reference })}${textField({ name: 'law', label: say('warnings-desk.law'), hint: say('warnings-desk.law-hint'), autocomplete: 'off', longest: 300, value: back?.typed.law })}<p><button class="btn">${say('warnings-desk.send')}</button></p></form>`,
  )
}

/** The fields of who is reported; `prefix` keeps them apart where a page holds several forms. */
export function partyFields(
  prefix: string,
  typed: Readonly<Record<string, string>>,
  reader: RegisterReader,
  wrong?: { readonly field: string; readonly message: string },
): Html {
  const { say } = reader
  const of = (name: string) => ({
    name: prefix + name,
    value: typed[prefix + name],
    ...(wrong?.field === prefix + name && { error: wrong.message }),
  })
  const list = (name: 'names' | 'telephones' | 'emails' | 'webs') =>
    areaField({
      ...of(name),
      label: say(`warnings-desk.${name}`),
      hint: say('warnings-desk.one-a-line'),
      lines: 2,
      longest: 4000,
    })
  return html`${textField({ ...of('name'), label: say('warnings-desk.name'), autocomplete: 'off', longest: 200, required: true })}${list('names')}${list('telephones')}${list('emails')}${list('webs')}${textField({ ...of('place'), label: say('warnings-desk.place'), autocomplete: 'off', longest: 200 })}${areaField({ ...of('offered'), label: say('warnings-desk.offered'), hint: say('warnings-desk.offered-hint'), lines: 4, longest: 5000 })}`
}
