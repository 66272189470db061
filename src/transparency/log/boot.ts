// Before a node appends anything: its database held against what it has published, and what others have seen of its log (federation.md, 6.2).
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Country } from '../../kernel/country.ts'
import type { Database } from '../../platform/database/database.ts'
import { fromBase64, sameBytes, toBase64 } from '../format/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../format/checkpoint.ts'
import { readEntry } from '../format/entry.ts'
import type { VerifierKey } from '../format/key.ts'
import { rootOf } from '../format/merkle.ts'
import { bundlePath, readBundle, TILE_WIDTH } from '../format/tiles.ts'
import type { OwnLog } from './append.ts'
import { moveHead, type PublishedHead, readHead } from './head.ts'
import type { ForeignShare, LoggedEntry } from './share.ts'
import {
  markRestored,
  newestPosition,
  readAppended,
  readEntriesFrom,
  readLogHeads,
  removeEntriesBelow,
  savePublished,
  setAppended,
} from './store/entries.ts'
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
const EMPTY = new Uint8Array()

/**
 * Brings the database up to what was published, from the own files or from a peer's mirror; until then the log is closed.
 * May be called again after `no-peer`.
 */
export async function bootLog(parts: BootParts): Promise<BootOutcome> {
  const { database, log, headFile, folder } = parts
  const { appended, whole, restored } = await readAppended(database)
  const kept = readHead(headFile)
  const seen = await seenOfOwn(parts)
  const ahead = seen.at(-1)
  // A database out of a backup, or a lost head: others may have seen more than is known here, and must be asked first.
  if (parts.followed && !ahead && (restored || (!kept && appended > 0 && !whole))) return closed(log, 'no-peer')
  let head = kept ?? signedHead(parts)
  // Files that are lost or damaged are had from a mirror, like those that never were here.
  const have = head && filesHold(folder, head) ? head.size : 0
  const remembered = (await readLogHeads(database)).filter(({ log, root }) => log === logName(parts) && root !== '')
  const known = [...seen, ...remembered.map(({ size, root }) => ({ size, root: fromBase64(root) }))]
  if (head && have > 0 && (await contradicts(folder, head, known))) return closed(log, 'contradiction')
  if (head && have > 0 && (await outboxDiffers(parts, have))) return closed(log, 'contradiction')
  const newest = head && head.size >= (ahead?.size ?? 0) ? head : ahead
  if (newest && newest.size > have) {
    log.setClosed('catching-up')
    if (!(await fillFiles(parts, newest, have))) return closed(log, 'contradiction')
    if (await contradicts(folder, newest, head ? [...seen, head] : seen)) return closed(log, 'contradiction')
    moveHead(headFile, kept, newest)
    head = readHead(headFile)
  } else if (head && !kept) moveHead(headFile, undefined, head)
  if (restored) await markRestored(database, false)
  if (!head || appended >= head.size) {
    log.setClosed(undefined)
    return { state: 'whole', refilled: 0, subjects: [] }
  }
  log.setClosed('catching-up')
  const subjects = await refill(parts, appended, head.size)
  const root = toBase64(openTileTree(folder, head.size).root())
  const size = head.size
  await savePublished(database, {
    log: logName(parts),
    country: parts.country,
    size,
    root,
    position: await newestPosition(database),
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

/** In place of a lost head: the newest own checkpoint, when it is signed and the files are those that it names. */
function signedHead({ folder, keys }: BootParts): PublishedHead | undefined {
  const file = join(folder, 'checkpoint')
  if (!existsSync(file)) return undefined
  try {
    const { size, root } = openCheckpoint(readFileSync(file), keys).checkpoint
    return filesHold(folder, { size, root }) ? { size, root } : undefined
  } catch {
    return undefined
  }
}

/** Whether the files of a folder are those of a head, as far as its newest tiles tell. */
function filesHold(folder: string, { size, root }: PublishedHead): boolean {
  try {
    return sameBytes(openTileTree(folder, size).root(), root)
  } catch {
    return false
  }
}

/** Whether the tree of the own files says something else than was seen of it, at whatever size: this log has been forked. */
async function contradicts(folder: string, head: PublishedHead, seen: readonly PublishedHead[]): Promise<boolean> {
  const { read } = openTileTree(folder, head.size)
  for (const { size, root } of seen) if (size <= head.size && !sameBytes(await rootOf(size, read), root)) return true
  return false
}

/** Whether an entry that still waits for its confirmation is not the one that was published at its place. */
async function outboxDiffers({ database, folder }: BootParts, size: number): Promise<boolean> {
  for (let from = 0; ; ) {
    const waiting = (await readEntriesFrom(database, from, BATCH)).filter(({ index }) => index < size)
    const [first, last] = [waiting.at(0), waiting.at(-1)]
    if (!first || !last) return false
    const published = new Map(ownBytes(folder, first.index, last.index + 1, size))
    if (waiting.some(({ index, entry }) => !sameBytes(published.get(index) ?? EMPTY, entry))) return true
    from = last.index + 1
  }
}

/** What this node's key has signed and others hold; the smallest first. */
async function seenOfOwn(parts: BootParts): Promise<readonly PublishedHead[]> {
  const seen: Pick<Checkpoint, 'size' | 'root'>[] = []
  for (const bytes of await parts.seenByOthers()) {
    try {
      const { checkpoint } = openCheckpoint(bytes, parts.keys)
      if (checkpoint.origin === logName(parts)) seen.push(checkpoint)
    } catch {
      // Not ours: whoever holds it will have to explain it.
    }
  }
  return seen.sort((one, other) => one.size - other.size)
}

/** Brings the own files up to a checkpoint with the bundles of a mirror. False when the own files are at odds with it. Throws Error when the mirror is. */
async function fillFiles(parts: BootParts, to: PublishedHead, from: number): Promise<boolean> {
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
  if (!sameBytes(tree.root(), to.root)) {
    if (from === 0)
      throw new Error("a peer's mirror of the own log does not come to what was signed: it will be tried again")
    // Either the mirror is wrong, or the own files are: the mirror alone must come to what was signed.
    const scratch = mkdtempSync(join(dirname(parts.folder), 'log-check-'))
    try {
      await fillFiles({ ...parts, folder: scratch }, to, 0)
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
    return false
  }
  tree.flush()
  return true
}

/** Applies the own entries from an index on, as those of another log would be: what is there already is not doubled. */
async function refill(parts: BootParts, from: number, to: number): Promise<readonly string[]> {
  const { database, shares } = parts
  const subjects = new Set<string>()
  for (let index = from; index < to; ) {
    const entries = ownEntries(parts, index, Math.min(to, index + BATCH), to)
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

function ownEntries(parts: BootParts, from: number, to: number, size: number): readonly LoggedEntry[] {
  const { folder, country, origin } = parts
  const log = logName(parts)
  return ownBytes(folder, from, to, size).map(([index, bytes]) => ({
    log,
    index,
    country,
    origin,
    entry: readEntry(bytes),
  }))
}

/** The published entries from an index up to another, of a log of `size`. */
function ownBytes(folder: string, from: number, to: number, size: number): readonly [number, Uint8Array][] {
  const found: [number, Uint8Array][] = []
  for (let at = Math.floor(from / TILE_WIDTH); at * TILE_WIDTH < to; at++)
    for (const [place, bytes] of readBundle(bundleOf(folder, at, size)).entries()) {
      const index = at * TILE_WIDTH + place
      if (index >= from && index < to) found.push([index, bytes])
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
