// One page of an application: what is asked in plain words, the law behind it, the fields, the papers; it may be left half done.
import { errorSummary, fileField } from '../../../../platform/form-parts.ts'
import { drawn, fill, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { DraftView, Fault, OwnPaper, StepView, TypedValues } from '../../views/account.ts'
import { local, type RegisterReader } from '../parts/words.ts'
import { law } from '../staff/checklist.ts'
import { lines } from '../staff/words.ts'
import { drawField, fieldsOf, saidField } from './fields.ts'
import { accountWord, faultText, sizeText, stepName } from './words.ts'

/** What happened to what was sent. */
export type StepNotice = {
  /** What is wrong is said. */
  readonly check?: boolean
  readonly saved?: boolean
  /** What was typed here and is not saved. */
  readonly typedHere?: TypedValues
  /** Why it is not: another window wrote on this page meanwhile. */
  readonly meanwhile?: boolean
  /** A paper, or the whole page, was not taken. */
  readonly refused?: Fault
}

export function step(view: StepView, reader: RegisterReader, marks: FormMarks, notice: StepNotice = {}): Page {
  const { say } = reader
  const { draft, step: shown, place } = view
  const { requirement } = shown
  const typed = { ...draft.typed, ...notice.typedHere }
  const wrong = [
    ...(notice.check ? draft.faults.filter((fault) => fault.step === shown.id) : []),
    ...(notice.refused ? [notice.refused] : []),
  ]
  const errorOf = (field: string) => {
    const own = wrong.find((fault) => fault.field === field)
    return own && faultText(reader, own)
  }
  const fields = fieldsOf(shown, draft, reader)
  const labelOf = (field: string) => {
    const label = fields.find(({ name }) => name === field)?.label
    return label !== undefined && html`${label}: `
  }
  const heading = stepName(reader, shown)
  const title = `${requirement ? reader.text(requirement.name).text : accountWord(reader, 'step', shown.id)}, ${placeOf(view, reader)}`
  const address = reader.to(`/recruiter/drafts/${draft.id}/${shown.id}`)
  const next = draft.steps[place]
  return page(
    wrong.length > 0 || notice.typedHere ? say('account.error-title', { title }) : title,
    html`<a class="back" href="${reader.to('/recruiter')}">${drawn('go', 'i')}${say('account.back')}</a>
${errorSummary(
  say('account.wrong'),
  wrong.map((fault) => ({ field: fault.field, message: html`${labelOf(fault.field)}${faultText(reader, fault)}` })),
)}
${notice.check && wrong.length > 0 && next && html`<p>${say('account.kept')} <a href="${reader.to(`/recruiter/drafts/${draft.id}/${next.id}`)}">${say('account.go-on-anyway')}</a></p>`}
${notice.saved && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${say('account.saved')}</p></div>`}
${notice.meanwhile && notice.typedHere && meanwhile(view, notice.typedHere, reader)}
${progress(view, reader)}
<h1>${heading}</h1>
${draft.answers && answering(draft, reader)}
${shown.asked && html`<div class="card is-clock"><p class="st">${drawn('clock', 's')} <span>${say('account.asked-here')}</span></p><p>${lines(shown.asked)}</p></div>`}
${requirement ? html`<p class="lead">${local(reader, requirement.asks)}</p>${shown.law && law(shown.law, reader)}` : html`<p class="lead">${accountWord(reader, 'lead', shown.id)}</p>`}
<form method="post" action="${address}" class="flow read"${requirement && html` enctype="multipart/form-data"`}>${formMarks(marks)}<input type="hidden" name="mark" value="${view.mark}"><button name="go" value="next" tabindex="-1" hidden></button>
${fields.map((field) => drawField(field, typed[field.name], errorOf(field.name), reader))}
${shown.id === 'who' && html`<p><button class="btn quiet" name="go" value="stay">${say('account.another-person')}</button></p>`}
${requirement && papers(view, errorOf(`p.${requirement.id}`), reader)}
<p class="row"><button class="btn" name="go" value="next">${say('account.save-next')}</button> <button class="btn quiet" name="go" value="leave">${say('account.save-leave')}</button></p></form>
${pages(view, reader)}`,
  )
}

/** "Paso 2 de 6", and the same as bars, which a screen reader is spared. */
export function progress(view: StepView, reader: RegisterReader): Html {
  const { steps } = view.draft
  return html`<p class="soft">${placeOf(view, reader)}</p><div class="progress" aria-hidden="true">${steps.map((_, at) => html`<i${at < view.place && html` class="on"`}></i>`)}</div>`
}

function placeOf({ place, draft }: StepView, reader: RegisterReader): string {
  return reader.say('account.place', { place, all: draft.steps.length })
}

function answering({ answers }: DraftView, reader: RegisterReader): Html | false {
  if (!answers) return false
  const { number, until, id } = answers
  return html`<p><a href="${reader.to(`/recruiter/files/${id}`)}">${reader.say('account.answering', { number })}</a>${until && html` ${reader.say('account.until', { day: reader.day(until) })}`}</p>`
}

/** Both are shown: what the other window saved, and, in the fields, what was typed here. */
function meanwhile({ draft, step: shown }: StepView, typedHere: TypedValues, reader: RegisterReader): Html {
  const { say } = reader
  const differing = fieldsOf(shown, draft, reader).filter(
    ({ name }) => JSON.stringify(draft.typed[name] ?? '') !== JSON.stringify(typedHere[name] ?? ''),
  )
  return html`<div class="errors" id="errors" role="alert" tabindex="-1"><h2>${say('account.meanwhile')}</h2><p>${say('account.meanwhile.what')}</p><dl class="facts plain">${differing.map((field) => html`<div><dt>${field.label}</dt><dd>${saidField(field, draft.typed[field.name], reader) || say('account.nothing')}</dd></div>`)}</dl></div>`
}

function papers(
  { draft, step: { requirement } }: StepView,
  error: string | undefined,
  reader: RegisterReader,
): Html | false {
  const { say } = reader
  if (!requirement) return false
  const own = draft.papers.filter((paper) => paper.requirement === requirement.id)
  const { least, most } = requirement.papers
  if (most === 0 && own.length === 0) return false
  const field = fileField({
    name: `p.${requirement.id}`,
    label: say('account.paper.add'),
    hint: say('account.paper.hint', { size: sizeText(reader, draft.offered.paperLimit) }),
    error,
    accept: '.pdf,.jpg,.jpeg,.png',
  })
  return html`<h2>${say('account.papers')}</h2><p>${say('account.papers.how-many', { least, most })}</p>
${own.length > 0 && html`<ul class="flow">${own.map((paper) => paperLine(paper, reader))}</ul>`}
${field}<p><button class="btn quiet" name="go" value="stay">${say('account.paper.send')}</button></p>`
}

function paperLine({ id, name, size, scanned, handedIn }: OwnPaper, reader: RegisterReader): Html {
  const { say } = reader
  const about = html`${sizeText(reader, size)}${!scanned && html`, ${say('account.paper.not-scanned')}`}${handedIn && html`, ${say('account.paper.handed-in')}`}`
  // A box, not a button: the return key in a field presses the first button of a form.
  const out =
    !handedIn &&
    html`<label class="tick"><input type="checkbox" name="remove" value="${id}"><span>${fill(say, 'account.paper.remove', { name: html`<bdi>${name}</bdi>` })}</span></label>`
  return html`<li><a href="${reader.to(`/recruiter/papers/${id}`)}"><bdi>${name}</bdi></a> <span class="soft">${about}</span>${out}</li>`
}

/** All pages of the application, each with a way to it. */
function pages({ draft, step: present }: StepView, reader: RegisterReader): Html {
  const item = (one: DraftView['steps'][number]) => {
    const name = html`${stepName(reader, one)}${one.asked && html` <span class="st is-clock">${drawn('clock', 's')} ${reader.say('account.asked')}</span>`}`
    return one === present
      ? html`<li aria-current="step"><b>${name}</b></li>`
      : html`<li><a href="${reader.to(`/recruiter/drafts/${draft.id}/${one.id}`)}">${name}</a></li>`
  }
  return html`<nav class="side flow" aria-labelledby="h-pages"><h2 id="h-pages">${reader.say('account.pages')}</h2><ol class="flow">${draft.steps.map(item)}</ol><p><a href="${reader.to(`/recruiter/drafts/${draft.id}/discard`)}">${reader.say('account.discard')}</a></p></nav>`
}
