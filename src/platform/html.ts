// Writing HTML: templates that escape by default, messages with pieces of HTML in them, and the shape every page returns.
import type { FormMarks } from './http.ts'
import type { Say } from './texts.ts'

/** A piece of escaped HTML. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

/** HTML that is right as it stands: the sprite, never anything typed. */
export function raw(text: string): Html {
  return new Html(text)
}

/** What may stand in a template: text is escaped, HTML is not, nothing and `false` leave no trace. */
export type Part = Html | string | number | false | undefined | readonly Part[]

/**
 * Escaped HTML from a template. Throws TypeError when a part is a promise: pages are given what they show.
 * Written here because a page is made of a hundred of these, and those of Hono, which may wait, take twice the time.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0] ?? ''
  for (let at = 0; at < parts.length; at++) text += written(parts[at]) + (strings[at + 1] ?? '')
  return new Html(text)
}

function written(part: Part): string {
  if (typeof part === 'string') return escaped(part)
  if (part instanceof Html) return part.text
  if (part === undefined || part === null || typeof part === 'boolean') return ''
  if (Array.isArray(part)) return part.map(written).join('')
  if (part instanceof Promise) throw new TypeError('a page cannot wait: give it what it shows')
  return escaped(String(part))
}

const SPECIAL = /[&<>"']/
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter) : text
}

/** What a page function returns; the layout is put around it by `web`. */
export type Page = {
  /** Plain text, without the product's name. */
  readonly title: string
  readonly body: Html
  /** Names of the sprite's symbols that the body uses; the layout inlines these and no others. */
  readonly symbols: readonly string[]
  /** Names of the scripts that add comfort, of those given to `createApp`; only pages of the desks, of sign-in and the scan page run any. */
  readonly scripts?: readonly string[]
}

/** A page whose symbols are read from its body, so that none is forgotten. */
export function page(title: string, body: Html): Page {
  return { title, body, symbols: symbolsIn(String(body)) }
}

/** Names of the symbols that a piece of HTML uses, each once. */
export function symbolsIn(written: string): readonly string[] {
  return [...new Set(Array.from(written.matchAll(/<use href="#([a-z]+)"/g), ([, name]) => name ?? ''))]
}

/** A picture of the sprite beside words; `i` is an icon drawn in lines, `s` a filled shape of a status. */
export function drawn(symbol: string, kind: 'i' | 's'): Html {
  return html`<svg class="${kind}" aria-hidden="true"><use href="#${symbol}"/></svg>`
}

// Two characters of private use mark where HTML goes; they are taken out of every text that comes from outside.
const MARK = /\uE000(\d+)\uE001/
const MARKS = /[\uE000\uE001]/g

/** A message whose values may be pieces of HTML (a name in `<bdi>`, a link); all other text is escaped. */
export function fill<Key extends string>(
  say: Say<Key>,
  key: Key,
  values: Readonly<Record<string, string | number | Html>>,
): Html {
  const pieces: Html[] = []
  const marked: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'object') marked[name] = `\uE000${pieces.push(value) - 1}\uE001`
    else marked[name] = typeof value === 'string' ? value.replace(MARKS, '') : value
  }
  // Splitting by the mark leaves texts at even places and the numbers of pieces at odd ones.
  const parts = say(key, marked).split(MARK)
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : pieces[Number(part)]))}`
}

/** The two hidden fields of every form of those who are signed in; the first things in the form. */
export function formMarks({ token, once }: FormMarks): Html {
  return html`<input type="hidden" name="_token" value="${token}"><input type="hidden" name="_once" value="${once}">`
}
