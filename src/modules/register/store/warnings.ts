// SQL of the warning list: who is named, the words of acts, files by state, and what the public may see.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import { PUBLISHED_STATES, type Warning, type WarningState } from '../domain/warning.ts'
import type { WarningParty, WarningWords } from '../events/warning-party.ts'
import type { FileRow } from './files.ts'

type Sealed<Record> = { readonly record: Record; readonly salt: string }

/** Adds a version of the party; an existing version is never overwritten (primary key). */
export async function insertWarningParty(
  tx: Transaction,
  file: string,
  version: number,
  { record, salt }: Sealed<WarningParty>,
  at: Date,
): Promise<void> {
  await tx.query('insert into warning_parties (file, version, recorded_at, record, salt) values ($1, $2, $3, $4, $5)', [
    file,
    version,
    at,
    JSON.stringify(record),
    salt,
  ])
}

/** The newest version of the party; `record` is null once erased. */
export async function readWarningParty(
  db: Queryable,
  file: string,
): Promise<{ readonly version: number; readonly record: WarningParty | null } | undefined> {
  const rows = await db.query<{ version: number; record: WarningParty | null }>(
    'select version, record from warning_parties where file = $1 order by version desc limit 1',
    [file],
  )
  return rows[0]
}

/** By file, the names of whom these are about; erased ones are left out. */
export async function readWarningNames(db: Queryable, files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ file: string; name: string }>(
    `select distinct on (file) file, record->>'name' as name from warning_parties
     where file = any($1) and record is not null order by file, version desc`,
    [files],
  )
  return new Map(rows.map(({ file, name }) => [file, name]))
}

/** Keeps the words of the act whose event has this version in the file's stream. */
export async function insertWarningWords(
  tx: Transaction,
  file: string,
  version: number,
  { record, salt }: Sealed<WarningWords>,
  at: Date,
): Promise<void> {
  await tx.query('insert into warning_words (file, version, recorded_at, record, salt) values ($1, $2, $3, $4, $5)', [
    file,
    version,
    at,
    JSON.stringify(record),
    salt,
  ])
}

/** The words of a file's acts by the version of their event; null where they were erased. */
export async function readWarningWords(db: Queryable, file: string): Promise<ReadonlyMap<number, WarningWords | null>> {
  const rows = await db.query<{ version: number; record: WarningWords | null }>(
    'select version, record from warning_words where file = $1 order by version limit 1000',
    [file],
  )
  return new Map(rows.map(({ version, record }) => [version, record]))
}

/** Erases who is named, every word and the salts. Returns the versions of the party that were there. */
export async function eraseWarningRecords(tx: Transaction, file: string, at: Date): Promise<readonly number[]> {
  const rows = await tx.query<{ version: number }>(
    'update warning_parties set record = null, salt = null, erased_at = $2 where file = $1 and record is not null returning version',
    [file, at],
  )
  await tx.query(
    'update warning_words set record = null, salt = null, erased_at = $2 where file = $1 and record is not null',
    [file, at],
  )
  return rows.map(({ version }) => version).sort((a, b) => a - b)
}

/** The file that a public identifier stands for. */
export async function fileOfWarning(
  db: Queryable,
  warning: string,
): Promise<{ readonly id: string; readonly country: Country; readonly state: WarningState } | undefined> {
  const rows = await db.query<{ id: string; country: Country; state: WarningState }>(
    `select id, country, state from files where kind = 'warning' and folded->>'warning' = $1`,
    [warning],
  )
  return rows[0]
}

/** A row of the desk's list. */
export type WarningRow = Pick<
  FileRow,
  'id' | 'number' | 'name' | 'deadline' | 'openedOn' | 'changedAt' | 'lastEvent' | 'open'
> & { readonly state: WarningState }

/** Up to `limit` warnings in these states, the newest change first; `after` is the last one of the page before. */
export async function listWarningFiles(
  db: Queryable,
  country: Country,
  states: readonly WarningState[],
  after: { readonly changedAt: Date; readonly id: string } | undefined,
  limit: number,
): Promise<readonly WarningRow[]> {
  const next = after ? ' and (changed_at, id) < ($4::timestamptz, $5)' : ''
  return db.query<WarningRow>(
    `select id, number, name, state, deadline, open, opened_on as "openedOn", changed_at as "changedAt", last_event as "lastEvent"
     from files where kind = 'warning' and country = $1 and state = any($2)${next} order by changed_at desc, id desc limit $3`,
    after ? [country, states, limit, after.changedAt, after.id] : [country, states, limit],
  )
}

/** How many warnings stand in each state. */
export async function countWarningFiles(db: Queryable, country: Country): Promise<ReadonlyMap<WarningState, number>> {
  const rows = await db.query<{ state: WarningState; count: number }>(
    `select state, count(*)::int as count from files where kind = 'warning' and country = $1 group by state`,
    [country],
  )
  return new Map(rows.map(({ state, count }) => [state, count]))
}

/** A warning that the public may see, with who is named. */
export type PublishedWarning = { readonly folded: Warning; readonly record: WarningParty }

const PUBLISHED = `select f.folded, p.record from files f join warning_parties p
  on p.file = f.id and p.version = (f.folded->>'partyVersion')::int
  where f.kind = 'warning' and f.state = any($1) and p.record is not null`

/** Up to `limit` published warnings after a file, in the order of their identifiers. */
export async function readPublishedWarnings(
  db: Queryable,
  after: string,
  limit: number,
): Promise<readonly PublishedWarning[]> {
  return db.query<PublishedWarning>(`${PUBLISHED} and f.id > $2 order by f.id limit $3`, [
    PUBLISHED_STATES,
    after,
    limit,
  ])
}

/** Those of these files that the public may see. */
export async function readPublishedOf(db: Queryable, files: readonly string[]): Promise<readonly PublishedWarning[]> {
  return db.query<PublishedWarning>(`${PUBLISHED} and f.id = any($2)`, [PUBLISHED_STATES, files])
}
