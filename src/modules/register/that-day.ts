// How recruiters stood on a day: once with what had been recorded by the end of that day, once with all that is recorded now.
import { readStreams } from '../../events/index.ts'
import { type Day, dayIn } from '../../kernel/day.ts'
import { countryOfPack } from '../../packs/index.ts'
import type { Queryable } from '../../platform/database/database.ts'
import { type Effect, effectOf } from './domain/standing.ts'
import { type RegisterEvent, readRegisterEvent } from './events/recruiter.ts'
import { publicStandings, type Speaker } from './summary.ts'
import type { OnThatDay } from './views.ts'

/** The day's answer for these recruiters, by id, in one query. */
export async function onThatDay(
  speaker: Speaker,
  database: Queryable,
  ids: readonly string[],
  on: Day,
  today: Day,
): Promise<ReadonlyMap<string, OnThatDay>> {
  const events = new Map<string, RegisterEvent[]>(ids.map((id) => [id, []]))
  for (const event of await readStreams(database, ids)) events.get(event.stream)?.push(readRegisterEvent(event))
  return new Map([...events].map(([id, own]) => [id, standingOnDay(speaker, own, on, today)]))
}

/** The day's answer from one recruiter's events. What was recorded on the day itself was known that day. */
export function standingOnDay(speaker: Speaker, events: readonly RegisterEvent[], on: Day, today: Day): OnThatDay {
  const zone = countryOfPack(speaker.pack, speaker.country)?.zone ?? 'UTC'
  const effects = (known: readonly RegisterEvent[]): readonly Effect[] =>
    known.flatMap((event) => effectOf(event) ?? [])
  const knownThen = publicStandings(
    speaker,
    effects(events.filter(({ recordedAt }) => dayIn(zone, recordedAt) <= on)),
    on,
  )
  const knownNow = publicStandings(speaker, effects(events), on)
  return {
    day: on,
    future: on > today,
    knownThen,
    knownNow,
    differ: JSON.stringify(knownThen) !== JSON.stringify(knownNow),
  }
}
