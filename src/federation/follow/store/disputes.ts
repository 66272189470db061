// SQL of disputes.
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

export const DISPUTE_KINDS = ['split-view', 'rollback', 'wrong-signature', 'forged-tile', 'void-entry'] as const
/**
 * `split-view`, `rollback`: two checkpoints signed by the log that no one history can hold; `wrong-signature`,
 * `forged-tile`: what its address serves is not what its key signs; `void-entry`: entries that it had no right to write.
 */
export type DisputeKind = (typeof DISPUTE_KINDS)[number]

export type Dispute = {
  readonly id: string
  /** Origin line of the disputed log. */
  readonly log: string
  /** Origin line of the log that announced it. */
  readonly raisedBy: string
  readonly kind: DisputeKind
  readonly matter: string
  readonly stops: boolean
  readonly openedAt: Date
  readonly detail: Readonly<Record<string, unknown>>
  readonly proof: string
  readonly proofHash: string
  readonly announcedAt: Date | null
  readonly closedAt: Date | null
  readonly reason: string | null
}

export type NewDispute = Pick<
  Dispute,
  'id' | 'log' | 'raisedBy' | 'kind' | 'matter' | 'stops' | 'openedAt' | 'detail' | 'proof' | 'proofHash'
>

const COLUMNS = `id, log, raised_by as "raisedBy", kind, matter, stops, opened_at as "openedAt", detail, proof, proof_hash as "proofHash",
  announced_at as "announcedAt", closed_at as "closedAt", reason`

/** Opens a dispute unless one of the same matter is open. False when one was. */
export async function insertDispute(db: Queryable, dispute: NewDispute): Promise<boolean> {
  const rows = await db.query(
    `insert into disputes (id, log, raised_by, kind, matter, stops, opened_at, detail, proof, proof_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
    [
      dispute.id,
      dispute.log,
      dispute.raisedBy,
      dispute.kind,
      dispute.matter,
      dispute.stops,
      dispute.openedAt,
      JSON.stringify(dispute.detail),
      dispute.proof,
      dispute.proofHash,
    ],
  )
  return rows.length === 1
}

/** All disputes, the open ones first, then the newest. */
export async function readDisputes(db: Queryable, limit = 200): Promise<readonly Dispute[]> {
  return db.query<Dispute>(
    `select ${COLUMNS} from disputes order by closed_at is not null, opened_at desc, id limit $1`,
    [limit],
  )
}

export async function readDispute(db: Queryable, id: string): Promise<Dispute | undefined> {
  const [row] = await db.query<Dispute>(`select ${COLUMNS} from disputes where id = $1`, [id])
  return row
}

/** Those of this node that its own log does not hold yet. */
export async function unannounced(db: Queryable, own: string): Promise<readonly Dispute[]> {
  return db.query<Dispute>(
    `select ${COLUMNS} from disputes where raised_by = $1 and announced_at is null order by opened_at, id`,
    [own],
  )
}

/** Completes a dispute that was opened without its proof. */
export async function keepProof(db: Queryable, id: string, proof: string, proofHash: string): Promise<void> {
  await db.query(`update disputes set proof = $2, proof_hash = $3 where id = $1 and proof = ''`, [id, proof, proofHash])
}

export async function markAnnounced(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    'update disputes set announced_at = $2 where id = $1 and announced_at is null returning id',
    [id, at],
  )
  return rows.length === 1
}

/** Closes an open dispute. False when it was not open. */
export async function closeDisputeRow(tx: Transaction, id: string, at: Date, reason: string): Promise<boolean> {
  const rows = await tx.query(
    'update disputes set closed_at = $2, reason = $3 where id = $1 and closed_at is null returning id',
    [id, at, reason],
  )
  return rows.length === 1
}

/** Origin lines of the logs that nobody follows until their dispute is closed. */
export async function refusedLogs(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ log: string }>(
    'select distinct log from disputes where stops and closed_at is null order by log',
  )
  return rows.map(({ log }) => log)
}

/** How many disputes are open, by log. */
export async function openDisputes(db: Queryable): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ log: string; count: number }>(
    'select log, count(*) as count from disputes where closed_at is null group by log',
  )
  return new Map(rows.map(({ log, count }) => [log, count]))
}
