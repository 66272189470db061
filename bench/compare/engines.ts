// The finding engine and MiniSearch on the same names and the same questions, each inside one process and without HTTP.
import { once } from 'node:events'
import MiniSearch from 'minisearch'
import { createFindIndex } from '../../src/modules/register/find/find-index.ts'
import { entries, questionsAbout } from '../data.ts'
import { recruiter } from '../finding/measure-finding.ts'
import { timeQuestions } from '../finding/measure-speed.ts'

export type EnginesTask = { readonly recruiters: number; readonly questions: number }
export type EngineFigures = {
  readonly buildMs: number
  readonly p50: number
  readonly p95: number
  /** Share of the questions whose own recruiter, or one of the same name, came first. */
  readonly recallAt1: number
}
export type EnginesAnswer = { readonly own: EngineFigures; readonly miniSearch: EngineFigures }

function compare({ recruiters, questions }: EnginesTask): EnginesAnswer {
  const list = entries(recruiters)
  const { fuzzy } = questionsAbout(list, questions)
  const nameOf = new Map(list.map(({ licence, name }) => [licence, name]))
  const places = list.map(({ name }, at) => ({ id: at, name }))

  function measure(build: () => (text: string) => number | undefined): EngineFigures {
    const start = performance.now()
    const first = build()
    const buildMs = performance.now() - start
    const { p50, p95 } = timeQuestions(
      'fuzzy',
      fuzzy.map(({ text }) => text),
      first,
    )
    const right = fuzzy.filter(({ text, licence }) => list[first(text) ?? -1]?.name === nameOf.get(licence))
    return { buildMs, p50, p95, recallAt1: right.length / fuzzy.length }
  }
  return {
    own: measure(() => {
      const index = createFindIndex({ countries: [] })
      for (const { id, name } of places) index.put(recruiter(id, name))
      return (text) => {
        const { matches, lookalikes } = index.find(text, 10)
        const best = matches[0] ?? lookalikes[0]
        return best && Number(best.id.slice(1))
      }
    }),
    miniSearch: measure(() => {
      const index = new MiniSearch({ fields: ['name'], searchOptions: { fuzzy: 0.2 } })
      index.addAll(places)
      return (text) => index.search(text)[0]?.id as number | undefined
    }),
  }
}

if (process.send) {
  const [task] = (await once(process, 'message')) as [EnginesTask]
  process.send?.(compare(task))
  process.disconnect?.()
}
