// The tables to read from can be thrown away: rebuilt from the events, they are the same, row by row.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actor, openTestDatabase, type TestDatabase, testNode, XA } from '../../../../test/fixtures/database.ts'
import { inventedMapping, listOf, load } from '../../../../test/fixtures/lists.ts'
import { day } from '../../../kernel/day.ts'
import { changeParticulars } from './change-particulars.ts'
import { enterRecruiter } from './enter-recruiter.ts'
import { eraseParticulars } from './erase-particulars.ts'
import { rebuildTables } from './rebuild-tables.ts'
import { recordAct } from './record-act.ts'

let place: TestDatabase
before(async () => {
  place = await openTestDatabase()
})
after(() => place.close())

const rows = async (table: string, order: string) =>
  (await place.database.query<{ row: string }>(`select t::text as row from ${table} t order by ${order}`)).map(
    ({ row }) => row,
  )

test('rebuilt tables are the tables that were', async () => {
  const { node } = testNode(place.database)
  const ground = { text: { en: 'a test' } }
  const particulars = {
    names: [{ text: 'Ejemplo', kind: 'name' as const }],
    telephones: [],
    telephoneHashes: [],
    emails: [],
    webs: [],
  }
  for (const licence of ['D-1', 'D-2', 'D-3']) {
    await enterRecruiter(node, actor('register officer'), {
      licence,
      country: XA,
      kind: 'agency',
      day: day('2026-01-01'),
      ground,
      particulars,
    })
  }
  const act = { home: XA, country: XA, ground, day: day('2026-01-05') }
  await recordAct(node, actor('deciding officer'), {
    ...act,
    licence: 'D-1',
    act: 'grant',
    validUntil: day('2028-01-05'),
  })
  await recordAct(node, actor('deciding officer'), { ...act, licence: 'D-1', act: 'suspend', day: day('2026-02-05') })
  await changeParticulars(node, actor('register officer'), {
    country: XA,
    licence: 'D-2',
    day: day('2026-01-06'),
    ground,
    newName: 'Otra Ejemplo',
  })
  const many = Array.from({ length: 2300 }, (_, at) => `L-${at},Name ${at} Ejemplo`)
  const mapping = inventedMapping(true, 'a')
  await load(node, listOf([...many, 'D-3,De la Lista']), { mapping, asOf: '2026-01-01' })
  await load(node, listOf([...many.slice(20), 'L-3,Vuelve Ejemplo']), { mapping, asOf: '2026-02-01' })
  await load(node, listOf([...many.slice(10), 'L-30,Cambia Ejemplo'].filter((row) => row !== 'L-30,Name 30 Ejemplo')), {
    mapping,
    asOf: '2026-03-01',
  })
  await load(node, listOf(['L-40,Otra Lista', 'L-41,Otra Lista']), {
    mapping: inventedMapping(true, 'b'),
    asOf: '2026-02-01',
  })
  await eraseParticulars(node, actor('administrator'), { country: XA, licence: 'L-50', day: day('2026-03-05'), ground })

  const before = [await rows('recruiters', 'id'), await rows('listings', 'source, key')]
  assert.ok(before[0] && before[0].length > 2300 && before[1] && before[1].length > 2300)
  assert.equal(await rebuildTables(node), before[0].length)
  const [recruiters, listings] = [await rows('recruiters', 'id'), await rows('listings', 'source, key')]
  assert.deepEqual(recruiters, before[0])
  assert.deepEqual(listings, before[1])
})
