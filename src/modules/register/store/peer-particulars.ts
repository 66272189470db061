// SQL of what travels beside the log: the private part of events, read for peers in the order of the events, and kept from peers.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { PeerRow } from '../events/peer-row.ts'

/**
 * The private parts of this node's own events after a position. The position is the mark, because events get theirs in
 * the order of their commits: whoever goes on behind it misses nothing. Identifiers of peers' events hold a colon.
 */
export async function readPrivateAfter(
  db: Queryable,
  position: number,
  limit: number,
): Promise<readonly { readonly position: number; readonly row: PeerRow }[]> {
  const rows = await db.query<{ position: number; row: PeerRow; particulars: unknown; words: unknown }>(
    `select e.position, json_strip_nulls(json_build_object('event', e.id, 'subject', e.stream,
       'particulars', case when p.record is not null then json_build_object('version', p.version, 'salt', p.salt) end,
       'words', case when w.record is not null then json_build_object('salt', w.salt) end)) as row,
       p.record as particulars, w.record as words
     from events e
     left join particulars p on p.recruiter = e.stream and p.version = (e.data #>> '{particulars,version}')::int
     left join event_words w on w.event = e.id
     where e.position > $1 and e.stream like 'rec\\_%' and position(':' in e.id) = 0
       and (p.record is not null or w.record is not null)
     order by e.position limit $2`,
    [position, limit],
  )
  return rows.map(({ position: at, row, particulars, words }) => ({
    position: at,
    row: {
      ...row,
      ...(row.particulars && { particulars: { ...row.particulars, record: particulars } }),
      ...(row.words && { words: { ...row.words, record: words } }),
    } as PeerRow,
  }))
}

/** What an entry of a peer commits to. */
export type Committed = {
  readonly event: string
  readonly stream: string
  readonly version: number | null
  readonly commitment: string | null
  readonly legalDay: string
  readonly recordedAt: Date
  /** The peer's log says that this version is erased. */
  readonly erased: boolean
  readonly words: string | null
}

/** The commitments of peers' events, by event. */
export async function readCommitted(db: Queryable, events: readonly string[]): Promise<ReadonlyMap<string, Committed>> {
  const rows = await db.query<Committed>(
    `select e.id as event, e.stream, (e.data #>> '{particulars,version}')::int as version, e.data #>> '{particulars,commitment}' as commitment,
       e.legal_day as "legalDay", e.recorded_at as "recordedAt", w.commitment as words,
       exists (select 1 from events x where x.stream = e.stream and x.type = 'particulars.erased'
         and (x.data -> 'versions')::jsonb @> to_jsonb((e.data #>> '{particulars,version}')::int)) as erased
     from events e left join event_words w on w.event = e.id where e.id = any($1)`,
    [events],
  )
  return new Map(rows.map((row) => [row.event, row]))
}

export type KeptParticulars = {
  readonly recruiter: string
  readonly version: number
  readonly record: object
  readonly salt: string
  readonly legalDay: string
  readonly recordedAt: Date
}

/** Keeps versions that are not here yet. */
export async function keepParticulars(tx: Transaction, rows: readonly KeptParticulars[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into particulars (recruiter, version, legal_day, recorded_at, record, salt)
     select * from unnest($1::text[], $2::int[], $3::date[], $4::timestamptz[], $5::json[], $6::text[])
     on conflict (recruiter, version) do nothing`,
    [
      rows.map(({ recruiter }) => recruiter),
      rows.map(({ version }) => version),
      rows.map(({ legalDay }) => legalDay),
      rows.map(({ recordedAt }) => recordedAt.toISOString()),
      rows.map(({ record }) => JSON.stringify(record)),
      rows.map(({ salt }) => salt),
    ],
  )
}

/** Puts words beside the entries that commit to them; what was erased stays erased. */
export async function keepWords(
  tx: Transaction,
  rows: readonly { readonly event: string; readonly record: object; readonly salt: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `update event_words w set record = k.record, salt = k.salt
     from unnest($1::text[], $2::json[], $3::text[]) as k (event, record, salt)
     where w.event = k.event and w.erased_at is null`,
    [rows.map(({ event }) => event), rows.map(({ record }) => JSON.stringify(record)), rows.map(({ salt }) => salt)],
  )
}

/** How many recruiters of a country are known by their number alone, and how many of its acts without their words. */
export async function countMissing(db: Queryable, country: Country): Promise<number> {
  const [row] = await db.query<{ missing: number }>(
    `select (select count(*) from recruiters r where r.country = $1 and not exists
         (select 1 from particulars p where p.recruiter = r.id and p.version = r.particulars_version)
         and not exists (select 1 from events x where x.stream = r.id and x.type = 'particulars.erased'
           and (x.data -> 'versions')::jsonb @> to_jsonb(r.particulars_version)))
       + (select count(*) from event_words where event like $2 and record is null and erased_at is null) as missing`,
    [country, `${country.toLowerCase()}:%`],
  )
  return Number(row?.missing ?? 0)
}
