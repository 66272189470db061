// Applies a staged load in batches: each is one transaction with its events, its audit line and the load's cursor.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor, Ground } from '../../../events/index.ts'
import { day } from '../../../kernel/day.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import { type OperatingNode, operate } from '../../../people/index.ts'
import type { Transaction } from '../../../platform/database/database.ts'
import { newIdentifier } from '../../../platform/seal/digest.ts'
import { keyOf } from '../address.ts'
import type { FactData, FactKind } from '../domain/facts.ts'
import { evolve, type Recruiter } from '../domain/recruiter.ts'
import { EVENT_VERSION, type NewRegisterEvent } from '../events/recruiter.ts'
import type { ImportRefusal } from '../lists/fault.ts'
import type { ListRow } from '../lists/row.ts'
import { nameOf, type Particulars, sealParticulars } from '../particulars.ts'
import { POLICY } from '../policy.ts'
import {
  endLoad,
  type Listing,
  type Load,
  moveCursor,
  NOT_SHOWN,
  readListings,
  readStaged,
  type StagedRow,
  saveListings,
} from '../store/loads.ts'
import {
  insertParticulars,
  lockRecruiters,
  type NewParticulars,
  readRecruitersById,
  saveRecruiters,
} from '../store/recruiters.ts'
import { notAllowed } from './refuse-load.ts'

/** Rows a transaction: long enough to be fast, short enough that a check or an act never waits noticeably. */
export const BATCH = 2000

/** A breath between batches, in milliseconds: the embedded engine works on this thread, and without it every request waits for the whole load. */
export const BREATH = 5

/** Applies what is left of a load and ends it. */
export async function applyLoad(
  node: OperatingNode,
  actor: Actor,
  load: Load,
  pace: {
    readonly batch?: number
    readonly onProgress: (phase: 'applying', done: number, total?: number) => void
  },
): Promise<Result<null, ImportRefusal>> {
  const { country, source } = load.mapping
  const total = load.totals ? load.totals.imported + load.totals.updated + load.totals.withdrawn : undefined
  for (let from = load.applied; ; ) {
    pace.onProgress('applying', from, total)
    const rows = await readStaged(node.database, load.id, from, pace.batch ?? BATCH)
    const last = rows.at(-1)
    if (!last) break
    const attempt = {
      actor,
      action: 'register.import-list',
      country,
      subject: source.id,
      detail: { load: load.id, from, to: last.number },
    } as const
    const done = await operate(node, POLICY, attempt, async (tx, recordedAt) => {
      await moveCursor(tx, load, from, last.number)
      return ok({ value: null, events: await applyRows(tx, node.origin, load, rows, recordedAt) })
    })
    if (!done.ok) return notAllowed(actor)
    from = last.number
    await sleep(BREATH)
  }
  await node.database.transaction((tx) => endLoad(tx, load, 'done', node.now()))
  return ok(null)
}

/** Writes one batch and returns its events, which the caller appends last. */
async function applyRows(
  tx: Transaction,
  origin: string,
  load: Load,
  rows: readonly StagedRow[],
  recordedAt: Date,
): Promise<readonly NewRegisterEvent[]> {
  const { country, source, kind = 'listed' } = load.mapping
  const legalDay = day(load.asOf)
  const ground: Ground = { list: source.id }
  const listings = await readListings(
    tx,
    source.id,
    rows.map(({ key }) => key),
  )
  const known = await readRecruitersById(
    tx,
    [...listings.values()].map(({ recruiter }) => recruiter),
  )
  const byId = new Map(known.map((one) => [one.recruiter.id, one]))
  const fresh = rows.flatMap(({ row }) => (row ? [keyOf(country, row.licence)] : []))
  const byKey = await lockRecruiters(tx, [
    ...fresh,
    ...known.map(({ recruiter }) => keyOf(recruiter.country, recruiter.licence)),
  ])

  const events: NewRegisterEvent[] = []
  const particulars: NewParticulars[] = []
  const saved = new Map<string, Recruiter>()
  const after: Listing[] = []

  function add<K extends FactKind>(
    stream: string,
    before: Recruiter | undefined,
    type: K,
    data: FactData[K],
  ): Recruiter {
    const event = {
      stream,
      streamVersion: (before?.version ?? 0) + 1,
      type,
      version: EVENT_VERSION,
      legalDay,
      ground,
      data,
    } as unknown as NewRegisterEvent
    events.push(event)
    const next = evolve(before, event)
    saved.set(stream, next)
    return next
  }
  function seal(recruiter: string, version: number, record: Particulars, contentHash: string) {
    const sealed = sealParticulars(record)
    particulars.push({ ...sealed, recruiter, version, legalDay, contentHash })
    return { version, commitment: sealed.commitment }
  }
  const listing = { country, source: source.id, load: load.id }

  for (const { change, key, row } of rows) {
    const before = listings.get(key)
    const there = before && byId.get(before.recruiter)
    if (change === 'withdrawn') {
      if (!before || !there) throw new Error(`load ${load.id}: ${source.id} ${key} is to be withdrawn and is not held`)
      add(before.recruiter, saved.get(before.recruiter) ?? there.recruiter, 'listing.withdrawn', listing)
      after.push({ ...before, listed: false })
      continue
    }
    if (!row) throw new Error(`load ${load.id}: row ${key} was staged empty`)
    const { licence, licenceDerived, contentHash } = row
    const held = there?.recruiter ?? byKey.get(keyOf(country, licence))
    const id = held?.id ?? newIdentifier('rec')
    let recruiter = saved.get(id) ?? held
    if (!recruiter) {
      const commitment = seal(id, 1, particularsOf(row, load), contentHash)
      recruiter = add(id, undefined, 'recruiter.entered', {
        licence,
        licenceDerived,
        country,
        kind,
        particulars: commitment,
        listing,
      })
    } else if (change !== 'changed')
      recruiter = add(id, recruiter, 'listing.added', { ...listing, again: change === 'returned' })
    // What another list or a desk entered is not overwritten, what was erased does not come back:
    // only what is shown from this very list takes its changes.
    if (before && before.contentHash !== NOT_SHOWN && before.contentHash !== contentHash) {
      const version = recruiter.particularsVersion + 1
      const commitment = seal(id, version, particularsOf(row, load, there?.particulars ?? null), contentHash)
      add(id, recruiter, 'listing.changed', { ...listing, particulars: commitment })
    }
    const shown = before ? before.contentHash !== NOT_SHOWN : !held
    after.push({ key, recruiter: id, listed: true, contentHash: shown ? contentHash : NOT_SHOWN })
  }
  await insertParticulars(tx, particulars, recordedAt)
  await saveRecruiters(tx, [...saved.values()], origin)
  await saveListings(tx, source.id, legalDay, after)
  return events
}

/** A row as particulars; the name that it bore before becomes a former name. */
function particularsOf(row: ListRow, { mapping }: Load, before: Particulars | null = null): Particulars {
  const hash = mapping.columns.telephoneHash
  const names = [...row.names]
  const formerly = [
    nameOf(before),
    ...(before?.names.filter(({ kind }) => kind === 'former name').map(({ text }) => text) ?? []),
  ]
  for (const text of formerly) {
    if (text !== '' && !names.some((name) => name.text === text)) names.push({ text, kind: 'former name' })
  }
  return {
    names,
    telephones: row.telephones,
    telephoneHashes: hash ? row.telephoneHashes.map((value) => `${hash.digits}:${hash.hexLength}:${value}`) : [],
    emails: row.emails,
    webs: row.webs,
    ...(row.place && { place: row.place }),
    ...(row.validFrom && { validFrom: row.validFrom }),
    ...(row.validUntil && { validUntil: row.validUntil }),
  }
}
