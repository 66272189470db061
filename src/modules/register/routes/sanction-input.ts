// What the forms of inspections and sanctions send, read; and a refusal on its way back to the page.
import { type Day, parseDay } from '../../../kernel/day.ts'
import type { Who } from '../../../people/index.ts'
import type { DeskFormRoute, SentForm } from '../../../platform/http.ts'
import type { SanctionProposal } from '../operations/sanction/propose.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import type { FormBack } from '../pages/staff/file-parts.ts'

export type FormRequest = Parameters<DeskFormRoute<RegisterReader, Who>['respond']>[0]
/** A refusal of an act, or of the form itself (then it names its field); `said` where the code alone does not say it. */
export type Refused = {
  readonly ok: false
  readonly error: { readonly code: string; readonly field?: string; readonly said?: string }
}
export type Outcome = { readonly ok: true } | Refused

export function isRefused(result: object): result is Refused {
  return 'ok' in result && result.ok === false
}

/** Which file, what the page had shown of it, and the key of the form. */
export function onFile({ params, form, once }: FormRequest) {
  const seen = Number(form.fields.seen)
  return { file: params.file ?? '', seen: Number.isInteger(seen) && seen > 0 ? seen : undefined, once }
}

export function fieldOf(form: SentForm, name: string): string {
  return (form.fields[name] ?? '').trim()
}

export function dayOf(form: SentForm, name: string): Day | undefined {
  return parseDay(fieldOf(form, name))
}

/** An amount as it was typed, in the smallest parts of a unit with so many decimals; undefined when it is none. */
export function amountOf(text: string, digits: number): number | undefined {
  const [, whole = '', part = ''] = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(text.replaceAll(/\s/g, '')) ?? []
  if (whole === '' || part.length > digits) return undefined
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || '0')
}

export function proposalOf(form: SentForm, language: string): SanctionProposal {
  const law = fieldOf(form, 'law')
  return {
    sanction: fieldOf(form, 'sanction'),
    facts: fieldOf(form, 'facts'),
    ...(law && { law }),
    precaution: form.fields.precaution === 'yes',
    language,
  }
}

/** The form as it goes back to the page: which one, what was typed, what is to be mended. */
export function backOf(name: string, { fields, lists }: SentForm, { error }: Refused, field: string): FormBack {
  const { code, said } = error
  return { form: name, typed: fields, lists, code, field: error.field ?? field, ...(said && { said }) }
}

export function statusOf({ code }: FormBack): number {
  return code === 'changed-meanwhile' ? 409 : 422
}
