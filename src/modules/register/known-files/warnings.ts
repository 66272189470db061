// The warning list as the public check answers from it: what is published, in memory, following the events by position.
import { lastPosition, readEventsAfter } from '../../../events/index.ts'
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Pack } from '../../../packs/index.ts'
import type { Database } from '../../../platform/database/database.ts'
import { normalEmail, normalWeb } from '../find/address.ts'
import { createFindIndex, type Match } from '../find/find-index.ts'
import { registeredTelephone } from '../find/telephone.ts'
import { type PublishedWarning, readPublishedOf, readPublishedWarnings } from '../store/warnings.ts'

/** A warning as the public may see it. */
export type KnownWarning = {
  /** Its public identifier, `warn_…`. */
  readonly id: string
  readonly name: string
  readonly names: readonly string[]
  readonly place?: string
  readonly country: Country
  /** Identifier of the authority that says so, in the pack. */
  readonly source: string
  readonly since: Day
  /** Somebody contests it, and that is not decided. */
  readonly contested: boolean
  /** It was contested, and a second officer confirmed it. */
  readonly confirmed: boolean
  /** Numbers of authorized recruiters that officers said are others. */
  readonly apart: readonly string[]
}

export type FoundWarning = { readonly warning: KnownWarning; readonly match: Match }

export type KnownWarnings = {
  /** Published warnings that a question finds by a name, telephone or address, best first; near names are none. */
  readonly find: (question: string, limit: number) => readonly FoundWarning[]
  readonly get: (id: string) => KnownWarning | undefined
  /** All of them, the newest first; `after` is the last one of the page before. */
  readonly list: (after: string | undefined, limit: number) => readonly KnownWarning[]
  readonly size: () => number
  readonly position: () => number
  /** Takes in what happened since; a second call waits for the first. */
  readonly refresh: () => Promise<void>
}

const PAGE = 2000

/** Reads what is published. Where the pack publishes no warnings, nothing is read and nothing is ever found. */
export async function openKnownWarnings(database: Database, pack: Pack, _now: () => Date): Promise<KnownWarnings> {
  const shown = pack.publicWarnings.published
  const countries = pack.countries.map(({ code, callingCode, nationalNumberLengths }) => ({
    code,
    callingCode,
    nationalNumberLengths,
  }))
  const index = createFindIndex({ countries })
  const known = new Map<string, KnownWarning>()
  /** Public identifiers by file, to take away what is published no more. */
  const byFile = new Map<string, string>()
  let sorted: readonly KnownWarning[] | undefined
  let position = await lastPosition(database)
  let running: Promise<void> | undefined

  function take(published: PublishedWarning): void {
    const warning = warningOf(published)
    if (!warning) return
    const { record, folded } = published
    byFile.set(folded.id, warning.id)
    known.set(warning.id, warning)
    index.put({
      id: warning.id,
      licence: warning.id,
      country: warning.country,
      names: [
        { text: record.name, kind: 'name' },
        ...record.names.map((text) => ({ text, kind: 'trade name' as const })),
      ],
      telephones: record.telephones.flatMap(
        (printed) => registeredTelephone(printed, warning.country, countries) ?? [],
      ),
      telephoneHashes: [],
      emails: record.emails.flatMap((printed) => normalEmail(printed) ?? []),
      webs: record.webs.flatMap((printed) => normalWeb(printed) ?? []),
    })
  }

  function drop(file: string): void {
    const id = byFile.get(file)
    if (id === undefined) return
    byFile.delete(file)
    known.delete(id)
    index.remove(id)
  }

  async function readAll(): Promise<void> {
    for (let after = ''; ; ) {
      const page = await readPublishedWarnings(database, after, PAGE)
      for (const one of page) take(one)
      const last = page.at(-1)
      if (!last) return
      after = last.folded.id
      await new Promise(setImmediate)
    }
  }

  async function follow(): Promise<void> {
    for (;;) {
      const events = await readEventsAfter(database, position, PAGE)
      const last = events.at(-1)
      if (!last) return
      const files = new Set(events.filter(({ type }) => type.startsWith('warning.')).map(({ stream }) => stream))
      if (files.size > 0) {
        const now = await readPublishedOf(database, [...files])
        // Without a pause in between: a question never meets a warning half taken away.
        for (const file of files) drop(file)
        for (const one of now) take(one)
        sorted = undefined
      }
      position = last.position
      await new Promise(setImmediate)
    }
  }

  if (shown) {
    await readAll()
    await follow()
  }
  return {
    find(question, limit) {
      if (known.size === 0) return []
      return index.find(question, limit).matches.flatMap((match) => {
        const warning = known.get(match.id)
        return warning && match.field !== 'licence' ? [{ warning, match }] : []
      })
    },
    get: (id) => known.get(id),
    list(after, limit) {
      sorted ??= [...known.values()].sort((a, b) =>
        a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? 1 : -1,
      )
      const start = after === undefined ? 0 : sorted.findIndex(({ id }) => id === after) + 1
      return sorted.slice(start, start + limit)
    },
    size: () => known.size,
    position: () => position,
    async refresh() {
      if (!shown) return
      running ??= follow().finally(() => {
        running = undefined
      })
      await running
    },
  }
}

function warningOf({ folded, record }: PublishedWarning): KnownWarning | undefined {
  const { warning, since, source, state, confirmed, country, apart } = folded
  if (!warning || !since || source === undefined) return undefined
  return {
    id: warning,
    name: record.name,
    names: record.names,
    ...(record.place && { place: record.place }),
    country,
    source,
    since,
    contested: state === 'published, contested',
    confirmed,
    apart,
  }
}
