// Texts of the interface: one file a language, ICU MessageFormat, every key in every written language.
import { IntlMessageFormat } from 'intl-messageformat'

/** One language's file: `$state` says how far its texts have been reviewed, every other key is a message. */
export type TextFile<Key extends string> = Readonly<Record<Key, string>> & { readonly $state: TextState }

/** `draft`: written with care, reviewed by nobody; `reviewed`: by a named speaker; `official`: adopted by the institution. */
export type TextState = 'draft' | 'reviewed' | 'official'

export type TextValues = Readonly<Record<string, string | number>>

/** Says a message in one language; values stand in `{braces}`, plurals follow the language's own rules. */
export type Say<Key extends string> = (key: Key, values?: TextValues) => string

/** How many sentences are kept, and how long one with its values may be. */
const MOST_SAID = 2000
const LONGEST_SAID = 300

/**
 * The texts of a module, by written language.
 * `locales` names the locale whose plural rules and number forms each language takes (never the machine's own).
 * Throws RangeError for a language that is not written; a message that does not parse throws SyntaxError at first use.
 */
export function createTexts<Key extends string>(files: Readonly<Record<string, TextFile<Key>>>) {
  const compiled = new Map<string, IntlMessageFormat>()
  const said = new Map<string, string>()

  function say(language: string, locale: string): Say<Key> {
    const file = files[language]
    if (!file) throw new RangeError(`no texts written in ${language}`)
    return (key, values) => {
      const message = file[key]
      // Most messages hold no value, and parsing costs: only those with braces, quotes or tags are compiled.
      if (!/[{'<]/.test(message)) return message
      // Pages say the same sentences with the same days and marks again and again.
      const name = `${locale} ${key} ${language}`
      const sentence = values === undefined ? name : `${name} ${JSON.stringify(values)}`
      const there = said.get(sentence)
      if (there !== undefined) return there
      let format = compiled.get(name)
      if (!format) {
        format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true })
        compiled.set(name, format)
      }
      const text = String(format.format(values))
      if (said.size >= MOST_SAID) said.clear()
      // A sentence with somebody's name is not kept: the name may have to be erased.
      if (sentence.length <= LONGEST_SAID && values?.name === undefined) said.set(sentence, text)
      return text
    }
  }

  return { languages: Object.keys(files), state: (language: string) => files[language]?.$state, say }
}
