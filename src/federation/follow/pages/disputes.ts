// The pages of disputes: the list, and one with its proof and the form that closes it.
import { areaField, errorSummary } from '../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../platform/html.ts'
import type { FormMarks } from '../../../platform/http.ts'
import { LONGEST_REASON } from '../dispute-acts.ts'
import type { Dispute } from '../store/disputes.ts'
import type { FollowReader } from '../texts/index.ts'

/** All disputes, the open ones first. */
export function disputesPage(disputes: readonly Dispute[], reader: FollowReader): Page {
  const { say, to, moment } = reader
  const heads = [
    say('follow.disputes.log'),
    say('follow.disputes.opened'),
    say('follow.disputes.by'),
    say('follow.disputes.state'),
  ]
  const rows = disputes.map(
    (
      one,
    ) => html`<tr><th scope="row"><a href="${to(`/staff/disputes/${one.id}`)}">${say(`follow.kind.${one.kind}`)}</a></th>
<td data-h="${heads[0]}"><span class="code" dir="ltr">${one.log}</span></td><td data-h="${heads[1]}">${moment(one.openedAt.toISOString())}</td><td data-h="${heads[2]}"><span class="code" dir="ltr">${one.raisedBy}</span></td><td data-h="${heads[3]}">${stateOf(one, reader)}</td></tr>`,
  )
  return page(
    say('follow.disputes.title'),
    html`<h1>${say('follow.disputes.title')}</h1><p class="lead read">${say('follow.disputes.lead')}</p>${
      disputes.length === 0
        ? html`<p>${say('follow.disputes.none')}</p>`
        : html`<table class="stack"><caption>${say('follow.disputes.caption')}</caption><thead><tr><th scope="col">${say('follow.disputes.kind')}</th>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`
    }`,
  )
}

export type DisputeView = {
  readonly dispute: Dispute
  /** Whether whoever reads may close it. */
  readonly mayClose: boolean
  readonly done: boolean
  readonly reason: string
  readonly error?: string | undefined
}

/** One dispute. */
export function disputePage(view: DisputeView, marks: FormMarks, reader: FollowReader): Page {
  const { say, moment } = reader
  const { dispute, done, error } = view
  const title = say('follow.dispute.title')
  const facts: readonly (readonly [string, Html | string])[] = [
    [say('follow.disputes.kind'), say(`follow.kind.${dispute.kind}`)],
    [say('follow.disputes.log'), html`<span class="code" dir="ltr">${dispute.log}</span>`],
    [say('follow.disputes.by'), html`<span class="code" dir="ltr">${dispute.raisedBy}</span>`],
    [say('follow.disputes.opened'), moment(dispute.openedAt.toISOString())],
    [say('follow.disputes.state'), stateOf(dispute, reader)],
    [
      say('follow.dispute.announced'),
      dispute.announcedAt ? moment(dispute.announcedAt.toISOString()) : say('follow.dispute.not-announced'),
    ],
    [say('follow.dispute.fingerprint'), html`<code class="code" dir="ltr">${dispute.proofHash}</code>`],
    ...(dispute.reason ? [[say('follow.dispute.reason'), html`<bdi>${dispute.reason}</bdi>`] as const] : []),
  ]
  return page(
    error === undefined ? title : say('follow.error.title', { title }),
    html`${errorSummary(say('follow.error.summary'), error === undefined ? [] : [{ field: 'reason', message: error }])}<h1>${title}</h1>
${done && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${say('follow.dispute.done')}</p></div>`}
<p class="lead read">${say(`follow.means.${dispute.kind}`)}</p>
<dl class="facts plain">${facts.map(([term, said]) => html`<dt>${term}</dt><dd>${said}</dd>`)}</dl>
${proofOf(dispute, reader)}${view.mayClose && !dispute.closedAt && closing(view, marks, reader)}`,
  )
}

function proofOf({ id, proof }: Dispute, { say, to }: FollowReader): Html {
  return html`<section class="flow"><h2>${say('follow.dispute.proof')}</h2>${
    proof === ''
      ? html`<p class="read">${say('follow.dispute.no-proof')}</p>`
      : html`<p class="read">${say('follow.dispute.proof-about')}</p><p><a class="btn quiet" href="${to(`/staff/disputes/${id}/proof`)}">${say('follow.dispute.download')}</a></p><pre class="code" dir="ltr" tabindex="0" role="region" aria-label="${say('follow.dispute.proof')}">${proof}</pre>`
  }</section>`
}

function closing({ dispute, reason, error }: DisputeView, marks: FormMarks, { say, to }: FollowReader): Html {
  return html`<section class="flow"><h2>${say('follow.dispute.close')}</h2><p class="read">${say('follow.dispute.close-about')}</p>
<form class="flow" method="post" action="${to(`/staff/disputes/${dispute.id}`)}">${formMarks(marks)}
${areaField({ name: 'reason', label: say('follow.dispute.reason'), hint: say('follow.dispute.reason-hint'), error, value: reason, longest: LONGEST_REASON, required: true })}
<p><button class="btn">${say('follow.dispute.close')}</button></p></form></section>`
}

function stateOf({ closedAt }: Dispute, { say, moment }: FollowReader): Html {
  return closedAt
    ? html`<span class="st is-yes">${drawn('yes', 's')} ${say('follow.disputes.closed')}</span> ${moment(closedAt.toISOString())}`
    : html`<span class="st is-no">${drawn('no', 's')} ${say('follow.disputes.open')}</span>`
}
