// SQL of the entries about joint acts, who could sign them at which point, and when they were cosigned.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { CoveredAt } from '../domain.ts'
import type { Officers, OfficersAt, StepEntry } from '../read-step.ts'

export type KeptEntry = {
  readonly log: string
  readonly id: string
  readonly country: Country
  readonly index: number | null
  readonly act: string
  readonly type: string
  readonly time: string
  readonly data: Readonly<Record<string, unknown>>
  readonly auth: readonly string[] | null
}

/**
 * Keeps an entry; the same again changes nothing. What a restored database believed to stand at this place and the log shows
 * elsewhere, or nowhere yet, has no place until it is appended again. @returns whether anything is new
 */
export async function keepEntry(tx: Transaction, entry: KeptEntry): Promise<boolean> {
  const { log, id, country, index, act, type, time, data, auth } = entry
  if (index !== null)
    await tx.query('update joint_entries set index = null where log = $1 and index = $2 and id <> $3', [log, index, id])
  const kept = await tx.query(
    `insert into joint_entries as old (log, id, country, index, act, type, time, data, auth)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (log, id) do update set index = excluded.index
       where excluded.index is not null and old.index is distinct from excluded.index
     returning id`,
    [log, id, country, index, act, type, time, JSON.stringify(data), auth && JSON.stringify(auth)],
  )
  return kept.length > 0
}

/** Writes down the place that an own entry came to have. @returns the act; undefined when it is no entry of an act */
export async function placeEntry(tx: Transaction, log: string, id: string, index: number): Promise<string | undefined> {
  const [row] = await tx.query<{ act: string }>(
    'update joint_entries set index = $3 where log = $1 and id = $2 returning act',
    [log, id, index],
  )
  return row?.act
}

/** Identifier of the newest own entry on an act, without the node's short name; null when there is none. */
export async function lastEntry(tx: Transaction, log: string, act: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    'select id from joint_entries where log = $1 and act = $2 order by index desc nulls first limit 1',
    [log, act],
  )
  return row ? row.id.slice(row.id.indexOf(':') + 1) : null
}

/** What the logs say of an act, as it is read. */
export async function readEntries(
  db: Queryable,
  act: string,
): Promise<readonly (StepEntry & { readonly log: string; readonly id: string })[]> {
  const rows = await db.query<KeptEntry & { index: number }>(
    `select log, id, country, index, act, type, time, data, auth from joint_entries
     where act = $1 and index is not null order by country, index`,
    [act],
  )
  return rows.map(({ log, id, country, index, type, time, data, auth }) => ({
    log,
    id,
    country,
    index,
    entry: { type, time, subject: act, data, ...(auth && { auth }) },
  }))
}

/** A cosignature by somebody: a party by its country, a witness by its name. `time`: Unix seconds. */
export type CosignedBy = { readonly by: string; readonly time: number }

/** Keeps a cosignature, unless an earlier one by the same of as much is kept. @returns whether it says anything new */
export async function keepCosignature(
  tx: Transaction,
  log: string,
  size: number,
  { by, time }: CosignedBy,
  note: string | undefined,
): Promise<boolean> {
  const kept = await tx.query(
    `insert into cosigned_sizes as old (log, size, by, at, note)
     select $1::text, $2::bigint, $3::text, $4::bigint, $5::text
     where not exists (select 1 from cosigned_sizes where log = $1 and by = $3 and size >= $2 and at <= $4)
     on conflict (log, size, by) do update set at = excluded.at, note = excluded.note where old.at > excluded.at
     returning size`,
    [log, size, by, time, note ?? null],
  )
  return kept.length > 0
}

/** When others first cosigned the places of these entries. */
export async function readCoverage(
  db: Queryable,
  entries: readonly { readonly log: string; readonly country: Country; readonly index: number }[],
): Promise<CoveredAt> {
  if (entries.length === 0) return () => undefined
  const rows = await db.query<{ country: Country; index: number; at: number }>(
    `select e.country, e.index, min(c.at) as at
     from unnest($1::text[], $2::text[], $3::bigint[]) as e (log, country, index)
     join cosigned_sizes c on c.log = e.log and c.size > e.index and c.by <> e.country
     group by e.country, e.index`,
    [entries.map(({ log }) => log), entries.map(({ country }) => country), entries.map(({ index }) => index)],
  )
  const times = new Map(rows.map(({ country, index, at }) => [`${country} ${index}`, at]))
  return (party, index) => times.get(`${party} ${index}`)
}

/** The earliest cosigned checkpoints, as notes, over what was said on acts that ended after `since` (Unix seconds). */
export async function coveringNotes(db: Queryable, since: number, limit: number): Promise<readonly string[]> {
  const rows = await db.query<{ note: string }>(
    `select distinct note from (
       select (select c.note from cosigned_sizes c
               where c.log = e.log and c.size > e.index and c.by <> e.country and c.note is not null
               order by c.at, c.size limit 1) as note
       from joint_entries e join joint_acts a on a.act = e.act
       where a.expires > $1 and e.index is not null and e.type like '%.approved') found
     where note is not null limit $2`,
    [since, limit],
  )
  return rows.map(({ note }) => note)
}

/** Acts that a cosignature of a log up to a size at a time may move: to effective, or to an earlier day. */
export async function actsWaitingFor(
  tx: Transaction,
  log: string,
  size: number,
  time: number,
): Promise<readonly string[]> {
  const rows = await tx.query<{ act: string }>(
    `select distinct a.act from joint_acts a cross join lateral jsonb_array_elements(a.folded->'ways') way
     join joint_entries e on e.act = a.act and e.country = way->>'party' and e.index = (way->>'index')::bigint
     where e.log = $1 and e.index < $2 and (way->>'covered' is null or (way->>'covered')::bigint > $3)`,
    [log, size, time],
  )
  return rows.map(({ act }) => act)
}

export type OfficersRow = {
  readonly country: Country
  /** Entry of the list of keys in the party's log; empty for the list that the corridor's file pins. */
  readonly entry: string
  /** Undefined while the entry has no place yet. */
  readonly fromIndex?: number | undefined
  readonly version: number
  readonly decision: Officers
}

/** Keeps who decides for a party. What is known stays as it is, and so does the list that was pinned first. */
export async function keepOfficers(tx: Queryable, row: OfficersRow): Promise<void> {
  const { country, entry, fromIndex, version, decision } = row
  await tx.query(
    `insert into decision_officers (country, entry, from_index, version, threshold, officers)
     select $1::text, $2::text, $3::bigint, $4::integer, $5::integer, $6::jsonb
     where $2::text <> '' or not exists (select 1 from decision_officers where country = $1 and entry = '')
     on conflict (country, version, entry) do update set from_index = excluded.from_index
       where excluded.from_index is not null`,
    [country, entry, fromIndex ?? null, version, decision.threshold, JSON.stringify(decision.officers)],
  )
}

export async function placeOfficers(tx: Transaction, country: Country, entry: string, index: number): Promise<void> {
  await tx.query('update decision_officers set from_index = $3 where country = $1 and entry = $2', [
    country,
    entry,
    index,
  ])
}

/** Who decides for each party at each point of its own log: by the newest list of keys that stands before it there, else by the pinned one. */
export async function readOfficers(db: Queryable): Promise<OfficersAt> {
  const rows = await db.query<{
    country: Country
    fromIndex: number
    threshold: number
    officers: Officers['officers']
  }>(
    `select country, from_index as "fromIndex", threshold, officers from decision_officers
     where from_index is not null order by entry = '', version desc, from_index`,
  )
  return (party, index) => rows.find(({ country, fromIndex }) => country === party && fromIndex < index)
}
