// Lists of keys in the logs: how an announcement becomes an entry, and what is believed of one that a peer announced.
import { readEventIdsAt } from '../../events/index.ts'
import type { Country } from '../../kernel/country.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import { parseNote } from '../../transparency/format/note.ts'
import type { EntryDraft, ForeignShare, LoggedEntry, LogShare, VoidEntry } from '../../transparency/log/share.ts'
import type { RunningBook } from './book.ts'
import { openManifest, parseManifest } from './manifest.ts'
import { acceptManifest, keepManifest, readManifests } from './store/manifests.ts'
import { faultOfSuccession } from './succession.ts'
import type { KeyManifest } from './trust.ts'

const TYPE = 'org.sursur.keys.'
/** The events of keys: `announced` (a list, signed by its root), `countersigned` (a peer's list, vouched for by this node's root). */
export const KEY_EVENTS = ['keys.announced', 'keys.countersigned'] as const

/** The stream on which a country's keys are announced in its own log. */
export function keyStream(country: Country): string {
  return `keys_${country.toLowerCase()}`
}

/** The share of the lists of keys in the own log. `entryId` is how an event is called there. */
export function keysLogShare(): LogShare {
  return {
    async draft(tx, stored) {
      const ours = stored.filter(({ type }) => (KEY_EVENTS as readonly string[]).includes(type))
      const drafts: EntryDraft[] = []
      for (const { id, type, stream, streamVersion, recordedAt, data } of ours)
        drafts.push({
          id,
          type: `org.sursur.${type}`,
          time: `${recordedAt.toISOString().slice(0, 19)}Z`,
          subject: stream,
          // Nothing but lists of keys stands on these streams.
          prev: (await readEventIdsAt(tx, [stream], [streamVersion - 1])).get(stream) ?? null,
          data: data as Readonly<Record<string, unknown>>,
        })
      return drafts
    },
  }
}

/** Believes, keeps waiting, or voids what a log says of its country's keys. */
export function keysForeignShare(book: RunningBook, own: Country, now: () => Date): ForeignShare {
  const taken: KeyManifest[] = []

  /** What this node had vouched for comes back when it is filled again from its log. */
  async function vouchedBefore(tx: Transaction, { country, note }: LoggedEntry['entry']['data']): Promise<void> {
    const [root, ownRoot] = [book.rootOf(country as Country), book.rootOf(own)]
    if (typeof note !== 'string' || !root || !ownRoot) return
    const found = underRoot(note, root, [ownRoot])
    if (!found?.alsoSignedBy.includes(ownRoot)) return
    const { manifest } = found
    await acceptManifest(tx, { country: manifest.country, version: manifest.version, note, heardAt: now() })
    taken.push(manifest)
  }

  return {
    handles: (type) => type.startsWith(TYPE),
    async apply(tx, entries) {
      const voids: VoidEntry[] = []
      for (const logged of entries) {
        const { entry, country } = logged
        if (country === own && entry.type === `${TYPE}countersigned`) await vouchedBefore(tx, entry.data)
        if (entry.type !== `${TYPE}announced`) continue
        const note = entry.data.note
        const root = book.rootOf(country)
        if (typeof note !== 'string' || !root) {
          voids.push(voided(logged, 'malformed', 'no list of keys stands in it'))
          continue
        }
        try {
          // Several lists may come in one batch: each follows the one before it.
          const before = [...taken].reverse().find((one) => one.country === country) ?? book.partyOf(country)
          const ownRoot = book.rootOf(own)
          const others = [before?.log, ownRoot].filter((key) => key !== undefined)
          // What was announced before the pinned list is past, and may stand under a root that was lost since.
          if (before && versionSaid(note) <= before.version) continue
          const { manifest, alsoSignedBy } = openManifest(note, root, others)
          if (manifest.country !== country) {
            voids.push(voided(logged, 'not-its-own', 'keys of another country'))
            continue
          }
          if (!before) continue
          const fault = faultOfSuccession(before, manifest, {
            oldLogKey: alsoSignedBy.includes(before.log),
            peerRoot: ownRoot !== undefined && country !== own && alsoSignedBy.includes(ownRoot),
          })
          // The own lists come back here when a node is filled again from its log.
          const state =
            fault === undefined || country === own ? 'accepted' : fault === 'log-key-alone' ? 'waiting' : 'refused'
          await keepManifest(tx, {
            country,
            version: manifest.version,
            note,
            state,
            reason: fault ?? null,
            heardAt: now(),
          })
          if (state === 'accepted') taken.push(manifest)
          if (state === 'refused') voids.push(voided(logged, 'keys-refused', fault ?? ''))
        } catch (error) {
          voids.push(voided(logged, 'malformed', (error as Error).message))
        }
      }
      return voids
    },
    async applied() {
      for (const manifest of taken.splice(0)) book.take(manifest)
    },
  }
}

/** The version that a list claims, whoever signed it. Throws TransparencyFault when it is no list. */
function versionSaid(note: string): number {
  return parseManifest(parseNote(new TextEncoder().encode(note)).text).version
}

/** A list under the root that is pinned now; undefined when another root signed it, as the one before a loss did. */
function underRoot(note: string, root: string, others: readonly string[] = []) {
  try {
    return openManifest(note, root, others)
  } catch (error) {
    if (error instanceof TransparencyFault) return undefined
    throw error
  }
}

function voided({ log, index }: LoggedEntry, code: string, detail: string): VoidEntry {
  return { log, index, code, detail }
}

/** The lists that were accepted before, for a book that is opened. */
export async function acceptedManifests(
  db: Parameters<typeof readManifests>[0],
  rootOf: (country: Country) => string | undefined,
): Promise<readonly KeyManifest[]> {
  const accepted = await readManifests(db, 'accepted')
  return accepted.flatMap(({ country, note }) => {
    const root = rootOf(country)
    const found = root && underRoot(note, root)
    return found ? [found.manifest] : []
  })
}
