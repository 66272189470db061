// Loads a pack's invented demonstration into a node: its people, its recruiters' history, its open files; each step on its own day.
import { CannotStart, type OpenNode } from '../node.ts'
import { loadDemonstration, sayFault } from '../packs/index.ts'
import { enrolPeople } from './demonstration/accounts.ts'
import { applicationSteps } from './demonstration/applications.ts'
import { historySteps } from './demonstration/history.ts'
import { calendarFrom, play, readDoneSteps } from './demonstration/timeline.ts'

/**
 * Loads the demonstration of the node's own country, once: each step is done under a key of its own, so that a start goes on where
 * an earlier one was stopped. Days that are counted from the first start stay as they were then. Throws CannotStart.
 */
export async function seedDemonstration(node: OpenNode): Promise<void> {
  const loaded = await loadDemonstration(node.configuration.pack, node.pack)
  if (!loaded.ok) throw new CannotStart(loaded.error.map(sayFault).join('\n'))
  const { start, people } = await enrolPeople(node, loaded.value)
  const done = await readDoneSteps(node)
  const playing = { people, done, dayOf: calendarFrom(node, start) }
  const history = await historySteps(node, loaded.value, people, done)
  const files = applicationSteps(node, loaded.value.applications, playing)
  await play(node, start, [...history, ...files], done)
}
