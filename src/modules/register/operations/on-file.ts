// The frame of every act on a file of the desks: locked, whose it is, what changed meanwhile, its event and its row.
import type { Ground, NewEvent, StoredEvent } from '../../../events/index.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { LetterKind } from '../../../packs/index.ts'
import { actorFor, operate, type Who } from '../../../people/index.ts'
import type { Transaction } from '../../../platform/database/database.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { POLICY, type RegisterAction } from '../policy.ts'
import { type FileKind, type FileRow, lockFile, readFile, saveFile } from '../store/files.ts'
import { type DeskNode, deskDay } from './desk-node.ts'
import { askForLetter } from './letters/ask.ts'

/** Which file, what the actor had seen of it, and the key of the form. */
export type ActOnFile = {
  readonly file: string
  /** Version of the file that the page showed: if somebody acted since, the act is refused and says so. */
  readonly seen?: number | undefined
  readonly once?: string | undefined
}

/** A fact of a file: its kind, its legal day and its data. */
export type FileFact = { readonly type: string; readonly legalDay: Day; readonly data: unknown }

/** What an act leaves: its fact, the name in the list if it changed, and events of other streams. */
export type Acted<Fact extends FileFact> = {
  readonly fact: Fact
  readonly ground: Ground
  readonly name?: string | null
  readonly more?: readonly NewEvent[]
}

/** How a kind of file lives: the fold of its events, and what of it stands in the row. */
export type FileLife<Folded extends { readonly version: number; readonly state: string }> = {
  readonly kind: FileKind
  /** Version of the schemas of its events. */
  readonly eventVersion: number
  readonly evolve: (
    before: Folded | undefined,
    fact: FileFact & { readonly stream: string; readonly streamVersion: number; readonly by: string },
  ) => Folded
  readonly row: (folded: Folded) => RowOfFold
  /** The letter that a fact sends (letters/kinds.ts); `after` is the file with it. */
  readonly letters?: (fact: FileFact, after: Folded) => LetterKind | undefined
  /** A stored event with its data checked; undefined when it is not one of this kind of file. */
  readonly read: (event: StoredEvent) => (FileFact & { readonly streamVersion: number }) | undefined
  /** Whom these files are about, by file, for lists: read from where the names stand. */
  readonly names: (tx: Transaction, files: readonly Folded[]) => Promise<ReadonlyMap<string, string>>
}

/** What the fold says of the row; the rest is who acted, when, and whom it is about. */
export type RowOfFold = Pick<
  FileRow,
  | 'number'
  | 'subkind'
  | 'country'
  | 'open'
  | 'waiting'
  | 'recruiter'
  | 'account'
  | 'assigned'
  | 'deadline'
  | 'openedOn'
  | 'decidedOn'
>

/** What an act finds when it begins. */
export type OnFile<Folded> = {
  readonly tx: Transaction
  readonly folded: Folded
  readonly row: FileRow<Folded>
  readonly who: Who
  readonly day: Day
  readonly now: Date
}

/** Runs an act on a file. Refuses `no-such-file`, also for another's, and `changed-meanwhile`. */
export async function actOnFile<
  Folded extends { readonly version: number; readonly state: string },
  Fact extends FileFact,
>(
  node: DeskNode,
  who: Who,
  action: RegisterAction,
  life: FileLife<Folded>,
  { file, seen, once }: ActOnFile,
  act: (on: OnFile<Folded>) => Promise<Result<Acted<Fact>, Refusal>>,
) {
  // The country decides who may; the row is looked at again, locked, inside.
  const country = (await readFile(node.database, file))?.country ?? node.country
  const attempt = { actor: actorFor(who, POLICY, action), action, country, subject: file, detail: {}, once }
  return operate(node, POLICY, attempt, async (tx, now) => {
    const row = await lockFile<Folded>(tx, file, life.kind)
    if (!row || (who.desk === 'recruiter' && row.account !== who.account)) return refuse('no-such-file', { file })
    if (seen !== undefined && seen !== row.version)
      return refuse('changed-meanwhile', { seen: String(seen), now: String(row.version) })
    const day = deskDay(node, row.country, now)
    const acted = await act({ tx, folded: row.folded, row, who, day, now })
    if (!acted.ok) return acted
    const { fact, ground, name, more = [] } = acted.value
    const placed = { stream: file, streamVersion: row.version + 1, version: life.eventVersion }
    const event: NewEvent = { ...placed, ...fact, ground }
    const after = life.evolve(row.folded, { ...fact, ...placed, by: who.account })
    await saveFile(tx, rowAfter(life, file, after, { name: name === undefined ? row.name : name, who, now, fact }))
    const letter = life.letters?.(fact, after)
    if (letter) await askForLetter(tx, file, after.version, letter)
    return ok({ value: { file, version: after.version, state: after.state }, events: [event, ...more] })
  })
}

/** The first event and row of a new file, saved. To be called inside the operation that opens it. */
export async function openFile<Folded extends { readonly version: number; readonly state: string }>(
  tx: Transaction,
  life: FileLife<Folded>,
  opening: {
    readonly file: string
    readonly fact: FileFact
    readonly ground: Ground
    readonly name: string | null
    readonly who: Who
    readonly now: Date
  },
): Promise<{ readonly event: NewEvent; readonly folded: Folded }> {
  const { file, fact, ground, name, who, now } = opening
  const placed = { stream: file, streamVersion: 1, version: life.eventVersion }
  const folded = life.evolve(undefined, { ...fact, ...placed, by: who.account })
  await saveFile(tx, rowAfter(life, file, folded, { name, who, now, fact }))
  const letter = life.letters?.(fact, folded)
  if (letter) await askForLetter(tx, file, folded.version, letter)
  return { event: { ...placed, ...fact, ground }, folded }
}

/** The row of a file after its newest event. */
export function rowAfter<Folded extends { readonly version: number; readonly state: string }>(
  life: FileLife<Folded>,
  id: string,
  folded: Folded,
  { name, who, now, fact }: { name: string | null; who: Pick<Who, 'account'>; now: Date; fact: Pick<FileFact, 'type'> },
): FileRow<Folded> {
  const { version, state } = folded
  const changed = { changedAt: now, changedBy: who.account, lastEvent: fact.type }
  return { id, kind: life.kind, state, name, version, folded, ...life.row(folded), ...changed }
}

/** The ground of an act as an officer wrote it, in the language of their page. */
export function writtenGround(language: string, text: string, law?: string): Ground {
  return { text: { [language]: text }, ...(law && { law }) }
}

/** The ground of an act that needs no reason of its own: the rule of the process itself, named by a code that pages translate. */
export function processGround(code: string): Ground {
  return { text: { code } }
}
