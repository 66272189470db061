// The invented files of a demonstration: how the steps of any kind of file become steps of its days.
import type { Day } from '../../kernel/day.ts'
import type { OpenNode } from '../../node.ts'
import type { StepDay } from '../../packs/index.ts'
import type { Who } from '../../people/index.ts'
import type { People } from './accounts.ts'
import { type Done, expectDone, KEYS, placeOf, type Step } from './timeline.ts'

/** What every kind of file is played with. */
export type Playing = {
  readonly people: People
  readonly done: Done
  readonly dayOf: (of: StepDay) => Day
}

type StepExample = { readonly act: string; readonly day: StepDay; readonly by: string }
type FileExample<S> = { readonly id: string; readonly country: string; readonly steps: readonly S[] }

/** One step about to be done. `file` is empty for the first, which opens it. */
export type Performing<E, S> = {
  readonly example: E
  readonly step: S
  readonly file: string
  readonly people: People
  readonly dayOf: Playing['dayOf']
  /** The key under which it is done once. */
  readonly once: string
}

type Performed = Parameters<typeof expectDone<unknown>>[0]

/** A kind of file: `perform` does a step; `spread` makes one written step several, each with a part of its own for the key. */
export type KindOfFile<E extends FileExample<S>, S extends StepExample> = {
  readonly perform: (node: OpenNode, who: Who, performing: Performing<E, S>) => Promise<Performed>
  readonly spread?: (
    node: OpenNode,
    example: E,
    step: S,
    dayOf: Playing['dayOf'],
  ) => readonly { readonly step: S; readonly part: string }[]
}

/** Every step of the files of the node's own country. The first step of a file hands back its identifier as `file`. */
export function fileSteps<E extends FileExample<S>, S extends StepExample>(
  node: OpenNode,
  examples: readonly E[],
  { people, done, dayOf }: Playing,
  { perform, spread = (_node, _example, step) => [{ step, part: '' }] }: KindOfFile<E, S>,
): readonly Step[] {
  const opened = new Map<string, string>()
  const own = examples.filter(({ country }) => country === node.country)
  return own.flatMap((example) =>
    example.steps.flatMap((written, index) =>
      spread(node, example, written, dayOf).map(({ step, part }): Step => {
        const key = `${KEYS}${example.id}/${index}${part}`
        const account = people.account(step.by)
        const earlier = done.get(placeOf({ account, key }))
        if (index === 0 && earlier !== undefined) opened.set(example.id, fileOf(earlier))
        const run = async (onDay: OpenNode) => {
          const file = opened.get(example.id) ?? ''
          const performing = { example, step, file, people, dayOf, once: key }
          const result = await perform(onDay, people.who(step.by), performing)
          const value = expectDone<unknown>(result, `${example.id}: ${step.act} of ${step.day}`)
          if (index === 0) opened.set(example.id, fileOf(value))
        }
        return { at: dayOf(step.day), account, key, run }
      }),
    ),
  )
}

function fileOf(value: unknown): string {
  return (value as { readonly file: string }).file
}
