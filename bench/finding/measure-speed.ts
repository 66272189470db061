// Measures the finding engine alone: time to build, memory, and time a question, on as many recruiters as asked.

import { parseCountry } from '../../src/kernel/country.ts'
import { createFindIndex } from '../../src/modules/register/find/find-index.ts'
import { namesOf, recruiter, UK_LIST } from './measure-finding.ts'
import { createChance } from './seeded.ts'
import { SLIPS } from './slip-program.ts'

export type SpeedRow = {
  readonly question: string
  readonly mean: number
  readonly p50: number
  readonly p95: number
  readonly worst: number
}

/** `count` names: the list's own, then new ones put together from the words of two of them, so that the words stay as real as they can. */
export function manyNames(names: readonly string[], count: number, seed: number): string[] {
  const chance = createChance(seed)
  const made = [...names]
  while (made.length < count) {
    const [a, b] = [chance.pick(names)?.split(' ') ?? [], chance.pick(names)?.split(' ') ?? []]
    made.push([...a.slice(0, Math.ceil(a.length / 2)), ...b.slice(Math.floor(b.length / 2))].join(' '))
  }
  return made.slice(0, count)
}

/** Milliseconds a question, after a tenth of them as a warm-up. */
export function timeQuestions(question: string, texts: readonly string[], ask: (text: string) => unknown): SpeedRow {
  for (const text of texts.slice(0, Math.ceil(texts.length / 10))) ask(text)
  const times = texts.map((text) => {
    const start = performance.now()
    ask(text)
    return performance.now() - start
  })
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    question,
    mean: times.reduce((sum, time) => sum + time, 0) / times.length,
    p50: at(0.5),
    p95: at(0.95),
    worst: at(1),
  }
}

function main(): void {
  const list = namesOf(...UK_LIST)
  if (!list) {
    console.log(`skipped: ${UK_LIST[0]} is not on this machine`)
    return
  }
  const count = Number(process.argv[2] ?? 200_000)
  const names = manyNames(list, count, 1)
  const countries = [
    { code: parseCountry('XA') ?? recruiter(0, '').country, callingCode: '999', nationalNumberLengths: [8] },
  ]
  const telephone = (at: number): string => `+999${String(10_000_000 + at)}`
  const before = used()
  const start = performance.now()
  const index = createFindIndex({ countries })
  for (const [at, text] of names.entries()) {
    index.put({ ...recruiter(at, text), telephones: [telephone(at)], webs: [`firm${at}.example`] })
  }
  const built = performance.now() - start
  console.log(
    `${count} recruiters: built in ${built.toFixed(0)} ms, ${((used() - before) / 2 ** 20).toFixed(0)} MB (heap and buffers)`,
  )
  const chance = createChance(7)
  const sample = chance.shuffled(names).slice(0, 2000)
  const rows = [
    timeQuestions(
      'licence',
      sample.map((_, at) => `l ${at * 90}`),
      (text) => index.find(text, 10),
    ),
    timeQuestions(
      'telephone',
      sample.map((_, at) => telephone(at * 90).slice(4)),
      (text) => index.find(text, 10),
    ),
    ...Object.entries(SLIPS).map(([slip, make]) =>
      timeQuestions(
        slip,
        sample.flatMap((name) => make(name, chance) ?? []),
        (text) => index.find(text, 10),
      ),
    ),
  ]
  console.table(
    rows.map(({ question, ...times }) => ({
      question,
      ...Object.fromEntries(Object.entries(times).map(([key, ms]) => [`${key} ms`, ms.toFixed(3)])),
    })),
  )
}

function used(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

if (import.meta.main) main()
