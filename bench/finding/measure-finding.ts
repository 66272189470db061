// Measures finding with slips made by a program: how often the right recruiter comes first, and how often a wrong one is the answer.
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { createFindIndex, type FindIndex } from '../../src/modules/register/find/find-index.ts'
import { nameKey } from '../../src/modules/register/find/find-name.ts'
import { nameParts } from '../../src/modules/register/find/name-parts.ts'
import { country } from './bench-country.ts'
import { createChance } from './seeded.ts'
import { SLIPS } from './slip-program.ts'

export type FindingRow = {
  readonly slip: string
  readonly questions: number
  /** Right recruiter first, and among the first three, of matches then look-alikes as a page shows them. */
  readonly recallAt1: number
  readonly recallAt3: number
  /** Right recruiter among the answers. */
  readonly answered: number
  readonly unregistered: number
  /** Of the names that are not in the register, those that some recruiter answered to. */
  readonly wronglyAnswered: number
  /** Not counted as wrong: the slip, by chance, typed exactly the name that answered. */
  readonly coincidences: number
}

export type FindingOptions = {
  readonly names: readonly string[]
  readonly seed: number
  /** Questions of each kind, about registered names and as many about others. */
  readonly questions: number
}

/**
 * Half of the names, chosen by the seed, are registered; the other half are asked for as well. A held-out name is left out when a
 * registered one is the same apart from case, marks, word order, legal form and fillers, or is its part before `T/A`: that is the same name.
 */
export function measureFinding({ names, seed, questions }: FindingOptions): readonly FindingRow[] {
  const chance = createChance(seed)
  const order = chance.shuffled(names)
  const registered = order.slice(0, Math.ceil(order.length / 2))
  const index = createFindIndex({ countries: [] })
  for (const [at, text] of registered.entries()) index.put(recruiter(at, text))
  const keys = new Set(registered.flatMap((text) => nameParts(text).map((part) => nameKey(part.text))))
  const held = order.slice(registered.length).filter(
    (text) =>
      !nameParts(text)
        .slice(0, 2)
        .some((part) => keys.has(nameKey(part.text))),
  )
  return Object.entries(SLIPS).map(([slip, make]) => {
    const draw = createChance(seed * 31 + slip.length)
    const slipped = (from: readonly string[]) =>
      draw
        .shuffled(from)
        .slice(0, questions * 4)
        .flatMap((name) => {
          const asked = make(name, draw)
          return asked === undefined ? [] : [{ name, asked }]
        })
        .slice(0, questions)
    return { slip, ...recall(index, slipped(registered)), ...falseAnswers(index, slipped(held)) }
  })
}

type Asked = readonly { readonly name: string; readonly asked: string }[]

function recall(index: FindIndex, asked: Asked) {
  let [first, third, answered] = [0, 0, 0]
  for (const { name, asked: text } of asked) {
    const { matches, lookalikes } = index.find(text, 10)
    const own = new Set(nameParts(name).map((part) => nameKey(part.text)))
    const at = [...matches, ...lookalikes].findIndex(({ matched }) => own.has(nameKey(matched)))
    if (at === 0) first += 1
    if (at >= 0 && at < 3) third += 1
    if (at >= 0 && at < matches.length) answered += 1
  }
  const share = (count: number): number => count / Math.max(asked.length, 1)
  return { questions: asked.length, recallAt1: share(first), recallAt3: share(third), answered: share(answered) }
}

/** Set by the command's `--show`: prints each wrong answer, to learn from. */
const SHOW = process.argv.includes('--show')

function falseAnswers(index: FindIndex, asked: Asked) {
  let [wrong, coincidences] = [0, 0]
  for (const { name, asked: text } of asked) {
    const [match] = index.find(text, 1).matches
    if (!match) continue
    const typed = nameParts(text)
      .slice(0, 2)
      .map((part) => nameKey(part.text))
    if (typed.includes(nameKey(match.matched))) coincidences += 1
    else {
      wrong += 1
      if (SHOW) console.log(`  wrong: ${name} | asked ${text} | answered ${match.matched} ${match.score.toFixed(3)}`)
    }
  }
  return { unregistered: asked.length, wronglyAnswered: wrong / Math.max(asked.length, 1), coincidences }
}

export function recruiter(at: number, text: string) {
  const names = [{ text, kind: 'name' as const }]
  return { id: `r${at}`, licence: `L-${at}`, country, names, telephones: [], emails: [], webs: [], telephoneHashes: [] }
}

const DATA = new URL('../../../shared/data/', import.meta.url)

/** The names of one column of a list; undefined when the list is not on this machine. */
export function namesOf(file: string, column: string): readonly string[] | undefined {
  const path = new URL(file, DATA)
  if (!existsSync(path)) return undefined
  const rows: readonly Readonly<Record<string, string>>[] = parse(readFileSync(path), { columns: true, bom: true })
  return [...new Set(rows.map((row) => row[column] ?? '').filter(Boolean))]
}

export const UK_LIST = ['recruiters-uk-sponsors/register-2026-03-18.csv', 'organisation_name'] as const
export const VIETNAM_LIST = ['recruiters-vietnam/labour-export-companies.csv', 'company_name'] as const

function main(): void {
  const value = (flag: string, other: number): number =>
    Number(process.argv[process.argv.indexOf(flag) + 1] ?? other) || other
  const [seed, questions] = [value('--seed', 2), value('--questions', 2000)]
  for (const [file, column] of [UK_LIST, VIETNAM_LIST]) {
    const names = namesOf(file, column)
    if (!names) {
      console.log(`skipped: ${file} is not on this machine`)
      continue
    }
    console.log(`${file}: ${names.length} names, half registered, seed ${seed}`)
    const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
    console.table(
      measureFinding({ names, seed, questions }).map((row) => ({
        slip: row.slip,
        questions: row.questions,
        'recall@1': percent(row.recallAt1),
        'recall@3': percent(row.recallAt3),
        answered: percent(row.answered),
        unregistered: row.unregistered,
        'wrongly answered': percent(row.wronglyAnswered),
        coincidences: row.coincidences,
      })),
    )
  }
}

if (import.meta.main) main()
