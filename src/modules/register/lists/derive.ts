// Keys, derived licence numbers and content hashes of the rows of a list.
// NONE OF THIS MAY CHANGE: numbers that people have noted down, and every later comparison, depend on it.
import type { Country } from '../../../kernel/country.ts'
import { sha256Hex } from '../../../platform/seal/digest.ts'

/** Thirty characters without 0 and O, 1, I and L, or U. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A text for telling entries apart: without case, accents and repeated spaces. It is not the fold of the finder, which may improve. */
export function foldForKey(text: string): string {
  // ASCII is the way of most names, and needs no decomposition.
  if (/^\p{ASCII}*$/u.test(text)) return text.toLowerCase().replace(/\s+/g, ' ').trim()
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

/** The key of an entry with a licence number: the number without case, spaces and dashes. */
export function keyOfLicence(licence: string): string {
  return `licence:${foldForKey(licence).replace(/[\s\p{Pd}]+/gu, '')}`
}

/**
 * A stable licence number for an entry whose source gives none, such as `XA-D-7K2M-9PQR-3TVWX`:
 * twelve characters (58 bits: one chance in a million that two among a million entries agree) from the SHA-256
 * of the source's id and the folded key columns, then a check character (Luhn's sum in base 30),
 * which finds every single wrong character and nearly every swap of two neighbours.
 */
export function deriveLicence(country: Country, sourceId: string, keyParts: readonly string[]): string {
  const digest = sha256Hex(JSON.stringify([sourceId, ...keyParts.map(foldForKey)]))
  const body = sixCharacters(digest.slice(0, 12)) + sixCharacters(digest.slice(12, 24))
  return `${country}-D-${body.slice(0, 4)}-${body.slice(4, 8)}-${body.slice(8)}${checkCharacter(body)}`
}

/** Whether a text has the form and the check character of a derived number, in any case and spacing. */
export function isDerivedLicence(text: string): boolean {
  const compact = text.toUpperCase().replace(/[\s\p{Pd}]+/gu, '')
  const body = /^[A-Z]{2}D([2-9A-HJKMNP-TV-Z]{13})$/.exec(compact)?.[1]
  return body !== undefined && checkCharacter(body.slice(0, 12)) === body[12]
}

/** The last six digits in base 30 of twelve hexadecimal ones (48 bits: the bias is below one in 300,000). */
function sixCharacters(hex: string): string {
  let rest = Number.parseInt(hex, 16)
  let text = ''
  for (let place = 0; place < 6; place++) {
    text = `${ALPHABET[rest % 30]}${text}`
    rest = Math.floor(rest / 30)
  }
  return text
}

function checkCharacter(body: string): string {
  let sum = 0
  for (let place = 0; place < body.length; place++) {
    // From the right every other place counts double, and a double of two digits counts their sum.
    const value = ALPHABET.indexOf(body.charAt(body.length - 1 - place)) * (place % 2 === 0 ? 2 : 1)
    sum += Math.floor(value / 30) + (value % 30)
  }
  return ALPHABET.charAt((30 - (sum % 30)) % 30)
}

/** What is shown of an entry, in one fixed order. */
export type Shown = {
  readonly licence: string
  readonly licenceDerived: boolean
  readonly names: readonly { readonly text: string; readonly kind: string }[]
  readonly telephones: readonly string[]
  readonly telephoneHashes: readonly string[]
  readonly emails: readonly string[]
  readonly webs: readonly string[]
  readonly place?: string
  readonly validFrom?: string
  readonly validUntil?: string
}

/** One line that differs exactly when something shown differs. */
export function canonicalContent(shown: Shown): string {
  return JSON.stringify([
    shown.licence,
    shown.licenceDerived,
    shown.names.map(({ text, kind }) => [kind, text]),
    shown.telephones,
    shown.telephoneHashes,
    shown.emails,
    shown.webs,
    shown.place ?? null,
    shown.validFrom ?? null,
    shown.validUntil ?? null,
  ])
}
