// Folds text for comparison: what a person types on any keyboard and what stands in a register become the same letters.

/** Letters that Unicode does not decompose, as people without that key type them. */
// biome-ignore format: one row a family of letters is read more easily than one letter a row
const LETTERS: Readonly<Record<string, string>> = {
  đ: 'd', ð: 'd', ɖ: 'd', ɗ: 'd', ɓ: 'b', ƈ: 'c', ƒ: 'f', ħ: 'h', ı: 'i', ȷ: 'j', ƙ: 'k', ĸ: 'k', ł: 'l', ŋ: 'n', ɲ: 'n',
  ø: 'o', ɔ: 'o', ə: 'e', ɛ: 'e', ƥ: 'p', ŧ: 't', ƭ: 't', ƴ: 'y', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ς: 'σ',
  // Arabic: letters that writers and keyboards exchange; the hamza forms decompose by themselves.
  ٱ: 'ا', ى: 'ي', ی: 'ي', ې: 'ي', ة: 'ه', ۃ: 'ه', ہ: 'ه', ھ: 'ه', ک: 'ك',
}

const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')

/**
 * Apostrophes, primes, spacing accents and signs of the glottal stop. They are dropped, not replaced: Ajpu', Ajpuꞌ, Ajpuʼ and Ajpu
 * are one name, and so are O'Brien and OBrien.
 */
const APOSTROPHES =
  /['`´΄᾽᾿῾\u00b4\u02b9-\u02c1\u02c8\u02ca\u02cb\u0241\u0242\u0294\u0295\u055a\u05f3\u07f4\u07f5\u2018-\u201b\u2032\u2035\ua78b\ua78c\uff07\uff40]/gu
const BREAKS = /[\t\n\v\f\r\u0085]/gu
const INVISIBLE = /[\p{Cc}\p{Cf}\p{M}\u0640]/gu
const ARABIC_INDIC = /[\u0660-\u0669\u06f0-\u06f9]/gu
const PLAIN = /^[ -&(-_a-~]*$/

/**
 * Text as it is compared: lower case, no marks, no apostrophes, no control or direction characters, Arabic-Indic digits as ASCII.
 * Idempotent, and equal for canonically equivalent texts. Punctuation and spaces stay.
 */
export function fold(text: string): string {
  // Most registered names are plain ASCII, and then lower case is all there is to do.
  if (PLAIN.test(text)) return text.toLowerCase()
  return text
    .normalize('NFC')
    .replace(APOSTROPHES, '') // before NFKD, which would make of a spacing accent a space
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, '')
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .replace(ARABIC_INDIC, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .normalize('NFC')
}

/** The words of a text, folded: runs of letters and digits. */
export function foldWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A licence number as it is compared: letters and digits only, upper case, whatever the spaces, dashes and case it was typed with. */
export function foldLicence(text: string): string {
  return foldWords(text).join('').toUpperCase()
}
