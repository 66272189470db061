// The frame of every act on an application: the file locked, whose it is, what changed meanwhile, its events and its row.
import type { Ground, NewEvent } from '../../../../events/index.ts'
import type { Day } from '../../../../kernel/day.ts'
import { ok, type Result } from '../../../../kernel/result.ts'
import type { Requirement } from '../../../../packs/index.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import {
  type Application,
  type ApplicationFact,
  type ApplicationFactInStream,
  deadlineOf,
  evolveApplication,
  isOpen,
} from '../../domain/application.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { APPLICATION_EVENT_VERSION, type NewApplicationEvent } from '../../events/application.ts'
import { POLICY, type RegisterAction } from '../../policy.ts'
import { type FileRow, lockFile, readFile, readRequirements, saveFile } from '../../store/files.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'

/** Which file, what the actor had seen of it, and the key of the form. */
export type ActOnFile = {
  readonly file: string
  /** Version of the file that the page showed: if somebody acted since, the act is refused and says so. */
  readonly seen?: number | undefined
  readonly once?: string | undefined
}

/** What an act finds when it begins. */
export type Acting = {
  readonly tx: Transaction
  readonly application: Application
  readonly requirements: readonly Requirement[]
  readonly row: FileRow<Application>
  readonly who: Who
  readonly day: Day
  readonly now: Date
}

/** What an act leaves: its fact, the name in the list if it changed, and events of other streams. */
export type Acted = {
  readonly fact: ApplicationFact
  readonly ground: Ground
  readonly name?: string
  readonly more?: readonly NewEvent[]
}

/** Runs an act on an application. Refuses `no-such-file`, also for another's, and `changed-meanwhile`. */
export async function actOnApplication(
  node: DeskNode,
  who: Who,
  action: RegisterAction,
  { file, seen, once }: ActOnFile,
  act: (acting: Acting) => Promise<Result<Acted, Refusal>>,
) {
  // The country decides who may; the row is looked at again, locked, inside.
  const country = (await readFile(node.database, file))?.country ?? node.country
  const attempt = { actor: actorFor(who, POLICY, action), action, country, subject: file, detail: {}, once }
  return operate(node, POLICY, attempt, async (tx, now) => {
    const row = await lockFile<Application>(tx, file, 'application')
    if (!row || (who.desk === 'recruiter' && row.account !== who.account)) return refuse('no-such-file', { file })
    if (seen !== undefined && seen !== row.version)
      return refuse('changed-meanwhile', { seen: String(seen), now: String(row.version) })
    const application = row.folded
    const requirements = (await readRequirements<Requirement>(tx, application.requirements)) ?? []
    const day = deskDay(node, application.country, now)
    const acted = await act({ tx, application, requirements, row, who, day, now })
    if (!acted.ok) return acted
    const { fact, ground, name, more = [] } = acted.value
    const event = eventOf(fact, file, application.version + 1, ground)
    const after = evolveApplication(application, { ...event, by: who.account } as ApplicationFactInStream)
    await saveFile(
      tx,
      rowOf(after, { name: name ?? row.name, by: who.account, at: now, event: fact.type, before: row }),
    )
    return ok({ value: { file, version: after.version, state: after.state }, events: [event, ...more] })
  })
}

/** A fact as an event of a file. */
export function eventOf(fact: ApplicationFact, file: string, version: number, ground: Ground): NewApplicationEvent {
  const { type, legalDay, data } = fact
  const placed = { stream: file, streamVersion: version, version: APPLICATION_EVENT_VERSION }
  return { ...placed, type, legalDay, data, ground } as NewApplicationEvent
}

type RowFacts = {
  readonly name: string | null
  readonly by: string
  readonly at: Date
  readonly event: string
  readonly before?: FileRow
}

/** The row of an application after its newest event. */
export function rowOf(application: Application, { name, by, at, event, before }: RowFacts): FileRow<Application> {
  const { id, number, kind, country, state, recruiter, applicant, assigned, version, submittedOn, lastDay } =
    application
  const open = isOpen(state)
  return {
    id,
    number,
    kind: 'application',
    subkind: kind,
    country,
    state,
    open,
    waiting: state === 'incomplete' || state === 'more asked',
    recruiter: recruiter ?? null,
    account: applicant,
    assigned: assigned ?? null,
    name,
    deadline: deadlineOf(application) ?? null,
    openedOn: submittedOn,
    decidedOn: open ? null : (before?.decidedOn ?? lastDay),
    changedAt: at,
    changedBy: by,
    lastEvent: event,
    version,
    folded: application,
  }
}

/** The ground of an act as an officer wrote it, in the language of their page. */
export function writtenGround(language: string, text: string, law?: string): Ground {
  return { text: { [language]: text }, ...(law && { law }) }
}

/** The ground of an act that needs no reason of its own: the rule of the process itself, named by a code that pages translate. */
export function processGround(code: string): Ground {
  return { text: { code } }
}
