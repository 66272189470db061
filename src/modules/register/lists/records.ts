// Cuts the text of a CSV into records that know their line, whatever its delimiter, and stops at rows without an end.
import { CsvError, parse } from 'csv-parse'
import { ListFault } from './fault.ts'

/** Characters and bytes a row may have. */
export const MAX_ROW = 64 * 1024

const DELIMITERS = [',', ';', '\t', '|'] as const

export type CsvRecord = {
  /** Physical line on which the record begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The records of a text, in chunks, without empty ones. A quote inside an unquoted cell is a letter like any other.
 * Throws ListFault at a row longer than MAX_ROW and at a quote that never closes, naming the line where the row begins.
 */
export async function* readRecords(
  text: AsyncIterable<string>,
  name: string,
  form: { readonly delimiter: string; readonly skipRows: number },
): AsyncGenerator<readonly CsvRecord[]> {
  let line = form.skipRows + 1
  let batch: CsvRecord[] = []
  const parser = parse({
    delimiter: form.delimiter,
    from_line: form.skipRows + 1,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_ROW,
    // Nothing is pushed on: taken here, records that precede a broken one are not lost with it.
    on_record: (cells: string[]) => {
      if (cells.some((cell) => cell !== '')) batch.push({ line, cells })
      line += 1 + cells.reduce((lines, cell) => lines + linesIn(cell), 0)
      return null
    },
  })
  let failure: Error | undefined
  parser.on('error', (error) => {
    failure = error
  })
  parser.resume()
  for await (const chunk of text) {
    await new Promise<void>((done) => {
      parser.write(chunk, (error) => {
        failure ??= error ?? undefined
        done()
      })
    })
    if (batch.length > 0) yield batch
    batch = []
    if (failure) throw endless(failure, name, line)
  }
  await new Promise<void>((done) => {
    parser.on('error', () => done())
    parser.end(() => done())
  })
  if (batch.length > 0) yield batch
  if (failure) throw endless(failure, name, line)
}

function linesIn(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0
}

function endless(error: Error, name: string, line: number): Error {
  if (!(error instanceof CsvError)) return error
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new ListFault({
      code: 'quote never closed',
      message: `${name}: the row that begins on line ${line} opens a quote that never closes`,
      mend: 'Close it there, or ask the publisher for a whole file',
      line,
    })
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new ListFault({
      code: 'row too long',
      message: `${name}: the row that begins on line ${line} is longer than ${MAX_ROW / 1024} KB`,
      mend: 'Look for a quote that opens there and never closes',
      line,
    })
  }
  return error
}

/** The first lines of a text, at most `lines` of them and about `limit` characters, and the whole text again. */
export async function peek(text: AsyncIterable<string>, lines: number, limit: number) {
  const iterator = text[Symbol.asyncIterator]()
  let start = ''
  let ended = false
  while (!ended && start.length < limit && start.split(/\r\n|\n|\r/, lines + 1).length <= lines) {
    const next = await iterator.next()
    if (next.done) ended = true
    else start += next.value
  }
  async function* whole(): AsyncGenerator<string> {
    try {
      // In slices, so that no caller gets one enormous piece.
      for (let at = 0; at < start.length; at += MAX_ROW) yield start.slice(at, at + MAX_ROW)
      if (!ended) for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return { start, text: whole() }
}

/** The delimiter under which the header holds most of the named columns; among equals, the one that cuts it most often. */
export function findDelimiter(headerLine: string, named: readonly string[]): string {
  const plain = headerLine.replaceAll('"', '')
  const scored = DELIMITERS.map((delimiter) => {
    const cells = plain.split(delimiter).map((cell) => cell.trim())
    const known = named.filter((column) => cells.includes(column.replaceAll('"', ''))).length
    return { delimiter, score: known * 10_000 + Math.min(cells.length, 9_999) }
  })
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}
