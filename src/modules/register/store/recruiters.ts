// SQL of the recruiters and their particulars. Writes are set-based: one statement for one recruiter or for two thousand.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import { keyOf } from '../address.ts'
import type { Recruiter } from '../domain/recruiter.ts'
import type { Effect } from '../domain/standing.ts'
import type { Particulars, SealedParticulars } from '../particulars.ts'

type RecruiterRow = {
  id: string
  licence: string
  licence_derived: boolean
  country: Country
  kind: string
  stream_version: number
  particulars_version: number
  effects: Effect[]
}

const COLUMNS = 'id, licence, licence_derived, country, kind, stream_version, particulars_version, effects'

function fromRow(row: RecruiterRow): Recruiter {
  return {
    id: row.id,
    version: row.stream_version,
    licence: row.licence,
    licenceDerived: row.licence_derived,
    country: row.country,
    kind: row.kind,
    particularsVersion: row.particulars_version,
    effects: row.effects,
  }
}

/** The recruiters with these keys, locked until the transaction ends, by key. */
export async function lockRecruiters(
  tx: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recruiter>> {
  const rows = await tx.query<RecruiterRow & { key: string }>(
    `select key, ${COLUMNS} from recruiters where key = any($1) order by key for update`,
    [keys],
  )
  return new Map(rows.map((row) => [row.key, fromRow(row)]))
}

/** Recruiters found by their number no longer (giveUpKeys), and the places of their newest entries in the log. */
export type Beside = { readonly displaced?: ReadonlySet<string>; readonly indexes?: ReadonlyMap<string, number> }

/** Writes recruiters as they are after their newest events; `origin` is the node whose log these stand in. */
export async function saveRecruiters(
  tx: Transaction,
  recruiters: readonly Recruiter[],
  origin: string,
  { displaced, indexes }: Beside = {},
): Promise<void> {
  if (recruiters.length === 0) return
  await tx.query(
    `insert into recruiters (key, id, licence, licence_derived, country, kind, origin, stream_version, particulars_version, effects, log_index)
     select r.key, r.id, r.licence, r.licence_derived, r.country, r.kind, $1::text, r.stream_version, r.particulars_version, r.effects, r.log_index
     from unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::int[], $9::int[], $10::json[], $11::bigint[])
       as r (key, id, licence, licence_derived, country, kind, stream_version, particulars_version, effects, log_index)
     on conflict (id) do update set stream_version = excluded.stream_version, particulars_version = excluded.particulars_version,
       effects = excluded.effects, log_index = coalesce(excluded.log_index, recruiters.log_index)`,
    [
      origin,
      recruiters.map(({ id, country, licence }) =>
        displaced?.has(id) ? `${keyOf(country, licence)} ${id}` : keyOf(country, licence),
      ),
      recruiters.map(({ id }) => id),
      recruiters.map(({ licence }) => licence),
      recruiters.map(({ licenceDerived }) => licenceDerived),
      recruiters.map(({ country }) => country),
      recruiters.map(({ kind }) => kind),
      recruiters.map(({ version }) => version),
      recruiters.map(({ particularsVersion }) => particularsVersion),
      recruiters.map(({ effects }) => JSON.stringify(effects)),
      recruiters.map(({ id }) => indexes?.get(id) ?? null),
    ],
  )
}

/** The id of the recruiter with a key. */
export async function findIdByKey(db: Queryable, key: string): Promise<string | undefined> {
  return (await db.query<{ id: string }>('select id from recruiters where key = $1', [key]))[0]?.id
}

/** The numbers, as first entered, of the recruiters with these keys, by key. */
export async function readLicences(db: Queryable, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ key: string; licence: string }>(
    'select key, licence from recruiters where key = any($1)',
    [keys],
  )
  return new Map(rows.map(({ key, licence }) => [key, licence]))
}

/** One version of somebody's particulars on its way into the table. */
export type NewParticulars = SealedParticulars & {
  readonly recruiter: string
  readonly version: number
  readonly legalDay: string
  readonly contentHash?: string
}

/** Adds versions; an existing version is never overwritten (primary key). */
export async function insertParticulars(
  tx: Transaction,
  versions: readonly NewParticulars[],
  recordedAt: Date,
): Promise<void> {
  if (versions.length === 0) return
  await tx.query(
    `insert into particulars (recruiter, version, legal_day, recorded_at, record, salt, content_hash)
     select p.recruiter, p.version, p.legal_day, $1::timestamptz, p.record, p.salt, p.content_hash
     from unnest($2::text[], $3::int[], $4::date[], $5::json[], $6::text[], $7::text[])
       as p (recruiter, version, legal_day, record, salt, content_hash)`,
    [
      recordedAt,
      versions.map(({ recruiter }) => recruiter),
      versions.map(({ version }) => version),
      versions.map(({ legalDay }) => legalDay),
      versions.map(({ record }) => JSON.stringify(record)),
      versions.map(({ salt }) => salt),
      versions.map(({ contentHash }) => contentHash ?? null),
    ],
  )
}

/** Erases every version of a recruiter's particulars, record and salt together. Returns the versions that were still there. */
export async function eraseParticulars(tx: Transaction, recruiter: string, at: Date): Promise<readonly number[]> {
  const rows = await tx.query<{ version: number }>(
    `update particulars set record = null, salt = null, content_hash = null, erased_at = $2
     where recruiter = $1 and record is not null returning version`,
    [recruiter, at],
  )
  return rows.map(({ version }) => version).sort((a, b) => a - b)
}

/** A recruiter with the current version of its particulars; `null` once erased. */
export type RecruiterWithParticulars = {
  readonly recruiter: Recruiter
  readonly particulars: Particulars | null
  /** The words of hosts and of joint acts, beside those of its own country. */
  readonly others: readonly Effect[]
}

/** Up to `limit` recruiters in the order of their ids after `afterId`, with their current particulars. */
export async function readRecruiters(
  db: Queryable,
  afterId: string,
  limit: number,
): Promise<readonly RecruiterWithParticulars[]> {
  return withParticulars(db, 'r.id > $1 order by r.id limit $2', [afterId, limit])
}

/** The recruiters with these ids, with their current particulars. */
export async function readRecruitersById(
  db: Queryable,
  ids: readonly string[],
): Promise<readonly RecruiterWithParticulars[]> {
  return withParticulars(db, 'r.id = any($1)', [ids])
}

/**
 * The rows come as one JSON text: the embedded engine takes about as long for a field of a row as for the row,
 * and a node that starts reads every recruiter.
 */
async function withParticulars(
  db: Queryable,
  condition: string,
  values: Parameters<Queryable['query']>[1],
): Promise<readonly RecruiterWithParticulars[]> {
  const [answer] = await db.query<{ rows: readonly PackedRow[] | null }>(
    `select json_agg(json_build_array(id, stream_version, licence, licence_derived, country, kind, particulars_version, effects, record, recognized, joint)) as rows
     from (select r.*, p.record,
         (select json_agg(h.effects order by h.country) from recognitions h where h.recruiter = r.id and h.country <> r.country) as recognized,
         (select json_agg(j.effects order by j.act) from joint_effects j where j.recruiter = r.id) as joint
       from recruiters r
       left join particulars p on p.recruiter = r.id and p.version = r.particulars_version where ${condition}) as packed`,
    values,
  )
  return (answer?.rows ?? []).map(
    ([
      id,
      version,
      licence,
      licenceDerived,
      country,
      kind,
      particularsVersion,
      effects,
      particulars,
      hosts,
      joint,
    ]) => ({
      recruiter: { id, version, licence, licenceDerived, country, kind, particularsVersion, effects },
      particulars,
      others: [...(hosts ?? []), ...(joint ?? [])].flat(),
    }),
  )
}

type PackedRow = readonly [
  id: string,
  version: number,
  licence: string,
  licenceDerived: boolean,
  country: Country,
  kind: string,
  particularsVersion: number,
  effects: readonly Effect[],
  particulars: Particulars | null,
  hosts: readonly (readonly Effect[])[] | null,
  joint: readonly (readonly Effect[])[] | null,
]

/** Throws away what can be rebuilt from the events. */
export async function emptyRecruiters(tx: Transaction): Promise<void> {
  await tx.query('delete from recruiters')
}

/** The content hash of the newest version that a list gave, by recruiter. */
export async function readContentHashes(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ recruiter: string; hash: string }>(
    `select distinct on (recruiter) recruiter, content_hash as hash from particulars
     where recruiter = any($1) and content_hash is not null order by recruiter, version desc`,
    [ids],
  )
  return new Map(rows.map(({ recruiter, hash }) => [recruiter, hash]))
}

export type ParticularsVersion = {
  readonly version: number
  readonly legalDay: Day
  readonly recordedAt: Date
  readonly record: Particulars | null
}

/** Every version of a recruiter's particulars, oldest first. */
export async function readParticularsVersions(
  db: Queryable,
  recruiter: string,
): Promise<readonly ParticularsVersion[]> {
  return db.query<ParticularsVersion>(
    `select version, legal_day as "legalDay", recorded_at as "recordedAt", record from particulars where recruiter = $1 order by version`,
    [recruiter],
  )
}
