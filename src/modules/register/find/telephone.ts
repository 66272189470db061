// Telephone numbers in any form people type, read as the E.164 numbers (`+` and digits) that they may mean.
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Country } from '../../../kernel/country.ts'
import { fold } from '../../../kernel/fold.ts'

export type DiallingCountry = {
  readonly code: Country
  /** Without plus: `502`. */
  readonly callingCode: string
  /** Digits of a national number, without trunk prefix. */
  readonly nationalNumberLengths: readonly number[]
}

/** E.164 allows fifteen digits; fewer than six are no subscriber's number. */
const FEWEST = 6
const MOST = 20
/** What is dialled before a national number: trunk digits, and the carrier and mobile prefixes of older plans. */
const TRUNK_PREFIXES = ['0', '1', '01', '044', '045']
const INTERNATIONAL_PREFIXES = ['00', '011']

/** The digits of a typed number, without an extension; Arabic-Indic digits as ASCII. */
export function telephoneDigits(typed: string): string {
  return fold(typed)
    .replace(/\s*(?:ext|extension|anexo|poste|ramal|x)\.?\s*\d{1,5}\s*$/u, '')
    .replace(/\D/gu, '')
}

/**
 * Every number that the typed text may mean in these countries, as E.164, likeliest first; empty when it is no telephone number.
 * National lengths decide where a numbering plan would refuse (invented numbers) or mistake leading zeros for an international prefix.
 */
export function telephoneReadings(typed: string, countries: readonly DiallingCountry[]): readonly string[] {
  return readings(typed, countries, Number.POSITIVE_INFINITY)
}

/** The readings; once the lengths alone have given `enough`, the plans, which take ten times as long, are not asked. */
function readings(typed: string, countries: readonly DiallingCountry[], enough: number): readonly string[] {
  const digits = telephoneDigits(typed)
  if (digits.length < FEWEST || digits.length > MOST) return []
  const found = new Set<string>()
  const plus = /^[^\d]*\+/u.test(fold(typed))
  if (!plus) for (const country of countries) addNational(digits, country, found)
  const international = plus ? [digits] : [digits, ...afterPrefix(digits, INTERNATIONAL_PREFIXES)]
  for (const number of international) for (const country of countries) addInternational(number, country, found)
  if (found.size >= enough) return [...found]
  // The numbering plans know trunk prefixes that lengths do not, and the countries outside the corridor.
  const explicit = plus ? `+${digits}` : digits.startsWith('00') ? `+${digits.slice(2)}` : undefined
  for (const country of countries) addByPlan(explicit ?? digits, country.code, found)
  if (explicit && found.size === 0) addByPlan(explicit, undefined, found)
  return [...found]
}

/** The one E.164 number of a registered telephone: as its country reads it, else as any of the others does; undefined when none can. */
export function registeredTelephone(
  typed: string,
  country: Country,
  countries: readonly DiallingCountry[],
): string | undefined {
  const own = countries.filter(({ code }) => code === country)
  return readings(typed, own, 1)[0] ?? readings(typed, countries, 1)[0]
}

function addNational(digits: string, country: DiallingCountry, readings: Set<string>): void {
  const fits = (number: string): boolean => country.nationalNumberLengths.includes(number.length)
  if (fits(digits)) readings.add(`+${country.callingCode}${digits}`)
  for (const number of afterPrefix(digits, TRUNK_PREFIXES))
    if (fits(number)) readings.add(`+${country.callingCode}${number}`)
}

function addInternational(digits: string, country: DiallingCountry, readings: Set<string>): void {
  if (!digits.startsWith(country.callingCode)) return
  const national = digits.slice(country.callingCode.length)
  if (country.nationalNumberLengths.includes(national.length)) readings.add(`+${digits}`)
  // `+52 1 …`, as mobile numbers were written, and `+44 (0) …`.
  for (const number of afterPrefix(national, ['1', '0'])) {
    if (country.nationalNumberLengths.includes(number.length)) readings.add(`+${country.callingCode}${number}`)
  }
}

function afterPrefix(digits: string, prefixes: readonly string[]): string[] {
  return prefixes.filter((prefix) => digits.startsWith(prefix)).map((prefix) => digits.slice(prefix.length))
}

function addByPlan(text: string, country: Country | undefined, readings: Set<string>): void {
  const plan = country && isSupportedCountry(country) ? country : undefined
  // Without a country only an international number can be read; finding that out costs more than the rest of a check.
  if (!plan && !text.startsWith('+')) return
  const number = plan ? parsePhoneNumberFromString(text, plan) : parsePhoneNumberFromString(text)
  if (number && (country === undefined ? number.isPossible() : number.isValid())) readings.add(number.number)
}
