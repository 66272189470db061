// SQL of the desks' files: the row for reading beside the events, forms, requirement sets, notes and numbers.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { ApplicationForm, SealedForm } from '../forms.ts'
import { eraseLetters } from './letters.ts'

export type FileKind = 'application' | 'inspection' | 'sanction' | 'warning'

/** A file as it stands in the table. `folded` is the fold of its events (domain/application.ts and its like). */
export type FileRow<Folded = unknown> = {
  readonly id: string
  readonly number: string
  readonly kind: FileKind
  readonly subkind: string
  readonly country: Country
  readonly state: string
  readonly open: boolean
  /** Whether the office waits for somebody else. */
  readonly waiting: boolean
  readonly recruiter: string | null
  readonly account: string | null
  readonly assigned: string | null
  readonly name: string | null
  readonly deadline: Day | null
  readonly openedOn: Day
  readonly decidedOn: Day | null
  readonly changedAt: Date
  readonly changedBy: string
  readonly lastEvent: string
  readonly version: number
  readonly folded: Folded
}

const COLUMNS = `id, number, kind, subkind, country, state, open, waiting, recruiter, account, assigned, name, deadline,
  opened_on as "openedOn", decided_on as "decidedOn", changed_at as "changedAt", changed_by as "changedBy",
  last_event as "lastEvent", stream_version as version, folded`

/** A file, locked until the transaction ends. */
export async function lockFile<Folded>(
  tx: Transaction,
  id: string,
  kind: FileKind,
): Promise<FileRow<Folded> | undefined> {
  return (
    await tx.query<FileRow<Folded>>(`select ${COLUMNS} from files where id = $1 and kind = $2 for update`, [id, kind])
  )[0]
}

export async function readFile<Folded>(db: Queryable, id: string): Promise<FileRow<Folded> | undefined> {
  return (await db.query<FileRow<Folded>>(`select ${COLUMNS} from files where id = $1`, [id]))[0]
}

/** All files about a recruiter, newest first. */
export async function readFilesOfRecruiter(db: Queryable, recruiter: string): Promise<readonly FileRow[]> {
  return db.query<FileRow>(`select ${COLUMNS} from files where recruiter = $1 order by opened_on desc, id limit 200`, [
    recruiter,
  ])
}

/** The files of a recruiter's account, newest first. */
export async function readFilesOfAccount(db: Queryable, account: string): Promise<readonly FileRow[]> {
  return db.query<FileRow>(`select ${COLUMNS} from files where account = $1 order by changed_at desc, id limit 200`, [
    account,
  ])
}

/** Writes the row as it is after its newest event. */
export async function saveFile(tx: Transaction, file: FileRow): Promise<void> {
  await tx.query(
    `insert into files (id, number, kind, subkind, country, state, open, waiting, recruiter, account, assigned, name, deadline,
       opened_on, decided_on, changed_at, changed_by, last_event, stream_version, folded)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     on conflict (id) do update set state = excluded.state, open = excluded.open, waiting = excluded.waiting,
       recruiter = excluded.recruiter, account = excluded.account, assigned = excluded.assigned, name = excluded.name,
       deadline = excluded.deadline, decided_on = excluded.decided_on, changed_at = excluded.changed_at,
       changed_by = excluded.changed_by, last_event = excluded.last_event, stream_version = excluded.stream_version,
       folded = excluded.folded`,
    [
      file.id,
      file.number,
      file.kind,
      file.subkind,
      file.country,
      file.state,
      file.open,
      file.waiting,
      file.recruiter,
      file.account,
      file.assigned,
      file.name,
      file.deadline,
      file.openedOn,
      file.decidedOn,
      file.changedAt,
      file.changedBy,
      file.lastEvent,
      file.version,
      JSON.stringify(file.folded),
    ],
  )
}

/** Throws away what can be rebuilt from the events. */
export async function emptyFiles(tx: Transaction): Promise<void> {
  await tx.query('delete from files')
}

/** Adds a version of a form; an existing version is never overwritten (primary key). */
export async function insertForm(
  tx: Transaction,
  file: string,
  version: number,
  { record, salt }: SealedForm,
  at: Date,
): Promise<void> {
  await tx.query('insert into forms (file, version, recorded_at, record, salt) values ($1, $2, $3, $4, $5)', [
    file,
    version,
    at,
    JSON.stringify(record),
    salt,
  ])
}

export type FormVersion = {
  readonly version: number
  readonly recordedAt: Date
  readonly record: ApplicationForm | null
}

/** Every version of a file's form, oldest first. */
export async function readForms(db: Queryable, file: string): Promise<readonly FormVersion[]> {
  return db.query<FormVersion>(
    'select version, recorded_at as "recordedAt", record from forms where file = $1 order by version',
    [file],
  )
}

/** The newest forms of these files, by file. */
export async function readNewestForms(
  db: Queryable,
  files: readonly string[],
): Promise<ReadonlyMap<string, ApplicationForm>> {
  const rows = await db.query<{ file: string; record: ApplicationForm }>(
    `select distinct on (file) file, record from forms where file = any($1) and record is not null order by file, version desc`,
    [files],
  )
  return new Map(rows.map(({ file, record }) => [file, record]))
}

/** Erases every version of a file's form, the name in the list, the texts of its notes and its letters, which repeat them. */
export async function eraseForms(tx: Transaction, file: string, at: Date): Promise<number> {
  const rows = await tx.query<{ version: number }>(
    'update forms set record = null, salt = null, erased_at = $2 where file = $1 and record is not null returning version',
    [file, at],
  )
  await tx.query('update files set name = null where id = $1', [file])
  await tx.query('update file_notes set text = null where file = $1', [file])
  await eraseLetters(tx, file)
  return rows.length
}

/** Keeps a set of requirements under its hash; the same set is kept once. */
export async function keepRequirements(tx: Transaction, hash: string, content: unknown): Promise<void> {
  await tx.query('insert into requirement_sets (hash, content) values ($1, $2) on conflict (hash) do nothing', [
    hash,
    JSON.stringify(content),
  ])
}

export async function readRequirements<Requirement>(
  db: Queryable,
  hash: string,
): Promise<readonly Requirement[] | undefined> {
  const rows = await db.query<{ content: readonly Requirement[] }>(
    'select content from requirement_sets where hash = $1',
    [hash],
  )
  return rows[0]?.content
}

export type Note = {
  readonly id: string
  readonly at: Date
  readonly account: string
  readonly kind: 'note' | 'message'
  readonly text: string | null
}

export async function insertNote(tx: Transaction, file: string, note: Note): Promise<void> {
  await tx.query('insert into file_notes (id, file, at, account, kind, text) values ($1, $2, $3, $4, $5, $6)', [
    note.id,
    file,
    note.at,
    note.account,
    note.kind,
    note.text,
  ])
}

export async function readNotes(db: Queryable, file: string): Promise<readonly Note[]> {
  return db.query<Note>(
    'select id, at, account, kind, text from file_notes where file = $1 order by at, id limit 500',
    [file],
  )
}

/** What somebody has seen of a file before, and remembers what they see now. */
export async function lookAtFile(
  tx: Transaction,
  account: string,
  file: string,
  version: number,
  at: Date,
): Promise<{ readonly version: number; readonly at: Date } | undefined> {
  const [before] = await tx.query<{ version: number; at: Date }>(
    'select version, at from file_views where account = $1 and file = $2',
    [account, file],
  )
  await tx.query(
    `insert into file_views (account, file, version, at) values ($1, $2, $3, $4)
     on conflict (account, file) do update set version = excluded.version, at = excluded.at`,
    [account, file, version, at],
  )
  return before
}

/** The next number of a kind in a country; numbers of a transaction that is rolled back are given again. */
export async function takeNumber(tx: Transaction, country: Country, kind: string): Promise<number> {
  const [row] = await tx.query<{ taken: number }>(
    `insert into numbers_next (country, kind, next) values ($1, $2, 2)
     on conflict (country, kind) do update set next = numbers_next.next + 1 returning next - 1 as taken`,
    [country, kind],
  )
  return row?.taken ?? 1
}

/** A file with its newest form, for the index in memory. */
export type FileForIndex = Pick<FileRow, 'id' | 'number' | 'kind' | 'state' | 'country' | 'recruiter' | 'open'> & {
  readonly record: ApplicationForm | null
}

const FOR_INDEX = `f.id, f.number, f.kind, f.state, f.country, f.recruiter, f.open,
  (select record from forms m where m.file = f.id order by m.version desc limit 1) as record`

/** Up to `limit` files in the order of their ids after `afterId`. */
export async function readFilesForIndex(
  db: Queryable,
  afterId: string,
  limit: number,
): Promise<readonly FileForIndex[]> {
  return db.query<FileForIndex>(
    `select ${FOR_INDEX} from files f where f.kind = 'application' and f.id > $1 order by f.id limit $2`,
    [afterId, limit],
  )
}

/** These files, for the index in memory. */
export async function readSomeForIndex(db: Queryable, ids: readonly string[]): Promise<readonly FileForIndex[]> {
  return db.query<FileForIndex>(`select ${FOR_INDEX} from files f where f.kind = 'application' and f.id = any($1)`, [
    ids,
  ])
}

/** The newest forms of the granted applications of these recruiters, by recruiter. */
export async function readFormsOfRecruiters(
  db: Queryable,
  recruiters: readonly string[],
): Promise<ReadonlyMap<string, ApplicationForm>> {
  // Lateral, so that each file's form is looked up by its key: the embedded engine keeps no statistics and would else read every form.
  const rows = await db.query<{ recruiter: string; record: ApplicationForm }>(
    `select distinct on (f.recruiter) f.recruiter, m.record from files f cross join lateral
       (select record from forms where file = f.id and record is not null order by version desc limit 1) m
     where f.recruiter = any($1) and f.state = 'granted' order by f.recruiter, f.changed_at desc`,
    [recruiters],
  )
  return new Map(rows.map(({ recruiter, record }) => [recruiter, record]))
}

/** These files by their ids, for lists. */
export async function readFilesById(db: Queryable, ids: readonly string[]): Promise<readonly FileRow[]> {
  return db.query<FileRow>(`select ${COLUMNS} from files where id = any($1)`, [ids])
}
