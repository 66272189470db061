// Joint acts in the logs: what this node says of them in its own, and what it believes of the others'.
import type { StoredEvent } from '../../events/index.ts'
import type { Country } from '../../kernel/country.ts'
import type { Queryable, Transaction } from '../../platform/database/database.ts'
import type { EntryDraft, ForeignShare, LoggedEntry, LogShare, VoidEntry } from '../../transparency/log/share.ts'
import { openManifest } from '../trust/manifest.ts'
import type { KeyManifest, TrustBook } from '../trust/trust.ts'
import { DECISION, readStep } from './read-step.ts'
import { type Refresher, refreshAct } from './refresh.ts'
import {
  actsWaitingFor,
  type CosignedBy,
  keepCosignature,
  keepEntry,
  keepOfficers,
  lastEntry,
  placeEntry,
  placeOfficers,
  readOfficers,
} from './store/entries.ts'

const KEYS_ANNOUNCED = 'org.sursur.keys.announced'
/** Events of an act that everybody may read; its other events (a draft, one officer's line) stay with the node. */
export const PUBLIC_EVENTS = ['joint.proposed', 'joint.approved', 'joint.rejected'] as const

type Own = { readonly country: Country; readonly log: string }

/** The share of joint acts in the own log. `own.log` is its origin line. */
export function jointLogShare(own: Own, refresher: Refresher): LogShare {
  return {
    async draft(tx, stored) {
      const drafts: EntryDraft[] = []
      for (const event of stored) {
        if (!(PUBLIC_EVENTS as readonly string[]).includes(event.type)) continue
        const draft = await draftOf(tx, own, event)
        drafts.push(draft)
        const { type, time, data, auth = null } = draft
        const id = entryId(own, event.id)
        await keepEntry(tx, { ...own, id, index: null, act: event.stream, type, time, data, auth })
      }
      return drafts
    },
    async placed(tx, placed) {
      const acts = new Set<string>()
      for (const { id, index } of placed) {
        const act = await placeEntry(tx, own.log, entryId(own, id), index)
        if (act) acts.add(act)
      }
      for (const act of acts) await refreshAct(tx, act, refresher)
    },
  }
}

async function draftOf(tx: Transaction, own: Own, event: StoredEvent): Promise<EntryDraft> {
  const { lines, ...data } = event.data as { readonly lines?: readonly string[] }
  return {
    id: event.id,
    type: `${DECISION}${event.type.slice('joint.'.length)}`,
    time: `${event.recordedAt.toISOString().slice(0, 19)}Z`,
    subject: event.stream,
    prev: await lastEntry(tx, own.log, event.stream),
    data,
    ...(lines && { auth: lines }),
  }
}

function entryId({ country }: Own, id: string): string {
  const short = `${country.toLowerCase()}:`
  return id.startsWith(short) ? id : short + id
}

/** Puts a watch around the share of the lists of keys: from which place of the own log on which officers decide. */
export function watchOfficers(keys: LogShare, own: Own, book: Pick<TrustBook, 'partyOf'>): LogShare {
  return {
    async draft(tx, stored) {
      const drafts = await keys.draft(tx, stored)
      for (const { id, type, data } of drafts) {
        const manifest = type === KEYS_ANNOUNCED ? manifestOf(data.note, own.country, book) : undefined
        if (manifest) await keepOfficers(tx, { ...officersRow(manifest), entry: id })
      }
      return drafts
    },
    async placed(tx, placed) {
      await keys.placed?.(tx, placed)
      for (const { id, type, index } of placed)
        if (type === KEYS_ANNOUNCED) await placeOfficers(tx, own.country, id.slice(id.indexOf(':') + 1), index)
    },
  }
}

/**
 * Takes in what the logs say of joint acts, and of who decides for a party (the lists of keys, which another share judges as a
 * whole: for the officers the signature of the party's own root is enough). Must be asked for every entry that it handles,
 * also where another share handles the type too.
 */
export function jointForeignShare(book: Pick<TrustBook, 'partyOf'>, refresher: Refresher): ForeignShare {
  return {
    handles: (type) => type.startsWith(DECISION) || type === KEYS_ANNOUNCED,
    async apply(tx, entries) {
      const voids: VoidEntry[] = []
      const acts = new Set<string>()
      for (const logged of entries) {
        const { log, index, country, entry } = logged
        if (entry.type === KEYS_ANNOUNCED) {
          const manifest = manifestOf(entry.data.note, country, book)
          const id = entry.id.slice(entry.id.indexOf(':') + 1)
          if (manifest) await keepOfficers(tx, { ...officersRow(manifest), entry: id, fromIndex: index })
          continue
        }
        const read = readStep(logged, await readOfficers(tx))
        if (!read) continue
        if (!read.ok) {
          voids.push({ log, index, code: read.code, detail: read.detail })
          // Kept all the same: whose signatures hold is asked anew at each fold.
          if (read.code !== 'not-signed') continue
        }
        if (await keepEntry(tx, kept(logged))) acts.add(entry.subject)
      }
      for (const act of acts) await refreshAct(tx, act, refresher)
      return voids
    },
  }
}

function kept({ log, index, country, entry }: LoggedEntry) {
  const { id, type, time, subject: act, data, auth = null } = entry
  return { log, id, country, index, act, type, time, data, auth }
}

function manifestOf(note: unknown, country: Country, book: Pick<TrustBook, 'partyOf'>): KeyManifest | undefined {
  const root = book.partyOf(country)?.root
  if (typeof note !== 'string' || !root) return undefined
  try {
    const { manifest } = openManifest(note, root)
    return manifest.country === country ? manifest : undefined
  } catch {
    // The share of the keys says what is wrong with it.
    return undefined
  }
}

function officersRow({ country, version, decision }: KeyManifest) {
  return { country, version, decision }
}

/** Writes down who decides for each party before its log says anything else: as the corridor's file pins it. Once, at start. */
export async function pinOfficers(db: Queryable, parties: readonly KeyManifest[]): Promise<void> {
  for (const party of parties) await keepOfficers(db, { ...officersRow(party), entry: '', fromIndex: -1 })
}

/**
 * Takes note that others cosigned a log at a size: what makes an approval count. To be called for every checkpoint of any party's
 * log, the own one included, whenever cosignatures on it are verified. `log`: origin line; `by`: a party's country or a witness's
 * name; `note`: the checkpoint with its lines, kept to be shown.
 */
export async function noteCosignatures(
  tx: Transaction,
  log: string,
  size: number,
  cosigned: readonly CosignedBy[],
  refresher: Refresher,
  note?: string,
): Promise<void> {
  const news: number[] = []
  for (const one of cosigned) if (await keepCosignature(tx, log, size, one, note)) news.push(one.time)
  if (news.length === 0) return
  for (const act of await actsWaitingFor(tx, log, size, Math.min(...news))) await refreshAct(tx, act, refresher)
}
