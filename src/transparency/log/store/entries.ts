// SQL of the log: the next index, the entries that wait to be published and confirmed, and how far each log is known.
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { LogHead } from '../share.ts'

export type WaitingEntry = {
  readonly index: number
  readonly id: string
  readonly position: number
  readonly entry: Uint8Array
}

/** Takes the next `count` indexes. The row stays locked until commit: index order is commit order. */
export async function takeIndexes(tx: Transaction, count: number): Promise<number> {
  const [row] = await tx.query<{ first: number }>(
    'update log_next set index = index + $1 returning index - $1 as first',
    [count],
  )
  if (!row) throw new Error('the table log_next has lost its row: restore a backup')
  return row.first
}

/** How many entries were appended so far. */
export async function countAppended(db: Queryable): Promise<number> {
  return (await db.query<{ index: number }>('select index from log_next'))[0]?.index ?? 0
}

/** What the database itself knows of the log: how much was appended, whether all of it still waits here, and whether it came from a backup. */
export async function readAppended(
  db: Queryable,
): Promise<{ readonly appended: number; readonly whole: boolean; readonly restored: boolean }> {
  const [row] = await db.query<{ index: number; restored: boolean; kept: number }>(
    'select index, restored, (select count(*) from log_entries) as kept from log_next',
  )
  return { appended: row?.index ?? 0, whole: row?.kept === row?.index, restored: row?.restored ?? false }
}

/** Says that the database came out of a backup, or that this has been settled. */
export async function markRestored(db: Queryable, restored: boolean): Promise<void> {
  await db.query('update log_next set restored = $1', [restored])
}

/** Sets the next index, when a node is filled again from its published log. */
export async function setAppended(tx: Transaction, index: number): Promise<void> {
  await tx.query('update log_next set index = $1', [index])
}

export async function insertEntries(tx: Transaction, entries: readonly WaitingEntry[]): Promise<void> {
  await tx.query(
    `insert into log_entries (index, id, position, entry)
     select e.index, e.id, e.position, decode(e.entry, 'hex') from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[])
       as e (index, id, position, entry)`,
    [
      entries.map(({ index }) => index),
      entries.map(({ id }) => id),
      entries.map(({ position }) => position),
      entries.map(({ entry }) => Buffer.from(entry).toString('hex')),
    ],
  )
}

/** Up to `limit` waiting entries from an index on, in order. */
export async function readEntriesFrom(db: Queryable, index: number, limit: number): Promise<readonly WaitingEntry[]> {
  return db.query<WaitingEntry>(
    'select index, id, position, entry from log_entries where index >= $1 order by index limit $2',
    [index, limit],
  )
}

/** The position of the newest event up to which the log's first `size` entries tell; undefined when those rows are gone. */
export async function positionAt(db: Queryable, size: number): Promise<number | undefined> {
  const [row] = await db.query<{ position: number }>('select position from log_entries where index = $1', [size - 1])
  return row?.position
}

/** The position of the newest event whose entry still waits; 0 when none does. */
export async function newestWaiting(db: Queryable): Promise<number> {
  const [row] = await db.query<{ position: number | null }>('select max(position) as position from log_entries')
  return row?.position ?? 0
}

/** The position of the newest event. */
export async function newestPosition(db: Queryable): Promise<number> {
  const [row] = await db.query<{ last: number }>('select position - 1 as last from event_next')
  return row?.last ?? 0
}

/** Lets go of entries that are published and confirmed. */
export async function removeEntriesBelow(db: Queryable, index: number): Promise<void> {
  await db.query('delete from log_entries where index < $1', [index])
}

/** Until the end of the transaction no other process publishes on this database. */
export async function lockPublishing(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(736203)')
}

/** Notes how far the own log is published; the position never goes back, also when the rows that told it are gone. */
export async function savePublished(
  db: Queryable,
  { log, country, size, root, position }: Pick<LogHead, 'log' | 'country' | 'size' | 'root' | 'position'>,
): Promise<void> {
  await db.query(
    `insert into log_heads (log, country, own, size, root, position) values ($1, $2, true, $3, $4, $5)
     on conflict (log) do update set size = excluded.size, root = excluded.root,
       position = greatest(log_heads.position, excluded.position)`,
    [log, country, size, root, position],
  )
}

/** Notes how far the quorum has confirmed a log; never back. */
export async function saveConfirmed(
  db: Queryable,
  log: string,
  { size, position, at }: { readonly size: number; readonly position: number; readonly at: Date },
): Promise<void> {
  await db.query(
    `update log_heads set confirmed_size = $2, confirmed_position = greatest(confirmed_position, $3), confirmed_at = $4
     where log = $1 and confirmed_size <= $2`,
    [log, size, position, at],
  )
}

const HEAD = `log, country, own, size, root, position, confirmed_size as "confirmedSize",
  confirmed_position as "confirmedPosition", confirmed_at as "confirmedAt", heard_at as "heardAt"`

/** The heads of all known logs. */
export async function readLogHeads(db: Queryable): Promise<readonly LogHead[]> {
  return db.query<LogHead>(`select ${HEAD} from log_heads order by log`)
}
