// From a form that was handed in back to what was typed: where an answer or a renewal begins.
import type { ApplicationForm } from '../forms.ts'
import { answerField, representativeField, type Typed } from './typed.ts'
import { moneyText } from './values.ts'

/** What would have been typed for a form. `decimals` are those of the country's currency. */
export function typedOfForm(form: Omit<ApplicationForm, 'papers' | 'language'>, decimals: number): Typed {
  const people = form.representatives.flatMap(({ name, document = '', born = '' }, index) => [
    [representativeField(index, 'name'), name],
    [representativeField(index, 'document'), document],
    [representativeField(index, 'born'), born],
  ])
  const answers = Object.entries(form.answers).flatMap(([requirement, fields]) =>
    Object.entries(fields).map(([field, answer]) => [answerField(requirement, field), answer]),
  )
  return {
    name: form.name,
    tradeNames: form.tradeNames.join('\n'),
    taxNumber: form.taxNumber ?? '',
    telephones: form.telephones.join('\n'),
    emails: form.emails.join('\n'),
    webs: form.webs.join('\n'),
    address: form.address ?? '',
    place: form.place ?? '',
    guarantors: form.guarantors.join('\n'),
    sectors: form.sectors,
    occupations: form.occupations,
    countries: form.countries,
    places: form.places ?? '',
    workers: form.workers === undefined ? '' : String(form.workers),
    guarantee: form.guarantee === undefined ? '' : moneyText(form.guarantee, decimals),
    remarks: form.remarks ?? '',
    ...Object.fromEntries([...people, ...answers]),
  }
}
