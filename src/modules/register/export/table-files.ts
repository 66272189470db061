// One table as three files, page by page: CSV for spreadsheets, JSON Lines for programs, Parquet for statistics.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import { safeCell } from '../lists/rejected-file.ts'
import type { Column, Row, Table, Value } from './tables.ts'

/** Where the pages of a table go. `write` waits while the disk is slow; both throw what the disk says. */
export type TableFiles = {
  readonly write: (rows: readonly Row[]) => Promise<void>
  readonly close: () => Promise<void>
}

/** A file of lines. Throws at the next call what the disk said. */
export function lineFile(path: string) {
  const stream = createWriteStream(path)
  let failure: Error | undefined
  stream.on('error', (error) => {
    failure = error
  })
  return {
    async write(lines: readonly string[]): Promise<void> {
      if (failure) throw failure
      if (lines.length > 0 && !stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain')
    },
    async close(): Promise<void> {
      if (failure) throw failure
      stream.end()
      await finished(stream)
    },
  }
}

/** Opens the three files of a table in a folder. */
export async function openTableFiles(folder: string, table: Table): Promise<TableFiles> {
  const { name, columns } = table
  const csv = lineFile(join(folder, `${name}.csv`))
  const lines = lineFile(join(folder, `${name}.jsonl`))
  const parquet = new ParquetWriter({
    writer: fileWriter(join(folder, `${name}.parquet`)),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(parquetColumn)],
  })
  // Spreadsheets take a CSV without this mark for the encoding of their own country.
  await csv.write([`\ufeff${columns.map((column) => column.name).join(',')}`])
  return {
    async write(rows) {
      if (rows.length === 0) return
      await csv.write(rows.map((row) => row.map(csvCell).join(',')))
      await lines.write(
        rows.map((row) =>
          JSON.stringify(Object.fromEntries(columns.map((column, at) => [column.name, row[at] ?? null]))),
        ),
      )
      await parquet.write({
        columnData: columns.map((column, at) => ({ name: column.name, data: rows.map((row) => row[at] ?? null) })),
      })
    },
    async close() {
      await csv.close()
      await lines.close()
      await parquet.finish()
    },
  }
}

/** A spreadsheet must not take a name for a formula (`=…`, `+…`): safeCell puts an apostrophe before it. */
function csvCell(value: Value): string {
  return value === null ? '' : typeof value === 'string' ? safeCell(value) : String(value)
}

function parquetColumn({ name, type }: Column) {
  const common = { name, repetition_type: 'OPTIONAL' } as const
  if (type === 'whole number') return { ...common, type: 'INT32' } as const
  if (type === 'yes or no') return { ...common, type: 'BOOLEAN' } as const
  return { ...common, type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const
}
