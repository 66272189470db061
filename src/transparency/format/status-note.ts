// Status notes: how one recruiter stood when the logs had these sizes, as a text that both nodes sign (federation.md, 3.9).
import { utf8, wholeNumber } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { type Heads, readHeads, writeHeads } from './heads.ts'

export const STATUS_WORDS = ['authorized', 'suspended', 'revoked', 'expired', 'unknown'] as const
export type StatusWord = (typeof STATUS_WORDS)[number]

export type StatusNote = {
  /** Such as `gt-mx`. */
  readonly corridor: string
  /** Licence number as printed. */
  readonly licence: string
  /** Name of the recruiter, at most 40 bytes; empty where it may not be shown. */
  readonly shortName: string
  readonly status: StatusWord
  /** Unix seconds. */
  readonly issued: number
  /** Unix seconds. */
  readonly expires: number
  readonly heads: Heads
}

export const SHORT_NAME_BYTES = 40
const LICENCE_BYTES = 64
const TITLE = 'sursur.org/status/v1'

/** The first characters of a name, as many as fit into 40 bytes; a letter keeps its marks. */
export function shortNameOf(name: string): string {
  const clean = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  let short = ''
  for (const [letter] of clean.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    if (utf8(short + letter).length > SHORT_NAME_BYTES) break
    short += letter
  }
  return short.trim()
}

/** The text that is signed. Throws `malformed-status` for a note that could not be read again word for word. */
export function statusText(note: StatusNote): string {
  const { corridor, licence, shortName, status, issued, expires, heads } = note
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(corridor) || corridor.length > 64) throw malformed('the corridor')
  if (!isLine(licence) || licence.includes(NO_BREAK) || licence === '' || utf8(licence).length > LICENCE_BYTES)
    throw malformed('the licence number')
  if (!isLine(shortName) || utf8(shortName).length > SHORT_NAME_BYTES) throw malformed('the short name')
  if (!STATUS_WORDS.includes(status)) throw malformed('the status')
  if (![issued, expires].every((time) => Number.isSafeInteger(time) && time >= 0)) throw malformed('its times')
  if (issued > expires) throw malformed('it expires before it was issued')
  const who = [licence.replaceAll(' ', NO_BREAK), shortName].filter(Boolean).join(' ')
  return `${[TITLE, corridor, who, status, issued, expires].join('\n')}\n${writeHeads(heads)}`
}

// A number with spaces keeps them as no-break spaces: the first plain space begins the name.
const NO_BREAK = '\u00a0'

/** Reads the text of a status note. Throws `malformed-status` for whatever `statusText` would not write. */
export function parseStatusText(text: string): StatusNote {
  const [title, corridor = '', who = '', status = '', issued = '', expires = '', ...rest] = text.split('\n')
  if (title !== TITLE || rest.pop() !== '') throw malformed('its lines')
  const split = who.indexOf(' ')
  const note: StatusNote = {
    corridor,
    licence: (split < 0 ? who : who.slice(0, split)).replaceAll(NO_BREAK, ' '),
    shortName: split < 0 ? '' : who.slice(split + 1),
    status: wordOf(status),
    issued: wholeNumber(issued, 'malformed-status'),
    expires: wholeNumber(expires, 'malformed-status'),
    heads: readHeads(rest),
  }
  if (statusText(note) !== text) throw malformed('it is written in another way')
  return note
}

function wordOf(text: string): StatusWord {
  const word = STATUS_WORDS.find((one) => one === text)
  if (!word) throw malformed('the status')
  return word
}

function isLine(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\u2028\u2029]/u.test(text) && text.trim() === text
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-status', `not a status note: ${what}`)
}
