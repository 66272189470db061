// Pieces that every printed paper says alike: the mark of practice, sections in a language, what is charged, the code.
import type { Block, Shape } from '../../../platform/print/document.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import type { PaperMark, PrintedScope, RecruiterPaper } from '../views/print.ts'
import type { Status } from '../views.ts'

export const SHAPE: Readonly<Record<Status, Shape>> = {
  authorized: 'yes',
  suspended: 'no',
  revoked: 'no',
  expired: 'warn',
  delisted: 'warn',
  listed: 'unknown',
  unknown: 'unknown',
}

/** The words that stand on every page of practice and of samples, in every language of the paper. */
export function markWords(mark: PaperMark | undefined, readers: readonly RegisterReader[]): string | undefined {
  if (!mark) return undefined
  const words = readers.map(({ say, day }) =>
    mark.kind === 'practice' ? say('print.practice') : say('print.sample', { day: day(mark.asOf) }),
  )
  return [...new Set(words)].join('  ·  ')
}

/** Blocks in a reader's language. */
export function section(reader: RegisterReader, blocks: readonly Block[]): Block {
  return { kind: 'section', language: reader.written.tag, direction: reader.written.direction, blocks }
}

export type Fact = { readonly name: string; readonly value: string }

/** What an authorization is for, as names and values. */
export function scopeFacts(scope: PrintedScope | undefined, reader: RegisterReader): readonly Fact[] {
  if (!scope) return []
  const { say, text, join } = reader
  const named = (words: readonly Readonly<Record<string, string>>[]) => join(words.map((one) => text(one).text))
  const { sectors, occupations, countries, places, workers, conditions } = scope
  return [
    ...(sectors.length > 0 ? [{ name: say('fact.sectors'), value: named(sectors) }] : []),
    ...(occupations.length > 0 ? [{ name: say('print.occupations'), value: named(occupations) }] : []),
    ...(countries.length > 0 ? [{ name: say('print.work-countries'), value: named(countries) }] : []),
    ...(places ? [{ name: say('fact.places'), value: text(places).text }] : []),
    ...(workers === undefined
      ? []
      : [{ name: say('fact.workers'), value: say('fact.workers.most', { count: workers }) }]),
    ...(conditions ? [{ name: say('print.conditions'), value: text(conditions).text }] : []),
  ]
}

/** That nobody pays, and what each country's pack says about it, with its source. */
export function feeBlocks({ fees }: RecruiterPaper, reader: RegisterReader): readonly Block[] {
  const { say, text } = reader
  return [
    { kind: 'paragraph', text: say('print.free'), large: true, bold: true },
    ...fees.flatMap(({ country, sentence, source }): readonly Block[] => {
      const shown = text(sentence)
      return [
        {
          kind: 'paragraph',
          text: `${text(country).text}: ${shown.text}`,
          direction: shown.direction,
          ...(shown.language !== reader.written.tag && { language: shown.language }),
        },
        ...(source ? [{ kind: 'paragraph', text: say('print.source', { source }), soft: true } as const] : []),
      ]
    }),
  ]
}

/** The longest address that a code on paper can still be scanned with. */
const LONGEST_SCANNED = 300

/** The code that opens the recruiter's page. */
export function codeBlock(paper: RecruiterPaper, reader: RegisterReader, millimetres: number): Block {
  const { pageAddress } = paper
  const content = pageAddress.length <= LONGEST_SCANNED ? pageAddress : new URL('/check', pageAddress).href
  return { kind: 'qr', content, alt: reader.say('print.code', { address: content }), millimetres }
}
