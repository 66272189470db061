// The register's desks as rows of the benchmark: a hundred thousand files of ten years, one officer and fifty, on both engines.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { memoryOf } from '../load/node-process.ts'
import { SERVER, withDatabase } from '../load/postgresql.ts'
import { quantile } from '../quantile.ts'
import { lineOf, type Row } from '../table.ts'
import { countStatements } from './count-statements.ts'
import type { DeskQuestion, Opened } from './desk-process.ts'
import type { IndexFigures, IndexTask } from './index-process.ts'
import { type DeskScale, decisions, fiftyOfficers, oneOfficer, untilRead } from './measure-pages.ts'
import { sitDown } from './officers.ts'
import { type Place, startProcess } from './place.ts'
import type { Seeded } from './seed.ts'
import type { SeedTask } from './seed-process.ts'

type Scale = DeskScale & { readonly files: number; readonly open: number; readonly questions: number }
const FULL: Scale = { files: 100_000, open: 1500, questions: 500, each: 60, decisions: 50, rate: 30, seconds: 20 }
const QUICK: Scale = { files: 2000, open: 200, questions: 100, each: 5, decisions: 5, rate: 30, seconds: 2 }

const SEED_AIM = 120
const LINK_AIM = 200

/** Says the rows; several minutes in full. `server`: a PostgreSQL server whose user may create databases. */
export async function benchDesk(say: (row: Row) => void, quick = false, server = SERVER): Promise<void> {
  const scale = quick ? QUICK : FULL
  await proveSeed(quick ? 200 : 1000)
  await countStatements(say, quick)
  await inFolder((folder) => onPlace('desk embedded', { folder }, scale, say))
  if (!server) console.log('  PostgreSQL: skipped, SURSUR_TEST_DATABASE_URL is not set')
  else
    await withDatabase(server, (databaseUrl) =>
      inFolder((folder) => onPlace('desk PostgreSQL', { folder, databaseUrl }, scale, say)),
    )
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sursur-desk-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Files whose tables are rebuilt from their events: a seed that is not what the register would have written ends the run. */
async function proveSeed(size: number): Promise<void> {
  await inFolder(async (folder) => {
    const { files, events } = await seedAt({ place: { folder }, files: size, open: size / 10, prove: true })
    console.log(`  the seed of ${files} files is what its ${events} events rebuild`)
  })
}

async function seedAt(task: SeedTask): Promise<Seeded & { readonly seconds: number }> {
  const seeding = startProcess(new URL('seed-process.ts', import.meta.url))
  try {
    return await seeding.ask(task)
  } finally {
    await seeding.end()
  }
}

async function onPlace(engine: string, place: Place, scale: Scale, say: (row: Row) => void): Promise<void> {
  const { files, open } = scale
  const seeded = await seedAt({ place, files, open, prove: false })
  const name = `${engine}, ${files.toLocaleString('en')} files`
  console.log(`  ${name}: ${seeded.recruiters} recruiters, ${seeded.events} events, ${open} files open`)
  const aim = { of: 'value', bound: SEED_AIM } as const
  say({ name: `${name}: seeded in`, value: seeded.seconds, unit: 's', better: 'lower', aim })
  await indexRows(name, { place, questions: scale.questions }, say)
  const desk = startProcess(new URL('desk-process.ts', import.meta.url))
  try {
    const opened = await desk.ask<Opened>({ ask: 'open', place } satisfies DeskQuestion)
    say({
      name: `${name}: from listening until all is in memory`,
      value: (await untilRead(opened)) / 1000,
      unit: 's',
      better: 'lower',
    })
    const memory = async (what: string) => {
      const value = await memoryOf({ port: opened.port, readyAfter: 0, stop: async () => undefined })
      say({ name: `${name}: memory of the node, ${what}`, value, unit: 'MB', better: 'lower' })
    }
    await memory('all in memory')
    const officers = await sitDown(opened.port, opened.seats, opened.reviewed[0]?.id ?? '')
    const processor = async () =>
      (await desk.ask<{ milliseconds: number }>({ ask: 'processor' } satisfies DeskQuestion)).milliseconds
    const bench = { name, opened, officers, folder: place.folder, processor, scale, say }
    await oneOfficer(bench)
    await decisions(bench, opened.awaiting.slice(0, scale.decisions))
    await fiftyOfficers(bench, opened.awaiting.slice(scale.decisions))
    await memory('after all this')
  } finally {
    await desk.end()
  }
}

async function indexRows(name: string, task: IndexTask, say: (row: Row) => void): Promise<void> {
  const asking = startProcess(new URL('index-process.ts', import.meta.url))
  const figures = await asking.ask<IndexFigures>(task).finally(() => asking.end())
  say({ name: `${name}: index of files built in`, value: figures.builtIn / 1000, unit: 's', better: 'lower' })
  say({ name: `${name}: index of files, memory`, value: figures.memory, unit: 'MB', better: 'lower' })
  const links = `link check of one among ${figures.parties.toLocaleString('en')} parties`
  const tens = figures.tenLinks * 100
  say({ name: `${name}: files asked that have ten links`, value: tens, unit: '%', better: 'higher' })
  for (const [at, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const of = (times: readonly number[]) => ({ value: quantile(times, share), unit: 'ms', better: 'lower' }) as const
    const baseline = (called: string, times: readonly number[]) => ({ name: called, value: quantile(times, share) })
    const aim = at === 'p95' && ({ of: 'value', bound: LINK_AIM } as const)
    say({ name: `${name}: ${links}, ${at}`, ...of(figures.linkCheck), ...(aim && { aim }) })
    const naive = baseline('all open files, sorted here', figures.listNaive)
    say({ name: `${name}: work list without a server, ${at}`, ...of(figures.list), baseline: naive })
    const ilike = baseline('ilike', figures.searchNaive)
    say({ name: `${name}: search of a name without a server, ${at}`, ...of(figures.search), baseline: ilike })
  }
  say({ name: `${name}: names found`, value: figures.found * 100, unit: '%', better: 'higher' })
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' } } })
  await benchDesk((row) => console.log(lineOf(row)), values.quick)
}
