// What each country says, in two cloths of the same size with the seam between them.
import type { Day } from '../../../../kernel/day.ts'
import { fill, type Html, html } from '../../../../platform/html.ts'
import type { SourceState, Standing } from '../../views.ts'
import { contactLines } from './calls.ts'
import { statusWord } from './status.ts'
import { type CountryName, local, type RegisterReader } from './words.ts'

/** The standings, alphabetical by country in the page's language; a country that cannot be asked says where to ask. */
export function cloths(
  standings: readonly Standing[],
  sources: readonly SourceState[],
  reader: RegisterReader,
  countryName: CountryName,
): Html {
  const ordered = [...standings].sort((a, b) => reader.compare(countryName(a.country), countryName(b.country)))
  const single = ordered.length === 1 && ' single'
  return html`<div class="cloths${single}">${ordered.map((standing) => {
    const source = sources.find(({ country }) => country === standing.country)
    return html`<section><h3>${countryName(standing.country)}</h3>${statusWord(reader, standing.status)}${standingLines(standing, reader)}
${standing.says && html`<p class="soft">${local(reader, standing.says)}</p>`}${standing.status === 'unknown' && source?.ask && html`<p>${reader.say('ask.here')}</p>${contactLines(source.ask, reader)}`}${heard(source, standing, reader)}</section>`
  })}</div>`
}

/** `Desde el …`, `Hasta el …`: only the dates that matter for the status. */
export function standingLines(standing: Standing, reader: RegisterReader): Html {
  const { status, since, validFrom, validUntil } = standing
  const from = status === 'authorized' ? validFrom : status === 'unknown' || status === 'expired' ? undefined : since
  const line = (key: 'line.since' | 'line.until' | 'line.expired', day: Day | undefined) =>
    day && html`<p>${fill(reader.say, key, { day: reader.day(day) })}</p>`
  return html`${line('line.since', from)}${status === 'authorized' && line('line.until', validUntil)}${status === 'expired' && !standing.closed && line('line.expired', validUntil ?? since)}${standing.closed && html`<p>${reader.say('line.closed')}</p>`}${standing.appeal && html`<p>${reader.say('line.appeal')}</p>`}`
}

function heard(source: SourceState | undefined, standing: Standing, reader: RegisterReader): Html | false {
  if (!source?.heardAt || standing.status === 'unknown') return false
  return html`<p class="soft">${reader.say('line.heard', { moment: reader.moment(source.heardAt) })}</p>`
}
