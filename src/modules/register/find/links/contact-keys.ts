// The contacts and numbers of a party as keys that are equal exactly when the values are; what is no value has no key.
import { fold, foldLicence } from '../../../../kernel/fold.ts'
import { normalEmail, webForms, whatsappNumber } from '../address.ts'
import { type DiallingCountry, registeredTelephone, telephoneDigits } from '../telephone.ts'
import type { Party } from './party.ts'

export type ContactKind = 'telephone' | 'email' | 'web' | 'mail domain' | 'tax number'

export type ContactKey = {
  readonly kind: ContactKind
  readonly key: string
  /** As printed. */
  readonly text: string
}

/** Hosts where anyone has a page or a mailbox: sharing the host is sharing nothing. Names with their country's ending count too. */
const FREE_HOSTS = new Set(
  `gmail googlemail google hotmail outlook live msn yahoo ymail rocketmail icloud me mac proton protonmail aol gmx mail zoho yandex
   tutanota tuta fastmail hey facebook fb instagram tiktok telegram t x twitter youtube linkedin whatsapp wa linktr bit forms goo wix
   wixsite blogspot wordpress weebly jimdo business site terra uol bol prodigy`.split(/\s+/),
)
/** Digits that a number must have; shorter ones are placeholders (`0`, `1`). */
const FEWEST_DIGITS = 4

/** The keys of a party's telephones, addresses and tax numbers, each once. */
export function contactKeys(party: Party, countries: readonly DiallingCountry[]): readonly ContactKey[] {
  const found = new Map<string, ContactKey>()
  const add = (kind: ContactKind, key: string | undefined, text: string): void => {
    if (key && !found.has(kind + key)) found.set(kind + key, { kind, key, text: text.trim() })
  }
  for (const text of party.telephones) add('telephone', telephoneKey(text, party, countries), text)
  for (const text of party.emails) {
    const email = normalEmail(text)
    add('email', email, text)
    const domain = email?.slice(email.lastIndexOf('@') + 1)
    if (domain && !isFreeHost(domain)) add('mail domain', webForms(domain).at(-1), text)
  }
  for (const text of party.webs) {
    add('telephone', whatsappNumber(text), text)
    for (const key of webKeys(text)) add('web', key, text)
  }
  for (const text of party.taxNumbers) add('tax number', numberKey(text), text)
  return [...found.values()]
}

/** A tax or document number by its letters and digits; undefined for `S/N`, `-`, `0000` and whatever else stands where none is known. */
export function numberKey(text: string | undefined): string | undefined {
  const key = foldLicence(text ?? '')
  const digits = key.replace(/\P{N}/gu, '')
  return digits.length >= FEWEST_DIGITS && !allTheSame(digits) ? key : undefined
}

function telephoneKey(text: string, { country }: Party, countries: readonly DiallingCountry[]): string | undefined {
  const digits = telephoneDigits(text)
  if (digits.length < 6 || allTheSame(digits)) return undefined
  // A number that no plan reads is still a number: its digits as typed compare it with its copies.
  return registeredTelephone(text, country, countries) ?? digits
}

/** The whole address where pages of many owners share the host, the host where it is the owner's own. */
function webKeys(text: string): readonly string[] {
  const forms = webForms(fold(text).startsWith('@') ? text : text.trim())
  if (forms.length > 2) return forms
  const [whole = '', host = whole.split('/')[0] ?? ''] = forms
  if (!isFreeHost(host)) return host ? [host] : []
  return whole.includes('/') ? [whole] : []
}

function isFreeHost(host: string): boolean {
  const [name = '', ...ending] = host.split('.')
  return ending.length <= 2 && (FREE_HOSTS.has(name) || ['sites.google.com', 'docs.google.com'].includes(host))
}

function allTheSame(digits: string): boolean {
  return new Set(digits).size < 2
}
