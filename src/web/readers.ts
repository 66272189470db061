// Who reads: one reader a language of the pack, and the language that a browser asks for.
import { type RegisterKey, registerTexts } from '../modules/register/index.ts'
import { countryOfPack, type Pack, writtenLanguages } from '../packs/index.ts'
import { createReader, type Reader } from '../packs/reader.ts'
import { createTexts, type TextFile } from '../platform/texts.ts'
import { type WebKey, webTexts } from './texts/index.ts'

export type PageReader = Reader<RegisterKey & WebKey> & Reader<RegisterKey> & Reader<WebKey>

type Texts = Readonly<Record<string, TextFile<RegisterKey | WebKey>>>

const files = Object.fromEntries(
  Object.entries(registerTexts).map(([language, texts]) => [
    language,
    { ...texts, ...webTexts[language as keyof typeof webTexts] },
  ]),
) as Texts

const texts = createTexts(files)

/** The readers of a pack, made once: formats and messages are compiled at first use and kept. */
export function createReaders(pack: Pack, country: Parameters<typeof countryOfPack>[1]) {
  const zone = countryOfPack(pack, country)?.zone ?? 'UTC'
  const readers = new Map<string, PageReader>(
    pack.languages.map(({ tag }) => {
      const facts = { languages: pack.languages, asked: tag, withTexts: texts.languages, zone }
      return [tag, createReader<RegisterKey | WebKey>({ ...facts, say: texts.say }) as PageReader]
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
