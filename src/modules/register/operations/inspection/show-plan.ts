// The plan of inspections by risk, and the lists of those planned, carried out and closed: a fixed number of queries.
import { addDays, type Day, daysBetween } from '../../../../kernel/day.ts'
import { actorFor, can, type Who } from '../../../../people/index.ts'
import { addressOf, keyOfAddress } from '../../address.ts'
import { type Risk, riskOf, SIGNALS_KEPT } from '../../domain/risk.ts'
import { type KnownStanding, mostCareful, standingsOn } from '../../domain/standing.ts'
import { nameOf } from '../../particulars.ts'
import { POLICY } from '../../policy.ts'
import { type PlanRow, readFilesOfKind, readPlanRows } from '../../store/inspections.ts'
import { findIdByKey, readRecruitersById } from '../../store/recruiters.ts'
import type { WorkItem } from '../../views/desk.ts'
import type { InspectionsView, InspectionTab, PlanEntry, PlanFormView } from '../../views/inspections.ts'
import { nameIn } from '../desk/staff-desk.ts'
import { deskDay } from '../desk-node.ts'
import type { InspectionDesk } from './inspection-desk.ts'

const PAGE = 25
const STATES = {
  planned: ['planned'],
  found: ['carried out', 'to be mended'],
  closed: ['closed', 'sanction proposed', 'cancelled'],
} as const satisfies Record<Exclude<InspectionTab, 'plan'>, readonly string[]>

/** Whether somebody may see inspections of their country, and plan them. */
export function mayInspect(who: Who, action: 'register.see-inspections' | 'register.inspect'): boolean {
  return can(POLICY, actorFor(who, POLICY, action), action, { country: who.country })
}

/** One page of the plan, or of a list, from the entry `from` on. */
export async function showInspections(
  desk: InspectionDesk,
  who: Who,
  { tab, from }: { readonly tab: InspectionTab; readonly from: number },
): Promise<InspectionsView> {
  const today = deskDay(desk.node, who.country, desk.node.now())
  const mayPlan = mayInspect(who, 'register.inspect')
  if (tab === 'plan') {
    const all = await scored(desk, who, today)
    const page = all.slice(from, from + PAGE)
    const known = await readRecruitersById(
      desk.node.database,
      page.map(({ row }) => row.id),
    )
    const names = new Map(known.map(({ recruiter, particulars }) => [recruiter.id, nameOf(particulars)]))
    const plan = page.map((one) => planEntry(one, names.get(one.row.id) ?? ''))
    return { tab, plan, files: [], total: all.length, mayPlan, ...(all.length > from + PAGE && { next: from + PAGE }) }
  }
  const question = { country: who.country, kind: 'inspection', states: STATES[tab], from, limit: PAGE + 1 } as const
  const rows = await readFilesOfKind(desk.node.database, question)
  const names = await desk.names(rows.flatMap(({ assigned }) => (assigned ? [assigned] : [])))
  const files = rows.slice(0, PAGE).map(
    ({ id, number, kind, subkind, state, name, assigned, deadline }): WorkItem => ({
      id,
      number,
      kind,
      subkind,
      state,
      open: tab !== 'closed',
      waiting: state === 'to be mended',
      name,
      ...(deadline && { deadline, days: daysBetween(today, deadline) }),
      ...(assigned && { assigned: nameIn(names, assigned) }),
    }),
  )
  return { tab, plan: [], files, total: 0, mayPlan, ...(rows.length > PAGE && { next: from + PAGE }) }
}

/** What the form needs that plans an inspection; undefined for a number that the register does not hold. */
export async function showPlanForm(desk: InspectionDesk, who: Who, address: string): Promise<PlanFormView | undefined> {
  const { database } = desk.node
  const id = await findIdByKey(database, keyOfAddress(address))
  const [known] = id === undefined ? [] : await readRecruitersById(database, [id])
  if (!known) return undefined
  const { recruiter, particulars } = known
  const today = deskDay(desk.node, who.country, desk.node.now())
  const inPlan = (await scored(desk, who, today, recruiter.id))[0]
  return {
    address: addressOf(recruiter.country, recruiter.licence),
    licence: recruiter.licence,
    name: nameOf(particulars),
    today,
    inspectors: await desk.officers(who.country, 'inspector'),
    me: who.account,
    ...(inPlan && { risk: inPlan.risk }),
  }
}

type Scored = { readonly row: PlanRow; readonly standing: KnownStanding; readonly risk: Risk }

/** The recruiters that are authorized or suspended today, the most pressing first; ties in the order of their numbers. */
async function scored(desk: InspectionDesk, who: Who, today: Day, only?: string): Promise<readonly Scored[]> {
  const rows = await readPlanRows(desk.node.database, who.country, addDays(today, -SIGNALS_KEPT), only)
  return rows
    .flatMap((row): readonly Scored[] => {
      const standings = standingsOn(row.effects, today)
      const standing = standings.find(({ country, source }) => country === who.country && source === undefined)
      if (standing?.status !== 'authorized' && standing?.status !== 'suspended') return []
      const others = standings.filter(({ country }) => country !== who.country).map(({ status }) => status)
      const elsewhere = others.length > 0 ? others.reduce(mostCareful) : undefined
      const links = desk.concerns?.(row.id)
      const facts = {
        daysSinceInspection: row.lastInspection ? daysBetween(row.lastInspection, today) : undefined,
        workers: standing.scope?.workers,
        links,
        signals: row.signals,
        sanctionsBefore: row.sanctions,
        elsewhere,
      }
      return [{ row, standing, risk: riskOf(facts) }]
    })
    .sort((a, b) => b.risk.score - a.risk.score || (a.row.licence < b.row.licence ? -1 : 1))
}

function planEntry({ row, standing, risk }: Scored, name: string): PlanEntry {
  const { licence, country, lastInspection, planned } = row
  return {
    address: addressOf(country, licence),
    licence,
    name,
    status: standing.status,
    ...risk,
    ...(lastInspection && { lastInspection }),
    planned,
  }
}
