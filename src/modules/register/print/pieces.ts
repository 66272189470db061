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

/** What stands on every page: the band above and below, and the foot. */
export type Margins = { readonly practice?: string; readonly foot: string }

/** As much as the band holds on one line. */
const WIDEST_BAND = 80

/** The words of practice and of samples, in every language of the paper; what the band has no room for goes before the foot's own words. */
export function marginsOf(mark: PaperMark | undefined, readers: readonly RegisterReader[], foot: string): Margins {
  if (!mark) return { foot }
  const words = readers.map(({ say, day }) =>
    mark.kind === 'practice' ? say('print.practice') : say('print.sample', { day: day(mark.asOf) }),
  )
  const [first = '', ...others] = new Set(words)
  const whole = [first, ...others].join('  ·  ')
  return whole.length <= WIDEST_BAND
    ? { practice: whole, foot }
    : { practice: first, foot: [...others, foot].join('  ·  ') }
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

/** What each country's pack says about charging workers, with its law. */
export function feeBlocks({ fees }: RecruiterPaper, reader: RegisterReader): readonly Block[] {
  const { say, text } = reader
  return fees.map(({ country, sentence, source }): Block => {
    const shown = text(sentence)
    const law = source ? ` ${say('print.source', { source })}` : ''
    return {
      kind: 'paragraph',
      text: `${text(country).text}: ${shown.text}${law}`,
      direction: shown.direction,
      ...(shown.language !== reader.written.tag && { language: shown.language }),
    }
  })
}

/** The longest address that an unsigned code on paper can still be scanned with. */
const LONGEST_SCANNED = 300

/** What the code on a paper holds: the signed statement, else the address of the recruiter's page. */
export function codeContent({ statusCode, pageAddress }: RecruiterPaper): string {
  if (statusCode !== undefined) return statusCode
  return pageAddress.length <= LONGEST_SCANNED ? pageAddress : new URL('/check', pageAddress).href
}

/** Where the code leads, as words: the part of a signed code behind the `#` is not for people. */
export function codeAddress(paper: RecruiterPaper): string {
  return paper.statusCode === undefined ? codeContent(paper) : new URL('/scan', paper.pageAddress).href
}

/** The code on a paper. */
export function codeBlock(paper: RecruiterPaper, reader: RegisterReader, millimetres: number): Block {
  return {
    kind: 'qr',
    content: codeContent(paper),
    alt: reader.say('print.code', { address: codeAddress(paper) }),
    millimetres,
  }
}
