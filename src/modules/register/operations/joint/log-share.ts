// The register's share in the node's own log: each public event becomes an entry without anything personal and without free words.
import { readEventIdsAt, type StoredEvent } from '../../../../events/index.ts'
import type { Country } from '../../../../kernel/country.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import type { EntryDraft, LogShare } from '../../../../transparency/log/share.ts'
import { readHostStream } from '../../domain/recognition.ts'
import { entryDataOf, entryTypeOf, wordsOf } from '../../events/entry.ts'
import { commitTo } from '../../particulars.ts'
import { insertWords, readHomes, saveLogIndexes, type WordsRow } from '../../store/joint.ts'

/** `country`: of this node; only what its own law may say goes into its log. */
export function registerLogShare({ country }: { readonly country: Country }): LogShare {
  return {
    async draft(tx, stored) {
      const ours = await ownWords(tx, stored, country)
      if (ours.length === 0) return []
      const previous = await previousIds(tx, ours)
      const words: WordsRow[] = []
      const drafts = ours.map((event): EntryDraft => {
        const record = wordsOf(event)
        const sealed = record && commitTo(record)
        if (record && sealed) words.push({ event: event.id, subject: event.stream, record, ...sealed })
        const prev = previous.get(event.stream) ?? null
        previous.set(event.stream, event.id)
        return {
          id: event.id,
          type: entryTypeOf(event.type) ?? '',
          time: `${event.recordedAt.toISOString().slice(0, 19)}Z`,
          subject: event.stream,
          prev,
          data: entryDataOf(event, country, sealed?.commitment),
        }
      })
      await insertWords(tx, words)
      return drafts
    },
    placed: (tx, placed) => saveLogIndexes(tx, new Map(placed.map(({ subject, index }) => [subject, index] as const))),
  }
}

/**
 * The public events that this country may say: of its own recruiters, its own warnings, and as a host. What it only read
 * in another country's published list is that country's to say (federation.md, 5.1).
 */
async function ownWords(
  tx: Transaction,
  stored: readonly StoredEvent[],
  country: Country,
): Promise<readonly StoredEvent[]> {
  const known = stored.filter(({ type }) => entryTypeOf(type) !== undefined)
  const entered = new Map(
    known
      .filter(({ type }) => type === 'recruiter.entered')
      .map(({ stream, data }) => [stream, (data as { country: Country }).country]),
  )
  const asked = known.map(({ stream }) => stream).filter((stream) => isHomeStream(stream) && !entered.has(stream))
  const homes = await readHomes(tx, [...new Set(asked)])
  return known.filter(({ stream, data }) => {
    const host = readHostStream(stream)
    if (host) return host.country === country
    if (!isHomeStream(stream)) return true
    if ((entered.get(stream) ?? homes.get(stream)) !== country) return false
    const says = (data as { country?: Country }).country
    return says === undefined || says === country
  })
}

function isHomeStream(stream: string): boolean {
  return stream.startsWith('rec_') && !stream.includes('.')
}

/** The event before the first of each stream in this batch; one query for all streams. */
async function previousIds(tx: Transaction, events: readonly StoredEvent[]): Promise<Map<string, string>> {
  const first = new Map<string, number>()
  for (const { stream, streamVersion } of events) if (!first.has(stream)) first.set(stream, streamVersion)
  const later = [...first].filter(([, version]) => version > 1)
  return new Map(
    await readEventIdsAt(
      tx,
      later.map(([stream]) => stream),
      later.map(([, version]) => version - 1),
    ),
  )
}
