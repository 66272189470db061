// The table of events: append at the end of a transaction, read a stream, read on from a position.
import type { Queryable, Transaction } from '../platform/database/database.ts'
import { newIdentifier } from '../platform/seal/digest.ts'
import type { Append, NewEvent, StoredEvent } from './event.ts'

/** Someone else wrote to the same stream first. It carries PostgreSQL's code, so that the transaction is tried again on what is there now. */
export class StreamMovedOn extends Error {
  override readonly name = 'StreamMovedOn'
  readonly code = '23505'
}

/**
 * Appends events, all or none, and gives them consecutive positions. Call it last in a transaction: it locks the one row
 * `event_next` until commit, which is what makes position order commit order.
 * Throws StreamMovedOn when a stream already has the version that an event claims.
 */
export async function appendEvents<E extends NewEvent>(
  tx: Transaction,
  events: readonly E[],
  by: Append,
): Promise<readonly (E & StoredEvent)[]> {
  if (events.length === 0) return []
  const [next] = await tx.query<{ first: number }>(
    'update event_next set position = position + $1 returning position - $1 as first',
    [events.length],
  )
  if (!next) throw new Error('the table event_next has lost its row: restore a backup')
  const stored = events.map((event, index) => ({
    ...event,
    ...by,
    position: next.first + index,
    id: newIdentifier('evt'),
  }))
  try {
    await tx.query(
      `insert into events (position, id, stream, stream_version, type, version, legal_day, recorded_at, origin, actor, ground, data)
       select e.position, e.id, e.stream, e.stream_version, e.type, e.version, e.legal_day, $1::timestamptz, $2::text, $3::json, e.ground, e.data
       from unnest($4::bigint[], $5::text[], $6::text[], $7::int[], $8::text[], $9::int[], $10::date[], $11::json[], $12::json[])
         as e (position, id, stream, stream_version, type, version, legal_day, ground, data)`,
      [
        by.recordedAt,
        by.origin,
        JSON.stringify(by.actor),
        stored.map((event) => event.position),
        stored.map((event) => event.id),
        stored.map((event) => event.stream),
        stored.map((event) => event.streamVersion),
        stored.map((event) => event.type),
        stored.map((event) => event.version),
        stored.map((event) => event.legalDay),
        stored.map((event) => JSON.stringify(event.ground)),
        stored.map((event) => JSON.stringify(event.data)),
      ],
    )
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '23505' && constraint === 'events_stream_stream_version_key')
      throw new StreamMovedOn('another act came first')
    throw error
  }
  return stored
}

/** An event that another node's log tells of, with its identifier, its time and its actor from there. */
export type ForeignEvent = NewEvent & Pick<StoredEvent, 'id' | 'recordedAt' | 'origin' | 'actor'>

/**
 * Appends events of other logs, all or none, at this node's next positions. As `appendEvents`: last in a transaction. The
 * caller has left out those that are here already (`readEventIds`). Returns the position of the first.
 */
export async function appendForeignEvents(tx: Transaction, events: readonly ForeignEvent[]): Promise<number> {
  const [next] = await tx.query<{ first: number }>(
    'update event_next set position = position + $1 returning position - $1 as first',
    [events.length],
  )
  if (!next) throw new Error('the table event_next has lost its row: restore a backup')
  if (events.length === 0) return next.first
  await tx.query(
    `insert into events (position, id, stream, stream_version, type, version, legal_day, recorded_at, origin, actor, ground, data)
     select $1::bigint + e.place - 1, e.id, e.stream, e.stream_version, e.type, e.version, e.legal_day, e.recorded_at, e.origin, e.actor, e.ground, e.data
     from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::int[], $7::date[], $8::timestamptz[], $9::text[], $10::json[], $11::json[], $12::json[])
       with ordinality as e (id, stream, stream_version, type, version, legal_day, recorded_at, origin, actor, ground, data, place)`,
    [
      next.first,
      events.map(({ id }) => id),
      events.map(({ stream }) => stream),
      events.map(({ streamVersion }) => streamVersion),
      events.map(({ type }) => type),
      events.map(({ version }) => version),
      events.map(({ legalDay }) => legalDay),
      events.map(({ recordedAt }) => recordedAt.toISOString()),
      events.map(({ origin }) => origin),
      events.map(({ actor }) => JSON.stringify(actor)),
      events.map(({ ground }) => JSON.stringify(ground)),
      events.map(({ data }) => JSON.stringify(data)),
    ],
  )
  return next.first
}

/** Which of these identifiers of events are here. */
export async function readEventIds(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>('select id from events where id = any($1)', [ids])
  return new Set(rows.map(({ id }) => id))
}

/** The newest event of each stream: its version and its identifier. Streams without events are left out. */
export async function readStreamEnds(
  db: Queryable,
  streams: readonly string[],
): Promise<ReadonlyMap<string, { readonly version: number; readonly id: string }>> {
  const rows = await db.query<{ stream: string; version: number; id: string }>(
    `select distinct on (stream) stream, stream_version as version, id from events where stream = any($1)
     order by stream, stream_version desc`,
    [streams],
  )
  return new Map(rows.map(({ stream, ...end }) => [stream, end]))
}

/** The identifiers of events at places of their streams; `streams` and `versions` go together. By stream. */
export async function readEventIdsAt(
  db: Queryable,
  streams: readonly string[],
  versions: readonly number[],
): Promise<ReadonlyMap<string, string>> {
  if (streams.length === 0) return new Map()
  const rows = await db.query<{ stream: string; id: string }>(
    `select e.stream, e.id from unnest($1::text[], $2::int[]) as asked (stream, version)
     join events e on e.stream = asked.stream and e.stream_version = asked.version`,
    [streams, versions],
  )
  return new Map(rows.map(({ stream, id }) => [stream, id]))
}

const COLUMNS = `position, id, stream, stream_version as "streamVersion", type, version, legal_day as "legalDay",
  recorded_at as "recordedAt", origin, actor, ground, data`

/** All events of a stream, oldest first. */
export async function readStream(db: Queryable, stream: string): Promise<readonly StoredEvent[]> {
  return db.query<StoredEvent>(`select ${COLUMNS} from events where stream = $1 order by stream_version`, [stream])
}

/** All events of several streams, each stream's oldest first. */
export async function readStreams(db: Queryable, streams: readonly string[]): Promise<readonly StoredEvent[]> {
  return db.query<StoredEvent>(`select ${COLUMNS} from events where stream = any($1) order by stream, stream_version`, [
    streams,
  ])
}

/** All events of the next `limit` streams after a stream, in the order of their names. */
export async function readStreamsAfter(db: Queryable, stream: string, limit: number): Promise<readonly StoredEvent[]> {
  return db.query<StoredEvent>(
    `select ${COLUMNS} from events where stream in (select distinct stream from events where stream > $1 order by stream limit $2)
     order by stream, stream_version`,
    [stream, limit],
  )
}

/** Up to `limit` events after a position, in order. */
export async function readEventsAfter(db: Queryable, position: number, limit: number): Promise<readonly StoredEvent[]> {
  return db.query<StoredEvent>(`select ${COLUMNS} from events where position > $1 order by position limit $2`, [
    position,
    limit,
  ])
}

/** The position of the last committed event; 0 when there is none. */
export async function lastPosition(db: Queryable): Promise<number> {
  const [row] = await db.query<{ last: number }>('select position - 1 as last from event_next')
  return row?.last ?? 0
}
