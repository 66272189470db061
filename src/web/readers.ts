// Who reads: one reader a language of the pack, and the language that a browser asks for.

import {
  type FederationKey,
  type FollowKey,
  federationTexts,
  followTexts,
  type JointKey,
  jointTexts,
  type MessagesKey,
  messagesTexts,
  type StatusKey,
  statusTexts,
} from '../federation/index.ts'
import { type RegisterKey, registerTexts } from '../modules/register/index.ts'
import { countryOfPack, type Pack, writtenLanguages } from '../packs/index.ts'
import { createReader, type Reader } from '../packs/reader.ts'
import { type PeopleKey, peopleTexts } from '../people/index.ts'
import { createTexts, type TextFile, type TextState } from '../platform/texts.ts'
import { type WebKey, webTexts } from './texts/index.ts'

/** Every key of every set of texts: a new set is one line here and one in `SETS`. */
export type PageKey = RegisterKey | PeopleKey | WebKey | FederationKey | FollowKey | JointKey | MessagesKey | StatusKey
export type PageReader = Reader<PageKey> &
  Reader<RegisterKey> &
  Reader<PeopleKey> &
  Reader<WebKey> &
  Reader<FederationKey> &
  Reader<JointKey> &
  Reader<FollowKey> &
  Reader<MessagesKey> &
  Reader<StatusKey>

/** The sets of texts that a page may say; no key stands in two of them. */
const SETS: readonly Readonly<Record<string, TextFile<never>>>[] = [
  registerTexts,
  peopleTexts,
  webTexts,
  federationTexts,
  jointTexts,
  followTexts,
  messagesTexts,
  statusTexts,
]

// A language's state is the least that any of its sets has reached.
const STATES: readonly TextState[] = ['draft', 'reviewed', 'official']

const files = Object.fromEntries(
  Object.keys(webTexts).map((language) => {
    const sets = SETS.flatMap((set) => set[language] ?? [])
    const $state = STATES.find((state) => sets.some((texts) => texts.$state === state)) ?? 'draft'
    return [language, { ...Object.assign({}, ...sets), $state }]
  }),
) as Readonly<Record<string, TextFile<PageKey>>>

const texts = createTexts(files)

/** The readers of a pack, made once: formats and messages are compiled at first use and kept. */
export function createReaders(pack: Pack, country: Parameters<typeof countryOfPack>[1]) {
  const zone = countryOfPack(pack, country)?.zone ?? 'UTC'
  const readers = new Map<string, PageReader>(
    pack.languages.map(({ tag }) => {
      const facts = { languages: pack.languages, asked: tag, withTexts: texts.languages, zone }
      return [tag, createReader<PageKey>({ ...facts, say: texts.say }) as PageReader]
    }),
  )
  const first = writtenLanguages(pack)[0]?.tag ?? pack.languages[0]?.tag ?? ''

  return {
    of: (tag: string) => readers.get(tag),
    /** The reader for the languages that a browser names (RFC 9110, 12.5.4); the pack's first original when it names none of them. */
    accepting(header: string | undefined): PageReader {
      const wanted = (header ?? '')
        .slice(0, 500)
        .split(',')
        .map((part) => {
          const [tag = '', ...parameters] = part.trim().split(';')
          const weight = parameters.map((text) => /^\s*q=([0-9.]+)$/.exec(text)?.[1]).find(Boolean)
          return { tag: tag.toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
        })
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight)
      for (const { tag } of wanted) {
        const reader = readers.get(tag) ?? readers.get(tag.split('-')[0] ?? '')
        if (reader) return reader
      }
      return readers.get(first) as PageReader
    },
    state: (reader: PageReader) => texts.state(reader.written.tag) ?? 'draft',
    tags: [...readers.keys()],
  }
}

export type Readers = ReturnType<typeof createReaders>
