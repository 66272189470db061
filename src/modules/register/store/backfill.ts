// SQL of taking over a paper register: which numbers are taken, and rows that could not be read, kept for a day.
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

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
