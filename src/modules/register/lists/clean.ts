// Makes the text of a cell fit to keep: entities decoded once, no hidden characters, NFC, single spaces.
import { decodeHTMLStrict } from 'entities'

/** Nothing to do: printable ASCII, no entity, no outer or double space. */
const PLAIN = /^(?:[!-%'-~]+(?: [!-%'-~]+)*)?$/

/**
 * What prints nothing yet changes how a name is stored or shown: controls (tabs and line ends are spaces),
 * bidirectional embeddings, overrides and isolates, zero-width space, word joiner, byte order mark, soft hyphen.
 * The joiners U+200C and U+200D stay: they are spelling in several languages.
 */
const HIDDEN = /(?![\s\u0085])\p{Cc}|[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** Counts what cleaning took away, over a whole file. */
export type Cleaning = { hidden: number; entities: number }

/** The cell as it is kept. Entities need their semicolon (`AT&COPY` is a name) and are decoded once (`&amp;lt;` is `&lt;`). */
export function cleanCell(cell: string, counts: Cleaning): string {
  if (PLAIN.test(cell)) return cell
  let text = cell
  if (text.includes('&')) {
    const decoded = decodeHTMLStrict(text)
    if (decoded !== text) counts.entities++
    text = decoded
  }
  text = text.replace(HIDDEN, () => {
    counts.hidden++
    return ''
  })
  return text
    .normalize('NFC')
    .replace(/[\s\u0085]+/g, ' ')
    .trim()
}
