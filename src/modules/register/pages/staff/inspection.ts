// The page of an inspection: the checklist to fill in on a tablet, what was found, what comes next, and its history.
import { areaField, dayField } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { InspectionAct } from '../../domain/inspection.ts'
import type { InspectionView } from '../../views/inspections.ts'
import { number, type RegisterReader } from '../parts/words.ts'
import { evidenceSection } from './file-evidence.ts'
import { historyOf, type Notice, noticed, sinceThen, stageOf, titled } from './file-parts.ts'
import { checklistForm, foundList } from './inspection-checklist.ts'
import { planFields } from './inspection-plan.ts'
import { lines, word } from './words.ts'

export function inspection(view: InspectionView, reader: RegisterReader, marks: FormMarks, notice: Notice = {}): Page {
  const { say } = reader
  const may = (act: InspectionAct) => view.acts.some((one) => one.act === act && one.refused === undefined)
  const title = `${view.number}, ${view.name}`
  const sanction =
    view.sanction !== undefined &&
    html`<p><a class="btn quiet" href="${reader.to(`/staff/sanctions/${view.sanction}`)}">${say('inspection.to-sanction')}</a></p>`
  const came = notice.kept ?? notice.back
  const filling = may('carry out') || (may('correct') && came?.form === 'carry-out')
  const { back } = notice
  // A checklist that is being filled in takes evidence itself: sent from another form, what was typed would be lost.
  const adding = !filling && {
    action: `/staff/inspections/${view.id}/evidence`,
    marks,
    error: back?.form === 'evidence' ? back.said : undefined,
  }
  const evidence = evidenceSection(view, reader, adding || undefined)
  const checklist = filling
    ? checklistForm(view, reader, marks, came)
    : html`${view.carriedOn !== undefined && foundList(view, reader)}${may('correct') && html`<details><summary>${say('inspection.correct')}</summary>${checklistForm(view, reader, marks, came)}</details>`}`
  return page(
    titled(title, reader, notice),
    html`<a class="back" href="${reader.to('/staff/inspections')}">${drawn('go', 'i')}${say('inspections.title')}</a>
<div class="flow"><h1><bdi>${view.name || say('desk.erased')}</bdi></h1><p class="row">${stageOf('inspection', view.state, reader)}<span>${number(view.number)}</span><a href="${reader.to(`/recruiters/${encodeURIComponent(view.address)}`)}">${number(view.licence)}</a></p>
${noticed(notice, view.timeline, reader)}${sinceThen(view.since, reader)}${facts(view, reader)}${sanction}
<div class="flow read">${followUp(view, reader, marks, notice)}${!filling && evidence}${checklist}${filling && evidence}
${view.remarks && view.carriedOn !== undefined && html`<h2>${say('inspection.remarks')}</h2><p>${lines(view.remarks)}</p>`}${historyOf(view.timeline, reader)}</div></div>`,
  )
}

function facts(view: InspectionView, reader: RegisterReader): Html {
  const { say } = reader
  const line = (label: string, value: Html | string) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  const chosen =
    view.chosen === 'by risk' ? say('inspection.by-risk', { points: view.points ?? 0 }) : say('inspection.by-hand')
  return html`<dl class="facts plain">${line(say('inspection.plan.day'), reader.day(view.day))}${line(say('inspection.plan.inspector'), html`<bdi>${view.inspector.name}</bdi>`)}${line(say('inspection.told'), view.announced ? say('inspection.announced') : say('inspection.unannounced'))}${line(say('inspection.why'), chosen)}${view.carriedOn && line(say('inspection.on'), reader.day(view.carriedOn))}${view.until && line(say('inspection.mend-until'), reader.day(view.until))}</dl>${view.questions.length > 0 && html`<p class="screen"><a href="${reader.to(`/staff/inspections/${view.id}?paper=1`)}">${say('inspection.paper')}</a></p>`}`
}

function followUp(view: InspectionView, reader: RegisterReader, marks: FormMarks, { back }: Notice): Html {
  const { say } = reader
  const typed = (form: string) => (back?.form === form ? back.typed : {})
  const error = (form: string) => (back?.form === form ? word(reader, 'refused', back.code) : undefined)
  const form = (name: string, fields: Html, key: 'mend' | 'close' | 'mended' | 'replan' | 'cancel') =>
    html`<details${back?.form === name && html` open`}><summary>${say(`inspection.do.${key}`)}</summary><form method="post" action="${reader.to(`/staff/inspections/${view.id}/${name}`)}" class="flow">${formMarks(marks)}<input type="hidden" name="seen" value="${view.version}">${fields}<p><button class="btn${key === 'cancel' && ' quiet'}">${say(`inspection.do.${key}`)}</button></p></form></details>`
  const reason = (name: string) =>
    areaField({
      name: `reason-${name}`,
      label: say('act.reason'),
      required: true,
      lines: 3,
      longest: 2000,
      value: typed(name)[`reason-${name}`],
      error: error(name),
    })
  const one = ({ act, refused }: InspectionView['acts'][number]): Html | false => {
    if (refused !== undefined) return false
    switch (act) {
      case 'close':
        return form('close', html``, 'close')
      case 'confirm mended':
        return form('close', reason('close'), 'mended')
      case 'ask to mend':
        return form(
          'mend',
          dayField({
            name: 'until',
            label: say('inspection.mend-until'),
            required: true,
            earliest: view.today,
            value: typed('mend').until,
            error: error('mend'),
          }),
          'mend',
        )
      case 'propose sanction':
        return html`<p><a class="btn" href="${reader.to(`/staff/inspections/${view.id}/propose`)}">${say('inspection.do.propose')}</a></p>`
      case 'change plan': {
        const values = { day: view.day, inspector: view.inspector.account, announced: view.announced }
        return form(
          'replan',
          planFields(values, view.inspectors, view.today, reader, back?.form === 'replan' ? back : undefined),
          'replan',
        )
      }
      case 'cancel':
        return form('cancel', reason('cancel'), 'cancel')
      default:
        return false
    }
  }
  const why = view.acts.find(({ refused }) => refused !== undefined)
  return html`<section class="flow screen" aria-label="${say('file.next')}">${view.acts.map(one)}${why?.refused && html`<p class="soft">${word(reader, 'refused', why.refused)}</p>`}</section>`
}
