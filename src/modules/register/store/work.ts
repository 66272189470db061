// SQL of the work list: which files, in the order of their deadlines, and how many stand under each tab.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Queryable } from '../../../platform/database/database.ts'
import type { FileRow } from './files.ts'

export const WORK_TABS = ['mine', 'week', 'changed', 'unassigned', 'all', 'closed'] as const
export type WorkTab = (typeof WORK_TABS)[number]

export type WorkQuestion = {
  readonly country: Country
  readonly account: string
  readonly today: Day
  /** Last day of "this week". */
  readonly week: Day
  /** Since when a change is new to this officer. */
  readonly since: Date
}

/** What a work list shows of a file: no fold, so that a page of fifty stays small. */
export type WorkRow = Omit<FileRow, 'folded' | 'account'>

const COLUMNS = `id, number, kind, subkind, country, state, open, waiting, recruiter, assigned, name, deadline,
  opened_on as "openedOn", decided_on as "decidedOn", changed_at as "changedAt", changed_by as "changedBy",
  last_event as "lastEvent", stream_version as version`

const CONDITION: Readonly<Record<WorkTab, string>> = {
  mine: 'open and assigned = $2',
  week: 'open and deadline <= $3',
  changed: 'changed_at > $4 and changed_by <> $2',
  unassigned: 'open and assigned is null',
  all: 'open',
  closed: 'not open',
}

function values({ country, account, week, since }: WorkQuestion) {
  return [country, account, week, since] as const
}

/** How many files stand under each tab. */
export async function countWork(db: Queryable, question: WorkQuestion): Promise<WorkCounts> {
  const counts = WORK_TABS.filter((tab) => tab !== 'closed').map(
    (tab) => `count(*) filter (where ${CONDITION[tab]})::int as ${tab}`,
  )
  // Closed files are ten years' worth: they are not counted for a heading.
  const [row] = await db.query<WorkCounts>(
    `select ${counts.join(', ')}, 0 as closed, count(*) filter (where open and deadline < $5)::int as late,
       count(*) filter (where open and deadline = $5)::int as due from files where country = $1 and (open or changed_at > $4)`,
    [...values(question), question.today],
  )
  return row as WorkCounts
}

/** Files that are late, and that are due today, in the country. */
export type WorkCounts = Readonly<Record<WorkTab | 'late' | 'due', number>>

/**
 * Up to `limit` files of a tab, the nearest deadline first, of closed ones the last decided first; `after` is the last one
 * of the page before. Both orders are the indexes', word for word.
 */
export async function listWork(
  db: Queryable,
  question: WorkQuestion,
  tab: WorkTab,
  after: { readonly deadline: string; readonly id: string } | undefined,
  limit: number,
): Promise<readonly WorkRow[]> {
  // A file without a deadline comes last.
  const nearest = `coalesce(deadline, date '9999-12-31')`
  const ended = 'coalesce(decided_on, opened_on)'
  const closed = tab === 'closed'
  const order = closed ? `${ended} desc, id desc` : `${nearest}, id`
  const next = closed
    ? ` and $5::date is not null and (${ended}, id) < ((select ${ended} from files where id = $6), $6)`
    : ` and (${nearest}, id) > ($5::date, $6)`
  // Each parameter is named once, so that both engines know its type whichever tab is asked for.
  const typed = `$1::text = country and ($2::text is not null) and ($3::date is not null) and ($4::timestamptz is not null)`
  return db.query<WorkRow>(
    `select ${COLUMNS} from files where ${typed} and ${CONDITION[tab]}${after ? next : ''} order by ${order} limit ${Math.trunc(limit)}`,
    after ? [...values(question), after.deadline, after.id] : [...values(question)],
  )
}

/** Files by number or by the beginning of it. */
export async function findByNumber(db: Queryable, country: Country, number: string): Promise<readonly WorkRow[]> {
  return db.query<WorkRow>(`select ${COLUMNS} from files where country = $1 and number = $2`, [
    country,
    number.toUpperCase(),
  ])
}

export type DeskFigures = {
  readonly month: string
  readonly decided: number
  readonly medianDays: number | null
  readonly late: number
}

/** Files decided in each of the last twelve months: how many, after how many days (median), how many after their deadline. */
export async function deskFigures(db: Queryable, country: Country, from: Day): Promise<readonly DeskFigures[]> {
  // The fold is read once a file and not carried into the sort: with ten years of files that is most of the time.
  return db.query<DeskFigures>(
    `with decided as materialized (
       select to_char(decided_on, 'YYYY-MM') as month, decided_on - opened_on as days,
         decided_on > (folded->>'decideBy')::date as late
       from files where country = $1 and decided_on >= $2)
     select month, count(*)::int as decided, percentile_cont(0.5) within group (order by days)::float8 as "medianDays",
       count(*) filter (where late)::int as late
     from decided group by month order by month`,
    [country, from],
  )
}

/** Open files by kind and state. */
export async function openByState(
  db: Queryable,
  country: Country,
): Promise<readonly { readonly kind: string; readonly state: string; readonly count: number }[]> {
  return db.query(
    `select kind, state, count(*)::int as count from files where country = $1 and open group by 1, 2 order by 1, 2`,
    [country],
  )
}

/** Files with a deadline from a day on, for a calendar. */
export async function deadlinesFrom(db: Queryable, country: Country, from: Day): Promise<readonly WorkRow[]> {
  return db.query<WorkRow>(
    `select ${COLUMNS} from files where country = $1 and open and deadline >= $2 order by deadline, id limit 1000`,
    [country, from],
  )
}
