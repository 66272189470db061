// What an application is for: the only page before the draft exists.
import { errorSummary, radioField, selectField } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { NewApplicationView } from '../../views/account.ts'
import { local, type RegisterReader } from '../parts/words.ts'
import { accountWord } from './words.ts'

const PURPOSES = ['authorization', 'renewal', 'amendment', 'representative', 'closing'] as const

/** What was chosen, and what was wrong with it. */
export type Chosen = {
  readonly purpose?: string
  readonly kind?: string
  readonly licence?: string
  readonly refused?: { readonly field: 'for' | 'kind' | 'licence'; readonly code: string }
}

export function newApplication(
  view: NewApplicationView,
  reader: RegisterReader,
  marks: FormMarks,
  chosen: Chosen,
): Page {
  const { say } = reader
  const { kinds, recruiters } = view
  const { refused } = chosen
  const title = say('account.new')
  const error = (field: string) => (refused?.field === field ? accountWord(reader, 'refused', refused.code) : undefined)
  // Who has no authorization yet can only apply for one.
  const purposes = recruiters.length > 0 ? PURPOSES : PURPOSES.slice(0, 1)
  const [only] = kinds
  return page(
    refused ? say('account.error-title', { title }) : title,
    html`<a class="back" href="${reader.to('/recruiter')}">${drawn('go', 'i')}${say('account.back')}</a>
${errorSummary(say('account.wrong'), refused ? [{ field: refused.field, message: accountWord(reader, 'refused', refused.code) }] : [])}
<h1>${title}</h1><p class="lead">${say('account.new.lead')}</p>
<form method="post" action="${reader.to('/recruiter/applications/new')}" class="flow read">${formMarks(marks)}
${radioField({
  name: 'for',
  label: say('account.new.for'),
  value: chosen.purpose ?? 'authorization',
  error: error('for'),
  choices: purposes.map((value) => ({
    value,
    label: accountWord(reader, 'purpose', value),
    hint: accountWord(reader, 'purpose-hint', value),
  })),
})}
${radioField({
  name: 'kind',
  label: say('account.new.kind'),
  value: chosen.kind ?? only?.id,
  error: error('kind'),
  choices: kinds.map(({ id, name }) => ({ value: id, label: local(reader, name) })),
})}
${
  recruiters.length > 0 &&
  selectField({
    name: 'licence',
    label: say('account.new.licence'),
    hint: say('account.new.licence-hint'),
    value: chosen.licence,
    error: error('licence'),
    empty: say('account.choose'),
    choices: recruiters.map(({ licence, name }) => ({ value: licence, label: `${licence} ${name}` })),
  })
}
<p><button class="btn">${say('account.begin')}</button></p></form>
<p class="soft">${say('account.recruiters.older')}</p>`,
  )
}
