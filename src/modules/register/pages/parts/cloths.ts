// What each country says, in two cloths of the same size with the seam between them.
import type { Day } from '../../../../kernel/day.ts'
import { fill, type Html, html } from '../../../../platform/html.ts'
import type { SourceState, Standing } from '../../views.ts'
import { contactLines } from './calls.ts'
import { type Shape, stated, statusWord } from './status.ts'
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
    return html`<section><h3>${countryName(standing.country)}</h3>${standing.recognition ? recognition(standing.recognition, reader) : statusWord(reader, standing.status)}${standingLines(standing, reader)}${between(standing, source, reader)}
${standing.says && html`<p class="soft">${local(reader, standing.says)}</p>`}${standing.status === 'unknown' && source?.ask && html`<p>${reader.say('ask.here')}</p>${contactLines(source.ask, reader)}`}${heard(source, standing, reader)}</section>`
  })}</div>`
}

const RECOGNITION = {
  none: { tone: 'clock', symbol: 'clock' },
  waiting: { tone: 'clock', symbol: 'wait' },
  refused: { tone: 'warn', symbol: 'warn' },
} as const satisfies Record<NonNullable<Standing['recognition']>, Shape>

/** What a host country says whose word does not count. */
function recognition(said: NonNullable<Standing['recognition']>, reader: RegisterReader): Html {
  return stated(RECOGNITION[said], reader.say(`joint-register.recognition.${said}`))
}

/** What lies between the countries: a word that the other has not confirmed, one that they gave together, one that may be old. */
function between(
  { joint, confirmed, status }: Standing,
  source: SourceState | undefined,
  reader: RegisterReader,
): Html | false {
  // Where no log is kept nothing is ever confirmed, and nothing waits.
  const waits = confirmed === false && source?.joined === true && status !== 'unknown' && !source.list
  if (!joint && !waits && !source?.stale) return false
  return html`${joint && html`<p class="soft">${reader.say('joint-register.joint')}</p>`}${waits && html`<p class="soft">${reader.say('joint-register.unconfirmed')}</p>`}${source?.stale && html`<p>${reader.say('joint-register.stale')}</p>`}`
}

/** `Desde el …`, `Hasta el …`: only the dates that matter for the status. */
export function standingLines(standing: Standing, reader: RegisterReader): Html {
  const { status, since, validFrom, validUntil } = standing
  const from =
    status === 'authorized' ? (validFrom ?? since) : status === 'unknown' || status === 'expired' ? undefined : since
  const line = (key: 'line.since' | 'line.until' | 'line.expired', day: Day | undefined) =>
    day && html`<p>${fill(reader.say, key, { day: reader.day(day) })}</p>`
  return html`${line('line.since', from)}${status === 'authorized' && line('line.until', validUntil)}${status === 'expired' && !standing.closed && line('line.expired', validUntil ?? since)}${standing.closed && html`<p>${reader.say('line.closed')}</p>`}${standing.appeal && html`<p>${reader.say('line.appeal')}</p>`}`
}

function heard(source: SourceState | undefined, standing: Standing, reader: RegisterReader): Html | false {
  if (!source?.heardAt || standing.status === 'unknown') return false
  return html`<p class="soft">${reader.say('line.heard', { moment: reader.moment(source.heardAt) })}</p>`
}
