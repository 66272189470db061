// "The day I paid": asks for a day and says how the recruiter stood on it, as known then and as known now.
import { drawn, type Html, html } from '../../../../platform/html.ts'
import type { OnThatDay, RecruiterView, Standing } from '../../views.ts'
import { standingLines } from './cloths.ts'
import { stated, statusWord } from './status.ts'
import { type CountryName, type RegisterReader, recruiterAddress } from './words.ts'

/** A day that is none (shown in a plain field, for a date field would drop it): what was typed, and the texts of the problem (`problemText` of `web`). */
export type BadDay = { readonly typed: string; readonly title: string; readonly next: string }

export function dayForm(view: RecruiterView, reader: RegisterReader, bad?: BadDay): Html {
  const { say } = reader
  const message = bad && html`<p class="msg" id="one">${drawn('warn', 's')}${bad.next}</p>`
  return html`<form class="card flow${bad && ' bad'}" action="${recruiterAddress(reader, view.address)}#that-day"><label for="on">${say('day.label')}</label><p class="hint" id="onh">${say('day.hint')}</p>${message}
<div class="row"><input type="${bad ? 'text' : 'date'}" id="on" name="on" required value="${bad?.typed ?? view.onThatDay?.day ?? ''}" aria-describedby="onh${bad && ' one'}"${bad && html` aria-invalid="true"`}><button class="btn quiet">${say('day.button')}</button></div></form>`
}

/** The card of a day; both memories are shown when they differ. */
export function thatDay(on: OnThatDay, reader: RegisterReader, countryName: CountryName): Html {
  const { say } = reader
  const list = (standings: readonly Standing[]) =>
    standings.length > 0
      ? html`<ul class="plain">${standings.map((standing) => html`<li><b>${countryName(standing.country)}:</b> ${statusWord(reader, standing.status)}${standingLines(standing, reader)}</li>`)}</ul>`
      : html`<p>${say('day.nothing')}</p>`
  const word = stated({ tone: 'clock', symbol: 'clock' }, say('day.on', { day: reader.day(on.day) }))
  if (on.future) return html`<div class="card is-clock">${word}<p>${say('day.future')}</p>${list(on.knownNow)}</div>`
  if (!on.differ) return html`<div class="card is-clock">${word}${list(on.knownNow)}<p>${say('day.same')}</p></div>`
  return html`<div class="card is-clock">${word}<p>${say('day.differ')}</p><h3>${say('day.then')}</h3>${list(on.knownThen)}<h3>${say('day.now')}</h3>${list(on.knownNow)}</div>`
}
