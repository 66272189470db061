// Hands verified entries to the rooms that know their types: one transaction for a run of entries and the cursor behind them.
import type { Country } from '../../kernel/country.ts'
import type { Database } from '../../platform/database/database.ts'
import { newIdentifier } from '../../platform/seal/digest.ts'
import { toBase64 } from '../../transparency/format/bytes.ts'
import { readEntry } from '../../transparency/format/entry.ts'
import type { ForeignShare, LoggedEntry, VoidEntry } from '../../transparency/log/share.ts'
import { insertDispute } from './store/disputes.ts'
import { keepUnknown, lockHead, moveHead } from './store/heads.ts'

export type ApplyPlace = {
  readonly database: Database
  readonly now: () => Date
  /** Origin line of the own log: who raises a dispute. */
  readonly own: string
  readonly shares: readonly ForeignShare[]
  readonly failed: (error: unknown) => void
}

/** Whose entries: `node` is the name under which its events stand. */
export type AppliedLog = { readonly origin: string; readonly country: Country; readonly node: string }

/** Entries in their order, the first of them at index `first`; `root` is the tree's, base64, behind the last. */
export type Run = { readonly first: number; readonly entries: readonly Uint8Array[]; readonly root: string }

/**
 * Applies a run. Entries of unknown types are remembered and passed over; what cannot be read, and what a room calls void,
 * becomes a dispute. Throws CursorMoved when the cursor does not stand at `first`.
 */
export async function applyRun(place: ApplyPlace, log: AppliedLog, { first, entries, root }: Run): Promise<void> {
  const { readable, unreadable } = readRun(log, first, entries)
  const groups = groupsOf(place.shares, readable)
  await place.database.transaction(async (tx) => {
    await lockHead(tx, log.origin, first)
    const voids: VoidEntry[] = [...unreadable]
    for (const { share, run } of groups) if (share) voids.push(...(await share.apply(tx, run)))
    const unknown = new Map<string, number>()
    for (const { share, run } of groups)
      for (const { entry, index } of share ? [] : run) if (!unknown.has(entry.type)) unknown.set(entry.type, index)
    await keepUnknown(tx, log.origin, unknown)
    for (const one of voids) {
      const entry = toBase64(entries[one.index - first] ?? new Uint8Array())
      const { index, code, detail } = one
      await insertDispute(tx, {
        id: newIdentifier('disp'),
        log: log.origin,
        raisedBy: place.own,
        kind: 'void-entry',
        matter: code,
        stops: false,
        openedAt: place.now(),
        detail: { index, code, detail: detail.slice(0, 300), entry },
        proof: '',
        proofHash: '',
      })
    }
    await moveHead(tx, log.origin, first + entries.length, root)
  })
  await tellApplied(place, groups)
}

/** What is kept in memory follows; that it fails does not undo what was committed. */
export async function tellApplied(
  { failed }: Pick<ApplyPlace, 'failed'>,
  groups: readonly { readonly share: ForeignShare | undefined }[],
): Promise<void> {
  for (const share of new Set(groups.map((group) => group.share)))
    await share?.applied?.().catch((error: unknown) => failed(error))
}

/** The entries as logged ones; what is not an entry of this node is void. */
export function readRun({ origin, country, node }: AppliedLog, first: number, entries: readonly Uint8Array[]) {
  const readable: LoggedEntry[] = []
  const unreadable: VoidEntry[] = []
  const prefix = `${country.toLowerCase()}:`
  for (const [at, bytes] of entries.entries()) {
    const index = first + at
    try {
      const { v: _, ...entry } = readEntry(bytes)
      if (entry.id.startsWith(prefix)) readable.push({ log: origin, index, country, origin: node, entry })
      else unreadable.push({ log: origin, index, code: 'foreign-identifier', detail: entry.id })
    } catch (error) {
      unreadable.push({ log: origin, index, code: 'malformed-entry', detail: (error as Error).message })
    }
  }
  return { readable, unreadable }
}

/** Neighbours of one room together, so that the order of the log is kept between rooms. */
export function groupsOf(shares: readonly ForeignShare[], entries: readonly LoggedEntry[]) {
  const groups: { readonly share: ForeignShare | undefined; readonly run: LoggedEntry[] }[] = []
  for (const entry of entries) {
    const share = shares.find((one) => one.handles(entry.entry.type))
    const last = groups.at(-1)
    if (last && last.share === share) last.run.push(entry)
    else groups.push({ share, run: [entry] })
  }
  return groups
}
