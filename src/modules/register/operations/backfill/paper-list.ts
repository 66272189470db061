// A CSV of a paper register: from bytes to rows that know their line, and bad rows back to a CSV.
import { fail, ok, type Result } from '../../../../kernel/result.ts'
import { decodeFile } from '../../lists/decode.ts'
import { faultOf } from '../../lists/fault.ts'
import { findDelimiter, peek, readRecords } from '../../lists/records.ts'
import { safeCell } from '../../lists/rejected-file.ts'
import { PAPER_COLUMNS, type PaperColumn, type PaperFileFault } from '../../views/backfill.ts'
import type { PaperCells } from './paper-row.ts'

/** Most bytes and rows of a file. */
export const MOST_BYTES = 2 * 1024 * 1024
export const MOST_ROWS = 2000
const FAULT_COLUMN = 'fault'

export type PaperLine = { readonly line: number; readonly raw: readonly string[]; readonly cells: PaperCells }
export type PaperList = { readonly header: readonly string[]; readonly lines: readonly PaperLine[] }

const COLUMNS = Object.keys(PAPER_COLUMNS) as readonly PaperColumn[]

/** Reads the file. Columns that are not known are carried along and not read. */
export async function readPaperList(bytes: Uint8Array): Promise<Result<PaperList, PaperFileFault>> {
  if (bytes.length > MOST_BYTES) return fail({ code: 'too-large' })
  if (bytes.length === 0) return fail({ code: 'no-rows' })
  // Packed files are not taken: two megabytes could be two thousand of them.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return fail({ code: 'not-a-csv' })
  try {
    const records = await recordsOf(bytes)
    const [first, ...rest] = records
    if (!first) return fail({ code: 'no-rows' })
    const header = first.cells.map((cell) => cell.trim())
    const places = new Map(header.map((name, at) => [name.toLowerCase(), at]))
    const missing = COLUMNS.find((column) => 'must' in PAPER_COLUMNS[column] && !places.has(column))
    if (missing) return fail({ code: 'no-column', values: { column: missing } })
    if (rest.length === 0) return fail({ code: 'no-rows' })
    if (rest.length > MOST_ROWS) return fail({ code: 'too-many-rows' })
    const cellsOf = (raw: readonly string[]): PaperCells =>
      Object.fromEntries(COLUMNS.map((column) => [column, plainCell(raw[places.get(column) ?? -1] ?? '')]))
    return ok({ header, lines: rest.map(({ line, cells: raw }) => ({ line, raw, cells: cellsOf(raw) })) })
  } catch (thrown) {
    if (!faultOf(thrown)) throw thrown
    return fail({ code: 'not-a-csv' })
  }
}

async function recordsOf(bytes: Uint8Array) {
  const name = 'paper register'
  const { text } = await decodeFile({
    name,
    async *open() {
      yield bytes
    },
  })
  const { start, text: whole } = await peek(text, 1, 64 * 1024)
  const delimiter = findDelimiter((start.split(/\r\n|\n|\r/, 1)[0] ?? '').toLowerCase(), COLUMNS)
  const records: { readonly line: number; readonly cells: readonly string[] }[] = []
  for await (const batch of readRecords(whole, name, { delimiter, skipRows: 0 })) {
    records.push(...batch)
    if (records.length > MOST_ROWS + 1) break
  }
  return records
}

/** A cell without the apostrophe that keeps a spreadsheet from running it (rejected-file.ts, safeCell), in one form of Unicode. */
function plainCell(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(/^'(?=\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/, '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
}

/** Rows as they stood, with what is wrong in a last column: mended, the file can be sent again. */
export function rejectedList(
  header: readonly string[],
  rows: readonly { readonly raw: readonly string[]; readonly fault: string }[],
): string {
  const keep = header.flatMap((name, at) => (name.toLowerCase() === FAULT_COLUMN ? [] : [at]))
  const head = [...keep.map((at) => header[at] ?? ''), FAULT_COLUMN]
  const lines = [head, ...rows.map(({ raw, fault }) => [...keep.map((at) => plainCell(raw[at] ?? '')), fault])]
  return `\ufeff${lines.map((cells) => `${cells.map(safeCell).join(',')}\r\n`).join('')}`
}
