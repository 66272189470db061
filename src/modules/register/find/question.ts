// Takes a typed question apart: licence numbers, telephones, addresses, and what is left as a name.
import { foldLicence } from '../../../kernel/fold.ts'
import { normalEmail, webForms, whatsappNumber } from './address.ts'
import { type DiallingCountry, telephoneReadings } from './telephone.ts'

/** A contact as typed, with every normal form under which it may be registered. */
export type TypedContact = { readonly typed: string; readonly forms: readonly string[] }

export type Question = {
  /** Folded licence numbers that the text may hold, the whole text first. */
  readonly licences: readonly string[]
  readonly telephones: readonly TypedContact[]
  readonly emails: readonly TypedContact[]
  readonly webs: readonly TypedContact[]
  /** The text without telephones and addresses; it may still hold a licence number. */
  readonly name: string
}

/** Digits with what people write between them, not beginning inside a word or a licence number (`XA-0042-7`). */
const TELEPHONE =
  /(?<![\p{L}\p{N}][-_./–]?)(?:\+\s*)?[(]?\p{Nd}(?:[\s().\-–/·]*\p{Nd}){5,19}(?![\p{L}\p{N}]|[-_–]\p{L})/gu
/** A licence number in words: at most so many of them, at least so many letters and digits. */
const LICENCE_WORDS = 5
const LICENCE_LEAST = 3
const MOST_WORDS = 40

/** The parts of a typed question; every list may be empty. */
export function readQuestion(text: string, countries: readonly DiallingCountry[]): Question {
  const telephones: TypedContact[] = []
  const emails: TypedContact[] = []
  const webs: TypedContact[] = []
  const words = text.split(/\s+/u).filter((word) => {
    if (!/[@.]/.test(word)) return true
    const email = normalEmail(word)
    const whatsapp = email ? undefined : whatsappNumber(word)
    const forms = email || whatsapp ? [] : webForms(word)
    if (email) emails.push({ typed: word, forms: [email] })
    else if (whatsapp) telephones.push({ typed: word, forms: telephoneReadings(whatsapp, countries) })
    else if (forms.length > 0 && looksLikeAddress(word)) webs.push({ typed: word, forms })
    else return true
    return false
  })
  const name = words.join(' ').replace(TELEPHONE, (typed) => {
    const forms = telephoneReadings(typed, countries)
    if (forms.length === 0) return typed
    telephones.push({ typed: typed.trim(), forms })
    return ' '
  })
  return { licences: licencesIn(text), telephones, emails, webs, name: name.replace(/\s+/gu, ' ').trim() }
}

/** `S.A.de` and `Co.Ltd` have the form of a host; an address has a scheme, a path, `www.`, `@`, or a first part that is a word. */
function looksLikeAddress(word: string): boolean {
  return /^@|:\/\/|\/|^www\./iu.test(word) || /^[\p{L}\p{N}-]{3,}(\.[\p{L}\p{N}-]{2,})+[.,;]?$/u.test(word)
}

function licencesIn(text: string): readonly string[] {
  const found = new Set([foldLicence(text)])
  const words = text.split(/\s+/u).slice(0, MOST_WORDS)
  for (let start = 0; start < words.length; start++) {
    for (let count = 1; count <= LICENCE_WORDS && start + count <= words.length; count++) {
      const licence = foldLicence(words.slice(start, start + count).join(''))
      if (licence.length >= LICENCE_LEAST && /\d/.test(licence)) found.add(licence)
    }
  }
  found.delete('')
  return [...found]
}
