// SQL of taking over a paper register: which numbers are taken, and rows that could not be read, kept for a day.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { SealedForm } from '../forms.ts'
import type { FileRow } from './files.ts'

/** From here to the end of the transaction nobody else takes over numbers: what is read as free stays free. */
export async function lockPaperNumbers(tx: Transaction): Promise<void> {
  await tx.query('lock table paper_numbers in share row exclusive mode')
}

/** Of these keys, those that the register holds or that an open or granted file takes over: by key, the number of the recruiter or file. */
export async function readTakenNumbers(db: Queryable, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ key: string; other: string }>(
    `select p.key, f.number as other from paper_numbers p join files f on f.id = p.file
       where p.key = any($1) and (f.open or f.state = 'granted')
     union all select key, licence from recruiters where key = any($1)`,
    [keys],
  )
  return new Map(rows.map(({ key, other }) => [key, other]))
}

/** Says of these numbers which file takes them over; a file that was refused or withdrawn gives its number free. */
export async function savePaperNumbers(
  tx: Transaction,
  taken: readonly { readonly key: string; readonly file: string }[],
): Promise<void> {
  await tx.query(
    `insert into paper_numbers (key, file) select n.key, n.file from unnest($1::text[], $2::text[]) as n (key, file)
     on conflict (key) do update set file = excluded.file`,
    [taken.map(({ key }) => key), taken.map(({ file }) => file)],
  )
}

/** So many numbers of a kind in a row; the first of them. */
export async function takeNumbers(tx: Transaction, country: Country, kind: string, count: number): Promise<number> {
  const [row] = await tx.query<{ first: number }>(
    `insert into numbers_next (country, kind, next) values ($1, $2, 1 + $3::int)
     on conflict (country, kind) do update set next = numbers_next.next + $3::int returning next - $3::int as first`,
    [country, kind, count],
  )
  return row?.first ?? 1
}

/** A new file with the first version of its form. */
export type NewFile = { readonly row: FileRow; readonly sealed: SealedForm }

/** Writes new files and their forms, in two statements however many they are. */
export async function insertFiles(tx: Transaction, files: readonly NewFile[], at: Date): Promise<void> {
  const of = <Value>(pick: (row: FileRow) => Value) => files.map(({ row }) => pick(row))
  await tx.query(
    `insert into files (id, number, kind, subkind, country, state, open, waiting, account, name, deadline, opened_on,
       changed_at, changed_by, last_event, stream_version, folded)
     select f.id, f.number, f.kind, f.subkind, f.country, f.state, f.open, f.waiting, f.account, f.name, f.deadline, f.opened_on,
       $1::timestamptz, f.changed_by, f.last_event, f.version, f.folded
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::boolean[], $10::text[],
       $11::text[], $12::date[], $13::date[], $14::text[], $15::text[], $16::int[], $17::json[])
       as f (id, number, kind, subkind, country, state, open, waiting, account, name, deadline, opened_on, changed_by, last_event,
         version, folded)`,
    [
      at,
      of(({ id }) => id),
      of(({ number }) => number),
      of(({ kind }) => kind),
      of(({ subkind }) => subkind),
      of(({ country }) => country),
      of(({ state }) => state),
      of(({ open }) => open),
      of(({ waiting }) => waiting),
      of(({ account }) => account),
      of(({ name }) => name),
      of(({ deadline }) => deadline),
      of(({ openedOn }) => openedOn),
      of(({ changedBy }) => changedBy),
      of(({ lastEvent }) => lastEvent),
      of(({ version }) => version),
      of(({ folded }) => JSON.stringify(folded)),
    ],
  )
  await tx.query(
    `insert into forms (file, version, recorded_at, record, salt) select f.file, 1, $1::timestamptz, f.record, f.salt
     from unnest($2::text[], $3::json[], $4::text[]) as f (file, record, salt)`,
    [
      at,
      of(({ id }) => id),
      files.map(({ sealed }) => JSON.stringify(sealed.record)),
      files.map(({ sealed }) => sealed.salt),
    ],
  )
}

/** Keeps rows that could not be read for whoever sent them, and throws away those of the day before. */
export async function keepRejected(
  tx: Transaction,
  { id, account, at, csv }: { readonly id: string; readonly account: string; readonly at: Date; readonly csv: string },
): Promise<void> {
  await tx.query('delete from backfill_rejected where at < $1', [new Date(at.getTime() - 86_400_000)])
  await tx.query('insert into backfill_rejected (id, account, at, csv) values ($1, $2, $3, $4)', [id, account, at, csv])
}

export async function readRejected(db: Queryable, id: string, account: string): Promise<string | undefined> {
  const rows = await db.query<{ csv: string }>('select csv from backfill_rejected where id = $1 and account = $2', [
    id,
    account,
  ])
  return rows[0]?.csv
}
