// The address of a recruiter's page and the key it is found by: country and licence number together.
import type { Country } from '../../kernel/country.ts'
import { foldLicence } from '../../kernel/fold.ts'

/**
 * What stands behind `/recruiters/`: the number as printed when it already begins with its country (`XA-0042-7`),
 * otherwise the country before it, because two countries may print the same number. Not yet escaped for a URL.
 */
export function addressOf(country: Country, licence: string): string {
  // `XA-0042-7`, `xa 0042 7` and `XA00427` name their country; in `XAB-1` the letters only begin alike.
  const printed = licence.trim()
  const names = printed.toUpperCase().startsWith(country) && !/^\p{L}/u.test(printed.slice(country.length))
  return names ? printed : `${country}-${printed}`
}

/** The key of a recruiter: its address without spaces, case and dashes. */
export function keyOf(country: Country, licence: string): string {
  return keyOfAddress(addressOf(country, licence))
}

/** The key behind an address as somebody typed it. */
export function keyOfAddress(address: string): string {
  return foldLicence(address)
}
