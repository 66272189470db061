// Letters of a pack: placeholders that exist, and the same ones in every language.
import type { Report } from './checks.ts'
import { oneOf, type Path } from './faults.ts'
import { bracedWords } from './letters.ts'
import { PLACEHOLDERS } from './schema/letters.ts'
import type { Localized, Pack } from './schema.ts'

/** The subject and every paragraph of each letter. */
export function checkLetters(pack: Pack, report: Report): void {
  for (const [kind, letter] of Object.entries(pack.letters)) {
    checkTemplate(letter.subject, ['letters', kind, 'subject'], report)
    for (const [index, paragraph] of letter.paragraphs.entries())
      checkTemplate(paragraph, ['letters', kind, 'paragraphs', index], report)
  }
}

/** A day left out of one translation would not be told to whoever reads that one. */
function checkTemplate(template: Localized, path: Path, report: Report): void {
  const known: readonly string[] = PLACEHOLDERS
  const [first, ...others] = Object.entries(template)
  for (const [tag, text] of Object.entries(template)) {
    for (const word of bracedWords(text))
      if (!known.includes(word)) report([...path, tag], `nothing fills in "{${word}}"`, oneOf(word, known))
    if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')))
      report([...path, tag], 'has a brace without its pair', 'Write placeholders as {name}, and no other braces')
  }
  const wanted = first ? named(first[1]) : ''
  for (const [tag, text] of others)
    if (named(text) !== wanted)
      report([...path, tag], `names other placeholders than the text in "${first?.[0]}"`, `Name ${wanted || 'none'}`)
}

function named(text: string): string {
  return [...new Set(bracedWords(text))].sort().join(', ')
}
