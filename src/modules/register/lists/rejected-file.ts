// The file of rejected rows beside a list, for an officer to open in a spreadsheet without harm.

import { once } from 'node:events'
import { createWriteStream, rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'

export type Rejection = {
  /** Physical line on which the row begins, from 1. */
  readonly line: number
  /** The column at fault; empty when it is the row as a whole. */
  readonly column: string
  readonly reason: string
  /** The row as it stood, cut after 2,000 characters. */
  readonly raw: string
}

/** `lists/agencies.csv.gz` → `lists/agencies.rejected.csv`. */
export function rejectedPathOf(path: string): string {
  return `${path.replace(/\.gz$/i, '').replace(/\.(csv|tsv|txt)$/i, '')}.rejected.csv`
}

/** One cell of a CSV that a spreadsheet must not take for a formula: a sign that starts one gets an apostrophe before it. */
export function safeCell(text: string): string {
  const harmless = /^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text
  return /[",;\t\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Starts a file of rejections at `path`. An older one is removed; a new one appears with the first rejection. */
export function openRejectedFile(path: string) {
  rmSync(path, { force: true })
  let stream: ReturnType<typeof createWriteStream> | undefined
  let failure: Error | undefined
  let count = 0

  /** Waits while the disk is slow. Throws what the disk says when it is full. */
  async function add({ line, column, reason, raw }: Rejection): Promise<void> {
    if (failure) throw failure
    if (!stream) {
      stream = createWriteStream(path)
      stream.on('error', (error) => {
        failure = error
      })
      // Spreadsheets take a CSV without this mark for the encoding of their own country.
      stream.write('\ufeffline,column,reason,raw\r\n')
    }
    count++
    const cells = [String(line), safeCell(column), safeCell(reason), safeCell(raw)]
    if (!stream.write(`${cells.join(',')}\r\n`)) await once(stream, 'drain')
  }

  /** Ends the file; how many rows were rejected. */
  async function close(): Promise<number> {
    if (failure) throw failure
    if (stream) {
      stream.end()
      await finished(stream)
    }
    return count
  }

  return { add, close }
}
