// Text made fit for paper: only what can be drawn, lines that fit, and right-to-left runs in the order of the eye.

/** A piece of a line that is written in one direction. */
export type Run = { readonly text: string; readonly rtl: boolean }

const LONGEST = 20_000
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/
const STRONG = /[\p{L}\p{N}]/u
const MIRRORED: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '«': '»',
  '»': '«',
  '<': '>',
  '>': '<',
}
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * What of a text can be drawn: NFC, without control characters and marks that turn the direction around; what has no
 * glyph becomes □. Line ends stay. At most 20,000 characters.
 */
export function printable(text: string, hasGlyph: (code: number) => boolean): string {
  const whole = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  const clean = whole
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\t\u00a0\u202f]/g, ' ')
    .replace(/(?![\n\u200d])[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu, '')
  let out = ''
  for (const { segment } of graphemes.segment(clean)) {
    // Joiners have held together what people see as one sign; nothing of them is drawn.
    const [base, ...marks] = segment.replaceAll('\u200d', '')
    if (base === undefined) continue
    if (base !== '\n' && !hasGlyph(base.codePointAt(0) ?? 0)) out += '□'
    // Nobody's name carries more than a few marks on one letter; a hundred of them would cover the page.
    else
      out +=
        base +
        marks
          .slice(0, 4)
          .filter((mark) => hasGlyph(mark.codePointAt(0) ?? 0))
          .join('')
  }
  return out
}

/** Lines of at most `width`, broken at spaces, and inside a word only where it alone is wider than a line. */
export function linesOf(text: string, width: number, widthOf: (text: string) => number): readonly string[] {
  const lines: string[] = []
  const space = widthOf(' ')
  for (const paragraph of text.split('\n')) {
    let line = ''
    let used = 0
    for (const word of paragraph.split(' ').filter((piece) => piece !== '')) {
      for (const piece of pieces(word, width, widthOf)) {
        const wide = widthOf(piece)
        if (line !== '' && used + space + wide > width) {
          lines.push(line)
          line = ''
          used = 0
        }
        used += line === '' ? wide : space + wide
        line += line === '' ? piece : ` ${piece}`
      }
    }
    lines.push(line)
  }
  return lines
}

function pieces(word: string, width: number, widthOf: (text: string) => number): readonly string[] {
  if (word.length < 200 && widthOf(word) <= width) return [word]
  const found: string[] = []
  let piece = ''
  let used = 0
  // Character by character, so that five thousand of them cost five thousand steps.
  for (const { segment } of graphemes.segment(word)) {
    const wide = widthOf(segment)
    if (piece !== '' && used + wide > width) {
      found.push(piece)
      piece = ''
      used = 0
    }
    piece += segment
    used += wide
  }
  return piece === '' ? found : [...found, piece]
}

/**
 * The runs of a line from left to right as they are drawn. A small part of the Unicode bidirectional algorithm: letters and numbers,
 * signs between them, no explicit marks (`printable` removed them). The text of a run stays in the order of reading.
 */
export function runsOf(line: string, direction: 'ltr' | 'rtl'): readonly Run[] {
  const characters = [...line]
  const own = characters.map((sign) => (RTL.test(sign) ? true : STRONG.test(sign) ? false : undefined))
  const base = direction === 'rtl'
  const sides = own.map((side, at) => {
    if (side !== undefined) return side
    const before = own.slice(0, at).findLast((other) => other !== undefined) ?? base
    const after = own.slice(at + 1).find((other) => other !== undefined) ?? base
    return before === after ? before : base
  })
  const runs: Run[] = []
  for (const [at, sign] of characters.entries()) {
    const rtl = sides[at] ?? base
    const last = runs.at(-1)
    if (last && last.rtl === rtl) runs[runs.length - 1] = { text: last.text + sign, rtl }
    else runs.push({ text: sign, rtl })
  }
  const shown = runs.map(({ text, rtl }) => {
    if (!rtl) return { text, rtl }
    const mirrored = [...text].map((sign) => MIRRORED[sign] ?? sign)
    // The shaper turns Arabic around by itself; signs alone it would leave as they stand.
    return RTL.test(text) ? { text: mirrored.join(''), rtl } : { text: mirrored.reverse().join(''), rtl }
  })
  if (base) return shown.reverse()
  return shown
}
