// Draws with whom a party shares something: itself on top, up to six others below, and on each branch what the two share.
import { type Html, html } from '../../../../platform/html.ts'

/** One of the others. All texts are in the reader's language. */
export type GraphNeighbour = {
  /** Short, as it stands in the box: `GT-0102`. */
  readonly label: string
  /** What it is: `revocada`. */
  readonly standing?: string
  /** Refused, suspended, revoked, sanctioned or reported: drawn with corners cut, not in another colour alone. */
  readonly concern: boolean
  /** One word: `teléfono`. */
  readonly shares: string
  /** The link in words, for the title: `comparte teléfono con GT-0102-B, revocada`. */
  readonly said: string
}

export type LinkGraphView = {
  /** Makes the title's id the only one of the page. */
  readonly id: string
  readonly label: string
  /** Best first; those after the sixth are in the list alone. */
  readonly neighbours: readonly GraphNeighbour[]
}

export const MOST_NEIGHBOURS = 6
/** Letters that fit into a box at 15 px; the whole is in the list and in the title. */
const BOX_LETTERS = 13
const OWN_LETTERS = 30
const ROW = 106
const TOP = 64

/**
 * The list beside it says the same and more; the picture is one image with one title. Two columns on a trunk, so that no line crosses a
 * box and every word is 15 px at 300 px of width. The picture is the same in both directions of writing: all text is centred.
 */
export function linkGraph({ id, label, neighbours }: LinkGraphView): Html {
  const shown = neighbours.slice(0, MOST_NEIGHBOURS)
  const rows = Math.ceil(shown.length / 2)
  const places = shown.map((neighbour, at) => ({
    neighbour,
    x: at % 2 === 0 ? 70 : 230,
    y: TOP + 34 + Math.floor(at / 2) * ROW,
  }))
  const trunk = rows > 0 ? `M150 ${TOP}V${TOP + 66 + (rows - 1) * ROW}` : ''
  const branches = places.map(({ x, y }) => `M150 ${y + 32}H${x < 150 ? 130 : 170}`).join('')
  const drawn = (concern: boolean): string =>
    places.flatMap(({ neighbour, x, y }) => (neighbour.concern === concern ? [box(x, y, concern)] : [])).join('')
  const [plain, bad] = [drawn(false), drawn(true)]
  const title = `${isolated(label)}: ${shown.map(({ said }) => isolated(said)).join('; ')}`
  return html`<svg class="graph" viewBox="0 0 300 ${TOP + 14 + rows * ROW}" role="img" aria-labelledby="${id}"><title id="${id}">${title}</title>${trunk && html`<path d="${trunk}${branches}"/>`}<path class="me" d="M20 20h260v44H20z"/>${plain && html`<path class="you" d="${plain}"/>`}${bad && html`<path class="bad" d="${bad}"/>`}<g text-anchor="middle">${text(150, 47, label, OWN_LETTERS)}${places.map(({ neighbour, x, y }) => labels(neighbour, x, y))}</g></svg>`
}

function box(x: number, y: number, cut: boolean): string {
  return cut ? `M${x - 40} ${y}h80l20 20v24l-20 20h-80l-20-20v-24z` : `M${x - 60} ${y}h120v64h-120z`
}

function labels({ label, standing, shares }: GraphNeighbour, x: number, y: number): Html {
  const under = standing && text(x, y + 51, standing, BOX_LETTERS)
  return html`${text(x, y - 9, shares, BOX_LETTERS)}${text(x, y + (standing ? 29 : 38), label, BOX_LETTERS)}${under}`
}

/** `plaintext` lets each text be read in its own direction, whatever the page's. */
function text(x: number, y: number, written: string, most: number): Html {
  return html`<text x="${x}" y="${y}" unicode-bidi="plaintext">${cut(written, most)}</text>`
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function cut(written: string, most: number): string {
  const all = Array.from(letters.segment(written), ({ segment }) => segment)
  return all.length <= most
    ? written
    : `${all
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

/** A name of another direction of writing must not turn the title around it. */
function isolated(written: string): string {
  return `\u2068${written}\u2069`
}
