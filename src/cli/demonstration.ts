// Loads a pack's invented demonstration into a node: its people, its recruiters' history, its open files; each step on its own day.

import { giveDemonstrationKeys } from '../federation/index.ts'
import { CannotStart, type OpenNode } from '../node.ts'
import { loadDemonstration, sayFault } from '../packs/index.ts'
import { enrolPeople, officersWhoDecide } from './demonstration/accounts.ts'
import { APPLICATIONS } from './demonstration/applications.ts'
import { fileSteps } from './demonstration/files.ts'
import { historySteps } from './demonstration/history.ts'
import { INSPECTIONS } from './demonstration/inspections.ts'
import { SANCTIONS } from './demonstration/sanctions.ts'
import { calendarFrom, play, readDoneSteps } from './demonstration/timeline.ts'
import { WARNINGS } from './demonstration/warnings.ts'

/** How much a demonstration has for the node's own country. */
export type Seeded = { readonly recruiters: number; readonly accounts: number; readonly files: number }

/**
 * Loads the demonstration of the node's own country, once: each step is done under a key of its own, so that a start goes on where
 * an earlier one was stopped. Days that are counted from the first start stay as they were then. Throws CannotStart.
 */
export async function seedDemonstration(node: OpenNode): Promise<Seeded> {
  const loaded = await loadDemonstration(node.configuration.pack, node.pack)
  if (!loaded.ok) throw new CannotStart(loaded.error.map(sayFault).join('\n'))
  const { start, people } = await enrolPeople(node, loaded.value)
  const { decisionSecret } = loaded.value
  // Only a corridor has somebody who decides along.
  if (decisionSecret !== undefined && node.ownLog?.book)
    await giveDemonstrationKeys(
      node.database,
      node.ownLog.host,
      officersWhoDecide(node, loaded.value),
      decisionSecret,
      node.now(),
    )
  const done = await readDoneSteps(node)
  const playing = { people, done, dayOf: calendarFrom(node, start) }
  const history = await historySteps(node, loaded.value, people, done)
  const { recruiters, accounts, applications, inspections, sanctions, warnings } = loaded.value
  const files = [
    ...fileSteps(node, applications, playing, APPLICATIONS),
    ...fileSteps(node, inspections, playing, INSPECTIONS),
    ...fileSteps(node, sanctions, playing, SANCTIONS),
    ...fileSteps(node, warnings, playing, WARNINGS),
  ]
  await play(node, start, [...history, ...files], done)
  const own = (all: readonly { readonly country: string }[]) =>
    all.filter(({ country }) => country === node.country).length
  return {
    recruiters: own(recruiters),
    accounts: own(accounts),
    files: own([...applications, ...inspections, ...sanctions, ...warnings]),
  }
}
