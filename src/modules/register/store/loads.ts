// SQL of published lists: what is held of a source, the staging of a load, and its progress.
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { Totals } from '../lists/compare.ts'
import type { Mapping } from '../lists/mapping.ts'
import type { ListRow } from '../lists/row.ts'

export type Load = {
  readonly id: string
  readonly source: string
  readonly fileHash: string
  readonly asOf: string
  readonly mapping: Mapping
  readonly state: 'staging' | 'applying'
  /** Rows of the staging table already applied. */
  readonly applied: number
  readonly totals: Totals | null
}

export type StagedRow = {
  readonly number: number
  readonly change: 'added' | 'changed' | 'returned' | 'withdrawn'
  readonly key: string
  readonly row: ListRow | null
}

export type ListOfSource = {
  readonly source: string
  readonly mapping: Mapping
  readonly asOf: string
  readonly loadedAt: Date
}

/** Every published list that this node holds. */
export async function readLists(db: Queryable): Promise<readonly ListOfSource[]> {
  return db.query<ListOfSource>(
    'select source, mapping, as_of as "asOf", loaded_at as "loadedAt" from lists order by source',
  )
}

/**
 * Content hash of a listing of which nothing is shown: a desk or another list entered the recruiter, or its particulars
 * were erased. Such a listing comes and goes, but its content changes nothing here.
 */
export const NOT_SHOWN = ''

/** What is held of one entry, and the number under which its recruiter was first entered. */
export type HeldListing = {
  readonly contentHash: string
  readonly listed: boolean
  readonly licence: string
}

/** What is held of a source, by the recruiter's key (address.ts). */
export async function readHeld(db: Queryable, source: string): Promise<ReadonlyMap<string, HeldListing>> {
  const rows = await db.query<HeldListing & { key: string }>(
    `select l.key, l.content_hash as "contentHash", l.listed, r.licence
     from listings l join recruiters r on r.id = l.recruiter where l.source = $1`,
    [source],
  )
  return new Map(rows.map(({ key, ...held }) => [key, held]))
}

/** The load of a source that was begun and not ended, if there is one. */
export async function readOpenLoad(db: Queryable, source: string): Promise<Load | undefined> {
  const [load] = await db.query<Load>(
    `select id, source, file_hash as "fileHash", as_of as "asOf", mapping, state, applied, totals from loads
     where source = $1 and state in ('staging', 'applying')`,
    [source],
  )
  return load
}

/** Begins a load. The unique index lets one source have one open load. */
export async function beginLoad(
  tx: Transaction,
  load: Omit<Load, 'state' | 'applied' | 'totals'>,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into loads (id, source, file_hash, as_of, mapping, state, started_at) values ($1, $2, $3, $4, $5, 'staging', $6)`,
    [load.id, load.source, load.fileHash, load.asOf, JSON.stringify(load.mapping), at],
  )
}

/** Puts rows into the staging table. */
export async function stageRows(tx: Transaction, load: string, rows: readonly StagedRow[]): Promise<void> {
  await tx.query(
    `insert into load_rows (load, number, change, key, row)
     select $1::text, s.number, s.change, s.key, s.row from unnest($2::int[], $3::text[], $4::text[], $5::json[]) as s (number, change, key, row)`,
    [
      load,
      rows.map(({ number }) => number),
      rows.map(({ change }) => change),
      rows.map(({ key }) => key),
      rows.map(({ row }) => (row ? JSON.stringify(row) : null)),
    ],
  )
}

/** All rows are staged and the guard has let them through: from here on the load continues after any crash. Throws Error when another load gave it up. */
export async function startApplying(tx: Transaction, load: Load, totals: Totals, at: Date): Promise<void> {
  const started = await tx.query(
    `update loads set state = 'applying', totals = $2 where id = $1 and state = 'staging' returning id`,
    [load.id, JSON.stringify(totals)],
  )
  if (started.length === 0)
    throw new Error(`load ${load.id} was given up by another load of ${load.source}: run it again`)
  await tx.query(
    'insert into lists (source, mapping, as_of, loaded_at) values ($1, $2, $3, $4) on conflict (source) do nothing',
    [load.source, JSON.stringify(load.mapping), load.asOf, at],
  )
}

/** The next staged rows that were not applied yet. */
export async function readStaged(
  db: Queryable,
  load: string,
  after: number,
  limit: number,
): Promise<readonly StagedRow[]> {
  // As one JSON text, like the recruiters. Numbers have no gaps, and the bound keeps a table without statistics from being sorted whole.
  const [answer] = await db.query<{ rows: readonly [number, StagedRow['change'], string, ListRow | null][] | null }>(
    `select json_agg(json_build_array(number, change, key, row) order by number) as rows
     from load_rows where load = $1 and number > $2 and number <= $3`,
    [load, after, after + limit],
  )
  return (answer?.rows ?? []).map(([number, change, key, row]) => ({ number, change, key, row }))
}

export type Listing = {
  readonly key: string
  readonly recruiter: string
  readonly listed: boolean
  readonly contentHash: string
}

/** The recruiters behind these keys of a source, with what was last taken of them. */
export async function readListings(
  tx: Transaction,
  source: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Listing>> {
  const rows = await tx.query<Listing>(
    'select key, recruiter, listed, content_hash as "contentHash" from listings where source = $1 and key = any($2)',
    [source, keys],
  )
  return new Map(rows.map((listing) => [listing.key, listing]))
}

/** Writes listings as they are from `since` on. */
export async function saveListings(
  tx: Transaction,
  source: string,
  since: string,
  listings: readonly Listing[],
): Promise<void> {
  await tx.query(
    `insert into listings (source, key, recruiter, listed, content_hash, since)
     select $1::text, l.key, l.recruiter, l.listed, l.content_hash, $2::date
     from unnest($3::text[], $4::text[], $5::boolean[], $6::text[]) as l (key, recruiter, listed, content_hash)
     on conflict (source, key) do update set content_hash = excluded.content_hash, listed = excluded.listed,
       since = case when listings.listed = excluded.listed then listings.since else excluded.since end`,
    [
      source,
      since,
      listings.map(({ key }) => key),
      listings.map(({ recruiter }) => recruiter),
      listings.map(({ listed }) => listed),
      listings.map(({ contentHash }) => contentHash),
    ],
  )
}

/** Throws away what can be rebuilt from the events. */
export async function emptyListings(tx: Transaction): Promise<void> {
  await tx.query('delete from listings')
}

/** Takes the content hashes from a recruiter's listings: they were made of what is erased now. */
export async function forgetContent(tx: Transaction, recruiter: string): Promise<void> {
  await tx.query('update listings set content_hash = $2 where recruiter = $1', [recruiter, NOT_SHOWN])
}

/** Remembers how far a load has come, in the same transaction as what it did. Throws Error when another process came first. */
export async function moveCursor(tx: Transaction, load: Load, from: number, to: number): Promise<void> {
  const moved = await tx.query(
    `update loads set applied = $3 where id = $1 and applied = $2 and state = 'applying' returning id`,
    [load.id, from, to],
  )
  if (moved.length === 0) throw new Error(`load ${load.id} is being applied by another process: let it end`)
}

/** Ends a load that was applied, or one that the guard stopped; its staged rows go. */
export async function endLoad(tx: Transaction, load: Load, state: 'done' | 'abandoned', at: Date): Promise<void> {
  await tx.query('delete from load_rows where load = $1', [load.id])
  await tx.query('update loads set state = $2, finished_at = $3 where id = $1', [load.id, state, at])
  if (state === 'abandoned') return
  await tx.query('update lists set mapping = $2, as_of = $3, loaded_at = $4 where source = $1', [
    load.source,
    JSON.stringify(load.mapping),
    load.asOf,
    at,
  ])
}
