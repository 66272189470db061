// One node under load: loading a list, starting, answering at a fixed rate and at saturation, memory.
import { spawn } from 'node:child_process'
import { openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TrigramFigures } from '../compare/trigrams.ts'
import { type Entry, type Question, type Questions, writeList } from '../data.ts'
import { median, quantile } from '../quantile.ts'
import type { Row } from '../table.ts'
import { load } from './in-own-process.ts'
import { answering, type BenchNode, end, freePort, importList, memoryOf, type Running, serve } from './node-process.ts'

export type Scale = {
  readonly rate: number
  readonly clients: number
  readonly seconds: number
  readonly rounds: number
}
export type NodeBench = {
  readonly node: BenchNode
  /** Stands before the names of the rows. */
  readonly label: string
  readonly list: readonly Entry[]
  readonly questions: Questions
  readonly scale: Scale
  readonly memoryAim: number
  /** Seconds that COPY took for the same rows; undefined without a server. */
  readonly copySeconds?: number
  readonly trigrams: TrigramFigures
  readonly say: (row: Row) => void
}

type Form = { readonly name: string; readonly path: string; readonly headers: Readonly<Record<string, string>> }
const FORMS: readonly Form[] = [
  { name: 'JSON', path: '/api/v1/check', headers: {} },
  { name: 'page', path: '/en/check', headers: { 'accept-encoding': 'gzip, deflate, br' } },
]
const STARTS = 3

export async function measureNode(bench: NodeBench): Promise<void> {
  const { node, label, list, copySeconds, say } = bench
  const { csv, mapping } = writeList(node.folder, list)
  // The tables are made at the first start, not by the load.
  await (await serve(node)).stop()
  const imported = await importList(node, csv, mapping)
  console.log(`  ${label}: ${imported.said}`)
  say({
    name: `${label}: import`,
    value: list.length / imported.seconds,
    unit: 'rows/s',
    better: 'higher',
    ...(copySeconds && { baseline: { name: 'COPY', value: list.length / copySeconds } }),
    aim: { of: 'value', bound: 10_000 },
  })
  const starts: number[] = []
  for (let start = 1; start < STARTS; start++) {
    const running = await serve(node)
    starts.push(running.readyAfter)
    await running.stop()
  }
  const running = await serve(node)
  starts.push(running.readyAfter)
  say({
    name: `${label}: start to ready`,
    value: median(starts) / 1000,
    unit: 's',
    better: 'lower',
    aim: { of: 'value', bound: 3 },
  })
  try {
    for (const kind of ['exact', 'telephone', 'fuzzy'] as const)
      for (const form of FORMS) await measureChecks(bench, running, kind, form)
    say({
      name: `${label}: memory after all this`,
      value: await memoryOf(running),
      unit: 'MB',
      better: 'lower',
      aim: { of: 'value', bound: bench.memoryAim },
    })
  } finally {
    await running.stop()
  }
}

async function measureChecks(bench: NodeBench, { port }: Running, kind: keyof Questions, form: Form): Promise<void> {
  const { scale, say } = bench
  const name = `${bench.label}: ${kind} check, ${form.name}`
  const questions = bench.questions[kind]
  const paths = questions.map(({ text }) => `${form.path}?q=${encodeURIComponent(text)}`)
  await answersRight(port, kind, questions)
  const target = { port, paths, headers: form.headers, seconds: scale.seconds }
  const warm = { ...target, kind: 'saturate', clients: scale.clients, seconds: 3 } as const
  await load(warm)
  const { latencies, failed } = await load({ ...target, kind: 'open loop', rate: scale.rate })
  if (failed > 0) throw new Error(`${name}: ${failed} answers were not 200`)
  const { engine, ...trigrams } = bench.trigrams
  for (const [at, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    say({
      name: `${name}, ${at} at ${scale.rate}/s`,
      value: quantile(latencies, share),
      unit: 'ms',
      better: 'lower',
      ...(kind === 'fuzzy' && {
        baseline: { name: engine, value: trigrams[at] },
        aim: at === 'p95' ? { of: 'value', bound: 15 } : { of: 'ratio', bound: 10 },
      }),
    })
  }
  const body = await typicalAnswer(port, paths, form)
  const constant = await serveConstant(bench.node, body)
  const rates: { own: number[]; constant: number[] } = { own: [], constant: [] }
  try {
    const same = {
      ...warm,
      port: constant.port,
      paths: paths.map((path) => path.replace(form.path, '/api/v1/constant')),
    }
    await load(same)
    // By turns, so that what else the machine does falls on both.
    for (let round = 0; round < scale.rounds; round++) {
      const own = await load({ ...warm, seconds: 2 })
      if (own.failed > 0) throw new Error(`${name}: ${own.failed} answers were not 200`)
      rates.own.push(own.perSecond)
      rates.constant.push((await load({ ...same, seconds: 2 })).perSecond)
    }
  } finally {
    await constant.stop()
  }
  say({
    name: `${name}, ${scale.clients} clients`,
    value: median(rates.own),
    unit: '1/s',
    better: 'higher',
    baseline: { name: 'constant answer', value: median(rates.constant) },
    ...(kind === 'exact' && { aim: { of: 'ratio', bound: 0.6 } }),
  })
}

/** A fast wrong answer is worth nothing: of fifty questions all numbers, and most slips, must find their own recruiter. */
async function answersRight(port: number, kind: keyof Questions, questions: readonly Question[]): Promise<void> {
  type Found = { licence: string }
  let right = 0
  const asked = questions.slice(0, 50)
  for (const { text, licence } of asked) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/check?q=${encodeURIComponent(text)}`)
    const { results, lookalikes } = (await answer.json()) as { results: Found[]; lookalikes: Found[] }
    if ([...results, ...lookalikes].some((found) => found.licence === licence)) right += 1
  }
  if (right < asked.length * (kind === 'fuzzy' ? 0.8 : 1))
    throw new Error(`${kind}: only ${right} of ${asked.length} questions found their recruiter`)
}

/** Of fifty answers the one of middle length: a page as a text of the same length in JSON, since the constant is sent as JSON. */
async function typicalAnswer(port: number, paths: readonly string[], form: Form): Promise<unknown> {
  const texts: string[] = []
  for (const path of paths.slice(0, 50)) texts.push(await (await fetch(`http://127.0.0.1:${port}${path}`)).text())
  const text = texts.sort((a, b) => a.length - b.length)[Math.floor(texts.length / 2)] ?? ''
  if (form.name === 'JSON') return JSON.parse(text)
  return text.slice(0, text.length - (JSON.stringify(text).length - text.length))
}

async function serveConstant(node: BenchNode, body: unknown) {
  const [file, log, port] = [join(node.folder, 'constant.json'), join(node.folder, 'constant.log'), await freePort()]
  writeFileSync(file, JSON.stringify({ constant: body }))
  const program = new URL('constant-server.ts', import.meta.url).pathname
  const out = openSync(log, 'a')
  const child = spawn(process.execPath, [program, file, String(port)], { stdio: ['ignore', out, out] })
  await answering(child, port, '/readyz', () => `see ${log}`)
  return { port, stop: () => end(child) }
}
