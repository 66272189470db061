// Before a node appends anything: its database held against what it has published, and what others have seen of its log (federation.md, 6.2).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Country } from '../../kernel/country.ts'
import type { Database } from '../../platform/database/database.ts'
import { sameBytes, toBase64 } from '../format/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../format/checkpoint.ts'
import { readEntry } from '../format/entry.ts'
import type { VerifierKey } from '../format/key.ts'
import { bundlePath, readBundle, TILE_WIDTH } from '../format/tiles.ts'
import type { OwnLog } from './append.ts'
import { moveHead, readHead } from './head.ts'
import type { ForeignShare, LoggedEntry } from './share.ts'
import { markRestored, readAppended, removeEntriesBelow, savePublished, setAppended } from './store/entries.ts'
import { openTileTree } from './tile-tree.ts'

export type BootParts = {
  readonly database: Database
  readonly log: OwnLog
  readonly country: Country
  /** The name under which this node's events stand. */
  readonly origin: string
  readonly folder: string
  readonly headFile: string
  /** Keys that may have signed the own log. */
  readonly keys: readonly VerifierKey[]
  readonly shares: readonly ForeignShare[]
  /** Whether other nodes follow this log: then nothing is signed before one of them was asked when the head is lost. */
  readonly followed: boolean
  /** The own checkpoints that others hold; those who cannot be asked are left out. */
  readonly seenByOthers: () => Promise<readonly Uint8Array[]>
  /** A file of the own log from somebody's mirror: `tile/…`. */
  readonly fetchMirrored: (path: string) => Promise<Uint8Array | undefined>
  readonly say: (done: number, total: number) => void
}

export type BootOutcome = {
  readonly state: 'whole' | 'refilled' | 'no-peer' | 'contradiction'
  /** Entries that were put back into the database. */
  readonly refilled: number
  /** Subjects of those: what stood beside them privately since the backup is gone. */
  readonly subjects: readonly string[]
}

const BATCH = 1000

/**
 * Brings the database up to what was published, from the own files or from a peer's mirror; until then the log is closed.
 * May be called again after `no-peer`.
 */
export async function bootLog(parts: BootParts): Promise<BootOutcome> {
  const { database, log, headFile, folder } = parts
  const { appended, whole, restored } = await readAppended(database)
  let head = readHead(headFile)
  const ahead = await newestSeen(parts)
  if (head && ahead && ahead.size === head.size && !sameBytes(ahead.root, head.root))
    return closed(log, 'contradiction')
  if (ahead && ahead.size > (head?.size ?? 0)) {
    log.setClosed('catching-up')
    if (!(await fillFiles(parts, ahead, head?.size ?? 0))) return closed(log, 'contradiction')
    moveHead(headFile, head, ahead)
    head = readHead(headFile)
  } else if (parts.followed && !ahead && (restored || (!head && appended > 0 && !whole))) {
    // A database out of a backup, or a lost head: others may have seen more than is known here, and must be asked first.
    return closed(log, 'no-peer')
  }
  if (restored) await markRestored(database, false)
  if (!head || appended >= head.size) {
    log.setClosed(undefined)
    return { state: 'whole', refilled: 0, subjects: [] }
  }
  log.setClosed('catching-up')
  const subjects = await refill(parts, appended, head.size)
  const root = toBase64(openTileTree(folder, head.size).root())
  const size = head.size
  const [position] = await database.query<{ last: number }>('select position - 1 as last from event_next')
  await savePublished(database, {
    log: logName(parts),
    country: parts.country,
    size,
    root,
    position: position?.last ?? 0,
  })
  log.setClosed(undefined)
  return { state: 'refilled', refilled: head.size - appended, subjects }
}

function closed(log: OwnLog, why: 'no-peer' | 'contradiction'): BootOutcome {
  log.setClosed(why)
  return { state: why, refilled: 0, subjects: [] }
}

function logName({ keys }: BootParts): string {
  return keys[0]?.name ?? ''
}

/** The largest own checkpoint that this node's key has signed and others hold. */
async function newestSeen(parts: BootParts): Promise<Checkpoint | undefined> {
  let newest: Checkpoint | undefined
  for (const bytes of await parts.seenByOthers()) {
    try {
      const { checkpoint } = openCheckpoint(bytes, parts.keys)
      if (checkpoint.origin === logName(parts) && checkpoint.size > (newest?.size ?? -1)) newest = checkpoint
    } catch {
      // Not ours: whoever holds it will have to explain it.
    }
  }
  return newest
}

/** Brings the own files up to a checkpoint with the bundles of a mirror. False when they do not come to its root. */
async function fillFiles(parts: BootParts, to: Checkpoint, from: number): Promise<boolean> {
  const tree = openTileTree(parts.folder, from)
  for (let at = Math.floor(from / TILE_WIDTH); at * TILE_WIDTH < to.size; at++) {
    const width = Math.min(TILE_WIDTH, to.size - at * TILE_WIDTH)
    const bytes = await parts.fetchMirrored(bundlePath(at, width))
    if (!bytes)
      throw new Error(`${bundlePath(at, width)} of the own log cannot be had from a peer: it will be tried again`)
    const entries = readBundle(bytes)
    if (entries.length < width) throw new Error(`${bundlePath(at, width)} of a peer's mirror is too short`)
    tree.append(entries.slice(Math.max(0, from - at * TILE_WIDTH), width))
    parts.say(Math.min(to.size, (at + 1) * TILE_WIDTH), to.size)
    await new Promise(setImmediate)
  }
  if (!sameBytes(tree.root(), to.root)) return false
  tree.flush()
  return true
}

/** Applies the own entries from an index on, as those of another log would be: what is there already is not doubled. */
async function refill(parts: BootParts, from: number, to: number): Promise<readonly string[]> {
  const { database, shares } = parts
  const subjects = new Set<string>()
  for (let index = from; index < to; ) {
    const entries = ownEntries(parts, index, Math.min(to, index + BATCH))
    for (const { entry } of entries) subjects.add(entry.subject)
    await database.transaction(async (tx) => {
      for (const share of shares) {
        const handled = entries.filter(({ entry }) => share.handles(entry.type))
        if (handled.length > 0) await share.apply(tx, handled)
      }
      await setAppended(tx, index + entries.length)
      await removeEntriesBelow(tx, index + entries.length)
    })
    index += entries.length
    parts.say(index, to)
    await new Promise(setImmediate)
  }
  for (const share of shares) await share.applied?.()
  return [...subjects].sort()
}

function ownEntries(parts: BootParts, from: number, to: number): readonly LoggedEntry[] {
  const { folder, country, origin } = parts
  const found: LoggedEntry[] = []
  for (let at = Math.floor(from / TILE_WIDTH); at * TILE_WIDTH < to; at++) {
    const entries = readBundle(bundleOf(folder, at, to))
    for (const [place, bytes] of entries.entries()) {
      const index = at * TILE_WIDTH + place
      if (index >= from && index < to)
        found.push({ log: logName(parts), index, country, origin, entry: readEntry(bytes) })
    }
  }
  return found
}

/** A bundle as it is on the disk: full, or of the widest partial one that is needed. */
function bundleOf(folder: string, at: number, to: number): Uint8Array {
  const full = join(folder, bundlePath(at))
  if (existsSync(full)) return readFileSync(full)
  for (let width = TILE_WIDTH - 1; width >= Math.min(TILE_WIDTH - 1, to - at * TILE_WIDTH); width--) {
    const partial = join(folder, bundlePath(at, width))
    if (existsSync(partial)) return readFileSync(partial)
  }
  throw new Error(`${full} is missing: the own log cannot be read`)
}
