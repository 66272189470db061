// One look at one log of a peer: what it serves is believed, passed over, or convicts it; then the mirror and the cursor follow.
import { text as textOf, toBase64 } from '../../transparency/format/bytes.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import { EMPTY_ROOT } from '../../transparency/format/hash.ts'
import { rootOf } from '../../transparency/format/merkle.ts'
import { MAX_NOTE } from '../../transparency/format/note.ts'
import { openUnderPolicy, parsePolicy } from '../../transparency/format/policy.ts'
import type { LogHead } from '../../transparency/log/share.ts'
import { type AppliedLog, type ApplyPlace, applyRun } from './apply.ts'
import { catchUp } from './catch-up.ts'
import { type Court, convict, judge, raise } from './judge.ts'
import type { Mirror } from './mirror.ts'
import { betweenOf, evidence } from './proof.ts'
import { type LogKeys, openHead, type SignedHead } from './signed-head.ts'
import { type LogSource, SourceFault } from './source.ts'
import { confirmHead, heardHead, openHeadRow } from './store/heads.ts'
import { judgeSeen, keepSeen } from './store/seen.ts'
import { openTree, type VerifiedTree } from './tree.ts'
import { proveVoids } from './void-proof.ts'

/**
 * `stale`: an older checkpoint of the same history; `not-believed`: what came is not what the log signs; `refused`: the
 * log has contradicted itself; `failed`: this node could not.
 */
export type Outcome = 'grew' | 'same' | 'stale' | 'unreachable' | 'not-believed' | 'refused' | 'failed'

/** How the last look went. `heads`: what the log served last that was believed. */
export type Look = { readonly outcome: Outcome; readonly head?: SignedHead | undefined; readonly fault?: string }

export type FollowedLog = ApplyPlace &
  Court & {
    readonly log: AppliedLog
    readonly source: LogSource
    readonly mirror: Mirror
    readonly keys: () => LogKeys
    readonly policy: () => string
    readonly isRefused: (origin: string) => boolean
    /** After so many looks in a row at something that is not the log's, a dispute is opened: a line may be bad for a moment. */
    readonly patience: number
    readonly between?: (() => void) | undefined
  }

/** Looks at a log again and again; counts what was not believed. */
export function createLook(place: FollowedLog): () => Promise<Look> {
  let doubts = 0

  async function look(): Promise<Look> {
    const { origin } = place.log
    if (place.isRefused(origin)) return { outcome: 'refused' }
    let served: Uint8Array | undefined
    let signed = false
    try {
      served = await place.source.get('checkpoint', MAX_NOTE)
      if (!served) return { outcome: 'unreachable', fault: 'it serves no checkpoint' }
      const head = openHead(served, origin, place.keys(), place.policy())
      signed = true
      const outcome = await follow(place, head)
      doubts = 0
      return { outcome, head }
    } catch (error) {
      const fault = (error as Error).message
      if (error instanceof SourceFault && error.code === 'unreachable') return { outcome: 'unreachable', fault }
      if (!(error instanceof TransparencyFault || error instanceof SourceFault)) {
        place.failed(error)
        return { outcome: 'failed', fault }
      }
      doubts++
      if (doubts >= place.patience) {
        const kind = signed ? 'forged-tile' : 'wrong-signature'
        const detail = { code: error.code, fault: fault.slice(0, 300) }
        await raise(place, origin, kind, error.code, detail, evidence(served))
      }
      return { outcome: 'not-believed', fault }
    }
  }

  return look
}

async function follow(place: FollowedLog, head: SignedHead): Promise<Outcome> {
  const { log, database, now, mirror } = place
  const { origin } = log
  const cursor = await openHeadRow(database, origin, log.country)
  const known = await lastKept(place)
  const note = textOf(head.note)
  // Kept before anything is made of it: a second story is found out even when the way to it breaks off.
  if (head.size !== known?.size || toBase64(head.root) !== toBase64(known.root))
    await keepSeen(
      database,
      origin,
      { size: head.size, root: toBase64(head.root), checkpoint: note, place: 'itself' },
      now(),
    )
  if (known && head.size <= known.size) {
    if (toBase64(await rootOf(head.size, known.tree.read)) !== toBase64(head.root))
      return contradicted(place, head, known)
    if (!(await judge(place, origin, place.keys().keys, known.tree, textOf(known.head.note)))) return 'refused'
    if (head.size < known.size) return 'stale'
  } else if (head.size < cursor.size) return 'stale'
  await heardHead(database, origin, now())
  if (known && head.size === known.size && cursor.size === head.size) {
    if (toBase64(head.note) !== toBase64(known.head.note)) await mirror.keepCheckpoint(head.note)
    await proveVoids(database, place.own, origin, known.head.note, known.tree)
    await confirm(place, head)
    return 'same'
  }
  const tree = await openTree(place.source, head.size, head.root)
  if (!(await continues(place, head, tree, cursor, known))) return 'refused'
  const apply = (run: Parameters<typeof applyRun>[2]) => applyRun(place, log, run)
  const { size: applied } = cursor
  await catchUp({ tree, head, mirror, mirrored: known?.size ?? 0, applied, apply, between: place.between })
  await proveVoids(database, place.own, origin, head.note, tree)
  await confirm(place, head)
  return head.size > applied ? 'grew' : 'same'
}

type Kept = { readonly size: number; readonly root: Uint8Array; readonly head: SignedHead; readonly tree: VerifiedTree }

/** What the mirror holds whole, with the checkpoint over it; undefined when there is none or it was damaged. */
export async function lastKept({ mirror, log, keys, policy, failed }: FollowedLog): Promise<Kept | undefined> {
  try {
    const note = await mirror.checkpoint()
    if (!note) return undefined
    // A key that was retired since then had signed it when it counted.
    const { keys: current, retired } = keys()
    const ever = { keys: [...current, ...retired.map(({ log: key }) => key)], retired: [] }
    const head = openHead(note, log.origin, ever, policy())
    const { size, root } = head
    const tree = await openTree(mirror.source, size, root)
    const read = async (level: number, index: number) => {
      try {
        return await tree.read(level, index)
      } catch (error) {
        // The own copy is damaged, which is no fault of the log: it is fetched anew.
        await mirror.forget()
        throw new Error(`the mirror of ${log.origin} is damaged`, { cause: error })
      }
    }
    return { size, root, head, tree: { ...tree, read } }
  } catch (error) {
    failed(error)
    return undefined
  }
}

/** Whether a larger tree begins with all that this log has signed before. */
async function continues(
  place: FollowedLog,
  head: SignedHead,
  tree: VerifiedTree,
  cursor: LogHead,
  known: Kept | undefined,
): Promise<boolean> {
  const { origin } = place.log
  if (known && known.size > 0 && toBase64(await rootOf(known.size, tree.read)) !== toBase64(known.root)) {
    const between = await betweenOf(tree, known.size)
    const { keys } = place.keys()
    const notes = { older: textOf(known.head.note), newer: textOf(head.note) }
    await judgeSeen(place.database, origin, { size: head.size, root: toBase64(head.root) }, false)
    await convict(place, 'split-view', { log: origin, keys, ...notes, ...(between && { between }) }, [
      known.size,
      head.size,
    ])
    return false
  }
  if (!(await judge(place, origin, place.keys().keys, tree, textOf(head.note)))) return false
  const applied = cursor.root === '' ? toBase64(EMPTY_ROOT) : cursor.root
  if (toBase64(await rootOf(cursor.size, tree.read)) === applied) return true
  // Its signed checkpoint was not kept, or was judged before: the own record is all there is.
  await raise(
    place,
    origin,
    'split-view',
    `cursor ${cursor.size}`,
    { sizes: [cursor.size, head.size] },
    textOf(head.note),
  )
  place.refuse(origin)
  return false
}

/** A checkpoint at or below what is held, with another root than the one held there. */
async function contradicted(place: FollowedLog, head: SignedHead, known: Kept): Promise<Outcome> {
  const between = await betweenOf(known.tree, head.size)
  const notes = { older: textOf(head.note), newer: textOf(known.head.note) }
  const { keys } = place.keys()
  await judgeSeen(place.database, place.log.origin, { size: head.size, root: toBase64(head.root) }, false)
  const contradiction = { log: place.log.origin, keys, ...notes, ...(between && { between }) }
  await convict(place, head.size < known.size ? 'rollback' : 'split-view', contradiction, [head.size, known.size])
  return 'refused'
}

/** Remembers that the policy's quorum has cosigned what is applied. */
async function confirm({ database, log, policy, now }: FollowedLog, head: SignedHead): Promise<void> {
  try {
    const { cosignedAt } = openUnderPolicy(head.note, parsePolicy(policy()), Math.floor(now().getTime() / 1000))
    const last = cosignedAt.at(-1)
    await confirmHead(database, log.origin, head.size, last === undefined ? now() : new Date(last * 1000))
  } catch (error) {
    if (!(error instanceof TransparencyFault)) throw error
  }
}
