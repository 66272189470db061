// Where an answer comes from: which registers and lists were asked, and when each was last heard.
import { type Html, html } from '../../../../platform/html.ts'
import type { RecruiterSummary, SourceState } from '../../views.ts'
import { contactLines } from './calls.ts'
import { stated } from './status.ts'
import { local, type RegisterReader } from './words.ts'

/** Every source that was asked, heard or not; those that cannot be asked say where to ask. */
export function heardFrom(sources: readonly SourceState[], reader: RegisterReader): Html {
  return html`<h2>${reader.say('sources.heading')}</h2><ul class="sources">${sources.map((source) => {
    const when = source.heardAt
      ? reader.say('line.heard', { moment: reader.moment(source.heardAt) })
      : reader.say('source.never')
    const gap =
      !source.complete &&
      html`<p>${stated({ tone: 'clock', symbol: 'clock' }, reader.say(source.stale ? 'joint-register.stale' : 'source.incomplete'))}</p>${source.ask && html`<p>${reader.say('ask.here')}</p>${contactLines(source.ask, reader)}`}`
    const asOf = source.list && html`<br>${reader.say('source.asof', { day: reader.day(source.list.asOf) })}`
    return html`<li><b>${reader.text(source.countryName).text}</b>: ${local(reader, source.name)}<p class="soft">${when}${asOf}</p>${gap}</li>`
  })}</ul>`
}

/** Whom to ask about the sources that cannot be asked here; each country once. */
export function askHere(gaps: readonly SourceState[], reader: RegisterReader): Html {
  const asked = gaps.filter((gap, index) => gap.ask && gaps.findIndex(({ ask }) => ask?.id === gap.ask?.id) === index)
  return html`${asked.map((gap) => html`<div class="card is-clock"><p>${reader.say('ask.here')} <b>${reader.text(gap.countryName).text}</b></p>${gap.ask && contactLines(gap.ask, reader)}</div>`)}`
}

/** What being on the recruiter's list means, in the publisher's words; nothing when it is not known which list it is. */
export function listMeaning(
  recruiter: RecruiterSummary,
  sources: readonly SourceState[],
  reader: RegisterReader,
): Html | false {
  const lists = sources.flatMap((source) => (source.country === recruiter.country && source.list ? [source.list] : []))
  const [list] = lists
  if (!list || lists.length > 1)
    return html`<p><a href="${reader.to('/list')}">${reader.say('list.meaning.see')}</a></p>`
  return html`<h2>${reader.say('list.meaning')}</h2><blockquote class="law"><p>${local(reader, list.meaning)}</p><p class="soft"><bdi>${list.publisher}</bdi></p></blockquote>`
}
