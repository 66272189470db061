// Nonces of calls that were answered: kept as long as their signatures could still be believed.
import type { Queryable } from '../../../platform/database/database.ts'

export type Nonce = { readonly peer: string; readonly nonce: string; readonly until: Date }

/**
 * Notes nonces of peers, each kept until its `until`. Tells those that were not there before, as `peer nonce`: one
 * statement, so that of two processes one is told so.
 */
export async function noteNonces(db: Queryable, nonces: readonly Nonce[]): Promise<ReadonlySet<string>> {
  // The commit need not wait for the disk: a nonce that a power cut takes away lets in again only a call that is
  // idempotent by itself, for five minutes. Waiting would double the cost of every call.
  const rows = await db.query<{ peer: string; nonce: string }>(
    `with quick as (select set_config('synchronous_commit', 'off', true))
     insert into fed_nonces (peer, nonce, until)
     select n.peer, n.nonce, n.until::timestamptz from quick, unnest($1::text[], $2::text[], $3::text[]) as n (peer, nonce, until)
     on conflict (peer, nonce) do nothing returning peer, nonce`,
    [nonces.map(({ peer }) => peer), nonces.map(({ nonce }) => nonce), nonces.map(({ until }) => until.toISOString())],
  )
  return new Set(rows.map(({ peer, nonce }) => `${peer} ${nonce}`))
}

/** Lets go of nonces whose time is over. */
export async function sweepNonces(db: Queryable, now: Date): Promise<void> {
  await db.query('delete from fed_nonces where until < $1', [now])
}
