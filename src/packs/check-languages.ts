// Languages of a pack: every text exists in the original languages, every fallback leads to a written one, Intl knows every format.

import type { Report } from './checks.ts'
import { oneOf, type Path } from './faults.ts'
import { OfficialTitles } from './schema/parts.ts'
import { type LanguageOfPack, Localized, type Pack, Pack as PackSchema } from './schema.ts'
import { walk } from './walk.ts'

// Control characters other than the line break, and the marks that turn the direction of a text unseen.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const INVISIBLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/

/** Checks one localized text at a path. */
export function checkText(text: Localized, path: Path, languages: readonly LanguageOfPack[], report: Report): void {
  for (const { tag, standing } of languages)
    if (standing === 'original' && text[tag] === undefined)
      report([...path, tag], 'is missing', `Write this text in "${tag}", which is an original language of the pack`)
  checkWords(text, path, languages, report)
}

/** The words of a text, whichever languages it is in. */
function checkWords(text: Localized, path: Path, languages: readonly LanguageOfPack[], report: Report): void {
  const tags = languages.map((language) => language.tag)
  for (const [tag, words] of Object.entries(text)) {
    if (!tags.includes(tag)) report([...path, tag], `"${tag}" is no language of languages.json`, oneOf(tag, tags))
    if (words.normalize('NFC') !== words)
      report([...path, tag], 'has letters and accents apart', 'Save the text in Unicode form NFC')
    if (INVISIBLE.test(words))
      report([...path, tag], 'holds an invisible control character', 'Type the text again without it')
    if (words.trim() !== words) report([...path, tag], 'begins or ends with a space', 'Take the space away')
  }
}

/** Every localized text of the pack. */
export function checkTexts(pack: Pack, report: Report): void {
  walk(PackSchema, pack, (schema, value, path) => {
    if (schema === Localized) checkText(value as Localized, path, pack.languages, report)
    if (schema === OfficialTitles) checkOfficial(value as Localized, path, pack.languages, report)
  })
}

/** An official title may lack the languages in which the classification was not published, but not all of them. */
function checkOfficial(title: Localized, path: Path, languages: readonly LanguageOfPack[], report: Report): void {
  checkWords(title, path, languages, report)
  if (Object.keys(title).length === 0)
    report(path, 'holds no title', 'Write the official title in one language of the pack at least')
}

/** Tags, fallbacks and formats of the pack's languages. */
export function checkLanguages(pack: Pack, report: Report): void {
  const { languages } = pack
  if (!languages.some((language) => language.standing === 'original'))
    report(
      ['languages'],
      'none is original',
      'Give the standing "original" to the languages in which the pack is written',
    )
  for (const [index, language] of languages.entries()) {
    const path = ['languages', index]
    if (canonical(language.tag) !== language.tag)
      report([...path, 'tag'], `"${language.tag}" is no language tag`, 'Write a tag of BCP 47, such as "ar" or "quc"')
    checkFallback(language, languages, path, report)
    // Without this, Intl would answer in the locale of the machine and say nothing.
    if (!canonical(language.formats) || Intl.DateTimeFormat.supportedLocalesOf(language.formats).length === 0)
      report(
        [...path, 'formats'],
        `dates and numbers cannot be written as in "${language.formats}" on this machine`,
        'Name a locale that readers of this language also understand, such as that of the fallback',
      )
  }
}

function checkFallback(language: LanguageOfPack, all: readonly LanguageOfPack[], path: Path, report: Report): void {
  const { fallback, standing } = language
  if (fallback === undefined) {
    if (standing !== 'original')
      report([...path, 'fallback'], 'is missing', 'Name the language that readers get where no text exists')
    return
  }
  // Only a written language can stand in, and a translation falls back to an original: so no chain of fallbacks turns in a circle.
  const fit = all.filter(
    (other) => other.standing === 'original' || (standing === 'named' && other.standing === 'translated'),
  )
  const tags = fit.map((other) => other.tag).filter((tag) => tag !== language.tag)
  if (!tags.includes(fallback))
    report([...path, 'fallback'], `"${fallback}" cannot stand in for "${language.tag}"`, oneOf(fallback, tags))
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}
