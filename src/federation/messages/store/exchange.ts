// The exchange log's rows: the next index, the entries that are not yet in files, and the head.
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

export type Place = { readonly index: number; readonly last: string | null }

/** Takes the log for this transaction: whoever else wants it waits. First in a transaction, so that all lock in one order. */
export async function lockExchange(tx: Transaction): Promise<Place> {
  const [row] = await tx.query<Place>('select index, last from exchange_next for update')
  if (!row) throw new Error('the table exchange_next has lost its row: restore a backup')
  return row
}

/** Entries from an index on, without a hole, in their order. */
export async function entriesFrom(
  db: Queryable,
  index: number,
  limit: number,
): Promise<readonly { readonly index: number; readonly entry: Uint8Array }[]> {
  return db.query(
    `select index, entry from exchange_entries where index >= $1 order by index limit ${Math.trunc(limit)}`,
    [index],
  )
}

export type ExchangeHead = {
  readonly size: number
  readonly frontier: Uint8Array
  readonly filed: number
  readonly checkpoint: string
}

export async function readExchangeHead(db: Queryable): Promise<ExchangeHead | undefined> {
  const [row] = await db.query<ExchangeHead>('select size, frontier, filed, checkpoint from exchange_head')
  return row
}

/** Moves the head on. False when another process did so first. */
export async function saveExchangeHead(db: Queryable, head: ExchangeHead, before: number): Promise<boolean> {
  const rows = await db.query(
    `insert into exchange_head (size, frontier, filed, checkpoint) values ($1, $2, $3, $4)
     on conflict (only_row) do update set size = excluded.size, frontier = excluded.frontier, filed = excluded.filed,
       checkpoint = excluded.checkpoint where exchange_head.size = $5 returning size`,
    [head.size, head.frontier, head.filed, head.checkpoint, before],
  )
  return rows.length === 1
}

/** Lets go of entries that stand in files. */
export async function dropEntries(db: Queryable, below: number): Promise<void> {
  await db.query('delete from exchange_entries where index < $1', [below])
}

/** How many entries were ever appended. */
export async function appendedSize(db: Queryable): Promise<number> {
  const [row] = await db.query<{ index: number }>('select index from exchange_next')
  return row?.index ?? 0
}
