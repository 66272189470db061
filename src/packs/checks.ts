// What a pack must hold to beyond its shape: references that lead somewhere, ids used once, places that exist.
import { oneOf, type Path } from './faults.ts'
import { type CountryOfPack, type Pack, Pack as PackSchema, Provenance } from './schema.ts'
import type { FileOf } from './shape.ts'
import { walk } from './walk.ts'

/** Says a fault of a pack by path; the loader knows file and key. */
export type Report = (path: Path, what: string, mend: string) => void

/** Every `sources` entry names a source, and what is said to be sourced names at least one. */
export function checkSources(pack: Pack, report: Report): void {
  const known = Object.keys(pack.sources)
  walk(PackSchema, pack, (schema, value, path) => {
    if (schema !== Provenance) return
    const provenance = value as Provenance
    for (const [index, source] of provenance.sources.entries())
      if (!Object.hasOwn(pack.sources, source))
        report([...path, 'sources', index], `the source "${source}" is not in sources.json`, oneOf(source, known))
    if (provenance.flag === 'sourced' && provenance.sources.length === 0)
      report(
        [...path, 'sources'],
        'is flagged "sourced" without a source',
        'Name the key of a source, or use the flag "background" or "not found"',
      )
  })
}

/** No entry of a list has the id of an earlier one. */
export function checkOnce(entries: readonly { readonly id: string }[], path: Path, report: Report): void {
  checkNamesOnce(
    entries.map((entry) => entry.id),
    path,
    'id',
    report,
  )
}

function checkNamesOnce(names: readonly string[], path: Path, key: string, report: Report): void {
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index)
      report([...path, index, key], `"${name}" stands twice in this list`, 'Give one of them another name')
}

/** No list of the pack itself or of who a country is holds the same id twice. */
export function checkIds(pack: Pack, report: Report): void {
  checkOnce(pack.sectors, ['sectors'], report)
  checkNamesOnce(
    pack.languages.map((language) => language.tag),
    ['languages'],
    'tag',
    report,
  )
  for (const [index, country] of pack.countries.entries())
    for (const part of ['authorities', 'kindsOfRecruiter', 'contacts'] as const)
      checkOnce(country[part], ['countries', index, part], report)
}

/** Each occupation stands once and belongs to sectors of the pack. */
export function checkOccupations(pack: Pack, report: Report): void {
  const known = pack.sectors.map((sector) => sector.id)
  checkNamesOnce(
    pack.occupations.map((occupation) => occupation.isco08),
    ['occupations'],
    'isco08',
    report,
  )
  for (const [index, { sectors }] of pack.occupations.entries())
    for (const [place, sector] of sectors.entries())
      if (!known.includes(sector))
        report(['occupations', index, 'sectors', place], `the pack has no sector "${sector}"`, oneOf(sector, known))
}

/** The one zone, currency and calling of each country, known to this machine's Intl. */
function checkPlace(country: CountryOfPack, at: Path, report: Report): void {
  if (!isTimeZone(country.zone))
    report(
      [...at, 'zone'],
      `"${country.zone}" is no time zone`,
      'Write a name of the IANA list, such as "Africa/Dakar"',
    )
  if (!isCurrency(country.currency))
    report(
      [...at, 'currency'],
      `"${country.currency}" is no currency known here`,
      'Write the code of ISO 4217 that is in use today',
    )
}

/** Whether a code of ISO 4217 is in use, as far as this machine's Intl knows. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}

function isTimeZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}

/** Each country's zone, currency and contacts; a printed telephone can be dialled. */
export function checkCountries(pack: Pack, report: Report): void {
  for (const [index, country] of pack.countries.entries()) {
    const at = ['countries', index]
    checkPlace(country, at, report)
    const contacts = country.contacts.map((contact) => contact.id)
    if (!contacts.includes(country.askInstead))
      report(
        [...at, 'askInstead'],
        `no contact of the country is called "${country.askInstead}"`,
        oneOf(country.askInstead, contacts),
      )
    for (const [place, contact] of country.contacts.entries())
      if ((contact.telephone === undefined) !== (contact.dial === undefined))
        report(
          [...at, 'contacts', place, contact.dial === undefined ? 'dial' : 'telephone'],
          'is missing beside its pair',
          'Write both: "telephone" as it is printed, "dial" as a telephone dials it',
        )
  }
}

/** A file of a country holds the country that its name says, and the pack is called after its countries. */
export function checkNames(pack: Pack, fileOf: FileOf, report: Report): void {
  for (const [index, country] of pack.countries.entries()) {
    const file = fileOf(['countries', index])
    if (file !== `countries/${country.code}.json`)
      report(
        ['countries', index, 'code'],
        `is "${country.code}" in the file ${file}`,
        'Let the code and the name of the file agree',
      )
  }
  const expected = pack.countries.map((country) => country.code.toLowerCase()).join('-')
  if (pack.id !== expected)
    report(
      ['id'],
      `"${pack.id}" is not made of the pack's countries`,
      `Write "${expected}", or list the countries in the order of the id`,
    )
}
