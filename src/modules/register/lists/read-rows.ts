// Reads a list: its rows as entries, the rejected ones with line, column and reason, and counts that add up.
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { type Cleaning, cleanCell } from './clean.ts'
import { type DecodedText, decodeFile, type ListFile } from './decode.ts'
import { createSeenTable } from './duplicates.ts'
import { type Fault, faultOf, ListFault } from './fault.ts'
import { columnsNamed, findColumns, type Mapping } from './mapping.ts'
import { findDelimiter, MAX_ROW, peek, readRecords } from './records.ts'
import type { Rejection } from './rejected-file.ts'
import { createRowReader, type ListRow } from './row.ts'

export type ListItem =
  | { readonly kind: 'row'; readonly line: number; readonly row: ListRow }
  | ({ readonly kind: 'rejected' } & Rejection)

/** read = handed on + repeated + rejected, at any moment. */
export type ListCounts = {
  readonly read: number
  /** The same entry said again; counts as unchanged. */
  readonly repeated: number
  readonly rejected: number
  /** Hidden characters taken out of cells. */
  readonly hidden: number
  /** Cells in which HTML entities were decoded. */
  readonly entities: number
}

export type OpenList = {
  /** To be read once. Throws ListFault when the file turns out broken further down. */
  readonly items: AsyncGenerator<ListItem>
  readonly header: readonly string[]
  readonly delimiter: string
  readonly taken: Pick<DecodedText, 'encoding' | 'gzip' | 'because'>
  /** The counts so far. */
  readonly counts: () => ListCounts
}

/** Opens a list and finds its columns; what is wrong with the file as a whole is refused here. `maxRows` defaults to 5 million. */
export async function openList(
  file: ListFile,
  mapping: Mapping,
  limits: { readonly maxRows?: number } = {},
): Promise<Result<OpenList, Fault>> {
  try {
    return await open(file, mapping, limits.maxRows ?? 5_000_000)
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault) return fail(fault)
    throw thrown
  }
}

async function open(file: ListFile, mapping: Mapping, maxRows: number): Promise<Result<OpenList, Fault>> {
  const decoded = await decodeFile(file, mapping.encoding)
  const { skipRows } = mapping
  const { start, text } = await peek(decoded.text, skipRows + 1, (skipRows + 1) * MAX_ROW)
  const headerLine = start.split(/\r\n|\n|\r/, skipRows + 1)[skipRows] ?? ''
  const delimiter = mapping.delimiter === 'auto' ? findDelimiter(headerLine, columnsNamed(mapping)) : mapping.delimiter
  const batches = readRecords(text, file.name, { delimiter, skipRows })
  const first = await batches.next()
  const [headerRecord, ...rest] = first.done ? [] : first.value
  if (!headerRecord) {
    await batches.return(undefined)
    return fail({ code: 'empty file', message: `${file.name} has no header`, mend: 'Fetch it again; check skipRows' })
  }
  const header = headerRecord.cells.map((cell) => cleanCell(cell, { hidden: 0, entities: 0 }))
  const columns = findColumns(mapping, header, file.name)
  if (!columns.ok) {
    await batches.return(undefined)
    return columns
  }

  const cleaning: Cleaning = { hidden: 0, entities: 0 }
  const counts = { read: 0, repeated: 0, rejected: 0 }
  const readRow = createRowReader(mapping, columns.value, cleaning)
  const seen = createSeenTable()

  function take(line: number, cells: readonly string[]): ListItem | undefined {
    if (++counts.read > maxRows) throw tooMany(file.name, line, maxRows)
    const reject = (column: string, reason: string): ListItem => {
      counts.rejected++
      return { kind: 'rejected', line, column, reason, raw: rawOf(cells, delimiter) }
    }
    const broken = brokenForm(cells, header)
    if (broken) return reject(broken.column, broken.reason)
    const entry = readRow(cells)
    if ('reason' in entry) return reject(entry.column, entry.reason)
    const { row, sameness } = entry
    const before = seen.see(row.key, sameness, line)
    if (before === 'new') return { kind: 'row', line, row }
    if (!before.same) return reject(...differentTwin(mapping, row, before.firstLine))
    counts.repeated++
    return undefined
  }

  async function* items(): AsyncGenerator<ListItem> {
    try {
      for (const { line, cells } of rest) {
        const item = take(line, cells)
        if (item) yield item
      }
      for await (const batch of batches) {
        for (const { line, cells } of batch) {
          const item = take(line, cells)
          if (item) yield item
        }
      }
    } finally {
      await batches.return(undefined)
    }
  }

  const taken = { encoding: decoded.encoding, gzip: decoded.gzip, because: decoded.because }
  return ok({ items: items(), header, delimiter, taken, counts: () => ({ ...counts, ...cleaning }) })
}

function brokenForm(cells: readonly string[], header: readonly string[]) {
  // The parser lets a cell begin with a quote only when that quote closed in an odd place: two rows may hang together in it.
  const hanging = cells.findIndex((cell) => cell.startsWith('"') && /[\r\n]/.test(cell))
  if (hanging !== -1) {
    return {
      column: header[hanging] ?? '',
      reason: 'a quote that opens here closes on a later line, inside another row',
    }
  }
  if (cells.length !== header.length) {
    return { column: '', reason: `it has ${cells.length} columns, the header has ${header.length}` }
  }
  const zero = cells.findIndex((cell) => cell.includes('\0'))
  if (zero !== -1) return { column: header[zero] ?? '', reason: 'it holds a zero byte' }
  return undefined
}

function differentTwin(mapping: Mapping, row: ListRow, firstLine: number): [column: string, reason: string] {
  if (!row.licenceDerived) {
    return [mapping.columns.licence ?? '', `the same licence number as line ${firstLine}, with other particulars`]
  }
  const key = (mapping.key ?? mapping.columns.name).join(', ')
  return [key, `the same ${key} as line ${firstLine}, with other particulars`]
}

function rawOf(cells: readonly string[], delimiter: string): string {
  const raw = cells
    .map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter)
  return raw.length > 2000 ? `${raw.slice(0, 2000)}…` : raw
}

function tooMany(name: string, line: number, maxRows: number): ListFault {
  return new ListFault({
    code: 'too many rows',
    message: `${name} has more than ${maxRows} rows`,
    mend: 'Check that it is the right file; split it, or raise the limit',
    line,
  })
}
