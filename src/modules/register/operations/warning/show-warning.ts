// The desk's pages of the warning list: the list by state, and one file in a fixed number of queries; that somebody looked is written down.
import { readStream, type StoredEvent } from '../../../../events/index.ts'
import { daysBetween } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import { countryOfPack, deadlineFrom } from '../../../../packs/index.ts'
import { actorFor, can, operate, type Who } from '../../../../people/index.ts'
import { addressOf } from '../../address.ts'
import { refuse } from '../../domain/refusal.ts'
import { decideWarning, WARNING_LIFE, type Warning, type WarningAct } from '../../domain/warning.ts'
import { isWarningEvent, readWarningEvent, type WarningEvent } from '../../events/warning.ts'
import type { WarningWords } from '../../events/warning-party.ts'
import type { KnownRegister } from '../../known.ts'
import { POLICY, type RegisterAction } from '../../policy.ts'
import { type EvidencePaper, readEvidence } from '../../store/evidence.ts'
import { type FileRow, lookAtFile, readFile } from '../../store/files.ts'
import { countWarningFiles, listWarningFiles, readWarningParty, readWarningWords } from '../../store/warnings.ts'
import {
  WARNING_TABS,
  type WarningDeskView,
  type WarningFileView,
  type WarningTab,
  type WarningTimelineEntry,
} from '../../views/warnings.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { evidenceRights, evidenceView } from '../papers/add-evidence.ts'
import type { PapersOfDesk } from '../papers/papers-of-desk.ts'
import { nearRecruiters, notYetApart } from './near.ts'

/** What the desk's pages of the warning list need; the staff desk is one of these. */
export type WarningDesk = {
  readonly node: DeskNode
  readonly register: KnownRegister
  readonly papers: PapersOfDesk
  /** Names to show beside what accounts did. */
  readonly names: (accounts: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

const PAGE = 50
const SEE = 'register.see-warning'

/** A page of the list. `after` is what the page before said. Refuses `not-allowed`. */
export async function showWarnings(
  { node }: WarningDesk,
  who: Who,
  { tab, after }: { readonly tab: WarningTab; readonly after?: string | undefined },
) {
  const { country } = who
  const attempt = { actor: actorFor(who, POLICY, SEE), action: SEE, country, subject: 'list', detail: { tab } } as const
  return operate(node, POLICY, attempt, async (tx, now) => {
    const counted = await countWarningFiles(tx, country)
    const rows = await listWarningFiles(tx, country, WARNING_TABS[tab], readAfter(after), PAGE + 1)
    const today = deskDay(node, country, now)
    const shown = rows.slice(0, PAGE)
    const last = rows.length > PAGE ? shown.at(-1) : undefined
    const counts = Object.fromEntries(
      Object.entries(WARNING_TABS).map(([name, states]) => [
        name,
        states.reduce((sum, state) => sum + (counted.get(state) ?? 0), 0),
      ]),
    ) as Record<WarningTab, number>
    const value: WarningDeskView = {
      tab,
      counts,
      items: shown.map(({ id, number, name, state, open, deadline, openedOn, changedAt }) => ({
        id,
        number,
        name,
        state,
        open,
        ...(deadline && { deadline, days: daysBetween(today, deadline) }),
        reportedOn: openedOn,
        changedAt: changedAt.toISOString(),
      })),
      ...(last && { next: `${last.changedAt.toISOString()}_${last.id}` }),
      published: node.pack.publicWarnings.published,
      mayReport: may(who, 'register.report-warning', country),
    }
    return ok({ value, events: [] })
  })
}

function readAfter(after: string | undefined) {
  const [at = '', id = ''] = after?.split(/_(.+)/) ?? []
  const changedAt = new Date(at)
  return id && !Number.isNaN(changedAt.getTime()) ? { changedAt, id } : undefined
}

/** One file. Refuses `no-such-file`, also for what is no warning, and `not-allowed`. */
export async function showWarning(desk: WarningDesk, who: Who, file: string) {
  const { node } = desk
  const country = (await readFile(node.database, file))?.country ?? node.country
  const attempt = { actor: actorFor(who, POLICY, SEE), action: SEE, country, subject: file, detail: {} } as const
  const found = await operate(node, POLICY, attempt, async (tx, now) => {
    const row = await readFile<Warning>(tx, file)
    if (row?.kind !== 'warning') return refuse('no-such-file', { file })
    const seen = await lookAtFile(tx, who.account, file, row.version, now)
    const party = (await readWarningParty(tx, file))?.record ?? null
    const words = [...(await readWarningWords(tx, file))]
    const papers = await readEvidence(tx, file)
    const events = (await readStream(tx, file)).filter(isWarningEvent)
    const value = { row, seen: seen?.version ?? row.version, party, words, papers, events }
    return ok({ value, events: [] })
  })
  return found.ok ? ok(await viewOf(desk, who, found.value)) : found
}

/** What the keeper of the data is shown before erasing: the number and the state, no name. Undefined for no warning. */
export async function showClosedWarning(node: DeskNode, file: string) {
  const row = await readFile<Warning>(node.database, file)
  if (row?.kind !== 'warning') return undefined
  const { id, number, state, version } = row
  return { id, number, state, version }
}

type Found = {
  readonly row: FileRow<Warning>
  readonly seen: number
  readonly party: NonNullable<Awaited<ReturnType<typeof readWarningParty>>>['record']
  readonly words: readonly (readonly [number, WarningWords | null])[]
  readonly papers: readonly EvidencePaper[]
  readonly events: readonly StoredEvent[]
}

async function viewOf(desk: WarningDesk, who: Who, found: Found): Promise<WarningFileView> {
  const { node, register, names } = desk
  const { row, party, seen, papers } = found
  const warning = row.folded
  const events = found.events.map(readWarningEvent)
  const known = await names([...new Set(events.map(({ actor }) => actor.account))])
  const words = new Map(found.words)
  const timeline = events.map((event) => entryOf(event, who, known, words)).reverse()
  const today = deskDay(node, row.country, node.now())
  const near = party ? nearRecruiters(register, party, today) : []
  const authority = countryOfPack(node.pack, row.country)?.authorities.find(({ id }) => id === warning.source)
  const termOfPack = deadlineFrom(node.pack, row.country, 'contest', today)
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    state: warning.state,
    via: warning.via,
    ...(warning.reference && { reference: warning.reference }),
    today,
    reportedOn: warning.reportedOn,
    party,
    papers: papers.map(evidenceView),
    named: warning.papers,
    evidence: evidenceRights('warning', who, row, desk.papers),
    ...(warning.warning && { warning: warning.warning }),
    ...(warning.notice && { notice: warning.notice }),
    ...(authority && { source: authority.name }),
    ...(warning.since && { since: warning.since }),
    confirmed: warning.confirmed,
    timeline,
    unseen: timeline.filter(({ version, mine }) => version > seen && !mine),
    acts: possibleActs(who, warning, today),
    near: near.map(({ id, ...one }) => ({
      ...one,
      address: addressOf(register.get(id)?.country ?? row.country, one.licence),
    })),
    mustName: notYetApart(near, []).map(({ licence }) => licence),
    ...(termOfPack && { termOfPack }),
    published: node.pack.publicWarnings.published,
  }
}

/** Which permission each act of the file page asks for. */
export const ACTION_OF_ACT = {
  amend: 'register.verify-warning',
  verify: 'register.verify-warning',
  dismiss: 'register.verify-warning',
  propose: 'register.verify-warning',
  'give notice': 'register.verify-warning',
  contest: 'register.verify-warning',
  approve: 'register.decide-warning',
  return: 'register.decide-warning',
  publish: 'register.decide-warning',
  uphold: 'register.decide-warning',
  reject: 'register.decide-warning',
  remove: 'register.decide-warning',
  erase: 'register.erase-particulars',
} as const satisfies Readonly<Record<Exclude<WarningAct, 'report'>, RegisterAction>>

/** What the life of the warning knows next, and for each whether this officer may. */
function possibleActs(who: Who, warning: Warning, day: Warning['lastDay']): WarningFileView['acts'] {
  const next = Object.keys(WARNING_LIFE[warning.state]) as (keyof typeof ACTION_OF_ACT)[]
  return next.map((act) => {
    if (!may(who, ACTION_OF_ACT[act], warning.country)) return { act, refused: 'not-allowed' }
    const decided = decideWarning(warning, act, { account: who.account, day })
    return decided.ok ? { act } : { act, refused: decided.error.code }
  })
}

function may(who: Who, action: RegisterAction, country: Who['country']): boolean {
  return can(POLICY, actorFor(who, POLICY, action), action, { country })
}

function entryOf(
  event: WarningEvent,
  who: Who,
  names: ReadonlyMap<string, string>,
  words: ReadonlyMap<number, WarningWords | null>,
): WarningTimelineEntry {
  const { streamVersion: version, recordedAt, type, actor, data, ground } = event
  const written = words.get(version)
  const result = 'outcome' in data ? data.outcome : 'why' in data ? data.why : undefined
  return {
    version,
    at: recordedAt.toISOString(),
    event: type,
    by: names.get(actor.account) ?? actor.account,
    mine: actor.account === who.account,
    ...(result && { result }),
    ...('way' in data && { way: data.way, until: data.until }),
    ...('law' in ground && ground.law && { law: ground.law }),
    ...(written !== undefined && { text: written?.text ?? null }),
    ...(written?.contact && { contact: written.contact }),
  }
}
