// SQL of inspections and sanctions: records beside their events, signs of risk, the facts of the plan, and lists for pages.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { SignalKind } from '../domain/risk.ts'
import type { Effect } from '../domain/standing.ts'
import type { RiskSignal } from '../events/inspection.ts'
import type { Particulars } from '../particulars.ts'
import type { FileKind, FileRow } from './files.ts'
import { eraseLetters } from './letters.ts'

/** Adds a version of a file's record; an existing version is never overwritten (primary key). */
export async function insertFileRecord(
  tx: Transaction,
  file: string,
  version: number,
  { record, salt }: { readonly record: object; readonly salt: string },
  at: Date,
): Promise<void> {
  await tx.query('insert into file_records (file, version, recorded_at, record, salt) values ($1, $2, $3, $4, $5)', [
    file,
    version,
    at,
    JSON.stringify(record),
    salt,
  ])
}

/** The newest record of a file; undefined when there is none, or when it was erased. */
export async function readFileRecord<Of>(db: Queryable, file: string): Promise<Of | undefined> {
  const rows = await db.query<{ record: Of | null }>(
    'select record from file_records where file = $1 order by version desc limit 1',
    [file],
  )
  return rows[0]?.record ?? undefined
}

/** Erases every version of a file's record, its salt with it, and the letters, which repeat it. Returns how many there were. */
export async function eraseFileRecords(tx: Transaction, file: string, at: Date): Promise<number> {
  const rows = await tx.query(
    'update file_records set record = null, salt = null, erased_at = $2 where file = $1 and record is not null returning version',
    [file, at],
  )
  await eraseLetters(tx, file)
  return rows.length
}

/** Keeps a sign under its identifier; the same sign twice is kept once. Returns whether it is new. */
export async function insertSignal(tx: Transaction, id: string, signal: RiskSignal): Promise<boolean> {
  const { recruiter, country, kind, weight, source, day } = signal
  const rows = await tx.query(
    `insert into risk_signals (id, recruiter, country, kind, weight, source, day) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do nothing returning id`,
    [id, recruiter, country, kind, weight, source, day],
  )
  return rows.length > 0
}

/** Throws away what can be rebuilt from the events. */
export async function emptySignals(tx: Transaction): Promise<void> {
  await tx.query('delete from risk_signals')
}

/** What the plan by risk is made from, one row a recruiter with an authorization somewhere, now or once. `country`: its home. */
export type PlanRow = {
  readonly id: string
  readonly licence: string
  readonly country: Country
  readonly effects: readonly Effect[]
  readonly lastInspection: Day | null
  readonly planned: boolean
  readonly sanctions: number
  readonly signals: Readonly<Partial<Record<SignalKind, number>>>
}

/**
 * Every recruiter (or `only` one) that has an authorization, with what its risk is computed from: one statement, however many.
 * Its four parts come each as one JSON text and are put together here: the embedded engine takes about as long for a field of a row
 * as for the row, and no statistics tell the planner how large each part is, so that a join of them can go wrong.
 */
export async function readPlanRows(
  db: Queryable,
  country: Country,
  signalsFrom: Day,
  only?: string,
): Promise<readonly PlanRow[]> {
  const [answer] = await db.query<PlanParts>(
    `select
       (select json_agg(json_build_array(id, licence, country, effects)) from recruiters
        where ($3::text is null or id = $3) and effects::text like '%"authorization"%') as recruiters,
       (select json_agg(i) from (
          select json_build_array(recruiter, max(folded->>'carriedOn'), bool_or(state = 'planned')) as i from files
          where country = $1 and kind = 'inspection' and ($3::text is null or recruiter = $3) group by recruiter) x) as inspections,
       (select json_agg(s) from (
          select json_build_array(recruiter, count(*)::int) as s from files
          where country = $1 and kind = 'sanction' and ($3::text is null or recruiter = $3)
            and state in ('imposed', 'imposed, appealed', 'imposed for good', 'lifted') group by recruiter) x) as sanctions,
       (select json_agg(g) from (
          select json_build_array(recruiter, kind, sum(weight)::int) as g from risk_signals
          where country = $1 and day >= $2 and ($3::text is null or recruiter = $3) group by recruiter, kind) x) as signals`,
    [country, signalsFrom, only ?? null],
  )
  const inspections = new Map((answer?.inspections ?? []).map(([recruiter, ...rest]) => [recruiter, rest]))
  const sanctions = new Map(answer?.sanctions ?? [])
  const signals = new Map<string, Partial<Record<SignalKind, number>>>()
  for (const [recruiter, kind, weight] of answer?.signals ?? [])
    signals.set(recruiter, { ...signals.get(recruiter), [kind]: weight })
  return (answer?.recruiters ?? []).map(([id, licence, home, effects]) => {
    const [lastInspection = null, planned = false] = inspections.get(id) ?? []
    const counted = { sanctions: sanctions.get(id) ?? 0, signals: signals.get(id) ?? {} }
    return { id, licence, country: home, effects, lastInspection, planned, ...counted }
  })
}
type PlanParts = {
  readonly recruiters: readonly (readonly [string, string, Country, readonly Effect[]])[] | null
  readonly inspections: readonly (readonly [string, Day | null, boolean])[] | null
  readonly sanctions: readonly (readonly [string, number])[] | null
  readonly signals: readonly (readonly [string, SignalKind, number])[] | null
}

/** A file as a list shows it, with the licence of whom it is about. */
export type ListedFile = Pick<
  FileRow,
  'id' | 'number' | 'kind' | 'subkind' | 'state' | 'name' | 'assigned' | 'deadline' | 'openedOn' | 'decidedOn'
>

/** Files of one kind in one country, those with something to be done first, by when; one page and one more. */
export async function readFilesOfKind(
  db: Queryable,
  { country, kind, states, from, limit }: FilesOfKind,
): Promise<readonly ListedFile[]> {
  return db.query<ListedFile>(
    `select id, number, kind, subkind, state, name, assigned, deadline, opened_on as "openedOn", decided_on as "decidedOn"
     from files where country = $1 and kind = $2 and state = any($3)
     order by open desc, deadline nulls last, opened_on desc, id limit $4 offset $5`,
    [country, kind, states, limit, from],
  )
}
export type FilesOfKind = {
  readonly country: Country
  readonly kind: FileKind
  readonly states: readonly string[]
  readonly from: number
  readonly limit: number
}

/** The newest particulars of recruiters that were not erased, by recruiter; asked without the table of recruiters, which may be empty just now. */
export async function readNewestParticulars(
  db: Queryable,
  recruiters: readonly string[],
): Promise<ReadonlyMap<string, Particulars>> {
  const rows = await db.query<{ recruiter: string; record: Particulars }>(
    `select distinct on (recruiter) recruiter, record from particulars
     where recruiter = any($1) and record is not null order by recruiter, version desc`,
    [recruiters],
  )
  return new Map(rows.map(({ recruiter, record }) => [recruiter, record]))
}

/** Takes the name of a recruiter whose particulars are erased out of the lists of inspections and sanctions. */
export async function eraseNamesInFiles(tx: Transaction, recruiter: string): Promise<void> {
  await tx.query(`update files set name = null where recruiter = $1 and kind in ('inspection', 'sanction')`, [
    recruiter,
  ])
}

/** The account of a recruiter: of whoever applied for what it was granted; undefined where an officer took it over from paper. */
export async function accountOfRecruiter(db: Queryable, recruiter: string): Promise<string | undefined> {
  const rows = await db.query<{ account: string }>(
    `select account from files where recruiter = $1 and kind = 'application' and subkind <> 'backfill'
       and state = 'granted' and account is not null order by decided_on desc, id limit 1`,
    [recruiter],
  )
  return rows[0]?.account
}
