// Placeholders of a pack's letters: which stand in a text, and the text with them filled in.
import { PLACEHOLDERS, type Placeholder } from './schema/letters.ts'

const BRACED = /\{([^{}]*)\}/g

/** The words in braces that a text holds, known or not. */
export function bracedWords(text: string): readonly string[] {
  return [...text.matchAll(BRACED)].map((match) => match[1] ?? '')
}

/** A template's text with its placeholders filled in. Throws RangeError when one of them was given no value, so that no letter leaves with a gap. */
export function filled(template: string, values: Readonly<Partial<Record<Placeholder, string>>>): string {
  return template.replace(BRACED, (_braced, word: string) => {
    const placeholder = PLACEHOLDERS.find((name) => name === word)
    const value = placeholder && values[placeholder]
    if (value === undefined) throw new RangeError(`no value for {${word}}`)
    return value
  })
}
