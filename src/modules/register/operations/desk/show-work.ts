// The work list of an officer, the search over everything, the figures of the desk, the deadlines for a calendar.
import { addDays, addYears, type Day, daysBetween } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import { actorFor, can, operate, type Who } from '../../../../people/index.ts'
import { addressOf } from '../../address.ts'
import { headline, standingsOn } from '../../domain/standing.ts'
import { POLICY } from '../../policy.ts'
import { readFilesById } from '../../store/files.ts'
import {
  countWork,
  deadlinesFrom,
  deskFigures,
  findByNumber,
  listWork,
  openByState,
  WORK_TABS,
  type WorkQuestion,
  type WorkRow,
  type WorkTab,
} from '../../store/work.ts'
import type { FiguresView, SearchView, WorkItem, WorkView } from '../../views/desk.ts'
import { deskDay } from '../desk-node.ts'
import { divergences } from '../joint/divergences.ts'
import { nameIn, type StaffDesk } from './staff-desk.ts'

const PAGE = 50

function questionOf({ node }: StaffDesk, who: Who): WorkQuestion {
  const today = deskDay(node, who.country, node.now())
  const since = who.lastVisit ?? new Date(`${today}T00:00:00Z`)
  return { country: who.country, account: who.account, today, week: addDays(today, 7), since }
}

function itemOf(row: WorkRow, { today, since, account }: WorkQuestion, names: ReadonlyMap<string, string>): WorkItem {
  const { id, number, kind, subkind, state, open, waiting, name, deadline, assigned } = row
  const isNew = row.changedAt > since && row.changedBy !== account
  return {
    id,
    number,
    kind,
    subkind,
    state,
    open,
    waiting,
    name,
    ...(deadline && { deadline, days: daysBetween(today, deadline) }),
    ...(assigned && { assigned: nameIn(names, assigned) }),
    ...(isNew && { changed: { event: row.lastEvent, by: nameIn(names, row.changedBy) } }),
  }
}

async function itemsOf(desk: StaffDesk, rows: readonly WorkRow[], question: WorkQuestion): Promise<WorkItem[]> {
  const names = await desk.names(
    rows.flatMap(({ assigned, changedBy }) => [changedBy, ...(assigned ? [assigned] : [])]),
  )
  return rows.map((row) => itemOf(row, question, names))
}

/** One page of the list in three queries. `after` is `deadline.id` of the last file of the page before. */
export async function showWork(
  desk: StaffDesk,
  who: Who,
  { tab, after }: { readonly tab?: string | undefined; readonly after?: string | undefined },
): Promise<WorkView> {
  const { database } = desk.node
  const question = questionOf(desk, who)
  const counts = await countWork(database, question)
  const chosen = WORK_TABS.find((one) => one === tab) ?? (counts.mine > 0 ? 'mine' : 'all')
  const [, deadline, id] = /^(\d{4}-\d{2}-\d{2})\.(\w+)$/.exec(after ?? '') ?? []
  const from = deadline && id ? { deadline, id } : undefined
  const rows = await listWork(database, question, chosen as WorkTab, from, PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  return {
    today: question.today,
    ...(who.lastVisit && { lastVisit: who.lastVisit.toISOString() }),
    tab: chosen,
    counts,
    divergences: divergences(desk.register, question.today).length,
    items: await itemsOf(desk, shown, question),
    mayTakeOver: can(POLICY, actorFor(who, POLICY, 'register.take-over'), 'register.take-over', {
      country: who.country,
    }),
    ...(last && { next: `${last.deadline ?? '9999-12-31'}.${last.id}` }),
  }
}

/** Recruiters of the register, whatever their standing, and files by number, name, telephone or address. */
export async function searchDesk(desk: StaffDesk, who: Who, text: string): Promise<SearchView> {
  const { node, register, files } = desk
  const question = questionOf(desk, who)
  const query = text.trim()
  if (query === '') return { query, recruiters: [], files: [] }
  // That somebody searched is written down; what for is not: the question may hold a name.
  const action = 'register.search'
  const attempt = {
    actor: actorFor(who, POLICY, action),
    action,
    country: who.country,
    subject: 'search',
    detail: {},
  } as const
  const allowed = await operate(node, POLICY, attempt, async () => ok({ value: true, events: [] }))
  if (!allowed.ok) return { query, recruiters: [], files: [] }
  const { matches, lookalikes } = register.find(query, 20)
  const recruiters = [...matches, ...lookalikes].flatMap(({ id }) => {
    const known = register.get(id)
    if (!known) return []
    const { licence, country, name, effects } = known
    const status = headline(standingsOn(effects, question.today)) ?? 'none'
    return [{ address: addressOf(country, licence), licence, name, status }]
  })
  const byNumber = await findByNumber(node.database, who.country, query)
  const ids = files.find(query, 30)
  const found = await readFilesById(node.database, ids)
  const inOrder = ids.flatMap((id) => found.find((row) => row.id === id && row.country === who.country) ?? [])
  const rows = [...byNumber, ...inOrder.filter(({ id }) => !byNumber.some((row) => row.id === id))]
  return { query, recruiters, files: await itemsOf(desk, rows, question) }
}

/** What the desk decided in the last twelve months, and what is open. */
export async function showFigures(desk: StaffDesk, who: Who): Promise<FiguresView> {
  const { today } = questionOf(desk, who)
  const first = `${addYears(today, -1).slice(0, 8)}01` as Day
  const { database } = desk.node
  const months = await deskFigures(database, who.country, first)
  return { months, open: await openByState(database, who.country) }
}

/** The deadlines that are still to come. */
export async function showDeadlines(desk: StaffDesk, who: Who): Promise<readonly WorkItem[]> {
  const question = questionOf(desk, who)
  return itemsOf(desk, await deadlinesFrom(desk.node.database, who.country, question.today), question)
}
