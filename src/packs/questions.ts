// What the register asks a pack, as pure functions: whose licence, which contact, which words, valid until when.
import { hasCheckCharacter } from '../kernel/check-character.ts'
import type { Country } from '../kernel/country.ts'
import { addYears, type Day } from '../kernel/day.ts'
import type { Contact, CountryOfPack, LanguageOfPack, Localized, Pack } from './schema.ts'

export function countryOfPack(pack: Pack, code: Country): CountryOfPack | undefined {
  return pack.countries.find((country) => country.code === code)
}

export function languageOfPack(pack: Pack, tag: string): LanguageOfPack | undefined {
  return pack.languages.find((language) => language.tag === tag)
}

/** Languages in which texts exist: the originals, then the translations, each in the pack's order. */
export function writtenLanguages(pack: Pack): readonly LanguageOfPack[] {
  return [
    ...pack.languages.filter((language) => language.standing === 'original'),
    ...pack.languages.filter((language) => language.standing === 'translated'),
  ]
}

/** The tags in which a reader of `tag` may be answered, best first: the language itself, its fallbacks, then the other written ones. */
export function readingOrder(pack: Pack, tag: string): readonly string[] {
  const order = new Set<string>()
  let here = languageOfPack(pack, tag)
  while (here && !order.has(here.tag)) {
    order.add(here.tag)
    here = here.fallback === undefined ? undefined : languageOfPack(pack, here.fallback)
  }
  for (const language of writtenLanguages(pack)) order.add(language.tag)
  return [...order]
}

/** The text in the first of the languages that has it, with the language it is in, so that a page can mark it; undefined when none has. */
export function textIn(
  localized: Localized,
  tags: readonly string[],
): { readonly text: string; readonly tag: string } | undefined {
  for (const tag of tags) {
    const text = Object.hasOwn(localized, tag) ? localized[tag] : undefined
    if (text !== undefined) return { text, tag }
  }
  return undefined
}

/** Whom to ask when this country's register cannot be asked; undefined for a country that is not of the pack. */
export function contactToAsk(pack: Pack, code: Country): Contact | undefined {
  const country = countryOfPack(pack, code)
  return country?.contacts.find((contact) => contact.id === country.askInstead)
}

/** Last day of an authorization given on `from`: the same day of the month, years later. Undefined where the pack knows no term. */
export function validityEnd(pack: Pack, code: Country, from: Day): Day | undefined {
  const years = countryOfPack(pack, code)?.validity.years
  return years === undefined ? undefined : addYears(from, years)
}

/** Whether anybody may see that a recruiter has this standing. */
export function isPublicStanding(pack: Pack, standing: string): boolean {
  return pack.publicStandings.standings.some((allowed) => allowed === standing)
}

/** Whether a number, as printed, has the country's form and, where there is one, the right check character. */
export function isWellFormedLicence(country: CountryOfPack, number: string): boolean {
  const { form, checkCharacter } = country.licenceNumber
  if (!new RegExp(`^(?:${form})$`, 'u').test(number)) return false
  return checkCharacter === 'none' || hasCheckCharacter(number)
}
