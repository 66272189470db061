// SQL of the joint register: places in the logs, hosts' words, the words beside entries, joint acts. All of it set-based.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { Recognition } from '../domain/recognition.ts'
import type { Recruiter } from '../domain/recruiter.ts'
import type { Effect } from '../domain/standing.ts'
import type { EventWords } from '../events/entry.ts'

/** The home countries of recruiters, by id. */
export async function readHomes(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, Country>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<{ id: string; country: Country }>(
    'select id, country from recruiters where id = any($1)',
    [ids],
  )
  return new Map(rows.map(({ id, country }) => [id, country]))
}

/** Recruiters with these ids or keys, locked until the transaction ends. */
export async function lockByIdOrKey(
  tx: Transaction,
  ids: readonly string[],
  keys: readonly string[],
): Promise<readonly { readonly key: string; readonly origin: string; readonly recruiter: Recruiter }[]> {
  const rows = await tx.query<{ key: string; origin: string; recruiter: Recruiter }>(
    `select key, origin, json_build_object('id', id, 'version', stream_version, 'licence', licence, 'licenceDerived', licence_derived,
       'country', country, 'kind', kind, 'particularsVersion', particulars_version, 'effects', effects) as recruiter
     from recruiters where id = any($1) or key = any($2) order by id for update`,
    [ids, keys],
  )
  return rows
}

/**
 * Takes the key from rows that this node made of another country's recruiters (from a published list): the country's own
 * log has come, and its recruiter is the one that is found by its number.
 */
export async function giveUpKeys(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query(`update recruiters set key = key || ' ' || id where id = any($1)`, [ids])
}

/** Keeps the newest place in the log of each stream. Streams and indexes go together. */
export async function saveLogIndexes(tx: Transaction, indexes: ReadonlyMap<string, number>): Promise<void> {
  const home = [...indexes].filter(([stream]) => stream.startsWith('rec_') && !stream.includes('.'))
  const hosts = [...indexes].filter(([stream]) => stream.startsWith('rec_') && stream.includes('.'))
  for (const [table, column, rows] of [
    ['recruiters', 'id', home],
    ['recognitions', 'stream', hosts],
  ] as const) {
    if (rows.length === 0) continue
    await tx.query(
      `update ${table} t set log_index = i.index from unnest($1::text[], $2::bigint[]) as i (stream, index)
       where t.${column} = i.stream and (t.log_index is null or t.log_index < i.index)`,
      [rows.map(([stream]) => stream), rows.map(([, index]) => index)],
    )
  }
}

/** The hosts' words on these streams, by stream. */
export async function readRecognitions(
  db: Queryable,
  streams: readonly string[],
): Promise<ReadonlyMap<string, Recognition>> {
  if (streams.length === 0) return new Map()
  const rows = await db.query<Recognition>(
    'select stream, recruiter, country, stream_version as version, effects from recognitions where stream = any($1)',
    [streams],
  )
  return new Map(rows.map((row) => [row.stream, row]))
}

/** Writes hosts' words as they are after their newest events. */
export async function saveRecognitions(
  tx: Transaction,
  recognitions: readonly Recognition[],
  origin: string,
): Promise<void> {
  if (recognitions.length === 0) return
  await tx.query(
    `insert into recognitions (stream, recruiter, country, origin, stream_version, effects)
     select r.stream, r.recruiter, r.country, $1::text, r.version, r.effects
     from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::json[]) as r (stream, recruiter, country, version, effects)
     on conflict (stream) do update set stream_version = excluded.stream_version, effects = excluded.effects`,
    [
      origin,
      recognitions.map(({ stream }) => stream),
      recognitions.map(({ recruiter }) => recruiter),
      recognitions.map(({ country }) => country),
      recognitions.map(({ version }) => version),
      recognitions.map(({ effects }) => JSON.stringify(effects)),
    ],
  )
}

/** Words of an event, or the commitment to words that are still to come. */
export type WordsRow = {
  readonly event: string
  readonly subject: string
  readonly commitment: string
  readonly record?: EventWords
  readonly salt?: string
}

/** Keeps words beside entries; those of an event that is here already stay as they are. */
export async function insertWords(tx: Transaction, rows: readonly WordsRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into event_words (event, subject, commitment, record, salt)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::json[], $5::text[]) on conflict (event) do nothing`,
    [
      rows.map(({ event }) => event),
      rows.map(({ subject }) => subject),
      rows.map(({ commitment }) => commitment),
      rows.map(({ record }) => (record ? JSON.stringify(record) : null)),
      rows.map(({ salt }) => salt ?? null),
    ],
  )
}

/** Erases the words beside the entries of a recruiter, those of hosts included. */
export async function eraseWords(tx: Transaction, recruiters: readonly string[], at: Date): Promise<void> {
  if (recruiters.length === 0) return
  await tx.query(
    `update event_words set record = null, salt = null, erased_at = $2
     where split_part(subject, '.', 1) = any($1) and erased_at is null`,
    [recruiters, at],
  )
}

/** Erases versions of particulars that their country's log says are erased. `recruiters` and `versions` go together. */
export async function eraseVersions(
  tx: Transaction,
  recruiters: readonly string[],
  versions: readonly number[],
  at: Date,
): Promise<void> {
  if (recruiters.length === 0) return
  await tx.query(
    `update particulars p set record = null, salt = null, content_hash = null, erased_at = $3
     from unnest($1::text[], $2::int[]) as e (recruiter, version)
     where p.recruiter = e.recruiter and p.version = e.version and p.record is not null`,
    [recruiters, versions, at],
  )
}

/** What a joint act says of one recruiter in one country from a day on. */
export type JointEffect = Pick<Effect, 'country' | 'status' | 'from'>

/** Replaces what one joint act does to standings; none: it was repealed. The same again changes nothing. */
export async function setJointEffects(
  tx: Transaction,
  act: string,
  rows: readonly { readonly recruiter: string; readonly effects: readonly JointEffect[] }[],
): Promise<void> {
  const effects = rows.map(({ effects: own }) =>
    JSON.stringify(own.map(({ country, status, from }): Effect => ({ country, track: 'joint', status, from, act }))),
  )
  const recruiters = rows.map(({ recruiter }) => recruiter)
  await tx.query('delete from joint_effects where act = $1 and not recruiter = any($2)', [act, recruiters])
  if (rows.length === 0) return
  await tx.query(
    `insert into joint_effects as j (act, recruiter, effects) select $1::text, r.recruiter, r.effects
     from unnest($2::text[], $3::json[]) as r (recruiter, effects)
     on conflict (act, recruiter) do update set effects = excluded.effects, stamp = excluded.stamp
     where j.effects::text <> excluded.effects::text`,
    [act, recruiters, effects],
  )
}

/** What joint acts do to recruiters, and a mark that changes whenever any of it does. */
export async function readJointEffects(
  db: Queryable,
  known: string,
): Promise<{ readonly mark: string; readonly recruiters: readonly string[] | undefined }> {
  const [row] = await db.query<{ mark: string }>(
    `select count(*) || ' ' || coalesce(max(stamp), 0) as mark from joint_effects`,
  )
  const mark = row?.mark ?? ''
  if (mark === known) return { mark, recruiters: undefined }
  const rows = await db.query<{ recruiter: string }>('select distinct recruiter from joint_effects')
  return { mark, recruiters: rows.map(({ recruiter }) => recruiter) }
}

/** What joint acts say of recruiters, by recruiter. */
export async function readJointEffectsOf(
  db: Queryable,
  recruiters: readonly string[],
): Promise<ReadonlyMap<string, readonly Effect[]>> {
  const rows = await db.query<{ recruiter: string; effects: readonly Effect[] }>(
    'select recruiter, effects from joint_effects where recruiter = any($1) order by act',
    [recruiters],
  )
  const byRecruiter = new Map<string, readonly Effect[]>()
  for (const { recruiter, effects } of rows)
    byRecruiter.set(recruiter, [...(byRecruiter.get(recruiter) ?? []), ...effects])
  return byRecruiter
}

/** The words beside the entries of recruiters, those of hosts included, by event; erased ones are left out. */
export async function readWords(
  db: Queryable,
  recruiters: readonly string[],
): Promise<ReadonlyMap<string, EventWords>> {
  const rows = await db.query<{ event: string; record: EventWords }>(
    `select event, record from event_words where split_part(subject, '.', 1) = any($1) and record is not null`,
    [recruiters],
  )
  return new Map(rows.map(({ event, record }) => [event, record]))
}

/** Recruiters that are found by their number no longer (giveUpKeys). */
export async function readDisplaced(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(`select id from recruiters where position(' ' in key) > 0`)
  return new Set(rows.map(({ id }) => id))
}

/** Throws away what can be rebuilt from the events. */
export async function emptyRecognitions(tx: Transaction): Promise<void> {
  await tx.query('delete from recognitions')
}

/** The places in the logs of all streams: the events do not hold them, so a rebuild keeps them. */
export async function readLogIndexes(tx: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ stream: string; index: number }>(
    `select stream, log_index as index from recognitions where log_index is not null
     union all select id, log_index from recruiters where log_index is not null`,
  )
  return new Map(rows.map(({ stream, index }) => [stream, index]))
}
