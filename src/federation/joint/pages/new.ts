// The form of a new joint act: first its kind, then the fields of that kind.
import { areaField, errorSummary, selectField, textField } from '../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../platform/html.ts'
import type { FormMarks } from '../../../platform/http.ts'
import { ACT_KINDS, type ActKind } from '../domain.ts'
import { DEFAULT_DAYS } from '../operations/propose.ts'
import type { JointReader } from '../texts/index.ts'
import type { CountryNames } from '../views.ts'
import { type Refused, refusalText } from './words.ts'

export type Typed = Readonly<Record<string, string | undefined>>
export type NewBack = { readonly field: string; readonly refused: Refused }

/** Which field a refusal is about. */
export function fieldOf({ code, values }: Refused, kind: ActKind): string {
  if (code === 'bad-days') return 'days'
  if (code === 'host-not-a-party') return 'host'
  if (code === 'already-a-party') return 'country'
  if (code === 'nothing-to-repeal') return 'of'
  if (code === 'too-long') return 'text'
  return FIELDS[kind].find((name) => name === values?.field) ?? (FIELDS[kind][0] as string)
}

/** The fields of each kind, in the order of the form. */
export const FIELDS = {
  recognition: ['licence', 'recruiter', 'host'],
  suspension: ['licence', 'recruiter'],
  decision: ['title', 'text'],
  invitation: ['country', 'name', 'url'],
  repeal: ['of'],
} as const satisfies Record<ActKind, readonly string[]>

export function newActPage(
  kind: ActKind | undefined,
  typed: Typed,
  names: CountryNames,
  reader: JointReader,
  marks: FormMarks,
  back?: NewBack,
): Page {
  const { say, to } = reader
  const title = kind ? say(`joint.kind.${kind}`) : say('joint.new')
  const message = back && refusalText(reader, back.refused)
  const links = html`<h2>${say('joint.choose-kind')}</h2><ul class="flow">${ACT_KINDS.map((one) => html`<li><a href="${to(`/staff/joint-acts/new?kind=${one}`)}">${say(`joint.kind.${one}`)}</a><br><span class="soft">${say(`joint.about.${one}`)}</span></li>`)}</ul>`
  return page(
    message ? say('joint.error-title', { title }) : title,
    html`<a class="back" href="${to('/staff/joint-acts')}">${drawn('go', 'i')}${say('joint.back')}</a>${back && message && errorSummary(say('joint.not-done'), [{ field: back.field, message }])}<h1>${title}</h1>${kind ? form(kind, typed, names, reader, marks, back) : links}`,
  )
}

function form(
  kind: ActKind,
  typed: Typed,
  names: CountryNames,
  reader: JointReader,
  marks: FormMarks,
  back: NewBack | undefined,
): Html {
  const { say, to } = reader
  const of = (name: string) => ({
    name,
    value: typed[name],
    error: back?.field === name ? refusalText(reader, back.refused) : undefined,
  })
  const days = { ...of('days'), value: typed.days ?? String(DEFAULT_DAYS) }
  return html`<p class="lead read">${say(`joint.about.${kind}`)}</p><form method="post" action="${to('/staff/joint-acts/new')}" class="flow">${formMarks(marks)}<input type="hidden" name="kind" value="${kind}">${FIELDS[kind].map((name) => field(name, of(name), names, reader))}${textField({ ...days, label: say('joint.field.days'), inputmode: 'numeric', autocomplete: 'off', required: true })}${textField({ ...of('supersedes'), label: say('joint.field.supersedes'), autocomplete: 'off', longest: 40 })}<p><button class="btn">${say('joint.draft')}</button></p></form>`
}

type Common = { readonly name: string; readonly value: string | undefined; readonly error: string | undefined }

function field(name: (typeof FIELDS)[ActKind][number], common: Common, names: CountryNames, reader: JointReader): Html {
  const { say } = reader
  const plain = { ...common, label: say(`joint.field.${name}`), autocomplete: 'off', longest: 200, required: true }
  if (name === 'host') {
    const choices = Object.entries(names).map(([value, localized]) => ({ value, label: reader.text(localized).text }))
    return selectField({ ...plain, choices, empty: '' })
  }
  if (name === 'text') return areaField({ ...plain, hint: say('joint.field.text-hint'), lines: 8, longest: 2000 })
  if (name === 'recruiter') return textField({ ...plain, hint: say('joint.field.recruiter-hint') })
  if (name === 'country') return textField({ ...plain, hint: say('joint.field.country-hint'), longest: 2 })
  return textField(plain)
}
