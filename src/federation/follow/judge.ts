// Holds every signed checkpoint that was seen of a log against one tree of it: what does not fit convicts the log.

import type { Database } from '../../platform/database/database.ts'
import { newIdentifier, sha256Hex } from '../../platform/seal/digest.ts'
import { toBase64, utf8 } from '../../transparency/format/bytes.ts'
import { rootOf } from '../../transparency/format/merkle.ts'
import { betweenOf, type Contradiction, contradictionText } from './proof.ts'
import type { LogKeys } from './signed-head.ts'
import { type DisputeKind, insertDispute } from './store/disputes.ts'
import { judgeSeen, uncheckedSeen } from './store/seen.ts'
import { twinsSeen } from './store/seen-twins.ts'
import type { VerifiedTree } from './tree.ts'

export type Court = {
  readonly database: Database
  readonly now: () => Date
  /** Origin line of the own log. */
  readonly own: string
  /** Following of a log rests from now on. */
  readonly refuse: (origin: string) => void
}

/** Opens a dispute with what proves it. */
export async function raise(
  { database, now, own }: Omit<Court, 'refuse'>,
  log: string,
  kind: DisputeKind,
  matter: string,
  detail: Readonly<Record<string, unknown>>,
  proof: string,
): Promise<void> {
  await insertDispute(database, {
    id: newIdentifier('disp'),
    log,
    raisedBy: own,
    kind,
    matter,
    stops: kind === 'split-view' || kind === 'rollback',
    openedAt: now(),
    detail,
    proof,
    proofHash: sha256Hex(utf8(proof)),
  })
}

/** The log has signed two histories: nothing of it is followed until people have settled it. */
export async function convict(
  court: Court,
  kind: 'split-view' | 'rollback',
  contradiction: Contradiction,
  sizes: readonly [number, number],
): Promise<void> {
  const proof = contradictionText(contradiction)
  const matter = sha256Hex(utf8(proof))
  await raise(court, contradiction.log, kind, matter, { sizes }, proof)
  court.refuse(contradiction.log)
}

/**
 * Judges the seen checkpoints that a tree reaches; `note` is the signed checkpoint of the tree. True when all fit.
 * Throws as reading the tree does.
 */
export async function judge(
  court: Court,
  log: string,
  keys: LogKeys['keys'],
  tree: VerifiedTree,
  note: string,
): Promise<boolean> {
  const { database } = court
  for (const seen of await uncheckedSeen(database, log, tree.size)) {
    const fits = toBase64(await rootOf(seen.size, tree.read)) === seen.root
    await judgeSeen(database, log, seen, fits)
    if (fits) continue
    const between = await betweenOf(tree, seen.size)
    const contradiction = { log, keys, older: seen.checkpoint, newer: note, ...(between && { between }) }
    await convict(court, 'split-view', contradiction, [seen.size, tree.size])
    return false
  }
  return judgeTwins(court, log, keys)
}

/** Two signed checkpoints of one size and two roots need no tree. */
export async function judgeTwins(court: Court, log: string, keys: LogKeys['keys']): Promise<boolean> {
  const [twins] = await twinsSeen(court.database, log)
  if (!twins) return true
  const { size, one, other } = twins
  for (const note of [one, other]) {
    const root = note.split('\n')[2] ?? ''
    await judgeSeen(court.database, log, { size, root }, false)
  }
  await convict(court, 'split-view', { log, keys, older: one, newer: other }, [size, size])
  return false
}
