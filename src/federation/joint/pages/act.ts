// One joint act: the way of each country side by side, the text that is signed, and what can be done now.
import { areaField, errorSummary, textField } from '../../../platform/form-parts.ts'
import { drawn, fill, formMarks, type Html, html, type Page, page } from '../../../platform/html.ts'
import type { FormMarks } from '../../../platform/http.ts'
import { LONGEST_REASON } from '../body.ts'
import type { JointReader } from '../texts/index.ts'
import type { ActView, OfficerView, PartyView } from '../views.ts'
import { actName, actState, actTitle, countryName, moment, type Refused, refusalText, words } from './words.ts'

/** What was sent and why it was refused; a secret is never filled in again. */
export type ActBack = { readonly field: string; readonly refused: Refused; readonly reason?: string | undefined }

/** `fresh`: marks of a form, each with a key of its own, as several forms stand on the page. */
export function actPage(
  view: ActView,
  reader: JointReader,
  fresh: () => FormMarks,
  more: { readonly back?: ActBack | undefined; readonly done?: boolean } = {},
): Page {
  const { say, to } = reader
  const { back, done } = more
  const { act, body, state, expires, effectiveAt, names, days } = view
  const title = actTitle(reader, body, names)
  const open = state === 'proposed' || state === 'approved in part' || state === 'approved by all'
  return page(
    back ? say('joint.error-title', { title }) : title,
    html`<a class="back" href="${to('/staff/joint-acts')}">${drawn('go', 'i')}${say('joint.back')}</a>
${back && errorSummary(say('joint.not-done'), [{ field: back.field, message: refusalText(reader, back.refused) }])}${done === true && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${say('joint.done')}</p></div>`}
<p class="soft">${say('joint.act')} <span class="code">${act}</span></p><h1>${actName(reader, body, names)}</h1>${view.recruiter !== undefined && 'licence' in body && html`<p><a href="${to(`/staff/recruiters/${encodeURIComponent(body.licence)}`)}"><bdi>${view.recruiter}</bdi></a></p>`}
<p class="row">${actState(reader, state)}${open && expires !== undefined && html`<span>${say('joint.ends', { moment: moment(reader, expires) })}</span>`}${effectiveAt !== undefined && html`<span>${say('joint.since', { moment: moment(reader, effectiveAt) })}</span>`}</p>
<p class="lead read">${say(`joint.about.${body.kind}`)}</p>
${body.supersedes !== undefined && html`<p>${fill(say, 'joint.supersedes', { act: html`<a class="code" href="${to(`/staff/joint-acts/${body.supersedes}`)}">${body.supersedes}</a>` })}</p>`}
${state !== 'draft' && html`<h2 class="sr">${say('joint.parties')}</h2><div class="cloths long">${view.parties.map((party) => partySection(party, view, reader))}</div>`}
<div class="split even"><section class="flow">${signedText(view, reader)}</section>
<section class="flow"><h2>${say('joint.next')}</h2><p>${say(`joint.next.${state}`)}</p>${days !== undefined && html`<p>${say('joint.ends-days', { days })}</p>`}${forms(view, reader, fresh, back)}</section></div>`,
  )
}

const PARTY_LOOK = {
  approved: ['yes', 'yes'],
  signing: ['wait', 'wait'],
  open: ['wait', 'wait'],
  rejected: ['no', 'no'],
  late: ['clock', 'clock'],
} as const

function partySection(party: PartyView, { names }: ActView, reader: JointReader): Html {
  const { say } = reader
  const { country, word, count, needed, officers, covered, reason } = party
  const [tone, symbol] = PARTY_LOOK[word]
  const confirmation = covered ? say('joint.covered', { moment: reader.moment(covered) }) : say('joint.not-covered')
  return html`<section><h3>${countryName(reader, country, names)}</h3><span class="st is-${tone}">${drawn(symbol, 's')} ${say(`joint.party.${word}`, { count, needed })}</span>${(word === 'approved' || word === 'late') && html`<p class="soft">${confirmation}</p>`}${reason && html`<p><b>${fill(say, 'joint.reason', { country: countryName(reader, country, names) })}:</b> ${words(reader, reason)}</p>`}
${officers.length === 0 ? html`<p>${say('joint.no-officers')}</p>` : html`<ul class="sign">${officers.map((officer) => officerLine(officer, needed, officers.length, reader))}</ul>`}</section>`
}

function officerLine(view: OfficerView, needed: number, all: number, reader: JointReader): Html {
  const { say, moment: at } = reader
  const { officer, signed, signedAt, proposed, spare } = view
  const said = signed
    ? signedAt
      ? say('joint.signed-at', { moment: at(signedAt) })
      : say('joint.signed')
    : say(spare ? 'joint.not-needed' : 'joint.not-signed', { needed, all })
  return html`<li class="is-${signed ? 'yes' : 'wait'}">${drawn(signed ? 'yes' : 'wait', 's')}<span><b><bdi dir="ltr">${officer}</bdi></b><br><span class="soft">${proposed && `${say('joint.officer-proposed')} `}${said}</span></span></li>`
}

function signedText({ act, body, names, text, hash, canonical }: ActView, reader: JointReader): Html {
  const { say, to } = reader
  const said = body.kind === 'decision' ? words(reader, body.text) : actName(reader, body, names)
  return html`<h2>${say('joint.text')}</h2><blockquote class="law">${said}</blockquote>${text !== undefined && html`<div><pre class="code" dir="ltr" tabindex="0" role="region" aria-label="${say('joint.text')}">${text}</pre></div>`}<p class="code">sha-256 ${hash.match(/.{1,4}/g)?.join(' ')}</p><p class="soft">${say('joint.text-about')}</p><details><summary>${say('joint.text-body')}</summary><p class="code">${canonical}</p></details>${text !== undefined && html`<p class="row"><a class="btn quiet" href="${to(`/staff/joint-acts/${act}/evidence`)}">${say('joint.evidence')}</a></p>`}`
}

function forms(view: ActView, reader: JointReader, fresh: () => FormMarks, back: ActBack | undefined): Html {
  const { say, to } = reader
  const { act, may, hash } = view
  const path = (tail: string) => to(`/staff/joint-acts/${act}/${tail}`)
  const wrong = (field: string) => (back?.field === field ? refusalText(reader, back.refused) : undefined)
  return html`${may.needKey && html`<p>${say('joint.need-key')} <a href="${to('/staff/account/decision-key')}">${say('joint.my-key')}</a></p>`}
${may.sign && html`<form method="post" action="${path('sign')}" class="flow">${formMarks(fresh())}<h3>${say('joint.sign')}</h3><p>${say('joint.sign-about')}</p><input type="hidden" name="hash" value="${hash}">${textField({ name: 'secret', label: say('joint.secret'), hint: say('joint.secret-hint'), type: 'password', autocomplete: 'off', required: true, error: wrong('secret') })}<p><button class="btn">${say('joint.sign')}</button></p></form>`}
${may.reject && html`<details${back?.field === 'reason' && html` open`}><summary>${say('joint.reject')}</summary><form method="post" action="${path('reject')}" class="flow">${formMarks(fresh())}<p>${say('joint.reject-about')}</p>${areaField({ name: 'reason', label: say('joint.reason-label'), hint: say('joint.reason-hint'), lines: 3, longest: LONGEST_REASON, required: true, value: back?.reason, error: wrong('reason') })}<p><button class="btn quiet">${say('joint.reject')}</button></p></form></details>`}
${may.propose && html`<form method="post" action="${path('propose')}">${formMarks(fresh())}<p><button class="btn" id="f-propose">${say('joint.propose')}</button></p></form><form method="post" action="${path('give-up')}">${formMarks(fresh())}<p><button class="btn quiet">${say('joint.give-up')}</button></p></form>`}
${may.repeal && html`<p><a class="btn quiet" href="${to(`/staff/joint-acts/new?kind=repeal&of=${act}`)}">${say('joint.repeal')}</a></p>`}`
}
