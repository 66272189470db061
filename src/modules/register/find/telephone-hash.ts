// Telephones that a list carries only as hashes: the typed number is hashed the same way and compared.
import { sha256Hex } from '../../../platform/seal/digest.ts'
import { type DiallingCountry, telephoneDigits } from './telephone.ts'

/** How a list made its hashes: of all digits of the national number or of its last so many, cut to so many hexadecimal digits. */
export type TelephoneHashScheme = { readonly digits: 'all' | number; readonly hexLength: number }

/** The scheme before the last colon of a stored `digits:hexLength:hash`; undefined when the text has not that form. */
export function schemeOf(stored: string): TelephoneHashScheme | undefined {
  const parts = /^(all|\d{1,2}):(\d{1,2}):[0-9a-f]+$/.exec(stored)
  if (!parts) return undefined
  return { digits: parts[1] === 'all' ? 'all' : Number(parts[1]), hexLength: Number(parts[2]) }
}

/** The hash of the digits of one number in a scheme, as stored: `digits:hexLength:hash`. */
export function storedTelephoneHash(digits: string, { digits: part, hexLength }: TelephoneHashScheme): string {
  const hashed = part === 'all' ? digits : digits.slice(-part)
  return `${part}:${hexLength}:${sha256Hex(hashed).slice(0, hexLength)}`
}

/** A checker for one scheme: every stored form that a typed number can have, given its E.164 readings. */
export function telephoneHashChecker(scheme: TelephoneHashScheme, countries: readonly DiallingCountry[]) {
  return (typed: string, readings: readonly string[]): readonly string[] => {
    const numbers = new Set([telephoneDigits(typed)])
    for (const reading of readings) {
      const digits = reading.slice(1)
      numbers.add(digits)
      for (const { callingCode } of countries)
        if (digits.startsWith(callingCode)) numbers.add(digits.slice(callingCode.length))
    }
    const long = [...numbers].filter((digits) => scheme.digits === 'all' || digits.length >= scheme.digits)
    return [...new Set(long.map((digits) => storedTelephoneHash(digits, scheme)))]
  }
}
