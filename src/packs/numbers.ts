// Numbers that a node issues by the pack: licences with their check character, and the files of the desks.
import { checkCharacter } from '../kernel/check-character.ts'
import type { Country } from '../kernel/country.ts'
import { countryOfPack, isWellFormedLicence } from './questions.ts'
import type { FileKind } from './schema/desks.ts'
import type { CountryOfPack, Pack } from './schema.ts'

/**
 * The licence number for a sequence from 1, such as `XA-0417-2`. Throws RangeError for a country that is not of the pack or that
 * numbers by itself, for a sequence that is no whole number from 1, and when the form has no room for it.
 */
export function nextLicenceNumber(pack: Pack, country: Country, sequence: number): string {
  const found = known(pack, country)
  if (!found.licenceNumber.issue) throw new RangeError(`${country} numbers its licences by itself`)
  const number = licenceFor(found.licenceNumber.issue, sequence)
  if (!isWellFormedLicence(found, number))
    throw new RangeError(`${number} has not the form of the licences of ${country}`)
  return number
}

/** A number by its pattern, whether or not it fits the country's form. Throws RangeError for a sequence that is no whole number from 1. */
export function licenceFor(issue: { readonly pattern: string; readonly digits: number }, sequence: number): string {
  const numbered = issue.pattern.replace('{sequence}', padded(sequence, issue.digits))
  return numbered.replace('{check}', checkCharacter(numbered.replace('{check}', '')) ?? '')
}

/**
 * The number of a file of the desks for a sequence from 1, such as `XA-S-1207`.
 * Throws RangeError for a country that is not of the pack and a sequence that is no whole number from 1.
 */
export function fileNumber(pack: Pack, country: Country, kind: FileKind, sequence: number): string {
  const { letters, digits, checkCharacter: check } = known(pack, country).fileNumbers
  const number = `${country}-${letters[kind]}-${padded(sequence, digits)}`
  return check === 'none' ? number : `${number}-${checkCharacter(number)}`
}

function known(pack: Pack, country: Country): CountryOfPack {
  const found = countryOfPack(pack, country)
  if (!found) throw new RangeError(`no country ${country} in the pack ${pack.id}`)
  return found
}

function padded(sequence: number, digits: number): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError(`not a number of a sequence: ${sequence}`)
  return String(sequence).padStart(digits, '0')
}
