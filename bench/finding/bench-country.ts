// An invented country for the benches: nothing measured here depends on which it is.
import { type Country, parseCountry } from '../../src/kernel/country.ts'

export const country: Country = parseCountry('XA') ?? ('XA' as Country)
