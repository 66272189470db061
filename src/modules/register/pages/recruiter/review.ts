// The last look at an application: everything that was typed with a way to change it, what is missing, and handing in.
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { DraftView, StepPage, StepView } from '../../views/account.ts'
import type { RegisterReader } from '../parts/words.ts'
import { drawField, fieldsOf, saidField } from './fields.ts'
import { progress } from './step.ts'
import { accountWord, faultText, stepName } from './words.ts'

export type ReviewNotice = {
  /** It was sent and not taken, because something is wrong or missing. */
  readonly notWhole?: boolean
  /** Another window wrote meanwhile. */
  readonly changed?: boolean
  /** The register refused it. */
  readonly refused?: string
  readonly remarks?: string
}

export function review(view: StepView, reader: RegisterReader, marks: FormMarks, notice: ReviewNotice = {}): Page {
  const { say } = reader
  const { draft } = view
  const title = accountWord(reader, 'step', 'review')
  const pages = draft.steps.filter(({ id }) => id !== 'review')
  const failed = notice.notWhole || notice.changed || notice.refused !== undefined
  const remarks = notice.remarks ?? draft.typed.remarks
  const [own] = fieldsOf(view.step, draft, reader)
  return page(
    failed ? say('account.error-title', { title }) : title,
    html`<a class="back" href="${reader.to('/recruiter')}">${drawn('go', 'i')}${say('account.back')}</a>
${notice.changed && html`<div class="errors" role="alert"><p>${say('account.review.changed')}</p></div>`}
${notice.refused && html`<div class="errors" role="alert"><p>${accountWord(reader, 'refused', notice.refused)}</p></div>`}
${progress(view, reader)}
<h1>${title}</h1>
<p class="lead">${accountWord(reader, 'lead', draft.answers ? 'review-answer' : 'review')}</p>
${missing(draft, notice.notWhole === true, reader)}
${pages.map((one) => section(one, draft, reader))}
<form method="post" action="${reader.to(`/recruiter/drafts/${draft.id}/review`)}" class="flow read">${formMarks(marks)}<input type="hidden" name="mark" value="${view.mark}"><input type="hidden" name="version" value="${draft.version}">
${own && drawField(own, remarks, undefined, reader)}
<p class="row"><button class="btn" name="go" value="hand-in">${say(draft.answers ? 'account.hand-in.answer' : 'account.hand-in')}</button> <button class="btn quiet" name="go" value="leave">${say('account.save-leave')}</button></p></form>
<p><a href="${reader.to(`/recruiter/drafts/${draft.id}/discard`)}">${say('account.discard')}</a></p>`,
  )
}

/** What is wrong or missing, each with a way to its field. */
function missing({ id, faults, steps, ...draft }: DraftView, alert: boolean, reader: RegisterReader): Html {
  const { say } = reader
  if (faults.length === 0)
    return html`<div class="notice is-yes">${drawn('yes', 's')}<p>${say('account.review.whole')}</p></div>`
  const line = (fault: (typeof faults)[number]) => {
    const at = steps.find((one) => one.id === fault.step)
    const field = at && fieldsOf(at, { id, faults, steps, ...draft }, reader).find(({ name }) => name === fault.field)
    const where = at && html`${stepName(reader, at)}${field && html`, ${field.label}`}`
    return html`<li><a href="${reader.to(`/recruiter/drafts/${id}/${fault.step}?check=1#f-${fault.field}`)}">${where}: ${faultText(reader, fault)}</a></li>`
  }
  return html`<div class="errors" id="errors"${alert && html` role="alert" tabindex="-1"`}><h2>${say('account.review.missing', { count: faults.length })}</h2><ul class="flow">${faults.map(line)}</ul></div>`
}

function section(one: StepPage, draft: DraftView, reader: RegisterReader): Html {
  const { say } = reader
  const { requirement } = one
  const heading = stepName(reader, one)
  const rows = fieldsOf(one, draft, reader).flatMap((field) => {
    const said = saidField(field, draft.typed[field.name], reader)
    return said ? [html`<div><dt>${field.label}</dt><dd>${said}</dd></div>`] : []
  })
  const papers = draft.papers.filter((paper) => paper.requirement === requirement?.id)
  const listed =
    papers.length > 0 &&
    html`<div><dt>${say('account.papers')}</dt><dd>${papers.map(({ id, name }, at) => html`${at > 0 && html`<br>`}<a href="${reader.to(`/recruiter/papers/${id}`)}"><bdi>${name}</bdi></a>`)}</dd></div>`
  const nothing = rows.length === 0 && !listed && html`<p class="soft">${say('account.nothing')}</p>`
  const change = html`<a href="${reader.to(`/recruiter/drafts/${draft.id}/${one.id}`)}" aria-label="${say('account.change-named', { name: requirement ? reader.text(requirement.name).text : accountWord(reader, 'step', one.id) })}">${say('account.change')}</a>`
  return html`<section class="flow"><h2>${heading}</h2>${one.asked && html`<p class="st is-clock">${drawn('clock', 's')} ${say('account.asked')}</p>`}${nothing || html`<dl class="facts plain">${rows}${listed}</dl>`}<p>${change}</p></section>`
}

/** Asks once more before a draft is thrown away. */
export function discard({ draft }: StepView, reader: RegisterReader, marks: FormMarks): Page {
  const { say } = reader
  const title = say('account.discard.title')
  return page(
    title,
    html`<h1>${title}</h1><p class="lead">${say('account.discard.what', { count: draft.papers.filter(({ handedIn }) => !handedIn).length })}</p>
<form method="post" action="${reader.to(`/recruiter/drafts/${draft.id}/discard`)}">${formMarks(marks)}<p class="row"><button class="btn">${say('account.discard.do')}</button> <a href="${reader.to(`/recruiter/drafts/${draft.id}/review`)}">${say('account.discard.keep')}</a></p></form>`,
  )
}
