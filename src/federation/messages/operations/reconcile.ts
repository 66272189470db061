// Compares the exchange logs of two nodes: every entry of the peer's log, verified up to its signed root, against the messages held here.

import type { Actor } from '../../../events/index.ts'
import { fail, ok } from '../../../kernel/result.ts'
import { operate } from '../../../people/index.ts'
import { openCheckpoint } from '../../../transparency/format/checkpoint.ts'
import { bundlePath, readBundle, TILE_WIDTH } from '../../../transparency/format/tiles.ts'
import { PeerFault } from '../../signed/fault.ts'
import type { Party } from '../../trust/trust.ts'
import { readEntry } from '../ledger/entry.ts'
import { EMPTY, extend, leafOf, readFrontier, rootOf, writeFrontier } from '../ledger/frontier.ts'
import { exchangeKey, exchangeOrigin } from '../ledger/publish.ts'
import type { MessagesNode } from '../messages-node.ts'
import { MESSAGE_POLICY, nodeActor } from '../policy.ts'
import {
  countDifferences,
  matchEntries,
  type PeerEntry,
  readCompared,
  saveCompared,
  settleDifferences,
  unmatchFrom,
} from '../store/reconcile.ts'

const DAY = 86_400_000
/** The hour of the night, UTC, from which on the ledgers are compared. */
const HOUR = 2

/** `fault`: why the peer's log is not believed: `went-back`, `changed` (the root does not follow from its entries), `not-signed`, `malformed`. */
export type Reconciled = {
  readonly size: number
  readonly ours: number
  readonly theirs: number
  readonly fault?: LogFault
}
export type LogFault = 'went-back' | 'changed' | 'not-signed' | 'malformed'

class Disbelieved extends Error {
  readonly fault: LogFault
  readonly checkpoint: string
  constructor(fault: LogFault, checkpoint: string) {
    super(fault)
    this.fault = fault
    this.checkpoint = checkpoint
  }
}

/** Compares with a peer when this night's comparison is due. Throws PeerFault. */
export async function reconcileDue(messages: MessagesNode, peer: Party): Promise<Reconciled | undefined> {
  const now = messages.node.now()
  const night = new Date(now)
  night.setUTCHours(HOUR, 0, 0, 0)
  if (night > now) night.setTime(night.getTime() - DAY)
  const before = await readCompared(messages.node.database, peer.country)
  if (before && before.comparedAt >= night) return undefined
  return reconcile(messages, peer, nodeActor(messages.country))
}

/**
 * Compares this node's messages with a peer's exchange log, from where the last comparison ended. A log that went back or
 * does not follow from its entries is not compared; its checkpoint is kept. Throws PeerFault when the peer cannot be asked.
 */
export async function reconcile(messages: MessagesNode, peer: Party, by: Actor): Promise<Reconciled> {
  const { node, country } = messages
  const { database } = node
  const attempt = { actor: by, action: 'compare exchange logs' as const, country, subject: peer.node, detail: {} }
  try {
    const size = await readOn(messages, peer)
    const counts = await countDifferences(database, peer.country)
    const detail = { size, ours: counts.ours, theirs: counts.theirs }
    await operate(node, MESSAGE_POLICY, { ...attempt, detail }, async () => ok({ value: undefined, events: [] }))
    return { size, ...counts }
  } catch (error) {
    if (!(error instanceof Disbelieved)) throw error
    const { fault, checkpoint } = error
    const before = (await readCompared(database, peer.country)) ?? { size: 0, frontier: writeFrontier(EMPTY) }
    await database.transaction(async (tx) => {
      await unmatchFrom(tx, peer.country, before.size)
      await saveCompared(tx, peer.country, { ...before, checkpoint, comparedAt: node.now(), fault })
    })
    await operate(node, MESSAGE_POLICY, attempt, async () => fail({ code: fault }))
    return { size: before.size, ...(await countDifferences(database, peer.country)), fault }
  }
}

/** Reads the peer's log on from the last comparison. Tells its size. */
async function readOn(messages: MessagesNode, peer: Party): Promise<number> {
  const { node, keysOf } = messages
  const { database } = node
  const note = Buffer.from(await ask(messages, peer, '/fed/v1/exchange/checkpoint')).toString('utf8')
  const checkpoint = opened(note, peer, keysOf(peer))
  const before = await readCompared(database, peer.country)
  let frontier = before ? readFrontier(before.size, before.frontier) : EMPTY
  if (checkpoint.size < frontier.size) throw new Disbelieved('went-back', note)

  while (frontier.size < checkpoint.size) {
    const bundle = Math.floor(frontier.size / TILE_WIDTH)
    const width = Math.min(TILE_WIDTH, checkpoint.size - bundle * TILE_WIDTH)
    const bytes = await ask(messages, peer, `/fed/v1/exchange/${bundlePath(bundle, width)}`)
    const entries = bundleOf(bytes, width, note).slice(frontier.size - bundle * TILE_WIDTH)
    const grown = extend(frontier, entries.map(leafOf))
    // The last bundle tells for all that were read in this round; when its root does not fit, they are unmatched again.
    if (grown.size === checkpoint.size && !sameRoot(rootOf(grown), checkpoint.root))
      throw new Disbelieved('changed', note)
    const from = frontier.size
    const read = entries.flatMap((entry, at) => entryFor(messages, peer, from + at, entry, note))
    await database.transaction((tx) => matchEntries(tx, peer.country, read, node.now()))
    frontier = grown
  }
  if (!sameRoot(rootOf(frontier), checkpoint.root)) throw new Disbelieved('changed', note)
  await database.transaction(async (tx) => {
    await settleDifferences(tx, peer.country, node.now())
    const compared = {
      size: frontier.size,
      frontier: writeFrontier(frontier),
      checkpoint: note,
      comparedAt: node.now(),
    }
    await saveCompared(tx, peer.country, { ...compared, fault: null })
  })
  return frontier.size
}

/** The entry of a message between the two; what the peer exchanged with others is not this node's to compare. */
function entryFor(
  { country }: MessagesNode,
  peer: Party,
  index: number,
  bytes: Uint8Array,
  note: string,
): readonly PeerEntry[] {
  const entry = readEntry(bytes)
  if (!entry) throw new Disbelieved('malformed', note)
  const { message, from, to, commit: commitment } = entry
  // What the peer sent was taken here, what it took was sent from here.
  if (from === peer.country && to === country) return [{ index, message, direction: 'in', commitment }]
  if (from === country && to === peer.country) return [{ index, message, direction: 'out', commitment }]
  return []
}

async function ask(messages: MessagesNode, peer: Party, path: string): Promise<Uint8Array> {
  const { status, body } = await messages.peers.call(peer, { method: 'GET', path })
  if (status !== 200) throw new PeerFault('unreachable', `status ${status}`)
  return body
}

function opened(note: string, peer: Party, transports: readonly string[]) {
  try {
    const { checkpoint } = openCheckpoint(
      note,
      transports.map((key) => exchangeKey(peer, key)),
    )
    if (checkpoint.origin === exchangeOrigin(peer)) return checkpoint
  } catch {
    // Told below: not the peer's word.
  }
  throw new Disbelieved('not-signed', note)
}

function bundleOf(bytes: Uint8Array, width: number, note: string): readonly Uint8Array[] {
  try {
    const entries = readBundle(bytes)
    if (entries.length === width) return entries
  } catch {
    // Told below.
  }
  throw new Disbelieved('malformed', note)
}

function sameRoot(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
