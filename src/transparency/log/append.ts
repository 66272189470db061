// Appends the public ones of an act's events to the node's own log, in the act's transaction.
import type { StoredEvent } from '../../events/index.ts'
import type { Transaction } from '../../platform/database/database.ts'
import type { EntryDraft, LogShare, PublicLog } from './share.ts'
import { insertEntries, takeIndexes } from './store/entries.ts'
import { entryId, writeEntry } from './write-entry.ts'

/** Why nothing may be appended now. */
export type Closed = NonNullable<ReturnType<PublicLog['closed']>>

export type OwnLog = PublicLog & {
  /** Closes the log, or opens it again. */
  readonly setClosed: (why: Closed | undefined) => void
  /** Who is called after commit. */
  readonly onWake: (wake: () => void) => void
}

/** The own log of a node. `short` is the node's name within its entries: the country in small letters. */
export function createOwnLog(short: string, shares: readonly LogShare[]): OwnLog {
  let closed: Closed | undefined
  let wake: () => void = () => undefined
  return {
    closed: () => closed,
    setClosed(why) {
      closed = why
    },
    onWake(call) {
      wake = call
    },
    wake: () => wake(),
    async append(tx, stored) {
      await appendStored(tx, stored, short, shares)
    },
  }
}

/** Drafts, takes the indexes, stores, and tells each share the places of its own. */
export async function appendStored(
  tx: Transaction,
  stored: readonly StoredEvent[],
  short: string,
  shares: readonly LogShare[],
): Promise<number> {
  if (stored.length === 0) return 0
  const positions = new Map(stored.map(({ id, position }) => [id, position]))
  const drafted: { draft: EntryDraft; share: LogShare; position: number }[] = []
  for (const share of shares)
    for (const draft of await share.draft(tx, stored))
      drafted.push({ draft, share, position: positions.get(draft.id) ?? 0 })
  if (drafted.length === 0) return 0
  drafted.sort((one, other) => one.position - other.position)
  const written = drafted.map(({ draft }) => writeEntry(draft, short))
  const first = await takeIndexes(tx, drafted.length)
  await insertEntries(
    tx,
    drafted.map(({ draft, position }, at) => ({
      index: first + at,
      id: entryId(short, draft.id),
      position,
      entry: written[at] as Uint8Array,
    })),
  )
  for (const share of shares) {
    const placed = drafted.flatMap(({ draft: { id, subject, type }, share: of }, at) =>
      of === share ? [{ id, subject, type, index: first + at }] : [],
    )
    if (placed.length > 0) await share.placed?.(tx, placed)
  }
  return drafted.length
}
