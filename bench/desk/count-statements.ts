// Statements to the database for each page, with few rows and with a thousand: a page must not ask more because there is more.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Row } from '../table.ts'
import type { DeskQuestion, Opened } from './desk-process.ts'
import { asksOf, granted } from './measure-pages.ts'
import { type Ask, mustAsk, type Officer, sitDown } from './officers.ts'
import { type Asked, startProcess } from './place.ts'
import type { SeedTask } from './seed-process.ts'

const FEW = { files: 60, open: 20 }
const MANY = { files: 1200, open: 1000 }
const QUICK = { files: 300, open: 200 }
const TRIES = 5

/** Says a row for each page. The node looks for new events by itself meanwhile, so the least of a few tries counts. */
export async function countStatements(say: (row: Row) => void, quick = false): Promise<void> {
  const size = quick ? QUICK : MANY
  const few = await statementsWith(FEW, 0)
  const many = await statementsWith(size, size.open)
  for (const [what, value] of many)
    say({
      name: `desk: statements, ${what}, ${size.open.toLocaleString('en')} open`,
      value,
      unit: '',
      better: 'lower',
      baseline: { name: `${FEW.open} open`, value: few.get(what) ?? 0 },
      aim: { of: 'ratio', bound: 1 },
    })
}

async function statementsWith(
  size: { files: number; open: number },
  fat: number,
): Promise<ReadonlyMap<string, number>> {
  const place = { folder: mkdtempSync(join(tmpdir(), 'sursur-desk-')) }
  const seeding = startProcess(new URL('seed-process.ts', import.meta.url))
  const desk = startProcess(new URL('desk-process.ts', import.meta.url))
  try {
    await seeding.ask({ place, ...size, prove: false } satisfies SeedTask)
    await seeding.end()
    const opened = await desk.ask<Opened>({ ask: 'open', place } satisfies DeskQuestion)
    const { port, reviewed, awaiting, seats } = opened
    const officers = await sitDown(port, [...seats.slice(0, 1), ...seats.slice(-1)], reviewed[0]?.id ?? '')
    const [officer, decider] = officers
    if (!officer || !decider) throw new Error('nobody is signed in')
    if (fat > 0) await desk.ask({ ask: 'fatten', file: reviewed[0]?.id ?? '', rows: fat } satisfies DeskQuestion)
    // The page of the file that was fattened, each time.
    const asks = asksOf({ reviewed: reviewed.slice(0, 1) })
    const counts = new Map<string, number>()
    // Somebody else acted: each tab has at least one row, whose names are asked for.
    await mustAsk(port, decider, (asks['check of a requirement'] as () => Ask)())
    for (const [what, next] of Object.entries(asks))
      counts.set(what, await least(desk, TRIES, () => mustAsk(port, officer, next())))
    let licence = 900_000
    const files = awaiting.slice(0, 3)
    const decision = (): [Officer, Ask] => [decider, granted(files.shift() ?? '', `XA-${licence++}-0`)]
    counts.set('decision', await least(desk, files.length, () => mustAsk(port, ...decision())))
    return counts
  } finally {
    await desk.end()
    rmSync(place.folder, { recursive: true, force: true })
  }
}

async function least(desk: Asked, tries: number, work: () => Promise<unknown>): Promise<number> {
  const counts: number[] = []
  for (let one = 0; one < tries; one++) {
    await desk.ask({ ask: 'statements' } satisfies DeskQuestion)
    await work()
    counts.push((await desk.ask<{ statements: number }>({ ask: 'statements' } satisfies DeskQuestion)).statements)
  }
  return Math.min(...counts)
}
