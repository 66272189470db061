// One recruiter's public page: its standing today, its history, and how it stood on a day, as known then and as known now.

import { readStream } from '../../../events/index.ts'
import { type Day, dayIn } from '../../../kernel/day.ts'
import { countryOfPack } from '../../../packs/index.ts'
import type { Database } from '../../../platform/database/database.ts'
import { keyOfAddress } from '../address.ts'
import { type Effect, effectOf } from '../domain/standing.ts'
import { type RegisterEvent, readRegisterEvent } from '../events.ts'
import { historyOf } from '../history.ts'
import type { KnownRegister } from '../known.ts'
import { contactsOf, sourcesOf } from '../sources.ts'
import { findIdByKey, type ParticularsVersion, readParticularsVersions } from '../store/recruiters.ts'
import { publicStandings, type Speaker, summaryOf } from '../summary.ts'
import type { OnThatDay, RecruiterView } from '../views.ts'

/** The page of the recruiter at an address; undefined when there is none, or none that may be shown. `on` may lie in the past. */
export async function showRecruiter(
  speaker: Speaker,
  database: Database,
  register: KnownRegister,
  question: { readonly address: string; readonly on?: Day | undefined; readonly today: Day; readonly now: Date },
): Promise<RecruiterView | undefined> {
  const { address, on, today, now } = question
  const id = await findIdByKey(database, keyOfAddress(address))
  const known = id === undefined ? undefined : register.get(id)
  const summary = known && summaryOf(speaker, known, today)
  if (!known || !summary) return undefined
  const events = (await readStream(database, known.id)).map(readRegisterEvent)
  const versions = await readParticularsVersions(database, known.id)
  const onThatDay = on && onDay(speaker, events, versions, on, today)
  return {
    ...summary,
    history: historyOf(speaker, events, versions),
    ...(onThatDay && { onThatDay }),
    sources: sourcesOf(speaker, register, new Map()),
    contacts: contactsOf(speaker),
    answeredAt: now.toISOString(),
  }
}

/** How it stood on a day: once with what had been recorded by the end of that day, once with all that is recorded now. */
function onDay(
  speaker: Speaker,
  events: readonly RegisterEvent[],
  versions: readonly ParticularsVersion[],
  on: Day,
  today: Day,
): OnThatDay {
  const zone = countryOfPack(speaker.pack, speaker.country)?.zone ?? 'UTC'
  const effects = (known: readonly RegisterEvent[]): readonly Effect[] =>
    known.flatMap((event) => effectOf(event) ?? [])
  const knownThen = publicStandings(
    speaker,
    effects(events.filter(({ recordedAt }) => dayIn(zone, recordedAt) <= on)),
    on,
  )
  const knownNow = publicStandings(speaker, effects(events), on)
  const name = versions
    .findLast(({ legalDay }) => legalDay <= on)
    ?.record?.names.find(({ kind }) => kind === 'name')?.text
  return {
    day: on,
    future: on > today,
    knownThen,
    knownNow,
    differ: JSON.stringify(knownThen) !== JSON.stringify(knownNow),
    ...(name && { name }),
  }
}
