// Status lists: how every licence of the corridor stood when the logs had these sizes; what a telephone keeps for the day without network.
import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64, utf8, wholeNumber } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { type Heads, readHeads, writeHeads } from './heads.ts'
import { parseNote } from './note.ts'
import { STATUS_WORDS, type StatusWord } from './status-note.ts'

export type ListedStatus = { readonly licence: string; readonly status: StatusWord }

export type StatusList = {
  readonly corridor: string
  /** Unix seconds. */
  readonly issued: number
  /** Unix seconds. */
  readonly expires: number
  readonly heads: Heads
  /** In the order of their UTF-16 units, each licence once. */
  readonly rows: readonly ListedStatus[]
}

const TITLE = 'sursur.org/status-list/v1'
/** A corridor with a hundred times the recruiters that are expected. */
const MAX_LIST = 32 * 1024 * 1024

/** One line a licence, status first: `a` authorized, `s` suspended, `r` revoked, `e` expired, `u` unknown. */
function rowsText(rows: readonly ListedStatus[]): string {
  return rows
    .map(({ licence, status }, at) => {
      const before = rows[at - 1]
      if (!licence.isWellFormed() || licence === '' || /\p{Cc}/u.test(licence)) throw malformed('a licence')
      if (before && before.licence >= licence) throw malformed('the order of the licences')
      return `${status[0]} ${licence}\n`
    })
    .join('')
}

/**
 * What is signed, and what follows the signatures. The signed text holds the rows' number and hash, so that a list of
 * any length is a short note. Throws `malformed-status`.
 */
export function statusListParts(list: StatusList): { readonly text: string; readonly rows: string } {
  const { corridor, issued, expires, heads } = list
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(corridor)) throw malformed('the corridor')
  if (![issued, expires].every((time) => Number.isSafeInteger(time) && time >= 0) || issued > expires)
    throw malformed('its times')
  const rows = rowsText(list.rows)
  const sum = `${list.rows.length} ${toBase64(sha256(utf8(rows)))}`
  return { text: `${[TITLE, corridor, issued, expires].join('\n')}\n${writeHeads(heads)}${sum}\n`, rows }
}

/** The whole list as a file: the signed note, an empty line, the rows. */
export function writeStatusList(note: string, rows: string): string {
  return `${note}\n${rows}`
}

/** Takes a list apart; whoever opens the note believes it. Throws `malformed-status`, `malformed-note`. */
export function parseStatusList(whole: string): { readonly note: string; readonly list: StatusList } {
  if (whole.length > MAX_LIST) throw malformed('it is too large')
  const split = whole.indexOf('\n\n', whole.indexOf('\n\n') + 2)
  if (split < 0) throw malformed('its parts')
  const [note, rows] = [whole.slice(0, split + 1), whole.slice(split + 2)]
  const { text } = parseNote(note)
  const list: StatusList = { ...readListText(text), rows: readRows(rows) }
  const again = statusListParts(list)
  if (again.text !== text || again.rows !== rows) throw malformed('it is written in another way')
  return { note, list }
}

/** What the signed text of a list says, without its rows. Throws `malformed-status`; the caller compares the whole text. */
export function readListText(text: string): Omit<StatusList, 'rows'> {
  const [title, corridor = '', issued = '', expires = '', ...rest] = text.split('\n')
  if (title !== TITLE || rest.pop() !== '') throw malformed('its lines')
  return {
    corridor,
    issued: wholeNumber(issued, 'malformed-status'),
    expires: wholeNumber(expires, 'malformed-status'),
    heads: readHeads(rest.slice(0, -1)),
  }
}

function readRows(text: string): ListedStatus[] {
  if (text !== '' && !text.endsWith('\n')) throw malformed('its last line does not end')
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const status = STATUS_WORDS.find((word) => `${word[0]} ` === line.slice(0, 2))
      if (!status) throw malformed('a status')
      return { status, licence: line.slice(2) }
    })
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-status', `not a status list: ${what}`)
}
