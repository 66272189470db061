// SQL of what officers said of two parties; the table is for reading and can be rebuilt from the events.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { LinkJudgement, Pair, Verdict } from '../domain/link-judgement.ts'

export type JudgementRow = LinkJudgement & {
  /** The stream. */
  readonly id: string
  readonly reason: string
  readonly day: Day
  /** Account of whoever judged, or took back. */
  readonly by: string
  readonly version: number
}

const COLUMNS = 'id, a, b, verdict, reason, day, by, stream_version as version'

export async function readJudgement(db: Queryable, { a, b }: Pair): Promise<JudgementRow | undefined> {
  return (await db.query<JudgementRow>(`select ${COLUMNS} from link_judgements where a = $1 and b = $2`, [a, b]))[0]
}

/** The same, locked until the transaction ends. */
export async function lockJudgement(tx: Transaction, { a, b }: Pair): Promise<JudgementRow | undefined> {
  const sql = `select ${COLUMNS} from link_judgements where a = $1 and b = $2 for update`
  return (await tx.query<JudgementRow>(sql, [a, b]))[0]
}

/** Writes the row as it is after its newest event. Two first judgements of one pair collide, and the second is tried again. */
export async function saveJudgement(tx: Transaction, row: JudgementRow): Promise<void> {
  const { id, a, b, verdict, reason, day, by, version } = row
  await tx.query(
    `insert into link_judgements (id, a, b, verdict, reason, day, by, stream_version) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update set verdict = excluded.verdict, reason = excluded.reason, day = excluded.day, by = excluded.by,
       stream_version = excluded.stream_version`,
    [id, a, b, verdict, reason, day, by, version],
  )
}

/** A judgement that stands, seen from one of its parties. */
export type StandingJudgement = Pair & {
  readonly verdict: Verdict
  readonly reason: string
  readonly day: Day
  readonly by: string
  /** The identifier under which it was judged on this side, and on the other. */
  readonly own: string
  readonly other: string
  /** The party that the other is today: the recruiter that a granted file became. */
  readonly party: string
  /** Number of the other, and its country; absent for one that is gone. */
  readonly label: string | null
  readonly country: Country | null
}

/**
 * The judgements that stand about a file or a recruiter, newest first. What was judged of an application counts for the
 * recruiter that it became.
 */
export async function readJudgementsOf(db: Queryable, id: string): Promise<readonly StandingJudgement[]> {
  return db.query<StandingJudgement>(
    `with own as (select $1::text as id union select id from files where recruiter = $1
         union select recruiter from files where id = $1 and recruiter is not null),
       pairs as (select j.*, j.a as own, j.b as other from link_judgements j join own on own.id = j.a
         union all select j.*, j.b, j.a from link_judgements j join own on own.id = j.b)
     select p.a, p.b, p.verdict, p.reason, p.day, p.by, p.own, p.other, coalesce(f.recruiter, p.other) as party,
       coalesce(r.licence, f.number) as label, coalesce(r.country, f.country) as country
     from pairs p left join files f on f.id = p.other left join recruiters r on r.id = coalesce(f.recruiter, p.other)
     where p.verdict is not null and p.other not in (select id from own) order by p.day desc, p.id limit 200`,
    [id],
  )
}

/** For each of these recruiters, whom it was judged the same as or different from: pairs of parties as they are today. */
export async function readJudgedAmong(
  db: Queryable,
  recruiters: readonly string[],
): Promise<readonly { readonly recruiter: string; readonly party: string }[]> {
  return db.query(
    `with own as (select r.id as recruiter, r.id from unnest($1::text[]) as r (id)
         union select recruiter, id from files where recruiter = any($1)),
       pairs as (select own.recruiter, j.b as other from link_judgements j join own on own.id = j.a where j.verdict is not null
         union all select own.recruiter, j.a from link_judgements j join own on own.id = j.b where j.verdict is not null)
     select p.recruiter, coalesce(f.recruiter, p.other) as party from pairs p left join files f on f.id = p.other`,
    [recruiters],
  )
}

/** Throws away what can be rebuilt from the events. */
export async function emptyJudgements(tx: Transaction): Promise<void> {
  await tx.query('delete from link_judgements')
}

/** Recruiters that the register learned of from an instant on, the newest first; `before` is where a page ended. */
export async function readEntered(
  db: Queryable,
  from: Date,
  before: { readonly at: Date; readonly id: string } | undefined,
  limit: number,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  const next = before ? ' and (recorded_at, recruiter) < ($2::timestamptz, $3::text)' : ''
  return db.query(
    `select recruiter as id, recorded_at as at from particulars where recorded_at >= $1 and version = 1${next}
     order by recorded_at desc, recruiter desc limit ${Math.trunc(limit)}`,
    before ? [from, before.at, before.id] : [from],
  )
}
