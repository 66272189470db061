// The days of a demonstration: steps in the order of their days, each done once, at a clock set to its day.
import { addDays, type Day, day, dayIn } from '../../kernel/day.ts'
import { CannotStart, type OpenNode } from '../../node.ts'
import { countryOfPack, type StepDay } from '../../packs/index.ts'
import { readDone } from '../../people/index.ts'

/** One thing that an invented person does. `run` may be left out when it was done at an earlier start: `key` says so. */
export type Step = {
  readonly at: Day
  /** Account that does it, and the key under which that happens once. */
  readonly account: string
  readonly key: string
  readonly run: (node: OpenNode) => Promise<void>
}

/** Keys of what a demonstration does begin so. */
export const KEYS = 'demonstration/'

/** What was done at earlier starts, by account and key: what each act gave. */
export type Done = ReadonlyMap<string, unknown>
export const readDoneSteps = (node: OpenNode): Promise<Done> => readDone(node.database, KEYS)
export const placeOf = ({ account, key }: Pick<Step, 'account' | 'key'>) => `${account} ${key}`

/** Turns days of a demonstration into days of the calendar, counted from the day of the first start in the node's country. */
export function calendarFrom(node: OpenNode, start: Date): (of: StepDay) => Day {
  const first = startDay(node, start)
  return (of) => (of.endsWith('d') ? addDays(first, Number(of.slice(0, -1))) : day(of))
}

/** Does what was not done yet, in the order of days; on one day in the order in which the steps stand. */
export async function play(node: OpenNode, start: Date, steps: readonly Step[], done: Done): Promise<void> {
  const first = startDay(node, start)
  const ordered = [...steps].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  let today: Day | undefined
  let minute = 0
  for (const step of ordered) {
    minute = step.at === today ? minute + 1 : 0
    today = step.at
    if (done.has(placeOf(step))) continue
    // Invented acts of the day of the first start were done by then; all others around the middle of their day.
    const instant = step.at === first ? start.getTime() + minute : Date.parse(`${step.at}T18:00:00Z`) + minute * 60_000
    await step.run({ ...node, now: () => new Date(instant) })
  }
}

function startDay(node: OpenNode, start: Date): Day {
  return dayIn(countryOfPack(node.pack, node.country)?.zone ?? 'UTC', start)
}

/** Throws CannotStart when an invented act was refused: the demonstration has a fault that its checks do not see. */
export function expectDone<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refused },
  what: string,
): T {
  if (result.ok) return result.value
  const { code, values } = result.error
  throw new CannotStart(`demonstration data: ${what}: ${code} ${JSON.stringify(values ?? {})}`)
}
type Refused = { readonly code: string; readonly values?: unknown }
