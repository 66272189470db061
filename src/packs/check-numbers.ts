// Numbers and letters of a pack: licences that fit their own form, files told apart by their letters, placeholders that exist.
import { hasCheckCharacter } from '../kernel/check-character.ts'
import type { Report } from './checks.ts'
import { oneOf, type Path } from './faults.ts'
import { bracedWords } from './letters.ts'
import { licenceFor } from './numbers.ts'
import { PLACEHOLDERS } from './schema/letters.ts'
import type { CountryOfPack, Pack } from './schema.ts'

/** Licence numbers and file numbers of each country. */
export function checkNumbers(pack: Pack, report: Report): void {
  for (const [index, country] of pack.countries.entries()) {
    checkLicence(country, ['countries', index, 'licenceNumber'], report)
    checkFileNumbers(country, ['countries', index, 'fileNumbers'], report)
  }
}

/** The licence form compiles, its example has that form, the check character of the example is right, and numbers issued have the form. */
function checkLicence(country: CountryOfPack, path: Path, report: Report): void {
  const { form, example, checkCharacter, issue } = country.licenceNumber
  let whole: RegExp
  try {
    whole = new RegExp(`^(?:${form})$`, 'u')
  } catch (error) {
    report(
      [...path, 'form'],
      `is no regular expression (${(error as Error).message})`,
      'Write one such as "XA-[0-9]{4}-[0-9A-Z]"',
    )
    return
  }
  if (!whole.test(example))
    report(
      [...path, 'example'],
      `"${example}" has not the form ${form}`,
      'Change the example or the form until they agree',
    )
  else if (checkCharacter === 'mod-37-36' && !hasCheckCharacter(example))
    report(
      [...path, 'example'],
      `the last character of "${example}" does not check the others`,
      'Write the check character that ISO 7064 MOD 37,36 gives, or set checkCharacter to "none"',
    )
  if (!issue) return
  const words = bracedWords(issue.pattern)
  const wanted = checkCharacter === 'mod-37-36' ? ['sequence', 'check'] : ['sequence']
  if (words.join() !== wanted.join()) {
    const text = wanted.map((word) => `{${word}}`).join(' and then ')
    report([...path, 'issue', 'pattern'], `does not hold ${text}`, `Write a pattern with ${text}, each once`)
    return
  }
  for (const sequence of [1, 10 ** issue.digits - 1]) {
    const number = licenceFor(issue, sequence)
    if (!whole.test(number) || (checkCharacter === 'mod-37-36' && !hasCheckCharacter(number))) {
      report(
        [...path, 'issue', 'pattern'],
        `makes "${number}", which has not the form ${form} with its check character`,
        'Change the pattern, its digits or the form until they agree; {check} stands last',
      )
      return
    }
  }
}

function checkFileNumbers({ fileNumbers }: CountryOfPack, path: Path, report: Report): void {
  const letters = Object.entries(fileNumbers.letters)
  for (const [index, [kind, letter]] of letters.entries())
    if (letters.slice(0, index).some(([, other]) => other === letter))
      report(
        [...path, 'letters', kind],
        `"${letter}" stands for another kind of file too`,
        'Give each kind its own letter',
      )
}

/** Every placeholder in the letters is known. */
export function checkLetters(pack: Pack, report: Report): void {
  const known: readonly string[] = PLACEHOLDERS
  const check = (text: string, path: Path): void => {
    for (const word of bracedWords(text))
      if (!known.includes(word)) report(path, `nothing fills in "{${word}}"`, oneOf(word, known))
    if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')))
      report(path, 'has a brace without its pair', 'Write placeholders as {name}, and no other braces')
  }
  for (const [kind, letter] of Object.entries(pack.letters)) {
    for (const [tag, text] of Object.entries(letter.subject)) check(text, ['letters', kind, 'subject', tag])
    for (const [index, paragraph] of letter.paragraphs.entries())
      for (const [tag, text] of Object.entries(paragraph)) check(text, ['letters', kind, 'paragraphs', index, tag])
  }
}

/** Every translation of a letter's paragraph names the same things: a day left out in one language would not be told there. */
export function checkSamePlaceholders(pack: Pack, report: Report): void {
  const check = (texts: Readonly<Record<string, string>>, path: Path): void => {
    const [first, ...others] = Object.entries(texts)
    if (!first) return
    const words = (text: string) => [...new Set(bracedWords(text))].sort().join(', ')
    for (const [tag, text] of others)
      if (words(text) !== words(first[1]))
        report(
          [...path, tag],
          `names other placeholders than the text in "${first[0]}"`,
          `Name ${words(first[1]) || 'none'}`,
        )
  }
  for (const [kind, letter] of Object.entries(pack.letters)) {
    check(letter.subject, ['letters', kind, 'subject'])
    for (const [index, paragraph] of letter.paragraphs.entries())
      check(paragraph, ['letters', kind, 'paragraphs', index])
  }
}
