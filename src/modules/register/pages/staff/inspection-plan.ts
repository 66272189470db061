// The form that plans an inspection, or changes the plan: the day, who goes, and whether the recruiter is told before.
import { checkField, dayField, selectField } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { OfficerView, PlanFormView } from '../../views/inspections.ts'
import { name, number, type RegisterReader } from '../parts/words.ts'
import { type FormBack, noticed, titled } from './file-parts.ts'
import { riskParts } from './inspections.ts'
import { word } from './words.ts'

export function inspectionPlan(view: PlanFormView, reader: RegisterReader, marks: FormMarks, back?: FormBack): Page {
  const { say } = reader
  const action = reader.to(`/staff/recruiters/${encodeURIComponent(view.address)}/inspection`)
  const title = say('inspection.plan.title')
  const values = { day: view.today, inspector: view.me, announced: false }
  const risk =
    view.risk &&
    html`<aside class="side flow"><h2>${say('inspection.plan.why')}</h2><p>${say('inspection.plan.score', { points: view.risk.score })}</p>${riskParts(view.risk.parts, reader)}</aside>`
  return page(
    titled(title, reader, { back }),
    html`<a class="back" href="${reader.to('/staff/inspections')}">${drawn('go', 'i')}${say('inspections.title')}</a>${noticed({ back }, [], reader)}<div class="flow"><h1>${title}</h1><p><b>${name(view.name)}</b> ${number(view.licence)}</p><div class="split"><form method="post" action="${action}" class="flow">${formMarks(marks)}${planFields(values, view.inspectors, view.today, reader, back)}<p><button class="btn">${say('inspection.plan.send')}</button></p></form>${risk}</div></div>`,
  )
}

type PlanValues = { readonly day: string; readonly inspector: string; readonly announced: boolean }

/** The fields of a plan, filled in with what was typed when the form came back. */
export function planFields(
  values: PlanValues,
  inspectors: readonly OfficerView[],
  earliest: string,
  reader: RegisterReader,
  back?: FormBack,
): Html {
  const { say } = reader
  const typed = back?.typed
  const error = (field: string) => (back?.field === field ? word(reader, 'refused', back.code) : undefined)
  const choices = inspectors.map((one) => ({ value: one.account, label: one.name }))
  return html`${dayField({ name: 'day', label: say('inspection.plan.day'), required: true, earliest, value: typed?.day ?? values.day, error: error('day') })}${selectField({ name: 'inspector', label: say('inspection.plan.inspector'), required: true, choices, empty: '', value: typed?.inspector ?? values.inspector, error: error('inspector') })}${checkField({ name: 'announced', label: say('inspection.plan.announced'), checked: typed ? typed.announced === 'yes' : values.announced })}`
}
