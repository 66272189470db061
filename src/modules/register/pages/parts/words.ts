// Small pieces that every page of the register says alike: names, numbers, countries, texts of the pack.
import type { Country } from '../../../../kernel/country.ts'
import type { Day } from '../../../../kernel/day.ts'
import type { Reader } from '../../../../packs/reader.ts'
import type { Localized } from '../../../../packs/schema.ts'
import { type Html, html } from '../../../../platform/html.ts'
import type { RegisterKey } from '../../texts/index.ts'
import type { RecruiterSummary, SourceState } from '../../views.ts'

export type RegisterReader = Reader<RegisterKey>

/** A recruiter's name: isolated from the direction around it, with no guess at its language. */
export function name(text: string): Html {
  return html`<bdi>${text}</bdi>`
}

/** A licence number, a telephone, an address of the web: always from left to right. */
export function number(text: string): Html {
  // A short number stays on one line; a long one may break, so that nothing runs out of a narrow screen.
  return html`<bdi dir="ltr"${text.length <= 18 && html` class="nb"`}>${text}</bdi>`
}

/** A text of the pack, marked with its language when that is not the page's. */
export function local(reader: RegisterReader, localized: Localized): Html {
  const { text, language, direction } = reader.text(localized)
  if (language === reader.written.tag) return html`${text}`
  return html`<span lang="${language}" dir="${direction}">${text}</span>`
}

/** Says a country's name by its code; the names come with the sources of the view. */
export type CountryName = (country: Country) => string

export function countryNames(
  reader: RegisterReader,
  sources: readonly SourceState[],
  known: readonly RecruiterSummary[] = [],
): CountryName {
  const names = new Map<Country, string>()
  for (const { country, countryName } of [...known, ...sources]) names.set(country, reader.text(countryName).text)
  return (country) => names.get(country) ?? country
}

/** The countries of some sources, each once, joined as the language joins them. */
export function countriesOf(reader: RegisterReader, sources: readonly SourceState[]): string {
  return reader.join([...new Set(sources.map((source) => reader.text(source.countryName).text))])
}

/** The address of a recruiter's page; a day that was asked about stays in it. */
export function recruiterAddress(reader: RegisterReader, address: string, on?: Day): string {
  return reader.to(`/recruiters/${encodeURIComponent(address)}${on ? `?on=${on}` : ''}`)
}
