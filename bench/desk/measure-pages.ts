// The desk over HTTP: each page for one officer alone, the mix of fifty, decisions until the public sees them.
import { quantile } from '../quantile.ts'
import type { Row } from '../table.ts'
import { serveConstant } from './constant-page.ts'
import type { Opened } from './desk-process.ts'
import { type Ask, ask, type Kind, mustAsk, type Officer, openLoop } from './officers.ts'

export type DeskScale = {
  /** Requests of each page by one officer. */
  readonly each: number
  readonly decisions: number
  /** Requests a second of fifty officers together. */
  readonly rate: number
  readonly seconds: number
}
export type DeskBench = {
  readonly name: string
  readonly opened: Opened
  readonly officers: readonly Officer[]
  readonly folder: string
  /** Milliseconds of processor time that the node has used, its embedded engine included. */
  readonly processor: () => Promise<number>
  readonly scale: DeskScale
  readonly say: (row: Row) => void
}

const PAGE_BYTES = 100_000
const ANSWER_AIM = 50

function times(bench: DeskBench, name: string, latencies: readonly number[], more: Partial<Row> = {}): void {
  const common = { unit: 'ms', better: 'lower' } as const
  bench.say({ name: `${bench.name}: ${name}, p50`, value: quantile(latencies, 0.5), ...common })
  bench.say({ name: `${bench.name}: ${name}, p95`, value: quantile(latencies, 0.95), ...common, ...more })
}

/** A turn through a list that begins again. */
export function turning<Of>(list: readonly Of[]): () => Of {
  let at = 0
  return () => {
    const next = list[at++ % list.length]
    if (next === undefined) throw new Error('an empty list')
    return next
  }
}

/** The questions of each page; every request of a page is another file, or another search. */
export function asksOf({ reviewed }: Pick<Opened, 'reviewed'>): Readonly<Record<string, () => Ask>> {
  const [file, named, numbered, telephoned, checked] = [
    turning(reviewed),
    turning(reviewed),
    turning(reviewed),
    turning(reviewed),
    turning(reviewed),
  ]
  const search = (text: string): Ask => ({ path: `/en/staff/search?q=${encodeURIComponent(text)}` })
  return {
    'work list, mine': () => ({ path: '/en/staff?tab=mine' }),
    'work list, all': () => ({ path: '/en/staff?tab=all' }),
    'work list, changed': () => ({ path: '/en/staff?tab=changed' }),
    'work list, closed': () => ({ path: '/en/staff?tab=closed' }),
    'file page': () => ({ path: `/en/staff/files/${file().id}` }),
    'search, name': () => search(named().name),
    'search, number': () => search(numbered().number),
    'search, telephone': () => search(telephoned().telephone),
    figures: () => ({ path: '/en/staff/figures' }),
    'check of a requirement': () => {
      const { id, requirement } = checked()
      return { path: `/en/staff/files/${id}/check/${requirement}`, form: { [`result-${requirement}`]: 'met' } }
    },
  }
}

/** The address of the tenth page of the list: what `next` leads to, again and again. */
async function deepPage({ opened, officers }: DeskBench): Promise<string> {
  let path = '/en/staff?tab=all'
  for (let page = 0; page < 10; page++) {
    const { body } = await mustAsk(opened.port, officers[0] ?? {}, { path })
    const next = /href="([^"]*after=[^"]*)"/.exec(body)?.[1]
    if (!next) break
    path = next.replaceAll('&amp;', '&')
  }
  return path
}

/** One officer, one request after the other. */
export async function oneOfficer(bench: DeskBench): Promise<void> {
  const { opened, officers, scale, say, name } = bench
  const deep = await deepPage(bench)
  const asks = { ...asksOf(opened), 'work list, a later page': () => ({ path: deep }) }
  const [officer] = officers
  if (!officer) throw new Error('nobody is signed in')
  for (const [what, next] of Object.entries(asks)) {
    for (let warm = 0; warm < 5; warm++) await mustAsk(opened.port, officer, next())
    const latencies: number[] = []
    let body = ''
    const before = await bench.processor()
    for (let one = 0; one < scale.each; one++) {
      const answer = await mustAsk(opened.port, officer, next())
      latencies.push(answer.took)
      if (answer.body.length > body.length) body = answer.body
    }
    const used = ((await bench.processor()) - before) / scale.each
    // What a busy machine disturbs least.
    say({ name: `${name}: ${what}, processor time of the node`, value: used, unit: 'ms', better: 'lower' })
    if (what === 'file page') await besideConstant(bench, latencies, body)
    else times(bench, `one officer, ${what}`, latencies)
    if (body === '') continue
    const aim = { of: 'value', bound: PAGE_BYTES / 1000 } as const
    say({ name: `${name}: ${what}, bytes`, value: Buffer.byteLength(body) / 1000, unit: 'KB', better: 'lower', aim })
  }
}

async function besideConstant(bench: DeskBench, own: readonly number[], body: string): Promise<void> {
  const { port, path, stop } = await serveConstant(bench.folder, body)
  try {
    const constant: number[] = []
    for (let one = 0; one < own.length + 5; one++) constant.push((await mustAsk(port, {}, { path })).took)
    const measured = constant.slice(5)
    for (const [share, at] of [
      [0.5, 'p50'],
      [0.95, 'p95'],
    ] as const)
      bench.say({
        name: `${bench.name}: one officer, file page, ${at}`,
        value: quantile(own, share),
        unit: 'ms',
        better: 'lower',
        baseline: { name: 'constant page', value: quantile(measured, share) },
      })
  } finally {
    await stop()
  }
}

/** Grants, one after the other: the whole cycle of the officer, and until the public answer says so. */
export async function decisions(bench: DeskBench, awaiting: readonly string[]): Promise<void> {
  const { opened, officers } = bench
  const decider = turning(officers.filter(({ decides }) => decides))
  const [sending, cycle, fromSent, fromAccepted]: number[][] = [[], [], [], []]
  for (const [at, file] of awaiting.entries()) {
    const who = decider()
    const licence = `XA-${900_000 + at}-0`
    const began = performance.now()
    await mustAsk(opened.port, who, { path: `/en/staff/files/${file}/decide` })
    const sent = performance.now()
    const { location, took } = await mustAsk(opened.port, who, granted(file, licence))
    const accepted = performance.now()
    sending?.push(took)
    while (!(await isAuthorized(opened.port, licence))) await new Promise((later) => setTimeout(later, 1))
    const seen = performance.now()
    fromSent?.push(seen - sent)
    fromAccepted?.push(seen - accepted)
    await mustAsk(opened.port, who, { path: location })
    cycle?.push(performance.now() - began - (seen - accepted))
  }
  times(bench, 'one officer, decision, the form alone', sending ?? [])
  times(bench, 'one officer, decision, page, form and page again', cycle ?? [])
  times(bench, 'decision sent → public answer', fromSent ?? [])
  const aim = { of: 'value', bound: ANSWER_AIM } as const
  times(bench, 'decision accepted → public answer', fromAccepted ?? [], { aim })
}

export function granted(file: string, licence: string): Ask {
  const form = { decision: 'grant', reason: 'All requirements are met.', law: 'Invented Labour Code, 1', licence }
  return { path: `/en/staff/files/${file}/decide`, form }
}

async function isAuthorized(port: number, licence: string): Promise<boolean> {
  const { body } = await ask(port, {}, { path: `/api/v1/check?q=${encodeURIComponent(licence)}` })
  const { results } = JSON.parse(body) as { results: readonly { readonly licence: string }[] }
  return results.some((one) => one.licence === licence && JSON.stringify(one).includes('"authorized"'))
}

/** Fifty officers at a fixed rate, each with a session of their own, whatever is still unanswered. */
export async function fiftyOfficers(bench: DeskBench, awaiting: readonly string[]): Promise<void> {
  const { opened, officers, scale } = bench
  const asks = asksOf(opened)
  const deep = await deepPage(bench)
  const [anyone, decider, file] = [
    turning(officers),
    turning(officers.filter(({ decides }) => decides)),
    turning(awaiting),
  ]
  let licence = 950_000
  const kind = (name: string, share: number): Kind => ({
    name,
    share,
    next: () => [anyone(), (asks[name] as () => Ask)()],
  })
  const kinds: readonly Kind[] = [
    kind('work list, all', 25),
    kind('work list, changed', 10),
    { name: 'work list, a later page', share: 5, next: () => [anyone(), { path: deep }] },
    kind('file page', 25),
    kind('search, name', 10),
    kind('search, telephone', 5),
    kind('check of a requirement', 15),
    kind('figures', 2),
    { name: 'decision', share: 3, next: () => [decider(), granted(file(), `XA-${licence++}-0`)] },
  ]
  // Not measured: it fills what the first of each kind has to fetch.
  await openLoop(
    opened.port,
    kinds.filter(({ name }) => name !== 'decision'),
    { rate: scale.rate, seconds: 1 },
  )
  const measured = await openLoop(opened.port, kinds, scale)
  times(bench, `fifty officers at ${scale.rate}/s, all`, [...measured.values()].flat())
  for (const [name, latencies] of measured) times(bench, `fifty officers, ${name}`, latencies)
}

/** Milliseconds from listening until a file's page shows its links: all files and recruiters are in memory. */
export async function untilRead({ port, listeningAt, reviewed, seats }: Opened): Promise<number> {
  const path = `/en/staff/files/${reviewed[0]?.id}`
  while ((await mustAsk(port, seats[0] ?? {}, { path })).body.includes('The register is still being read'))
    await new Promise((later) => setTimeout(later, 100))
  return Date.now() - listeningAt
}
