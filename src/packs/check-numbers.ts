// Numbers that a pack describes: licences that fit their own form, issued or printed, and files told apart by their letters.
import { hasCheckCharacter } from '../kernel/check-character.ts'
import type { Report } from './checks.ts'
import type { Path } from './faults.ts'
import { bracedWords } from './letters.ts'
import { licenceFor } from './numbers.ts'
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
