// SQL of the signed checkpoints that were shown to anybody, and of how far particulars were asked for.
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

export type SeenCheckpoint = {
  readonly size: number
  /** Base64. */
  readonly root: string
  /** The signed note. */
  readonly checkpoint: string
  readonly place: string
}

/** Of one log this many are kept that fit into its history, and this many that wait or do not fit. */
const KEPT = 500

/** Keeps a checkpoint whose signature was checked. */
export async function keepSeen(db: Queryable, log: string, seen: SeenCheckpoint, at: Date): Promise<void> {
  await db.query(
    `insert into checkpoints_seen (log, size, root, checkpoint, seen_at_place, seen_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (log, size, root) do nothing`,
    [log, seen.size, seen.root, seen.checkpoint, seen.place, at],
  )
  await db.query(
    `delete from checkpoints_seen where log = $1 and (size, root) in (
       select size, root from checkpoints_seen where log = $1 and consistent is not distinct from true order by size desc offset ${KEPT})`,
    [log],
  )
  await db.query(
    `delete from checkpoints_seen where log = $1 and (size, root) in (
       select size, root from checkpoints_seen where log = $1 and consistent is distinct from true order by seen_at offset ${KEPT})`,
    [log],
  )
}

/** Those not yet held against the tree that reach up to a size, the smallest first. */
export async function uncheckedSeen(db: Queryable, log: string, upTo: number): Promise<readonly SeenCheckpoint[]> {
  return db.query<SeenCheckpoint>(
    `select size, root, checkpoint, seen_at_place as place from checkpoints_seen
     where log = $1 and consistent is null and size <= $2 order by size limit 200`,
    [log, upTo],
  )
}

export async function judgeSeen(
  db: Queryable,
  log: string,
  seen: Pick<SeenCheckpoint, 'size' | 'root'>,
  consistent: boolean,
): Promise<void> {
  await db.query('update checkpoints_seen set consistent = $4 where log = $1 and size = $2 and root = $3', [
    log,
    seen.size,
    seen.root,
    consistent,
  ])
}

/** How far the particulars of a log were asked for; empty at the beginning. */
export async function particularsRead(db: Queryable, log: string): Promise<string> {
  const [row] = await db.query<{ after: string }>('select after from particulars_read where log = $1', [log])
  return row?.after ?? ''
}

export async function moveParticulars(tx: Transaction, log: string, after: string): Promise<void> {
  await tx.query(
    'insert into particulars_read (log, after) values ($1, $2) on conflict (log) do update set after = excluded.after',
    [log, after],
  )
}
