// The pages of the work list, on a really migrated database: every file once, in the order of the tab.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase, XA } from '../../../../test/fixtures/database.ts'
import { addDays, day } from '../../../kernel/day.ts'
import { type FileRow, saveFile } from './files.ts'
import { deskFigures, listWork, type WorkQuestion, type WorkTab } from './work.ts'

let place: TestDatabase
before(async () => {
  place = await openTestDatabase()
})
after(() => place.close())

const today = day('2026-03-10')
const question: WorkQuestion = {
  country: XA,
  account: 'acc_me',
  today,
  week: addDays(today, 7),
  since: new Date('2026-03-01T00:00:00Z'),
}

function file(id: string, more: Partial<FileRow>): FileRow {
  return {
    id,
    number: `N-${id}`,
    kind: 'application',
    subkind: 'authorization',
    country: XA,
    state: 'under review',
    open: true,
    waiting: false,
    recruiter: null,
    account: null,
    assigned: null,
    name: 'Example Ltd',
    deadline: null,
    openedOn: today,
    decidedOn: null,
    changedAt: new Date('2026-02-01T00:00:00Z'),
    changedBy: 'acc_other',
    lastEvent: 'application.completed',
    version: 1,
    folded: {},
    ...more,
  }
}

async function pages(tab: WorkTab, limit: number): Promise<readonly string[]> {
  const ids: string[] = []
  let next: { deadline: string; id: string } | undefined
  for (let page = 0; page < 20; page++) {
    const rows = await listWork(place.database, question, tab, next, limit)
    ids.push(...rows.map(({ id }) => id))
    const last = rows.at(-1)
    if (!last) return ids
    next = { deadline: last.deadline ?? '9999-12-31', id: last.id }
  }
  throw new Error('the list does not end')
}

test('page after page, each file once: the nearest deadline first, of closed ones the last decided', async () => {
  const decided = { open: false, state: 'granted' } as const
  await place.database.transaction(async (tx) => {
    await saveFile(tx, file('file_a', { deadline: day('2026-03-20') }))
    await saveFile(tx, file('file_b', { deadline: day('2026-03-09') }))
    await saveFile(tx, file('file_c', {}))
    await saveFile(tx, file('file_d', { deadline: day('2026-03-20') }))
    await saveFile(tx, file('file_e', { ...decided, decidedOn: day('2026-02-03'), folded: { decideBy: '2026-02-02' } }))
    await saveFile(tx, file('file_f', { ...decided, decidedOn: day('2026-02-17'), openedOn: day('2026-02-07') }))
    await saveFile(tx, file('file_g', { ...decided, decidedOn: day('2026-02-17'), folded: { decideBy: '2026-02-17' } }))
    // Closed without a day of its own, as no application is: it stands where it was opened, and is not lost.
    await saveFile(tx, file('file_h', { ...decided, openedOn: day('2026-02-10') }))
  })
  for (const limit of [1, 2, 50]) {
    assert.deepEqual(await pages('all', limit), ['file_b', 'file_a', 'file_d', 'file_c'])
    assert.deepEqual(await pages('closed', limit), ['file_g', 'file_f', 'file_h', 'file_e'])
  }
  assert.deepEqual(await pages('week', 50), ['file_b'])
})

test('the figures of a month: decided, median of days, later than the deadline', async () => {
  const opened = (id: string, openedOn: string) => file(id, { openedOn: day(openedOn) })
  await place.database.transaction(async (tx) => {
    for (const [id, on, by] of [
      ['file_p', '2025-12-05', '2025-12-04'],
      ['file_q', '2025-12-11', '2025-12-11'],
      ['file_r', '2025-12-21', undefined],
    ] as const) {
      const folded = by ? { decideBy: by } : {}
      await saveFile(tx, { ...opened(id, '2025-12-01'), open: false, state: 'granted', decidedOn: day(on), folded })
    }
  })
  const [december] = await deskFigures(place.database, XA, day('2025-12-01'))
  assert.deepEqual(december, { month: '2025-12', decided: 3, medianDays: 10, late: 1 })
})
