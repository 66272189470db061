// Which words of which country the quorum has not confirmed yet, kept in memory so that no answer has to look it up.
import type { Country } from '../../kernel/country.ts'
import type { Database } from '../../platform/database/database.ts'
import { type LogHead, readLogHeads } from '../../transparency/log/index.ts'
import { readHostStream } from './domain/recognition.ts'
import type { Effect } from './domain/standing.ts'
import { type RecruiterEventPlace, readRecruiterEventsAfter } from './store/joint-register.ts'

/** How far the log of one country is known here, as the pages need it. */
export type HeardLog = {
  readonly country: Country
  readonly own: boolean
  readonly heardAt: Date | undefined
  /** Anything of it is confirmed by the quorum at all. */
  readonly confirmed: boolean
}

/** Countries whose newest word on a recruiter waits for the quorum. */
export type Pending = ReadonlySet<Country>
export const NOTHING_PENDING: Pending = new Set()

const PAGE = 20_000

/** Follows the heads of the logs and the events behind them. */
export async function openConfirmed(database: Database) {
  let heads: readonly LogHead[] = []
  let heard: readonly HeardLog[] = []
  /** By recruiter and country: the events behind the confirmed position. */
  const waiting = new Map<string, Map<Country, RecruiterEventPlace[]>>()
  let position = 0
  /** What has been confirmed since it was last asked for. */
  const released = new Set<string>()
  let firstWord = false

  /** Where the quorum's word on a country's log ends, among this node's events; nothing without that log. */
  function confirmedOf(country: Country): number {
    return heads.find((head) => head.country === country)?.confirmedPosition ?? 0
  }

  function note(place: RecruiterEventPlace): void {
    const recruiter = baseOf(place.stream)
    const country = readHostStream(place.stream)?.country ?? place.home
    const confirmed = country && confirmedOf(country)
    if (!country || !confirmed || place.position <= confirmed) return
    const ofRecruiter = waiting.get(recruiter) ?? new Map<Country, RecruiterEventPlace[]>()
    const places = ofRecruiter.get(country)
    if (places) places.push(place)
    else ofRecruiter.set(country, [place])
    waiting.set(recruiter, ofRecruiter)
  }

  /** Takes in new heads, then new events: what is read before this call is judged by what was there after it. */
  async function refresh(): Promise<void> {
    const before = heads
    heads = await readLogHeads(database)
    heard = heads.map(({ country, own, heardAt, confirmedSize }) => ({
      country,
      own,
      heardAt: heardAt ?? undefined,
      confirmed: confirmedSize > 0,
    }))
    const counted = heads.filter(({ confirmedPosition }) => confirmedPosition > 0)
    // Nothing of a log is kept apart until the quorum has confirmed any of it: until then all of it waits.
    if (counted.some(({ log }) => !before.find((head) => head.log === log)?.confirmedPosition)) {
      for (const recruiter of waiting.keys()) released.add(recruiter)
      waiting.clear()
      position = 0
      firstWord = true
    }
    release()
    if (counted.length === 0) return
    position = Math.max(position, Math.min(...counted.map(({ confirmedPosition }) => confirmedPosition)))
    for (;;) {
      const places = await readRecruiterEventsAfter(database, position, PAGE)
      const last = places.at(-1)
      if (!last) return
      for (const place of places) note(place)
      position = last.position
    }
  }

  function release(): void {
    for (const [recruiter, byCountry] of waiting) {
      for (const [country, places] of byCountry) {
        const still = places.filter((place) => place.position > confirmedOf(country))
        if (still.length === places.length) continue
        released.add(recruiter)
        if (still.length > 0) byCountry.set(country, still)
        else byCountry.delete(country)
      }
      if (byCountry.size === 0) waiting.delete(recruiter)
    }
  }

  return {
    refresh,
    heads: () => heard,
    /** Those of `known` whose words have been confirmed since this was last asked. */
    released(known: ReadonlySet<string>): readonly string[] {
      const ids = [...known].filter((id) => firstWord || released.has(id))
      released.clear()
      firstWord = false
      return ids
    },
    pending(recruiter: string): Pending {
      const byCountry = waiting.get(recruiter)
      return byCountry ? new Set(byCountry.keys()) : NOTHING_PENDING
    },
    /** The words of hosts as they count: what permits waits until it is confirmed. */
    counted(recruiter: string, effects: readonly Effect[]): readonly Effect[] {
      return effects.map((effect) => {
        if (effect.track !== 'recognition' || effect.status === 'suspended' || effect.refused) return effect
        const head = heads.find(({ country }) => country === effect.country)
        const first = waiting.get(recruiter)?.get(effect.country)?.[0]
        const unconfirmed = !head?.confirmedPosition || (first !== undefined && (effect.at ?? 0) >= first.version)
        return unconfirmed ? { ...effect, waiting: true } : effect
      })
    },
  }
}

export type Confirmed = Awaited<ReturnType<typeof openConfirmed>>

/** The recruiter behind a stream, its own or a host's. */
export function baseOf(stream: string): string {
  return stream.split('.')[0] ?? stream
}
