// How recruiters stood on a day: once with what had been recorded by the end of that day, once with all that is recorded now.
import { readStreams, type StoredEvent } from '../../events/index.ts'
import { type Day, dayIn } from '../../kernel/day.ts'
import { countryOfPack } from '../../packs/index.ts'
import type { Queryable } from '../../platform/database/database.ts'
import { evolveRecognition, hostStream, type Recognition } from './domain/recognition.ts'
import { type Effect, effectOf } from './domain/standing.ts'
import {
  isRecognitionEvent,
  isRegisterEvent,
  type RecognitionEvent,
  type RegisterEvent,
  readRecognitionEvent,
  readRegisterEvent,
} from './events/recruiter.ts'
import { baseOf } from './known-confirmed.ts'
import { readJointEffectsOf } from './store/joint.ts'
import { type About, publicStandings, type Speaker } from './summary.ts'
import type { OnThatDay } from './views.ts'

/** What is told of one recruiter: by its own country, by hosts, and what joint acts say. */
export type Told = {
  readonly events: readonly (RegisterEvent | RecognitionEvent)[]
  readonly joint: readonly Effect[]
}

/** The events of recruiters on their own stream and on those of the pack's hosts, each stream's oldest first. */
export async function readTold(
  speaker: Speaker,
  database: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Told>> {
  const streams = ids.flatMap((id) => [id, ...speaker.pack.countries.map(({ code }) => hostStream(id, code))])
  const joint = await readJointEffectsOf(database, ids)
  const events = new Map<string, (RegisterEvent | RecognitionEvent)[]>(ids.map((id) => [id, []]))
  for (const event of await readStreams(database, streams)) events.get(baseOf(event.stream))?.push(...readEither(event))
  return new Map([...events].map(([id, own]) => [id, { events: own, joint: joint.get(id) ?? [] }]))
}

function readEither(event: StoredEvent): readonly (RegisterEvent | RecognitionEvent)[] {
  if (isRegisterEvent(event)) return [readRegisterEvent(event)]
  return isRecognitionEvent(event) ? [readRecognitionEvent(event)] : []
}

/** The day's answer for these recruiters, by id, in two queries. */
export async function onThatDay(
  speaker: Speaker,
  database: Queryable,
  ids: readonly string[],
  on: Day,
  today: Day,
  about: (id: string) => About | undefined = () => undefined,
): Promise<ReadonlyMap<string, OnThatDay>> {
  const told = await readTold(speaker, database, ids)
  return new Map([...told].map(([id, own]) => [id, standingOnDay(speaker, own, on, today, about(id))]))
}

/** The day's answer from what is told of one recruiter. What was recorded on the day itself was known that day. */
export function standingOnDay(
  speaker: Speaker,
  { events, joint }: Told,
  on: Day,
  today: Day,
  about?: About,
): OnThatDay {
  const zone = countryOfPack(speaker.pack, speaker.country)?.zone ?? 'UTC'
  const known = (some: Told['events']) => publicStandings(speaker, [...effectsOf(some), ...joint], on, about)
  const knownThen = known(events.filter(({ recordedAt }) => dayIn(zone, recordedAt) <= on))
  const knownNow = known(events)
  return {
    day: on,
    future: on > today,
    knownThen,
    knownNow,
    differ: JSON.stringify(knownThen) !== JSON.stringify(knownNow),
  }
}

function effectsOf(events: Told['events']): readonly Effect[] {
  const hosts = new Map<string, Recognition>()
  const own: Effect[] = []
  for (const event of events) {
    if (isRecognitionEvent(event))
      hosts.set(event.stream, evolveRecognition(hosts.get(event.stream), event as RecognitionEvent))
    else own.push(...[effectOf(event as RegisterEvent) ?? []].flat())
  }
  return [...own, ...[...hosts.values()].flatMap(({ effects }) => effects)]
}
