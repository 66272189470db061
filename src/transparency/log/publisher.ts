// Publishes the own log: waiting entries into tiles, a signed checkpoint, the head moved, witnesses asked; in that order, by one process.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as patience } from 'node:timers/promises'
import type { Country } from '../../kernel/country.ts'
import type { Database } from '../../platform/database/database.ts'
import { toBase64, utf8 } from '../format/bytes.ts'
import { checkpointBody } from '../format/checkpoint.ts'
import type { Hash } from '../format/hash.ts'
import { consistencyProof } from '../format/merkle.ts'
import { signatureLine, writeNote } from '../format/note.ts'
import { openUnderPolicy, type Policy } from '../format/policy.ts'
import type { Signer } from '../keys/signer.ts'
import { writeDurably } from './durable.ts'
import { moveHead, type PublishedHead, readHead } from './head.ts'
import {
  lockPublishing,
  positionAt,
  readEntriesFrom,
  removeEntriesBelow,
  saveConfirmed,
  savePublished,
} from './store/entries.ts'
import { KEEP_PARTIALS, removeOldPartials } from './tidy.ts'
import { openTileTree, type TileTree } from './tile-tree.ts'

/** Asks witnesses to cosign. `proof` shows an older size at the beginning of this one. @returns their lines */
export type AskWitnesses = (
  checkpoint: string,
  size: number,
  proof: (oldSize: number) => Promise<readonly Hash[]>,
) => Promise<readonly string[]>

export type PublisherParts = {
  readonly database: Database
  readonly country: Country
  /** Folder of the published files. */
  readonly folder: string
  /** File of the published head, outside of it. */
  readonly headFile: string
  /** The log key, and a former one during its overlap. */
  readonly signers: readonly Signer[]
  readonly now: () => Date
  /** What makes a checkpoint count; undefined for a node without a corridor: published is confirmed. */
  readonly policy: () => Policy | undefined
  readonly ask: AskWitnesses
  /** After something new was published, or newly cosigned. */
  readonly published: (checkpoint: string) => void
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void
  /** A place of the way, for tests that kill there. */
  readonly at?: (place: 'tiles' | 'head' | 'checkpoint' | 'row' | 'witnesses') => void
}

const BATCH = 5000
/** Milliseconds for which a publication waits for the witnesses of the one before. */
const PATIENCE = 300
/** Nothing has grown: the same tree is signed by the witnesses afresh, so that everybody sees that they live (federation.md, 6.5). */
export const HEARTBEAT = 10 * 60 * 1000
/** Milliseconds until witnesses that did not answer are asked again, at first and at last. */
const [SOON, LATE] = [1000, 60_000]

export type Publisher = {
  /** Publishes what waits now. @returns how many entries */
  readonly publish: () => Promise<number>
  /** Publishes when woken and at least every `every` milliseconds. */
  readonly start: (every: number) => void
  readonly wake: () => void
  readonly stop: () => Promise<void>
  readonly tree: () => TileTree
}

/** Opens the published tree. Throws HeadFault, or Error when files are missing. */
export function createPublisher(parts: PublisherParts): Publisher {
  const { database, country, folder, headFile, signers, now, warn } = parts
  const at = parts.at ?? (() => undefined)
  const origin = signers[0]?.name ?? ''
  let head: PublishedHead | undefined = readHead(headFile)
  let tree = openTileTree(folder, head?.size ?? 0)
  if (head && toBase64(tree.root()) !== toBase64(head.root))
    throw new Error(`${folder}: the tiles are not those of the head that was published; refill the node from its peer`)
  // The process before may have ended between the head and what follows it.
  let unfinished = true
  let lastAsked = 0
  let misses = 0
  let running: Promise<unknown> = Promise.resolve()
  let asking: Promise<unknown> = Promise.resolve()
  let [timer, stopped, again]: [NodeJS.Timeout | undefined, boolean, boolean] = [undefined, true, false]

  function signed(size: number, root: Hash): string {
    const body = checkpointBody({ origin, size, root })
    return writeNote(
      body,
      signers.map(({ name, id, sign }) => signatureLine(name, id, sign(utf8(body)))),
    )
  }

  async function publishOnce(): Promise<number> {
    const from = head?.size ?? 0
    // A turn that ended between its tiles and the head left the tree in memory ahead: appended once more, its entries would stand twice.
    if (tree.size() !== from) tree = openTileTree(folder, from)
    let position = 0
    let count = 0
    try {
      for (let more = true; more; ) {
        const waiting = await readEntriesFrom(database, from + count, BATCH)
        if (waiting.some(({ index }, place) => index !== from + count + place))
          throw new Error(
            `entry ${from + count} of the log is not in the database: the node stands behind what it has published`,
          )
        tree.append(waiting.map(({ entry }) => entry))
        count += waiting.length
        position = waiting.at(-1)?.position ?? position
        more = waiting.length === BATCH
        await new Promise(setImmediate)
      }
      if (count === 0 && head && !unfinished && now().getTime() - lastAsked < HEARTBEAT) return 0
      tree.flush()
    } catch (error) {
      // What is in memory may be ahead of what is on the disk: begin again from there.
      tree = openTileTree(folder, from)
      throw error
    }
    const fresh = count > 0 || unfinished
    // Until the row is written: should one of the next steps fail, the next turn does them all.
    unfinished = true
    at('tiles')
    const next = { size: tree.size(), root: tree.root() }
    // Two processes on one database take turns here; the second finds the head moved.
    await database.transaction(async (tx) => {
      await lockPublishing(tx)
      if (head === next) return
      moveHead(headFile, head, next)
      head = next
    })
    at('head')
    const checkpoint = signed(next.size, next.root)
    if (fresh) writeDurably(join(folder, 'checkpoint'), checkpoint)
    at('checkpoint')
    await savePublished(database, {
      log: origin,
      country,
      size: next.size,
      root: toBase64(next.root),
      position: position || (await positionAt(database, next.size)) || 0,
    })
    at('row')
    unfinished = false
    if (fresh) parts.published(checkpoint)
    asking = askAndConfirm(checkpoint, next).catch((error: Error) =>
      warn({ error: error.message }, 'no witness could be asked'),
    )
    return count
  }

  async function askAndConfirm(checkpoint: string, { size }: PublishedHead): Promise<void> {
    lastAsked = now().getTime()
    const proof = (old: number) =>
      old === 0 || old === size ? Promise.resolve([]) : consistencyProof(old, size, tree.read)
    const lines = await parts.ask(checkpoint, size, proof)
    at('witnesses')
    const whole = withEarlier(`${checkpoint}${lines.map((line) => `${line.replace(/\n$/, '')}\n`).join('')}`)
    // A newer checkpoint may be out by now: an older one never takes its place.
    if (lines.length > 0 && head?.size === size) {
      writeDurably(join(folder, 'checkpoint'), whole)
      parts.published(whole)
    }
    if (!meets(whole)) {
      // Ask again soon, then ever later: a witness that was away may be back.
      lastAsked = now().getTime() - HEARTBEAT + Math.min(SOON * 2 ** misses++, LATE)
      return
    }
    misses = 0
    const position = (await positionAt(database, size)) ?? 0
    await saveConfirmed(database, origin, { size, position, at: now() })
    await removeEntriesBelow(database, size)
  }

  /** A witness that is away now has cosigned the same tree before: its older word is kept. */
  function withEarlier(whole: string): string {
    const file = join(folder, 'checkpoint')
    const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const [gap, end] = [whole.indexOf('\n\n'), before.indexOf('\n\n')]
    if (end === -1 || before.slice(0, end) !== whole.slice(0, gap)) return whole
    const nameOf = (line: string) => line.split(' ')[1]
    const names = new Set(
      whole
        .slice(gap + 2)
        .split('\n')
        .map(nameOf),
    )
    const kept = before
      .slice(end + 2)
      .split('\n')
      .filter((line) => line !== '' && !names.has(nameOf(line)))
    return `${whole}${kept.map((line) => `${line}\n`).join('')}`
  }

  function meets(checkpoint: string): boolean {
    const policy = parts.policy()
    if (!policy) return true
    try {
      openUnderPolicy(checkpoint, policy, Math.floor(now().getTime() / 1000))
      return true
    } catch {
      return false
    }
  }

  let queued: Promise<number> | undefined
  function publish(): Promise<number> {
    // A turn that has not begun yet will see what has been committed by now.
    if (queued) return queued
    // Witnesses answer in some hundredths of a second: whoever follows then gets entries and cosignatures together.
    const turn = async () => {
      await Promise.race([asking, patience(PATIENCE)])
      queued = undefined
      return publishOnce()
    }
    queued = running.then(turn)
    running = queued.catch(() => undefined)
    return queued
  }

  function later(milliseconds: number, every: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      again = false
      void publish()
        .catch((error: Error) => warn({ error: error.message }, 'the log cannot be published; acts go on and wait'))
        .then(() => {
          if (!stopped) later(again ? 0 : every, every)
        })
    }, milliseconds)
    timer.unref()
  }

  function tidy(): void {
    removeOldPartials(folder, now()).catch((error: Error) =>
      warn({ error: error.message }, 'old partial tiles could not be removed'),
    )
  }

  let tidying: NodeJS.Timeout | undefined
  let every = 1000
  return {
    publish,
    tree: () => tree,
    start(milliseconds) {
      every = milliseconds
      stopped = false
      later(0, every)
      tidy()
      tidying = setInterval(tidy, KEEP_PARTIALS).unref()
    },
    wake() {
      again = true
      if (!stopped) later(0, every)
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      clearInterval(tidying)
      await running
      await asking
    },
  }
}
