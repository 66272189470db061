// The format of a backup: gzip of lines of JSON. A header; for each table a line that names it and as many lines as it has rows; a trailer.
import { z } from 'zod'
import { BackupFault } from './fault.ts'

export const FORMAT = 'sursur-backup'
/** Version of the format. A reader refuses a higher one. */
export const FORMAT_VERSION = 1

/** Whose data it is: what the node says of itself, so that it does not come back under another name. */
const About = z.strictObject({
  /** Name of the node, under which its events stand: `xa-xb/xa`. */
  node: z.string().min(1),
  pack: z.strictObject({ id: z.string(), version: z.string() }),
  /** It holds a list that is never a current statement about anyone. */
  sample: z.boolean(),
  /** It holds invented data, for practice. */
  demonstration: z.boolean(),
  /** Version of the program that made it. */
  program: z.string(),
})
export type About = z.infer<typeof About>

const Header = About.extend({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  /** When its snapshot was taken (ISO 8601, UTC). */
  createdAt: z.iso.datetime(),
  /** What brought the tables to their form, in order. */
  migrations: z.array(z.strictObject({ number: z.int(), name: z.string(), hash: z.string() })),
})
export type Header = z.infer<typeof Header>

const TableLine = z.strictObject({
  table: z.string().min(1),
  columns: z.array(z.string().min(1)).min(1),
  /** How many lines follow, one a row. */
  rows: z.int().min(0),
})
/** Announces the rows of one table; each row is an object with these columns, as PostgreSQL writes it in JSON, in UTC. */
export type TableLine = z.infer<typeof TableLine>

const Trailer = z.strictObject({
  end: z.literal(true),
  tables: z.record(z.string(), z.int()),
  /** SHA-256, hexadecimal, of every byte before this line. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Trailer = z.infer<typeof Trailer>

/** The header of a file. Throws BackupFault for another format, a newer version, or a header that is damaged. */
export function parseHeader(line: string, path: string): Header {
  const content = parsed(line)
  const { format, version } = (content ?? {}) as { format?: unknown; version?: unknown }
  if (format !== FORMAT)
    throw new BackupFault(`${path} is no backup of SurSur: name a file that \`sursur backup\` wrote`)
  if (typeof version === 'number' && version > FORMAT_VERSION)
    throw new BackupFault(
      `${path} was made by a newer program (format ${version}; this one reads up to ${FORMAT_VERSION}): install that program, then restore with it`,
    )
  const header = Header.safeParse(content)
  if (!header.success) throw damaged(path, 'its first line is not a header')
  return header.data
}

/** The line that announces a table, or the trailer. Throws BackupFault for anything else. */
export function parseMark(line: string, path: string): TableLine | Trailer {
  const mark = z.union([TableLine, Trailer]).safeParse(parsed(line))
  if (!mark.success) throw damaged(path, 'a line stands where a table or the end should be')
  return mark.data
}

/** The fault of a file that is not as it was written. */
export function damaged(path: string, what: string): BackupFault {
  return new BackupFault(`${path} is damaged: ${what}. Nothing was restored; use another copy of it, or another backup`)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
