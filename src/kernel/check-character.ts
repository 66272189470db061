// The check character of ISO 7064, MOD 37,36: one more letter or digit that catches a mistyped licence number.

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Running product of ISO 7064's hybrid system (modulus 36) over the characters, or undefined when one is no digit or capital letter. */
function product(characters: string): number | undefined {
  let p = 36
  for (const character of characters) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return undefined
    p = (((p + value) % 36 || 36) * 2) % 37
  }
  return p
}

/** Digits and capital letters alone: spaces and dashes are how a number is printed, not part of what is checked. */
function bare(text: string): string {
  return text.toUpperCase().replace(/[\s\p{Pd}]/gu, '')
}

/**
 * The check character (0–9, A–Z) for a body of digits and letters, such as `XA-0417`; case, spaces and dashes do not count.
 * Undefined when the body is empty or holds anything else. Source: ISO 7064, MOD 37,36.
 */
export function checkCharacter(body: string): string | undefined {
  const characters = bare(body)
  const p = characters === '' ? undefined : product(characters)
  return p === undefined ? undefined : ALPHABET[(37 - p) % 36]
}

/** Whether the last character of a whole number checks the ones before it. */
export function hasCheckCharacter(whole: string): boolean {
  const characters = bare(whole)
  return characters.length > 1 && checkCharacter(characters.slice(0, -1)) === characters.at(-1)
}
