// The link check as rows of the benchmark: build, memory and time of one check among many parties, beside a scan of all and pg_trgm.
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { compareParties } from '../../src/modules/register/find/links/compare-parties.ts'
import { comparedParty, keysOf, storedParty } from '../../src/modules/register/find/links/compared-party.ts'
import { createLinkIndex, type Party } from '../../src/modules/register/find/links/link-index.ts'
import { measureTrigrams } from '../compare/trigrams.ts'
import { SERVER } from '../load/postgresql.ts'
import { quantile } from '../quantile.ts'
import { lineOf, type Row } from '../table.ts'
import { COUNTRIES, inventedParties, plantedIn } from './invented-parties.ts'
import { FILES, measureLinks } from './measure-links.ts'

/** The seed that nothing was tuned on. */
const SEED = 21
const LIMIT = 20
/** The aim of the issue for the check of one application, in milliseconds. */
const AIM = 200

export type LinksTask = {
  readonly parties: number
  readonly questions: number
  readonly scanned: number
  readonly trigrams: boolean
}
const FULL: LinksTask = { parties: 100_000, questions: 800, scanned: 20_000, trigrams: true }
const QUICK: LinksTask = { parties: 10_000, questions: 100, scanned: 2000, trigrams: false }

/** Says the rows; about a minute in full, a few seconds when quick. */
export async function benchLinks(say: (row: Row) => void, quick = false): Promise<void> {
  await speedRows(say, quick ? QUICK : FULL)
  qualityRows(say)
}

async function speedRows(say: (row: Row) => void, task: LinksTask): Promise<void> {
  const parties = inventedParties(task.parties, SEED)
  const planted = plantedIn(parties, task.questions, SEED + 1)
  const index = createLinkIndex(COUNTRIES)
  const before = bytesUsed()
  const start = performance.now()
  for (const party of parties) index.put(party)
  const seconds = (performance.now() - start) / 1000
  const held = (bytesUsed() - before) / 2 ** 20
  const name = `links, ${task.parties.toLocaleString('en')} parties`
  say({ name: `${name}: index built in`, value: seconds, unit: 's', better: 'lower' })
  say({ name: `${name}: memory`, value: held, unit: 'MB', better: 'lower' })

  for (const { party } of planted.slice(0, planted.length / 10)) index.linksOf(party, { limit: LIMIT })
  const found = new Map<string, { asked: number; found: number }>()
  const times = planted.map(({ party, of, by }) => {
    const asked = performance.now()
    const links = index.linksOf(party, { limit: LIMIT })
    const took = performance.now() - asked
    const row = found.get(by) ?? { asked: 0, found: 0 }
    found.set(by, { asked: row.asked + 1, found: row.found + Number(links.some(({ id }) => id === of)) })
    return took
  })
  const scan = scanTimes(
    parties.slice(0, task.scanned),
    planted.slice(0, 10).map(({ party }) => party),
  )
  const grown = task.parties / task.scanned
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)]
  const all = `scan of all (${task.scanned.toLocaleString('en')} measured, times ${grown})`
  const check = `${name}: check of one`
  say({
    name: `${check}, p50`,
    value: p50,
    unit: 'ms',
    better: 'lower',
    baseline: { name: all, value: quantile(scan, 0.5) * grown },
  })
  const aim = { of: 'value', bound: AIM } as const
  say({
    name: `${check}, p95`,
    value: p95,
    unit: 'ms',
    better: 'lower',
    aim,
    baseline: { name: all, value: quantile(scan, 0.95) * grown },
  })
  for (const [by, row] of found)
    say({
      name: `${name}: planted by ${by}, among ${LIMIT}`,
      value: (100 * row.found) / row.asked,
      unit: '%',
      better: 'higher',
    })
  if (!task.trigrams) return
  // Of names alone: what a database does of it without the rest.
  const list = parties.map(({ id, names }) => ({ licence: id, name: names[0] ?? '', telephone: undefined }))
  const asked = planted.slice(0, 100).map(({ party, of }) => ({ text: party.names[0] ?? '', licence: of }))
  const { engine, ...trigrams } = await measureTrigrams(list, asked, SERVER)
  const baseline = (value: number) => ({ name: `${engine}, names alone`, value })
  say({
    name: `${check} against trigrams, p50`,
    value: p50,
    unit: 'ms',
    better: 'lower',
    baseline: baseline(trigrams.p50),
  })
  say({
    name: `${check} against trigrams, p95`,
    value: p95,
    unit: 'ms',
    better: 'lower',
    baseline: baseline(trigrams.p95),
  })
}

/** Milliseconds to compare one with every other by the same rules, all texts already folded, which favours the scan. */
function scanTimes(parties: readonly Party[], questions: readonly Party[]): readonly number[] {
  const others = parties.map((party) => comparedParty(storedParty(party, COUNTRIES)))
  const held = new Map<string, number>()
  for (const other of others) {
    const { values, parts } = keysOf(other)
    for (const key of [...values, ...parts]) held.set(key, (held.get(key) ?? 0) + 1)
  }
  const counts = { parties: others.length, holders: (key: string) => held.get(key) ?? 0 }
  return questions.map((question) => {
    const start = performance.now()
    const here = comparedParty(storedParty(question, COUNTRIES))
    for (const other of others) compareParties(here, other, counts)
    return performance.now() - start
  })
}

/** Of the identities that the thresholds were not chosen on. */
function qualityRows(say: (row: Row) => void): void {
  for (const file of Object.keys(FILES)) {
    const row = measureLinks(file, 1)
    if (!row) {
      console.log(`  skipped: ${file} is not on this machine`)
      continue
    }
    const share = (what: string, value: number) =>
      say({
        name: `links, ${file.replace(/(-true-ids)?\.csv$/, '')}: ${what}`,
        value: value * 100,
        unit: '%',
        better: 'higher',
      })
    if (file.startsWith('organisations')) {
      share('precision of "likely the same"', row.precision)
      share('recall of "likely the same"', row.recall)
    }
    share('true pairs linked', row.linked)
    share('true one among ten', row.shown)
  }
}

/** Bytes of objects and of typed rows that are still in use. */
function bytesUsed(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' } } })
  await benchLinks((row) => console.log(lineOf(row)), values.quick)
}
