// What a pack must hold to beyond its shape: references that lead somewhere, ids used once, licences that match their own form.
import { hasCheckCharacter } from '../kernel/check-character.ts'
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

/** No list holds the same id twice. */
export function checkIds(pack: Pack, report: Report): void {
  const once = (ids: readonly string[], path: Path, name: string): void => {
    for (const [index, id] of ids.entries())
      if (ids.indexOf(id) < index)
        report([...path, index, name], `"${id}" stands twice in this list`, 'Give one of them another name')
  }
  once(
    pack.sectors.map((sector) => sector.id),
    ['sectors'],
    'id',
  )
  once(
    pack.languages.map((language) => language.tag),
    ['languages'],
    'tag',
  )
  for (const [index, country] of pack.countries.entries())
    for (const part of ['authorities', 'kindsOfRecruiter', 'contacts'] as const)
      once(
        country[part].map((entry) => entry.id),
        ['countries', index, part],
        'id',
      )
}

/** The licence form compiles, its example has that form, and the check character of the example is right. */
function checkLicence(country: CountryOfPack, at: Path, report: Report): void {
  const { form, example, checkCharacter } = country.licenceNumber
  const path = [...at, 'licenceNumber']
  let whole: RegExp
  try {
    whole = new RegExp(`^(?:${form})$`, 'u')
  } catch (error) {
    report(
      [...path, 'form'],
      `is no regular expression (${(error as Error).message})`,
      'Write one such as "XA-[0-9]{4}-[0-9A-Z]"',
    )
    return
  }
  if (!whole.test(example))
    report(
      [...path, 'example'],
      `"${example}" has not the form ${form}`,
      'Change the example or the form until they agree',
    )
  else if (checkCharacter === 'mod-37-36' && !hasCheckCharacter(example))
    report(
      [...path, 'example'],
      `the last character of "${example}" does not check the others`,
      'Write the check character that ISO 7064 MOD 37,36 gives, or set checkCharacter to "none"',
    )
}

/** The one zone, currency and calling of each country, known to this machine's Intl. */
function checkPlace(country: CountryOfPack, at: Path, report: Report): void {
  if (!isTimeZone(country.zone))
    report(
      [...at, 'zone'],
      `"${country.zone}" is no time zone`,
      'Write a name of the IANA list, such as "Africa/Dakar"',
    )
  if (!Intl.supportedValuesOf('currency').includes(country.currency))
    report(
      [...at, 'currency'],
      `"${country.currency}" is no currency known here`,
      'Write the code of ISO 4217 that is in use today',
    )
}

function isTimeZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}

/** Each country's licence, zone, currency and contacts; a printed telephone can be dialled. */
export function checkCountries(pack: Pack, report: Report): void {
  for (const [index, country] of pack.countries.entries()) {
    const at = ['countries', index]
    checkLicence(country, at, report)
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
