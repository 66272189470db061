// A registered recruiter as the office sees it: where it stands, what it declares now and declared before, its files, its links.
import { type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { RecognitionView } from '../../views/joint.ts'
import type { FactView, StaffRecruiterView, StandingView, VersionView } from '../../views/staff-recruiter.ts'
import { thread } from '../parts/history.ts'
import { type Shape, stated } from '../parts/status.ts'
import { local, type RegisterReader, recruiterAddress } from '../parts/words.ts'
import { links, sameAs } from './links.ts'
import { recognitionPart } from './recognition.ts'
import { said, word } from './words.ts'
import { files } from './work.ts'

const NO: Shape = { tone: 'no', symbol: 'no' }
const LATE: Shape = { tone: 'clock', symbol: 'clock' }
const SHAPES: Readonly<Record<StandingView['life'], Shape>> = {
  authorized: { tone: 'yes', symbol: 'yes' },
  suspended: NO,
  'suspended, appealed': NO,
  revoked: { tone: 'no', symbol: 'revoked' },
  'revoked, appealed': { tone: 'no', symbol: 'revoked' },
  expired: LATE,
  closed: LATE,
  delisted: LATE,
  listed: { tone: 'fact', symbol: 'fact' },
  none: LATE,
}

/** `recognition`: of another country's recruiter, what the reader's country says of it. */
export function staffRecruiter(
  view: StaffRecruiterView,
  reader: RegisterReader,
  marks: FormMarks,
  recognition?: RecognitionView,
): Page {
  const { say } = reader
  const { name, licence, address, versions } = view
  const [now, ...before] = versions
  const path = `/staff/recruiters/${encodeURIComponent(address)}`
  return page(
    say('recruiter.at-desk', { name: name || licence }),
    html`<h1><bdi>${name || say('desk.erased')}</bdi></h1>
<p class="row"><bdi dir="ltr">${licence}</bdi>${view.licenceDerived && html`<span class="soft">${say('recruiter.derived')}</span>`}<span>${local(reader, view.kind)}, ${local(reader, view.countryName)}</span></p>
${sameAs(view.links, reader)}
<p class="row"><a href="${recruiterAddress(reader, address)}">${say('recruiter.public')}</a>${view.maySanction && html`<a href="${reader.to(`${path}/sanction`)}">${say('recruiter.sanction')}</a>`}${view.mayProposeJointly && html`<a href="${reader.to(`/staff/joint-acts/new?kind=suspension&licence=${encodeURIComponent(address)}&recruiter=${view.id}`)}">${say('joint-register.propose-together')}</a>`}</p>
<div class="split"><div class="flow"><h2>${say('recruiter.standings')}</h2>${view.standings.length === 0 ? html`<p>${say('recruiter.no-standing')}</p>` : view.standings.map((one) => standing(one, reader))}
<h2>${say('recruiter.files')}</h2>${view.files.length === 0 ? html`<p>${say('recruiter.no-files')}</p>` : files(view.files, reader, say('recruiter.files-caption', { shown: view.files.length, all: view.fileCount }))}
<h2>${say('file.history')}</h2>${thread(view.history, reader)}</div>
<aside class="flow">${recognition && recognitionPart(recognition, reader, marks)}${links(name || licence, view.links, view.linksReady, reader, view.mayJudge ? marks : undefined)}
<section class="side flow"><h2>${say('recruiter.now')}</h2>${now ? version(now, reader) : html`<p>${say('recruiter.erased')}</p>`}
${before.length > 0 && html`<details><summary>${say('recruiter.before')}</summary>${before.map((one) => version(one, reader))}</details>`}</section></aside></div>`,
  )
}

function standing(view: StandingView, reader: RegisterReader): Html {
  const { say } = reader
  const { validFrom, validUntil, conditions, guarantee } = view
  const from = validFrom && reader.day(validFrom)
  const until = validUntil && reader.day(validUntil)
  const term = from
    ? until
      ? say('recruiter.term', { from, until })
      : say('recruiter.no-term', { from })
    : until && say('recruiter.until', { until })
  return html`<div class="card flow"><p><b>${local(reader, view.countryName)}:</b> ${stated(SHAPES[view.life], word(reader, 'life', view.life))} <span class="soft">${say('recruiter.since', { day: reader.day(view.since) })}</span></p>${term && html`<p>${term}</p>`}${facts(view.scope, reader)}${guarantee && html`<p>${word(reader, 'form-fact', 'guarantee')}: ${guarantee.text}${guarantee.until && html`, ${say('recruiter.guarantee-until', { day: reader.day(guarantee.until) })}`}</p>`}${conditions && html`<p><b>${say('recruiter.conditions')}:</b> ${local(reader, conditions)}</p>`}</div>`
}

function version(view: VersionView, reader: RegisterReader): Html {
  const values = { version: view.version, day: reader.day(view.day), moment: reader.moment(view.at) }
  return html`<div><p class="soft">${reader.say('recruiter.version', values)}</p>${view.facts ? facts(view.facts, reader) : html`<p>${reader.say('recruiter.erased')}</p>`}</div>`
}

function facts(list: readonly FactView[], reader: RegisterReader): Html | false {
  return (
    list.length > 0 &&
    html`<dl class="facts plain">${list.map(({ key, values }) => html`<div><dt>${key === 'former-names' ? reader.say('recruiter.former') : word(reader, 'form-fact', key)}</dt><dd>${values.map((value, at) => html`${at > 0 && html`<br>`}${said(reader, value)}`)}</dd></div>`)}</dl>`
  )
}
