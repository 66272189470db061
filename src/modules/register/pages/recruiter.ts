// A recruiter's public page: how it stands, for what, who answers, how it stood on a day, its history.
import { html, type Page, page } from '../../../platform/html.ts'
import type { RecruiterView } from '../views.ts'
import { calls } from './parts/calls.ts'
import { cloths } from './parts/cloths.ts'
import { type BadDay, dayForm, thatDay } from './parts/day.ts'
import { recruiterFacts, registeredContacts } from './parts/facts.ts'
import { thread } from './parts/history.ts'
import { heardFrom, listMeaning } from './parts/sources.ts'
import { headline, statusWord } from './parts/status.ts'
import { countryNames, name, type RegisterReader } from './parts/words.ts'
import { certificateLink } from './recruiter/certificate-link.ts'

/** `badDay`: a day was asked about that is none; the page says so beside its field and in its title. */
export function recruiter(view: RecruiterView, reader: RegisterReader, badDay?: BadDay): Page {
  const { say } = reader
  const countryName = countryNames(reader, view.sources, [view])
  const status = headline(view)
  const body = html`<div class="flow"><h1>${name(view.name)}</h1><p class="lead">${statusWord(reader, status)}</p>
<div class="split"><div class="flow"><h2>${say('countries.heading', { tense: 'now', day: '' })}</h2>${cloths(view.standings, view.sources, reader, countryName)}${status === 'listed' && listMeaning(view, view.sources, reader)}
<h2>${say('facts.heading')}</h2>${recruiterFacts(view, reader)}
<h2 id="that-day">${say('day.heading')}</h2>${dayForm(view, reader, badDay)}${view.onThatDay && thatDay(view.onThatDay, reader, countryName)}
<h2>${say('history.heading')}</h2>${thread(view.history, reader)}
${heardFrom(view.sources, reader)}<p class="soft">${say('answered', { moment: reader.moment(view.answeredAt) })}</p></div>
<aside class="flow">${registeredContacts(view, reader)}${calls(view.contacts, reader)}<section class="side flow"><h2>${say('data.heading')}</h2><p><a href="${certificateLink(view.address)}">${say('poster.certificate')}</a></p><p><a href="${reader.to(`/recruiters/${encodeURIComponent(view.address)}/poster`)}">${say('poster.link')}</a></p><p><a href="/recruiters/${encodeURIComponent(view.address)}.json">${say('data.json')}</a></p></section></aside></div></div>`
  return page(badDay ? badDay.title : view.name, body)
}
