// A country by its ISO 3166-1 alpha-2 code; which countries exist in a corridor is the pack's business.

export type Country = string & { readonly __brand: 'Country' }

/** The country code, upper case, or undefined when the text has not the form of one. */
export function parseCountry(text: string): Country | undefined {
  const code = text.trim().toUpperCase()
  return /^[A-Z]{2}$/.test(code) ? (code as Country) : undefined
}
