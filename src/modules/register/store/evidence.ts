// SQL of the papers that are evidence in a file of the office.
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

/** Under this name, in the place of a requirement, evidence stands among the papers of a file. */
export const EVIDENCE = 'evidence'

export type EvidencePaper = {
  readonly id: string
  readonly name: string | null
  /** Bytes. */
  readonly size: number
  readonly scan: string
}

/** The evidence of a file, in the order in which it came. */
export async function readEvidence(db: Queryable, file: string): Promise<readonly EvidencePaper[]> {
  return db.query<EvidencePaper>(
    'select id, name, size, scan from papers where file = $1 and requirement = $2 order by at, id limit 200',
    [file, EVIDENCE],
  )
}

/** Erases the evidence of a file, its ciphertext with it. */
export async function eraseEvidence(tx: Transaction, file: string): Promise<void> {
  const gone = await tx.query<{ hash: string }>(
    'delete from papers where file = $1 and requirement = $2 returning hash',
    [file, EVIDENCE],
  )
  await tx.query(
    'delete from paper_contents c where c.hash = any($1) and not exists (select 1 from papers p where p.hash = c.hash)',
    [gone.map(({ hash }) => hash)],
  )
}
