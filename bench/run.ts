// `npm run bench`: the benchmark suite, as a table of medians and ratios, and as bench/results.json.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { EnginesAnswer, EnginesTask } from './compare/engines.ts'
import { measureTrigrams, type TrigramFigures } from './compare/trigrams.ts'
import { entries, questionsAbout, realNames } from './data.ts'
import { benchDesk } from './desk/bench-desk.ts'
import { benchCrossing } from './federation/bench-crossing.ts'
import { benchFollow } from './follow/bench-follow.ts'
import { benchLinks } from './links/bench-links.ts'
import { inOwnProcess } from './load/in-own-process.ts'
import { measureNode, type NodeBench } from './load/measure-node.ts'
import { makeNode } from './load/node-process.ts'
import { copyPlain, onServer, postgresqlVersion, SERVER, withDatabase } from './load/postgresql.ts'
import { benchLog } from './log/bench-log.ts'
import { benchMessages } from './messages/bench-messages.ts'
import { benchProof } from './proof/bench-proof.ts'
import { duplicateRows, findingRows } from './quality.ts'
import { header, lineOf, type Row, tableOf, writeResults } from './table.ts'

const PARTS = [
  'duplicates',
  'finding',
  'links',
  'engines',
  'embedded',
  'postgresql',
  'desk',
  'messages',
  'log',
  'follow',
  'proof',
  'crossing',
] as const
type Part = (typeof PARTS)[number]

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean' }, help: { type: 'boolean' } },
})
const unknown = values.only?.split(',').filter((part) => !(PARTS as readonly string[]).includes(part)) ?? []
if (values.help || unknown.length > 0) {
  console.log(`npm run bench -- [--only PART[,PART]] [--quick]
  parts: ${PARTS.join(', ')}; with --only, bench/results.json is left as it is
  --quick: a tenth of the recruiters and short runs; says whether it works, not how fast
  SURSUR_TEST_DATABASE_URL: a PostgreSQL server whose user may create databases`)
  process.exit(values.help ? 0 : 2)
}

const quick = values.quick === true
const RECRUITERS = quick ? 20_000 : 200_000
const SCALE = { rate: 200, clients: 32, seconds: quick ? 2 : 5, rounds: quick ? 1 : 3 }
const rows: Row[] = []
const say = (row: Row): void => {
  rows.push(row)
  console.log(lineOf(row))
}

const list = entries(RECRUITERS)
const questions = questionsAbout(list, quick ? 400 : 2000)
const postgresql = await postgresqlVersion()
const server = 'version' in postgresql ? SERVER : undefined
let trigrams: TrigramFigures | undefined

/** Measured once, since both nodes are compared with it. */
async function trigramFigures(): Promise<TrigramFigures> {
  trigrams ??= await measureTrigrams(list, questions.fuzzy.slice(0, quick ? 50 : 300), server)
  return trigrams
}

async function measureEngines(): Promise<void> {
  const task: EnginesTask = { recruiters: RECRUITERS, questions: quick ? 50 : 150 }
  const { own, miniSearch } = await inOwnProcess<EnginesTask, EnginesAnswer>(
    new URL('compare/engines.ts', import.meta.url),
    task,
  )
  const { engine, p50, p95 } = await trigramFigures()
  const name = 'engine alone, a slip'
  const mini = (value: number) => ({ name: 'MiniSearch', value })
  say({ name: `${name}: p50`, value: own.p50, unit: 'ms', better: 'lower', baseline: mini(miniSearch.p50) })
  say({ name: `${name}: p95`, value: own.p95, unit: 'ms', better: 'lower', baseline: mini(miniSearch.p95) })
  const percent = { value: own.recallAt1 * 100, baseline: mini(miniSearch.recallAt1 * 100) }
  say({ name: `${name}: recall@1`, unit: '%', better: 'higher', ...percent })
  const build = { value: own.buildMs / 1000, baseline: mini(miniSearch.buildMs / 1000) }
  say({ name: 'engine alone: index built in', unit: 's', better: 'lower', ...build })
  say({
    name: `${name}: p50 against ${engine}`,
    value: own.p50,
    unit: 'ms',
    better: 'lower',
    baseline: { name: engine, value: p50 },
  })
  say({
    name: `${name}: p95 against ${engine}`,
    value: own.p95,
    unit: 'ms',
    better: 'lower',
    baseline: { name: engine, value: p95 },
  })
}

async function onNode(part: 'embedded' | 'postgresql', memoryAim: number, databaseUrl?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sursur-bench-'))
  try {
    const copySeconds =
      server && (await withDatabase(server, (url) => onServer(url, (client) => copyPlain(client, list))))
    const bench: NodeBench = {
      node: await makeNode(folder, databaseUrl),
      label: part === 'embedded' ? 'embedded' : 'PostgreSQL',
      list,
      questions,
      scale: SCALE,
      memoryAim,
      trigrams: await trigramFigures(),
      say,
      ...(copySeconds && { copySeconds }),
    }
    await measureNode(bench)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const RUN: Readonly<Record<Part, () => Promise<void> | void>> = {
  duplicates: () => duplicateRows(say),
  finding: () => findingRows(realNames(), quick ? 100 : 1000, say),
  links: () => benchLinks(say, quick),
  engines: measureEngines,
  embedded: () => onNode('embedded', 900),
  async postgresql() {
    if (!server) console.log(`  skipped: ${'missing' in postgresql ? postgresql.missing : ''}`)
    else await withDatabase(server, (url) => onNode('postgresql', 300, url))
  },
  desk: () => benchDesk(say, quick, server),
  messages: () => benchMessages(say, quick, server),
  log: () => benchLog(say, quick, server),
  follow: () => benchFollow(say, quick, server),
  proof: () => benchProof(say, quick),
  crossing: () => benchCrossing(say, quick),
}

const began = performance.now()
const head = [
  header(RECRUITERS),
  'version' in postgresql ? `PostgreSQL ${postgresql.version}` : postgresql.missing,
].join('; ')
console.log(head)
for (const part of PARTS) {
  if (values.only && !values.only.split(',').includes(part)) continue
  console.log(`${part}: (load ${loadavg()[0]?.toFixed(1)})`)
  await RUN[part]()
}
console.log(`\n${head}\n\n${tableOf(rows)}\n\n${Math.round((performance.now() - began) / 1000)} s`)
if (values.only) console.log('bench/results.json is left as it was: only a part was run')
else writeResults(rows)
