// A party as it is compared and indexed: its texts as folded words, and the keys under which others find it.
import { fold, foldWords } from '../../../../kernel/fold.ts'
import { distinctiveWords, nameParts } from '../name-parts.ts'
import { soundOf } from '../slips.ts'
import type { DiallingCountry } from '../telephone.ts'
import { addressKeys, addressWords } from './address-words.ts'
import { type ContactKey, contactKeys, numberKey } from './contact-keys.ts'
import type { Party, PartySummary } from './party.ts'

/** A text with its words; `whole` is equal for texts that differ in case, marks, punctuation or the order of words. */
export type WordedText = { readonly text: string; readonly words: readonly string[]; readonly whole: string }
export type ComparedPerson = WordedText & {
  readonly document: string | undefined
  /** The document as printed. */
  readonly paper: string
  readonly born: string | undefined
}

/** What is kept of a party: as much as comparing it needs, telephones already read. */
export type StoredParty = PartySummary &
  Pick<Party, 'names' | 'addresses' | 'representatives' | 'guarantors'> & { readonly contacts: readonly ContactKey[] }

export type ComparedParty = {
  readonly summary: PartySummary
  readonly contacts: readonly ContactKey[]
  readonly names: readonly WordedText[]
  readonly addresses: readonly WordedText[]
  readonly representatives: readonly ComparedPerson[]
  readonly guarantors: readonly WordedText[]
}

/** Parts of one written name (`X T/A Y`) and words of one text that are looked at; more is no name but a paste. */
const MOST_PARTS = 4
const MOST_WORDS = 10
/** Words of one text whose pairs are keys: ten pairs. */
const MOST_PAIRED = 5
const STEM = 4
const PARTICLES = new Set('de del la las los el y e i da das do dos di du des le van von der den bin ibn al'.split(' '))

/** Reads the telephones, which is slow, once; the rest stays as printed. */
export function storedParty(party: Party, countries: readonly DiallingCountry[]): StoredParty {
  const { id, kind, label, country, standing, names, addresses, representatives, guarantors } = party
  const contacts = contactKeys(party, countries)
  return {
    id,
    kind,
    label,
    country,
    ...(standing && { standing }),
    names,
    addresses,
    representatives,
    guarantors,
    contacts,
  }
}

export function comparedParty(stored: StoredParty): ComparedParty {
  const { id, kind, label, country, standing } = stored
  return {
    summary: { id, kind, label, country, ...(standing && { standing }) },
    contacts: stored.contacts,
    names: once(stored.names.flatMap(namesIn)),
    addresses: once(stored.addresses.map((text) => worded(text, addressWords(text), false))),
    representatives: stored.representatives
      .map(({ name, document, born }) => ({
        ...worded(name, personWords(name), true),
        document: numberKey(document),
        paper: document?.trim() ?? '',
        born: foldWords(born ?? '').join('-') || undefined,
      }))
      .filter(({ words, document }) => words.length > 0 || document !== undefined),
    guarantors: once(stored.guarantors.map((text) => worded(text, distinctiveWords(text).words, true))),
  }
}

/** Keys of values: whoever shares one shares that value. A letter before each keeps the kinds apart. */
export const VALUE_KEY = {
  telephone: 't:',
  email: 'e:',
  web: 'w:',
  'mail domain': 'w:',
  'tax number': 'x:',
  document: 'd:',
  name: 'N:',
  address: 'A:',
  representative: 'R:',
  guarantor: 'G:',
} as const
/** Of a word of a name; how many hold it says how rare it is. */
export const WORD_KEY = 'n:'

/** All keys of a party, each once: those of its values, and those of parts of its texts, under which near ones meet. */
export function keysOf(party: ComparedParty): {
  readonly values: readonly string[]
  readonly parts: readonly string[]
} {
  const { contacts, names, addresses, representatives, guarantors } = party
  const values = new Set([
    ...contacts.map(({ kind, key }) => VALUE_KEY[kind] + key),
    ...names.map(({ whole }) => VALUE_KEY.name + whole),
    ...addresses.map(({ whole }) => VALUE_KEY.address + whole),
    ...representatives.flatMap(({ whole, document }) => [
      ...(whole ? [VALUE_KEY.representative + whole] : []),
      ...(document ? [VALUE_KEY.document + document] : []),
    ]),
    ...guarantors.map(({ whole }) => VALUE_KEY.guarantor + whole),
  ])
  const parts = new Set([
    ...names.flatMap(({ words }) => [
      ...words.map((word) => WORD_KEY + word),
      ...pairs(words).map((pair) => `p:${pair}`),
      `j:${words.join('')}`,
    ]),
    ...addresses.flatMap(({ words }) => addressKeys(words).map((pair) => `a:${pair}`)),
    ...representatives.flatMap(({ words, born }) => [
      ...pairs(words).map((pair) => `r:${pair}`),
      ...(born ? words.slice(0, MOST_PAIRED).map((word) => `b:${born} ${stemOf(word)}`) : []),
    ]),
    ...guarantors.flatMap(({ words }) => pairs(words).map((pair) => `g:${pair}`)),
  ])
  return { values: [...values], parts: [...parts] }
}

function namesIn(text: string): WordedText[] {
  // Folded first, so that a divider (`nombre comercial`) is found whatever the case and marks.
  return nameParts(fold(text))
    .slice(0, MOST_PARTS)
    .map(({ words }) => worded(text, words, true))
}

function personWords(name: string): string[] {
  const all = foldWords(name)
  const kept = all.filter((word) => !PARTICLES.has(word))
  return kept.length > 0 ? kept : all
}

function worded(text: string, words: readonly string[], anyOrder: boolean): WordedText {
  const few = words.slice(0, MOST_WORDS)
  return { text: text.trim(), words: few, whole: (anyOrder ? [...words].sort() : words).join(' ') }
}

/** A text without a word is a missing one; the same text twice is one. */
function once<Text extends WordedText>(texts: readonly Text[]): Text[] {
  return [...new Map(texts.map((text) => [text.whole, text])).values()].filter(({ whole }) => whole !== '')
}

/** Every two words by how they begin to the ear: one word misspelt leaves the pairs of the others. A single word is its own pair. */
function pairs(words: readonly string[]): string[] {
  const stems = words.slice(0, MOST_PAIRED).map(stemOf)
  if (stems.length === 1) return stems
  return stems.flatMap((stem, at) =>
    stems.slice(at + 1).map((other) => (stem < other ? `${stem} ${other}` : `${other} ${stem}`)),
  )
}

function stemOf(word: string): string {
  return soundOf(word).slice(0, STEM)
}
