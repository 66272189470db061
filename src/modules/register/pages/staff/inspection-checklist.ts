// The checklist of an inspection: as a form with large targets, as what was found, and as paper with empty boxes.
import { areaField, checksField, dayField } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import { ANSWERS, type Answer } from '../../domain/inspection.ts'
import type { InspectionView, QuestionView } from '../../views/inspections.ts'
import { local, number, type RegisterReader } from '../parts/words.ts'
import { law } from './checklist.ts'
import { evidenceField, paperLink } from './file-evidence.ts'
import type { FormBack } from './file-parts.ts'
import { lines, word } from './words.ts'

/** The whole checklist in one form, one column; what was typed comes back with it. */
export function checklistForm(view: InspectionView, reader: RegisterReader, marks: FormMarks, came?: FormBack): Html {
  const { say } = reader
  const back = came?.form === 'carry-out' ? came : undefined
  const error = (field: string) =>
    back?.field === field ? (back.said ?? word(reader, 'refused', back.code)) : undefined
  const action = reader.to(`/staff/inspections/${view.id}/carry-out`)
  const send = reader.to(`/staff/inspections/${view.id}/evidence`)
  // The return key in a field presses the first button of a form: that is the one that saves.
  const adding =
    view.evidence.mayAdd &&
    html`${evidenceField('checklist-file', view.evidence, reader, error('checklist-file'))}<p class="soft">${say('evidence.kept-list')}</p><p><button class="btn quiet" name="go" value="evidence" formaction="${send}" formnovalidate>${say('evidence.send')}</button></p>`
  return html`<form method="post" action="${action}" enctype="multipart/form-data" class="flow">${formMarks(marks)}<button tabindex="-1" hidden></button><input type="hidden" name="seen" value="${view.version}"><h2>${say('inspection.checklist')}</h2>${dayField({ name: 'on', label: say('inspection.on'), required: true, latest: view.today, value: back?.typed.on ?? view.carriedOn ?? view.today, error: error('on') })}<ol class="flow">${view.questions.map((one) => asked(one, view, reader, back))}</ol>${areaField({ name: 'remarks', label: say('inspection.remarks'), hint: say('inspection.remarks-hint'), lines: 4, longest: 5000, value: back?.typed.remarks ?? view.remarks })}${adding}<p><button class="btn">${say('inspection.save')}</button></p></form>`
}

function asked(one: QuestionView, view: InspectionView, reader: RegisterReader, back?: FormBack): Html {
  const { say } = reader
  const { id, question, answer, note, evidence } = one
  const chosen = back ? back.typed[`answer-${id}`] : answer
  const choices = ANSWERS.map(
    (value, index) =>
      html`<label><input type="radio" name="answer-${id}" id="f-answer-${id}${index > 0 && `-${index}`}" value="${value}"${chosen === value && html` checked`} required><span>${word(reader, 'answer', value)}</span></label>`,
  )
  const papers = view.papers.map((paper) => ({ value: paper.id, label: html`<bdi>${paper.name}</bdi>` }))
  const seen =
    papers.length > 0 &&
    checksField({
      name: `evidence-${id}`,
      label: say('inspection.evidence'),
      choices: papers,
      values: back?.lists[`evidence-${id}`] ?? evidence,
    })
  return html`<li><fieldset class="flow"><legend>${local(reader, question)}</legend>${one.law && law(one.law, reader)}<div class="choice">${choices}</div>${areaField({ name: `note-${id}`, label: say('inspection.note'), hint: say('inspection.note-hint'), lines: 2, longest: 2000, value: back?.typed[`note-${id}`] ?? note })}${seen}</fieldset></li>`
}

const SHAPE: Readonly<Record<Answer, readonly [tone: string, symbol: string]>> = {
  'in order': ['yes', 'yes'],
  'not in order': ['no', 'no'],
  'not seen': ['clock', 'clock'],
}

/** What was found, question by question. */
export function foundList(view: InspectionView, reader: RegisterReader): Html {
  const { say } = reader
  const one = ({ question, answer, note, evidence, law: quoted }: QuestionView) => {
    const [tone, symbol] = answer ? SHAPE[answer] : ['wait', 'wait']
    const papers = view.papers.filter(({ id }) => evidence.includes(id))
    return html`<li><p><span class="st is-${tone}">${drawn(symbol, 's')} ${answer ? word(reader, 'answer', answer) : say('inspection.unanswered')}</span></p><div class="flow"><h3>${local(reader, question)}</h3>${quoted && law(quoted, reader)}${note && html`<p>${lines(note)}</p>`}${papers.length > 0 && html`<ul>${papers.map((paper) => html`<li>${paperLink(paper, view.evidence, reader)}</li>`)}</ul>`}</div></li>`
  }
  return html`<h2>${say('inspection.found')}</h2><ol class="check">${view.questions.map(one)}</ol>`
}

/** The checklist as paper: empty boxes, room to write, places to sign. */
export function inspectionPaper(view: InspectionView, reader: RegisterReader): Page {
  const { say } = reader
  const box = (answer: Answer) =>
    html`<span class="nb"><span aria-hidden="true">☐</span> ${word(reader, 'answer', answer)}</span>`
  const one = ({ question, law: quoted }: QuestionView) =>
    html`<li><div class="flow"><h2>${local(reader, question)}</h2>${quoted && law(quoted, reader)}<p class="row">${ANSWERS.map(box)}</p><p class="soft">${say('inspection.note')}</p><br><br></div></li>`
  const sign = (label: string) => html`<div><dt>${label}</dt><dd><br></dd></div>`
  return page(
    `${say('inspection.checklist')} ${view.number}`,
    html`<a class="back" href="${reader.to(`/staff/inspections/${view.id}`)}">${drawn('go', 'i')}${number(view.number)}</a><h1>${say('inspection.checklist')}</h1><p><b><bdi>${view.name}</bdi></b> ${number(view.licence)} ${number(view.number)}</p><p class="screen soft">${say('inspection.paper-hint')}</p><dl class="facts plain">${sign(say('inspection.on'))}${sign(say('inspection.plan.inspector'))}</dl><ol class="flow">${view.questions.map(one)}</ol><h2>${say('inspection.remarks')}</h2><br><br><br><dl class="facts plain">${sign(say('inspection.sign-inspector'))}${sign(say('inspection.sign-recruiter'))}</dl>`,
  )
}
