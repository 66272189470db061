// SQL of the cursor of each followed log, and of the entries that no room knew.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import { toBase64 } from '../../../transparency/format/bytes.ts'
import { EMPTY_ROOT } from '../../../transparency/format/hash.ts'
import type { LogHead } from '../../../transparency/log/share.ts'

/** Somebody else moved the cursor: another process follows the same log on the same database. */
export class CursorMoved extends Error {
  override readonly name = 'CursorMoved'
}

const HEAD = `log, country, own, size, root, position, confirmed_size as "confirmedSize",
  confirmed_position as "confirmedPosition", confirmed_at as "confirmedAt", heard_at as "heardAt"`

/** The cursor of a log, made at 0 when the log is new. */
export async function openHeadRow(db: Queryable, log: string, country: Country): Promise<LogHead> {
  await db.query(
    'insert into log_heads (log, country, own, root) values ($1, $2, false, $3) on conflict (log) do nothing',
    [log, country, toBase64(EMPTY_ROOT)],
  )
  const [row] = await db.query<LogHead>(`select ${HEAD} from log_heads where log = $1`, [log])
  if (!row) throw new Error(`the cursor of ${log} is gone`)
  return row
}

/** Locks the cursor in the transaction that will move it. Throws CursorMoved unless it stands at `size`. */
export async function lockHead(tx: Transaction, log: string, size: number): Promise<void> {
  const [row] = await tx.query<{ size: number }>('select size from log_heads where log = $1 for update', [log])
  if (row?.size !== size) throw new CursorMoved(`the cursor of ${log} stands at ${row?.size}, not at ${size}`)
}

/** Moves the cursor; events up to now hold everything of the log up to `size`. `root` as base64. */
export async function moveHead(tx: Transaction, log: string, size: number, root: string): Promise<void> {
  await tx.query(
    'update log_heads set size = $2, root = $3, position = (select position - 1 from event_next) where log = $1',
    [log, size, root],
  )
}

export async function heardHead(db: Queryable, log: string, at: Date): Promise<void> {
  await db.query('update log_heads set heard_at = $2 where log = $1', [log, at])
}

/** The quorum has cosigned the log at the size that is applied; a size that is not applied changes nothing. */
export async function confirmHead(db: Queryable, log: string, size: number, at: Date): Promise<void> {
  await db.query(
    `update log_heads set confirmed_size = size, confirmed_position = position, confirmed_at = $3
     where log = $1 and size = $2 and confirmed_size <= size`,
    [log, size, at],
  )
}

/** Remembers entries of types that nobody handles, by the first of each. */
export async function keepUnknown(tx: Transaction, log: string, first: ReadonlyMap<string, number>): Promise<void> {
  if (first.size === 0) return
  await tx.query(
    `insert into unknown_entries (log, type, first_index) select $1, * from unnest($2::text[], $3::bigint[])
     on conflict (log, type) do nothing`,
    [log, [...first.keys()], [...first.values()]],
  )
}

export async function readUnknown(
  db: Queryable,
): Promise<readonly { readonly log: string; readonly type: string; readonly first: number }[]> {
  return db.query('select log, type, first_index as first from unknown_entries order by log, type')
}

/** Forgets types of a log: they were read again. */
export async function dropUnknown(tx: Transaction, log: string, types: readonly string[]): Promise<void> {
  await tx.query('delete from unknown_entries where log = $1 and type = any($2)', [log, types])
}
