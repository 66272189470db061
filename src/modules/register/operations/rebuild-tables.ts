// Rebuilds the tables to read from out of the events and the particulars: they hold nothing that could not be had again.
import { readStreamsAfter } from '../../../events/index.ts'
import type { OperatingNode } from '../../../people/index.ts'
import type { Transaction } from '../../../platform/database/database.ts'
import { keyOf } from '../address.ts'
import { evolveRecognition, type Recognition } from '../domain/recognition.ts'
import { evolve, type Recruiter } from '../domain/recruiter.ts'
import {
  isRecognitionEvent,
  isRegisterEvent,
  type RecognitionEvent,
  type RegisterEvent,
  readRecognitionEvent,
  readRegisterEvent,
} from '../events/recruiter.ts'
import { emptyFiles } from '../store/files.ts'
import { emptySignals } from '../store/inspections.ts'
import { emptyRecognitions, readDisplaced, readLogIndexes, saveLogIndexes, saveRecognitions } from '../store/joint.ts'
import { emptyJudgements } from '../store/link-judgements.ts'
import { emptyListings, type Listing, NOT_SHOWN, saveListings } from '../store/loads.ts'
import { emptyRecruiters, readContentHashes, saveRecruiters } from '../store/recruiters.ts'
import { rebuildFiles } from './rebuild-files.ts'

const STREAMS = 1000

/** Throws both tables away and fills them again, in one transaction; memory holds a page of streams. Returns how many recruiters. */
export async function rebuildTables(node: OperatingNode): Promise<number> {
  return node.database.transaction(async (tx) => {
    const indexes = await readLogIndexes(tx)
    const displaced = await readDisplaced(tx)
    await emptyListings(tx)
    await emptyRecruiters(tx)
    await emptyRecognitions(tx)
    await emptyFiles(tx)
    await emptySignals(tx)
    await emptyJudgements(tx)
    let count = 0
    for (let after = ''; ; ) {
      const events = await readStreamsAfter(tx, after, STREAMS)
      const last = events.at(-1)
      if (!last) {
        await saveLogIndexes(tx, indexes)
        return count
      }
      count += await rebuildStreams(tx, events.filter(isRegisterEvent).map(readRegisterEvent), displaced)
      await rebuildRecognitions(tx, events.filter(isRecognitionEvent).map(readRecognitionEvent))
      await rebuildFiles(tx, events)
      after = last.stream
    }
  })
}

/** Hosts' words. What joint acts do is kept: their decisions stand with the room that holds them. */
async function rebuildRecognitions(tx: Transaction, events: readonly RecognitionEvent[]): Promise<void> {
  const byOrigin = new Map<string, Map<string, Recognition>>()
  for (const event of events) {
    const own = byOrigin.get(event.origin) ?? new Map<string, Recognition>()
    byOrigin.set(event.origin, own.set(event.stream, evolveRecognition(own.get(event.stream), event)))
  }
  for (const [origin, own] of byOrigin) await saveRecognitions(tx, [...own.values()], origin)
}

async function rebuildStreams(
  tx: Transaction,
  events: readonly RegisterEvent[],
  displaced: ReadonlySet<string>,
): Promise<number> {
  const recruiters = new Map<string, Recruiter>()
  const owners = new Map<string, string>()
  const origins = new Map<string, string>()
  for (const event of events) {
    recruiters.set(event.stream, evolve(recruiters.get(event.stream), event))
    origins.set(event.stream, origins.get(event.stream) ?? event.origin)
    // Only the list that brought a recruiter in shows its content; what another list says of it is not shown.
    if (event.type === 'recruiter.entered' && event.data.listing) owners.set(event.stream, event.data.listing.source)
  }
  for (const origin of new Set(origins.values())) {
    await saveRecruiters(
      tx,
      [...recruiters.values()].filter(({ id }) => origins.get(id) === origin),
      origin,
      { displaced },
    )
  }
  const hashes = await readContentHashes(tx, [...recruiters.keys()])
  const bySource = new Map<string, Map<string, Listing[]>>()
  for (const recruiter of recruiters.values()) {
    for (const { source, since, listing } of listingsOf(
      recruiter,
      owners.get(recruiter.id),
      hashes.get(recruiter.id),
    )) {
      const days = bySource.get(source) ?? new Map<string, Listing[]>()
      bySource.set(source, days.set(since, [...(days.get(since) ?? []), listing]))
    }
  }
  for (const [source, days] of bySource)
    for (const [since, listings] of days) await saveListings(tx, source, since, listings)
  return recruiters.size
}

function listingsOf({ id, country, licence, effects }: Recruiter, owner: string | undefined, hash: string | undefined) {
  const last = new Map(effects.flatMap((effect) => (effect.source ? [[effect.source, effect] as const] : [])))
  return [...last].map(([source, { status, from }]) => ({
    source,
    since: from,
    listing: {
      key: keyOf(country, licence),
      recruiter: id,
      listed: status === 'listed',
      contentHash: source === owner ? (hash ?? NOT_SHOWN) : NOT_SHOWN,
    },
  }))
}
