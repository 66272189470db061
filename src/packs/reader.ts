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
  /** An address within the language's pages: `/es` + path. */
  readonly to: (path: string) => string
}
