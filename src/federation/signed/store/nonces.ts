// Nonces of calls that were answered: kept as long as their signatures could still be believed.
import type { Queryable } from '../../../platform/database/database.ts'

/**
 * Notes a nonce of a peer, kept until `until`. False when it is there already: one statement, so that of two processes
 * one is told so.
 */
export async function noteNonce(db: Queryable, peer: string, nonce: string, until: Date): Promise<boolean> {
  // The commit need not wait for the disk: a nonce that a power cut takes away lets in again only a call that is
  // idempotent by itself, for five minutes. Waiting would double the cost of every call.
  const rows = await db.query(
    `with quick as (select set_config('synchronous_commit', 'off', true))
     insert into fed_nonces (peer, nonce, until) select $1::text, $2::text, $3::timestamptz from quick
     on conflict (peer, nonce) do nothing returning nonce`,
    [peer, nonce, until],
  )
  return rows.length === 1
}

/** Lets go of nonces whose time is over. */
export async function sweepNonces(db: Queryable, now: Date): Promise<void> {
  await db.query('delete from fed_nonces where until < $1', [now])
}
