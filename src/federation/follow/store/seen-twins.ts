// SQL that finds two signed checkpoints of one size and two roots, before any tree is at hand.
import type { Queryable } from '../../../platform/database/database.ts'

export type Twins = { readonly size: number; readonly one: string; readonly other: string }

/** Pairs of checkpoints of a log that cannot both be true, of which one at least has not been judged. */
export async function twinsSeen(db: Queryable, log: string): Promise<readonly Twins[]> {
  return db.query<Twins>(
    `select a.size, a.checkpoint as one, b.checkpoint as other from checkpoints_seen a
     join checkpoints_seen b on b.log = a.log and b.size = a.size and b.root > a.root
     where a.log = $1 and a.consistent is distinct from false and b.consistent is distinct from false order by a.size limit 5`,
    [log],
  )
}
