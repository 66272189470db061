// The reader of a page: the language asked for, the language it is written in, and how dates and numbers look there.
import type { Day } from '../kernel/day.ts'
import type { Say } from '../platform/texts.ts'
import type { LanguageOfPack, Localized } from './schema.ts'

/** Everything a page needs to know about who reads it. `Key` are the keys of the texts at hand. */
export type Reader<Key extends string> = {
  /** The language asked for in the address, such as `mam`. */
  readonly asked: LanguageOfPack
  /** The language the page is written in; another than `asked` when no text exists yet. */
  readonly written: LanguageOfPack
  readonly say: Say<Key>
  /** A localized text of the pack in the nearest language, with its tag when that is not the page's own. */
  readonly text: (localized: Localized) => {
    readonly text: string
    readonly language: string
    readonly direction: 'ltr' | 'rtl'
  }
  /** `14 de marzo de 2028`. */
  readonly day: (day: Day) => string
  /** Day and time in a named zone: `24 de noviembre de 2026, 10:42`. */
  readonly moment: (instant: string) => string
  readonly number: (value: number) => string
  /** Names joined as the language joins them: `A, B y C`. */
  readonly join: (words: readonly string[]) => string
  /** Orders words as the language does. */
  readonly compare: (one: string, other: string) => number
  /** An address within the language's pages: `/es` + path. */
  readonly to: (path: string) => string
}

export type ReaderFacts<Key extends string> = {
  /** The pack's languages. */
  readonly languages: readonly LanguageOfPack[]
  /** Tag of the language asked for, one of the pack's. */
  readonly asked: string
  /** Tags of the languages in which interface texts exist. */
  readonly withTexts: readonly string[]
  readonly say: (language: string, locale: string) => Say<Key>
  /** IANA zone in which moments are told, such as the node's country's. */
  readonly zone: string
}

/**
 * The reader for a language of the pack. Follows `fallback` until a language has texts, then takes the pack's originals.
 * Throws RangeError when the pack has no such language, when none of its languages has texts, or for an unknown zone.
 */
export function createReader<Key extends string>(facts: ReaderFacts<Key>): Reader<Key> {
  const named = (tag: string | undefined) => facts.languages.find((language) => language.tag === tag)
  const asked = named(facts.asked)
  if (!asked) throw new RangeError(`the pack has no language ${facts.asked}`)
  const nearest = nearestFirst(asked, facts.languages)
  const written = nearest.find((language) => facts.withTexts.includes(language.tag))
  if (!written) throw new RangeError(`no texts for ${facts.asked} or any language it falls back to`)

  const locale = withDigits(written.formats)
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...LONG_DAY })
  const moments = new Intl.DateTimeFormat(locale, { timeZone: facts.zone, ...LONG_DAY, ...CLOCK })
  const numbers = new Intl.NumberFormat(locale)
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const order = new Intl.Collator(locale)
  const minute = remembered((start) => moments.format(new Date(`${start}:00Z`)))
  const textOrder = [written, ...nearest].map((language) => language.tag)

  return {
    asked,
    written,
    say: facts.say(written.tag, locale),
    text(localized) {
      const tag = textOrder.find((candidate) => localized[candidate]) ?? Object.keys(localized)[0] ?? written.tag
      return { text: localized[tag] ?? '', language: tag, direction: named(tag)?.direction ?? directionOf(tag) }
    },
    day: remembered((day) => days.format(new Date(`${day}T00:00:00Z`))),
    // Told to the minute: one minute's instants look alike.
    moment: (instant) => minute(instant.slice(0, 'YYYY-MM-DDThh:mm'.length)),
    number: (value) => numbers.format(value),
    join: (words) => lists.format(words),
    compare: (one, other) => order.compare(one, other),
    to: (path) => `/${asked.tag}${path}`,
  }
}

/** Formatting a date costs more than the rest of a sentence, and pages name the same few days again and again. */
function remembered<Text extends string>(format: (text: Text) => string): (text: Text) => string {
  const known = new Map<Text, string>()
  return (text) => {
    const there = known.get(text)
    if (there !== undefined) return there
    const formatted = format(text)
    if (known.size >= 500) known.clear()
    known.set(text, formatted)
    return formatted
  }
}

const LONG_DAY = { year: 'numeric', month: 'long', day: 'numeric' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'shortOffset' } as const

/** The language itself, the ones it falls back to, the pack's originals, then all others. */
function nearestFirst(asked: LanguageOfPack, languages: readonly LanguageOfPack[]): readonly LanguageOfPack[] {
  const chain: LanguageOfPack[] = []
  for (let next: LanguageOfPack | undefined = asked; next && !chain.includes(next); ) {
    chain.push(next)
    const { fallback }: LanguageOfPack = next
    next = languages.find((language) => language.tag === fallback)
  }
  const originals = languages.filter((language) => language.standing === 'original')
  return [...new Set([...chain, ...originals, ...languages])]
}

/**
 * The pack's locale with 0–9, unless the pack itself names other digits (`ar-u-nu-arab`): licence numbers and telephones
 * are printed in 0–9, and one kind of digits on a page is easier to compare. The calendar is the law's, the Gregorian.
 */
function withDigits(formats: string): string {
  const { numberingSystem } = new Intl.Locale(formats)
  return new Intl.Locale(formats, { numberingSystem: numberingSystem ?? 'latn', calendar: 'gregory' }).toString()
}

/** The direction of a language that the pack does not list, by the script it is usually written in. */
function directionOf(tag: string): 'ltr' | 'rtl' {
  const { script } = new Intl.Locale(tag).maximize()
  return ['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm'].includes(script ?? '') ? 'rtl' : 'ltr'
}
