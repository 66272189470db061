// The frame of every act on a warning: its place among the files, and its words sealed beside the events.
import type { NewEvent, StoredEvent } from '../../../../events/index.ts'
import { ok, type Result } from '../../../../kernel/result.ts'
import type { Who } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { refuse } from '../../domain/refusal.ts'
import {
  decideWarning,
  evolveWarning,
  isOpenWarning,
  type RemovalReason,
  type Warning,
  type WarningAct,
  type WarningFact,
  type WarningFactInStream,
} from '../../domain/warning.ts'
import {
  isWarningEvent,
  type NewPublicWarningEvent,
  readWarningEvent,
  WARNING_EVENT_VERSION,
  type WarningEvent,
} from '../../events/warning.ts'
import type { WarningWords } from '../../events/warning-party.ts'
import { commitTo } from '../../particulars.ts'
import type { RegisterAction } from '../../policy.ts'
import { insertWarningWords, readWarningNames } from '../../store/warnings.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActOnFile, actOnFile, type FileLife, type OnFile } from '../on-file.ts'

/** How a warning is rebuilt: which stored events are of its file, and where the names stand. */
type Rebuilt = {
  readonly read: (event: StoredEvent) => WarningEvent | undefined
  readonly names: (tx: Transaction, files: readonly Warning[]) => Promise<ReadonlyMap<string, string>>
}

/** How a warning stands among the files. */
export const WARNING_FILE: FileLife<Warning> & Rebuilt = {
  kind: 'warning',
  eventVersion: WARNING_EVENT_VERSION,
  evolve: (before, fact) => evolveWarning(before, fact as unknown as WarningFactInStream),
  row(warning) {
    const { number, via, country, state, notice, reportedOn, lastDay } = warning
    const open = isOpenWarning(state)
    const waiting = state === 'notice given'
    return {
      number,
      subkind: via,
      country,
      open,
      waiting,
      recruiter: null,
      account: null,
      assigned: null,
      deadline: waiting ? (notice?.until ?? null) : null,
      openedOn: reportedOn,
      decidedOn: open ? null : lastDay,
    }
  },
  // What is public stands on a stream of its own and makes no file.
  read: (event) => (isWarningEvent(event) ? readWarningEvent(event) : undefined),
  names: (tx, files) =>
    readWarningNames(
      tx,
      files.map(({ id }) => id),
    ),
}

/** What somebody writes in an act; `law` goes into the event's ground, the words stand beside it. */
export type ActInWords = ActOnFile & {
  readonly language: string
  readonly text: string
  readonly law?: string | undefined
  /** How to reach whoever contests. */
  readonly contact?: string | undefined
}

/** What an act leaves of the event's data, and events of other streams. */
type Leaves = { readonly fact: WarningFact; readonly name?: null; readonly more?: readonly NewEvent[] }

/**
 * Runs an act with words. Refuses what the rules refuse (domain/warning.ts), `no-ground` without words, `no-such-file`
 * and `changed-meanwhile`. `make` is given the commitment to the words.
 */
export function actInWords(
  node: DeskNode,
  who: Who,
  action: RegisterAction,
  act: WarningAct,
  on: ActInWords,
  make: (acting: OnFile<Warning>, words: string) => Promise<Result<Leaves, Refusal>> | Result<Leaves, Refusal>,
) {
  return actOnFile<Warning, WarningFact>(node, who, action, WARNING_FILE, on, async (acting) => {
    const { folded, day, tx, row, now } = acting
    const allowed = decideWarning(folded, act, { account: who.account, day })
    if (!allowed.ok) return allowed
    if (on.text.trim() === '') return refuse('no-ground', {})
    const record: WarningWords = { language: on.language, text: on.text, ...(on.contact && { contact: on.contact }) }
    const { salt, commitment } = commitTo(record)
    const made = await make(acting, commitment)
    if (!made.ok) return made
    await insertWarningWords(tx, row.id, row.version + 1, { record, salt }, now)
    return ok({ ground: warningGround(act, on.law), ...made.value })
  })
}

/** The ground of an act on a warning: the step of its life by a code, and the law; the reason itself is personal and stands beside. */
export function warningGround(act: WarningAct, law?: string) {
  return { text: { code: `warning ${act}` }, ...(law && { law }) }
}

/** The public event by which a warning leaves the list; none when it was never in it. */
export function removedInPublic(
  { folded, day }: OnFile<Warning>,
  why: RemovalReason,
): readonly NewPublicWarningEvent[] {
  const { warning, since } = folded
  if (!warning || !since) return []
  const placed = { stream: warning, streamVersion: 2, version: WARNING_EVENT_VERSION, legalDay: day }
  return [{ ...placed, type: 'warning.removed', ground: warningGround('remove'), data: { why } }]
}
