// Who saw and who changed what: the audit as a page and as a file; looking at it and exporting it are audited themselves.
import { type AuditQuestion, readAudit, readAuditedActs, type StoredAuditLine } from '../../../../events/index.ts'
import { parseDay } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import { countryOfPack } from '../../../../packs/index.ts'
import { accountsNamed, actorFor, operate, type Who } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import { keyOf } from '../../address.ts'
import { POLICY, type RegisterAction } from '../../policy.ts'
import { findSubjects, readSubjects, type Subject } from '../../store/subjects.ts'
import type { AuditFilter, AuditLineView, AuditView } from '../../views/audit.ts'
import { nameIn, type StaffDesk } from '../desk/staff-desk.ts'

const PAGE = 100
/** Most lines of an exported file. */
export const MOST_EXPORTED = 10_000
const OUTCOMES = ['done', 'refused', 'failed'] as const

type Found = {
  readonly lines: readonly StoredAuditLine[]
  readonly acts: readonly string[]
  readonly subjects: ReadonlyMap<string, Subject>
}

/** One page of 100 lines, newest first, in a fixed number of queries. Refuses `not-allowed`. */
export async function showAudit(desk: StaffDesk, who: Who, filter: AuditFilter, before?: number) {
  const faults = faultsOf(filter)
  const found = await look(desk, who, 'register.see-audit', filter, async (tx, question) => {
    const lines = faults.length > 0 ? [] : await readAudit(tx, { ...question, before }, PAGE + 1)
    return lines
  })
  if (!found.ok) return found
  const { lines, acts, subjects } = found.value
  const shown = lines.slice(0, PAGE)
  const last = lines.length > PAGE ? shown.at(-1) : undefined
  const view: AuditView = {
    filter,
    acts,
    faults,
    lines: await linesOf(desk, shown, subjects),
    ...(last && { next: last.number }),
  }
  return ok(view)
}

/** The lines that the filter lets through, newest first, at most MOST_EXPORTED. Refuses `not-allowed`. */
export async function exportAudit(desk: StaffDesk, who: Who, filter: AuditFilter) {
  const faults = faultsOf(filter)
  const found = await look(desk, who, 'register.export-audit', filter, async (tx, question) =>
    faults.length > 0 ? [] : readAudit(tx, question, MOST_EXPORTED),
  )
  return found.ok ? ok(await linesOf(desk, found.value.lines, found.value.subjects)) : found
}

function faultsOf({ from, to }: AuditFilter): readonly ('from' | 'to')[] {
  const bad = (text: string | undefined) => text !== undefined && text !== '' && parseDay(text) === undefined
  return [...(bad(from) ? (['from'] as const) : []), ...(bad(to) ? (['to'] as const) : [])]
}

/** Reads under audit. The line says by what was filtered in identifiers, never in what was typed: that may be a name. */
async function look(
  desk: StaffDesk,
  who: Who,
  action: RegisterAction,
  filter: AuditFilter,
  read: (tx: Transaction, question: AuditQuestion) => Promise<readonly StoredAuditLine[]>,
) {
  const { node } = desk
  const question = await questionOf(desk, who, filter)
  const { act, outcome, from, to, accounts, subjects } = question
  const detail = {
    ...(act && { act }),
    ...(outcome && { outcome }),
    ...(from && { from }),
    ...(to && { to }),
    ...(accounts && { accounts: accounts.slice(0, 5).join(' ') }),
    ...(subjects && { subjects: subjects.filter((id) => /^[a-z]+_[a-z2-9]+$/.test(id)).join(' ') }),
  }
  const actor = actorFor(who, POLICY, action)
  const attempt = { actor, action, country: who.country, subject: 'audit', detail }
  return operate(node, POLICY, attempt, async (tx) => {
    const lines = await read(tx, question)
    const ids = lines.map(({ subject }) => subject)
    const value: Found = { lines, acts: await readAuditedActs(tx), subjects: await readSubjects(tx, ids) }
    return ok({ value, events: [] })
  })
}

async function questionOf({ node }: StaffDesk, who: Who, filter: AuditFilter): Promise<AuditQuestion> {
  const [account = '', subject = ''] = [filter.account?.trim(), filter.subject?.trim()]
  const from = parseDay(filter.from ?? '')
  const to = parseDay(filter.to ?? '')
  const outcome = OUTCOMES.find((one) => one === filter.outcome)
  const { database } = node
  return {
    country: who.country,
    zone: countryOfPack(node.pack, who.country)?.zone ?? 'UTC',
    ...(filter.act && { act: filter.act }),
    // An account that is gone is still named by its identifier.
    ...(account && { accounts: [...new Set([account, ...(await accountsNamed(database, account))])] }),
    ...(subject && {
      subjects: [
        ...new Set([subject, ...(await findSubjects(database, subject.toUpperCase(), keyOf(who.country, subject)))]),
      ],
    }),
    ...(outcome && { outcome }),
    ...(from && { from }),
    ...(to && { to }),
  }
}

const PLACES: Readonly<Record<Subject['kind'], string>> = {
  application: '/staff/files',
  inspection: '/staff/inspections',
  sanction: '/staff/sanctions',
  warning: '/staff/warnings',
  recruiter: '/staff/recruiters/by-id',
}

async function linesOf(
  desk: StaffDesk,
  lines: readonly StoredAuditLine[],
  subjects: ReadonlyMap<string, Subject>,
): Promise<readonly AuditLineView[]> {
  const names = await desk.names([...new Set(lines.map(({ actor }) => actor.account))])
  return lines.map(({ number, at, act, actor, subject, outcome, detail }) => {
    const known = subjects.get(subject)
    return {
      number,
      at: at.toISOString(),
      act,
      account: actor.account,
      name: nameIn(names, actor.account),
      role: actor.role,
      office: actor.office,
      subject,
      ...(known && { subjectNumber: known.number, href: `${PLACES[known.kind]}/${known.id}` }),
      outcome,
      detail: Object.entries(detail)
        .map(([key, value]) => `${key}: ${value}`)
        .join(', '),
    }
  })
}
