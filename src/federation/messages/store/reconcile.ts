// What a comparison of two exchange logs leaves: how far it went, which messages fit, which entries have nothing here.
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

export type ComparedPeer = {
  readonly size: number
  readonly frontier: Uint8Array
  readonly checkpoint: string
  readonly comparedAt: Date
  readonly fault: string | null
}

export async function readCompared(db: Queryable, peer: string): Promise<ComparedPeer | undefined> {
  const [row] = await db.query<ComparedPeer>(
    `select size, frontier, checkpoint, compared_at as "comparedAt", fault from exchange_peers where peer = $1`,
    [peer],
  )
  return row
}

export async function saveCompared(db: Queryable, peer: string, compared: ComparedPeer): Promise<void> {
  const { size, frontier, checkpoint, comparedAt, fault } = compared
  await db.query(
    `insert into exchange_peers (peer, size, frontier, checkpoint, compared_at, fault) values ($1, $2, $3, $4, $5, $6)
     on conflict (peer) do update set size = excluded.size, frontier = excluded.frontier,
       checkpoint = excluded.checkpoint, compared_at = excluded.compared_at, fault = excluded.fault`,
    [peer, size, frontier, checkpoint, comparedAt, fault],
  )
}

/** An entry of a peer's log; `direction` as this node would hold the message. */
export type PeerEntry = {
  readonly index: number
  readonly message: string
  readonly direction: 'out' | 'in'
  readonly commitment: string
}

/** Marks the messages that fit entries of a peer's log; the entries that fit none are kept as differences. */
export async function matchEntries(
  tx: Transaction,
  peer: string,
  entries: readonly PeerEntry[],
  at: Date,
): Promise<void> {
  const rows = await tx.query<{ peer_logged: number }>(
    `update messages set peer_logged = e.index
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as e (index, id, direction, commitment)
     where messages.peer = $1 and messages.id = e.id and messages.direction = e.direction
       and messages.commitment = e.commitment
       and (messages.peer_logged is null or messages.peer_logged = e.index)
     returning peer_logged`,
    [
      peer,
      entries.map(({ index }) => index),
      entries.map(({ message }) => message),
      entries.map(({ direction }) => direction),
      entries.map(({ commitment }) => commitment),
    ],
  )
  const fitting = new Set(rows.map((row) => row.peer_logged))
  const others = entries.filter(({ index }) => !fitting.has(index))
  if (others.length > 0)
    await tx.query(
      `insert into exchange_differences (peer, index, message, direction, commitment, seen_at)
       select $1::text, e.index, e.id, e.direction, e.commitment, $2::timestamptz
       from unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) as e (index, id, direction, commitment)
       on conflict do nothing`,
      [
        peer,
        at,
        others.map(({ index }) => index),
        others.map(({ message }) => message),
        others.map(({ direction }) => direction),
        others.map(({ commitment }) => commitment),
      ],
    )
}

/** Takes back what was matched from an index of the peer's log on: its root did not follow from its entries. */
export async function unmatchFrom(tx: Transaction, peer: string, index: number): Promise<void> {
  await tx.query('update messages set peer_logged = null where peer = $1 and peer_logged >= $2', [peer, index])
  await tx.query('delete from exchange_differences where peer = $1 and index >= $2', [peer, index])
}

/** Settles differences whose message has come since: the peer had logged it before it arrived. */
export async function settleDifferences(tx: Transaction, peer: string, at: Date): Promise<void> {
  await tx.query(
    `with settled as (
       update exchange_differences d set settled_at = $2 from messages m
       where d.peer = $1 and d.settled_at is null and m.peer = d.peer and m.id = d.message and m.direction = d.direction
         and m.commitment = d.commitment and m.peer_logged is null
       returning d.message, d.direction, d.index)
     update messages set peer_logged = settled.index from settled
     where messages.id = settled.message and messages.direction = settled.direction`,
    [peer, at],
  )
}

/** What one of two logs has and the other has not. */
export type Difference = {
  readonly side: 'ours' | 'theirs'
  readonly message: string
  readonly direction: 'out' | 'in'
  /** When this node logged it, or first saw it in the peer's log. */
  readonly since: Date
}

/** The oldest differences: of ours those that wait for delivery too, since the peer cannot have logged them. */
export async function listDifferences(db: Queryable, peer: string, limit: number): Promise<readonly Difference[]> {
  return db.query<Difference>(
    `(select 'theirs' as side, message, direction, seen_at as since from exchange_differences
        where peer = $1 and settled_at is null order by seen_at limit ${Math.trunc(limit)})
     union all
     (select 'ours', id, direction, at from messages where peer = $1 and peer_logged is null
        order by number limit ${Math.trunc(limit)})`,
    [peer],
  )
}

/** How many differences there are on each side. */
export async function countDifferences(
  db: Queryable,
  peer: string,
): Promise<{ readonly ours: number; readonly theirs: number }> {
  const [row] = await db.query<{ ours: number; theirs: number }>(
    `select (select count(*)::int from messages where peer = $1 and peer_logged is null) as ours,
       (select count(*)::int from exchange_differences where peer = $1 and settled_at is null) as theirs`,
    [peer],
  )
  return row ?? { ours: 0, theirs: 0 }
}
