// Loads a published list: staging, the guard, then batches, so that nobody waits behind it and a crash loses nothing.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '../../../events/index.ts'
import type { Day } from '../../../kernel/day.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { type OperatingNode, operate } from '../../../people/index.ts'
import { newIdentifier } from '../../../platform/seal/digest.ts'
import { readLogHeads } from '../../../transparency/log/index.ts'
import { keyOf } from '../address.ts'
import { createComparison, guard, type Totals, totals } from '../lists/compare.ts'
import type { ListFile } from '../lists/decode.ts'
import { faultOf, type ImportRefusal } from '../lists/fault.ts'
import type { Mapping } from '../lists/mapping.ts'
import { openList } from '../lists/read-rows.ts'
import type { Rejection } from '../lists/rejected-file.ts'
import type { ListRow } from '../lists/row.ts'
import { POLICY } from '../policy.ts'
import {
  beginLoad,
  endLoad,
  type Load,
  NOT_SHOWN,
  readHeld,
  readLists,
  readOpenLoad,
  startApplying,
} from '../store/loads.ts'
import { applyLoad, BATCH, BREATH } from './apply-load.ts'
import { queueRows } from './queue-rows.ts'
import { notAllowed, onlySignsApart, twinReason } from './refuse-load.ts'

export type ImportRequest = {
  readonly mapping: Mapping
  readonly file: ListFile
  /** SHA-256 of the file, by which a load that was killed half way is recognized and continued. */
  readonly fileHash: string
  readonly asOf: Day
  /** The part of the list that may vanish unasked, 0 to 1. */
  readonly withdrawalShare: number
  /** What an officer allowed to vanish. */
  readonly acceptWithdrawals?: number
  /** Rows a transaction; smaller in tests, where a few rows must make several transactions. */
  readonly batch?: number
  readonly onRejected: (rejection: Rejection) => Promise<void>
  readonly onProgress: (phase: 'reading' | 'applying', done: number, total?: number) => void
}

/** How a load ended; `continued` when it took up one that had been killed half way. */
export type ImportOutcome = { readonly totals: Totals; readonly continued: boolean; readonly notes: readonly string[] }

/**
 * Loads a list as it stood on a day. It changes nothing before every row is staged and the guard has let the load
 * through; it never authorizes anyone. Throws what the disk or the database throws; the load then continues at the next call.
 */
export async function importList(
  node: OperatingNode,
  actor: Actor,
  request: ImportRequest,
): Promise<Result<ImportOutcome, ImportRefusal>> {
  const { mapping, fileHash, asOf } = request
  const source = mapping.source.id
  const attempt = {
    actor,
    action: 'register.import-list',
    country: mapping.country,
    subject: source,
    detail: { file: fileHash, asOf },
  } as const
  // Asked before anything else, so that who may not load lists leaves no open load behind.
  const may = await operate(node, POLICY, attempt, async () => ok({ value: null, events: [] }))
  if (!may.ok) return notAllowed(actor)
  const peer = (await readLogHeads(node.database)).find(({ own, country }) => !own && country === mapping.country)
  if (peer)
    return refuse({
      code: 'another-register',
      message: `${mapping.country} says itself who is in its register: its log is followed here`,
      mend: 'Load the list at the node of that country',
    })
  const unfinished = await readOpenLoad(node.database, source)
  if (unfinished?.state === 'staging')
    await node.database.transaction((tx) => endLoad(tx, unfinished, 'abandoned', node.now()))
  if (unfinished?.state === 'applying') {
    const applied = await applyLoad(node, actor, unfinished, request)
    if (!applied.ok) return applied
    if (unfinished.fileHash === fileHash && unfinished.asOf === asOf && unfinished.totals) {
      return ok({ totals: unfinished.totals, continued: true, notes: [] })
    }
  }
  const newest = (await readLists(node.database)).find((list) => list.source === source)
  if (newest && newest.asOf > asOf) {
    return refuse({
      code: 'older-than-loaded',
      message: `a list of ${newest.asOf} is loaded already; this one is of ${asOf}`,
      mend: 'Load lists in the order of their days; give the day of this one with --as-of',
    })
  }
  const load: Load = {
    id: newIdentifier('load'),
    source,
    fileHash,
    asOf,
    mapping,
    state: 'staging',
    applied: 0,
    totals: null,
  }
  await node.database.transaction((tx) => beginLoad(tx, load, node.now()))
  const staged = await stage(node, load, request)
  if (!staged.ok) {
    await node.database.transaction((tx) => endLoad(tx, load, 'abandoned', node.now()))
    return refuse(staged.error)
  }
  const applied = await applyLoad(node, actor, { ...load, state: 'applying', totals: staged.value.totals }, request)
  return applied.ok ? ok({ ...staged.value, continued: false }) : applied

  async function refuse(refusal: ImportRefusal): Promise<Result<never, ImportRefusal>> {
    const refused = await operate(node, POLICY, attempt, async () => fail(refusal))
    return refused.ok || refused.error.code === 'not-allowed' ? notAllowed(actor) : fail(refusal)
  }
}

/** Reads the file, stages what would change and asks the guard. */
async function stage(
  node: OperatingNode,
  load: Load,
  request: ImportRequest,
): Promise<Result<{ totals: Totals; notes: readonly string[] }, ImportRefusal>> {
  const held = await readHeld(node.database, load.source)
  const opened = await openList(request.file, load.mapping)
  if (!opened.ok) return fail({ code: 'file-refused', message: opened.error.message, mend: opened.error.mend })
  const { items, counts, taken } = opened.value
  const { batch = BATCH } = request
  const comparison = createComparison(held)
  const sum = { added: 0, changed: 0, returned: 0, unchanged: 0 }
  const keys = new Set<string>()
  let twins = 0
  const rejectTwin = async (row: ListRow, line: number) => {
    twins++
    const column = load.mapping.columns.licence ?? ''
    await request.onRejected({ line, column, reason: twinReason(row.licence), raw: '' })
  }
  const queue = queueRows(node, load, batch, async ({ row, line }) => {
    sum.added--
    if (row) await rejectTwin(row, line)
  })
  try {
    for await (const item of items) {
      if (counts().read % BATCH === 0) {
        request.onProgress('reading', counts().read)
        await sleep(BREATH)
      }
      if (item.kind === 'rejected') {
        await request.onRejected(item)
        continue
      }
      const { row, line } = item
      const key = keyOf(load.mapping.country, row.licence)
      const before = held.get(key)
      if (keys.has(key) || (before && onlySignsApart(load.mapping.country, before.licence, row.licence))) {
        await rejectTwin(row, line)
        continue
      }
      keys.add(key)
      const contentHash = before?.contentHash === NOT_SHOWN ? NOT_SHOWN : row.contentHash
      const change = comparison.take({ key, contentHash })
      sum[change]++
      if (change !== 'unchanged') await queue.put({ change, key, row, line })
    }
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (!fault) throw thrown
    return fail({ code: 'file-refused', message: fault.message, mend: fault.mend })
  }
  const withdrawn = comparison.withdrawn()
  const listedBefore = [...held.values()].filter(({ listed }) => listed).length
  const { withdrawalShare: share, acceptWithdrawals: accepted } = request
  const guarded = guard({
    listedBefore,
    wouldWithdraw: withdrawn.length,
    share,
    ...(accepted !== undefined && { accepted }),
  })
  if (!guarded.ok)
    return fail({ code: 'too-many-withdrawals', message: guarded.error.message, mend: guarded.error.mend })
  for (const key of withdrawn) await queue.put({ change: 'withdrawn', key, row: null, line: 0 })
  await queue.flush()
  const { repeated, rejected, hidden, entities } = counts()
  const result = totals({ ...sum, withdrawn: withdrawn.length }, { repeated, rejected: rejected + twins })
  await node.database.transaction((tx) => startApplying(tx, load, result, node.now()))
  const notes = [
    `read as ${taken.encoding}${taken.gzip ? ', gzip' : ''} (${taken.because})`,
    ...(hidden > 0 ? [`${hidden} hidden characters taken out`] : []),
    ...(entities > 0 ? [`HTML entities decoded in ${entities} cells`] : []),
  ]
  return ok({ totals: result, notes })
}
