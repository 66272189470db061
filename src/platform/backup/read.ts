// Reads a backup piece by piece and holds it against its trailer; whoever reads to the end has a whole file.
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { createDigest } from '../seal/digest.ts'
import { BackupFault } from './fault.ts'
import { damaged, type Header, parseHeader, parseMark, type TableLine, type Trailer } from './format.ts'

export type Piece =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'table'; readonly mark: TableLine }
  /** Rows of the table named before, as JSON text. */
  | { readonly kind: 'rows'; readonly rows: readonly string[] }

// A row is far smaller; what is longer is no row but an attempt to fill the memory.
const LONGEST_LINE = 64 * 1024 * 1024

/**
 * The pieces of a backup in their order. Throws BackupFault for another format, a newer one, a file that ends early or
 * was changed; a change is certain to be noticed only at the end, so nothing may be kept before that.
 */
export async function* readBackup(path: string): AsyncGenerator<Piece> {
  const digest = createDigest()
  const counts: Record<string, number> = {}
  let table: { readonly name: string; left: number } | undefined
  let started = false
  let trailer: Trailer | undefined
  for await (const lines of linesOf(path)) {
    let at = 0
    while (at < lines.length) {
      const line = lines[at] ?? ''
      if (trailer) throw damaged(path, 'something stands after its end')
      if (table && table.left > 0) {
        const rows = lines.slice(at, at + table.left)
        for (const row of rows) digest.update(`${row}\n`)
        table.left -= rows.length
        at += rows.length
        yield { kind: 'rows', rows }
        continue
      }
      at++
      if (!started) {
        started = true
        yield { kind: 'header', header: parseHeader(line, path) }
      } else {
        const mark = parseMark(line, path)
        if ('end' in mark) {
          trailer = mark
          continue
        }
        if (mark.table in counts) throw damaged(path, `table ${mark.table} stands in it twice`)
        counts[mark.table] = mark.rows
        table = { name: mark.table, left: mark.rows }
        yield { kind: 'table', mark }
      }
      digest.update(`${line}\n`)
    }
  }
  if (!started) throw new BackupFault(`${path} is no backup of SurSur: it holds nothing`)
  if (!trailer) throw damaged(path, 'it ends in the middle')
  if (trailer.sha256 !== digest.hex() || JSON.stringify(trailer.tables) !== JSON.stringify(counts))
    throw damaged(path, 'its content does not match its seal (SHA-256)')
}

export type VerifiedBackup = { readonly header: Header; readonly rows: number }

/** Reads a backup to its end and keeps nothing. Throws as `readBackup` does. */
export async function verifyBackup(path: string): Promise<VerifiedBackup> {
  let header: Header | undefined
  let rows = 0
  for await (const piece of readBackup(path)) {
    if (piece.kind === 'header') header = piece.header
    if (piece.kind === 'table') rows += piece.mark.rows
  }
  if (!header) throw damaged(path, 'it has no header')
  return { header, rows }
}

/** The lines of the unpacked file, as many at a time as one piece of it holds. */
async function* linesOf(path: string): AsyncGenerator<readonly string[]> {
  const unpacked = createGunzip()
  // Errors of either stream come out of the loop below.
  pipeline(createReadStream(path), unpacked, () => undefined)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  try {
    for await (const chunk of unpacked) {
      const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > LONGEST_LINE) throw damaged(path, 'a line has no end')
      if (lines.length > 0) yield lines
    }
  } catch (error) {
    throw explained(error, path)
  }
  if (rest !== '') throw damaged(path, 'it ends in the middle')
}

function explained(error: unknown, path: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR') return damaged(path, 'it ends in the middle')
  if (code === 'Z_DATA_ERROR' && message === 'incorrect header check')
    return new BackupFault(`${path} is no backup of SurSur: name a file that \`sursur backup\` wrote`)
  if (code === 'Z_DATA_ERROR') return damaged(path, 'it cannot be unpacked')
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return damaged(path, 'it holds bytes that are no text')
  return error
}
