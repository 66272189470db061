// One recruiter's public page: its standing today, its history, and how it stood on a day, as known then and as known now.

import type { Day } from '../../../kernel/day.ts'
import type { Database } from '../../../platform/database/database.ts'
import { keyOfAddress } from '../address.ts'
import { withWords } from '../events/entry.ts'
import { historyOf } from '../history.ts'
import type { KnownRegister } from '../known.ts'
import { nameOf } from '../particulars.ts'
import { surroundingsOf } from '../sources.ts'
import { readWords } from '../store/joint.ts'
import { findIdByKey, readParticularsVersions } from '../store/recruiters.ts'
import { type Speaker, summaryOf } from '../summary.ts'
import { readTold, standingOnDay } from '../that-day.ts'
import type { RecruiterView } from '../views.ts'

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
  const told = (await readTold(speaker, database, [known.id])).get(known.id) ?? { events: [], joint: [] }
  const words = await readWords(database, [known.id])
  const events = told.events.map((event) => withWords(event, words.get(event.id)))
  const versions = await readParticularsVersions(database, known.id)
  const name = on && nameOf(versions.findLast(({ legalDay }) => legalDay <= on)?.record ?? null)
  const onThatDay = on && { ...standingOnDay(speaker, told, on, today, known), ...(name && { name }) }
  return {
    ...summary,
    history: historyOf(speaker, events, versions),
    ...(onThatDay && { onThatDay }),
    ...surroundingsOf(speaker, register),
    answeredAt: now.toISOString(),
  }
}
