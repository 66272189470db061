// The page of a sanction for the recruiter: what is charged, until when to answer, the answer, the decision, the appeal.
import { areaField } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { OwnSanctionView } from '../../views/sanctions.ts'
import { local, number, type RegisterReader } from '../parts/words.ts'
import { type Notice, noticed, stageOf, titled } from '../staff/file-parts.ts'
import { charged, heardWords, outcome } from '../staff/sanction.ts'
import { word } from '../staff/words.ts'

export function ownSanction(
  view: OwnSanctionView,
  reader: RegisterReader,
  marks: FormMarks,
  notice: Notice = {},
): Page {
  const { say } = reader
  const { mayAnswer, mayAppeal, until, appealBy } = view
  const next = mayAnswer
    ? html`<p class="lead">${until ? say('own-sanction.answer-by', { day: reader.day(until) }) : say('own-sanction.answer')}</p>`
    : mayAppeal &&
      html`<p class="lead">${appealBy ? say('own-sanction.appeal-by', { day: reader.day(appealBy) }) : say('own-sanction.appeal')}</p>`
  const form = mayAnswer
    ? words('answer', view, reader, marks, notice)
    : mayAppeal && words('appeal', view, reader, marks, notice)
  return page(
    titled(`${say('own-sanction.title')} ${view.number}`, reader, notice),
    html`<a class="back" href="${reader.to('/recruiter')}">${drawn('go', 'i')}${say('own-sanction.back')}</a>
<div class="flow"><h1>${local(reader, view.sanction)}</h1><p class="row">${stageOf('sanction', view.state, reader)}<span>${number(view.number)}</span><span>${number(view.licence)}</span></p>${noticed(notice, [], reader)}${next}<div class="flow read">${charged(view, reader)}${outcome(view, reader)}${form}${heardWords(view, reader)}</div></div>`,
  )
}

function words(
  name: 'answer' | 'appeal',
  view: OwnSanctionView,
  reader: RegisterReader,
  marks: FormMarks,
  { back }: Notice,
): Html {
  const { say } = reader
  const field = `words-${name}`
  const error = back?.form === name ? word(reader, 'refused', back.code) : undefined
  return html`<h2>${say(`own-sanction.${name}`)}</h2><form method="post" action="${reader.to(`/recruiter/sanctions/${view.id}/${name}`)}" class="flow">${formMarks(marks)}<input type="hidden" name="seen" value="${view.version}">${areaField({ name: field, label: say('own-sanction.words'), hint: say('own-sanction.words-hint'), lines: 8, longest: 10_000, required: true, value: back?.typed[field], error })}<p><button class="btn">${say(`own-sanction.${name}`)}</button></p></form>`
}
