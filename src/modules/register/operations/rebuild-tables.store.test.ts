// The tables to read from can be thrown away: rebuilt from the events, they are the same, row by row.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { actor, openTestDatabase, type TestDatabase, testNode, XA } from '../../../../test/fixtures/database.ts'
import { inventedMapping, listOf, load } from '../../../../test/fixtures/lists.ts'
import { assertSound } from '../../../../test/fixtures/sound.ts'
import { day } from '../../../kernel/day.ts'
import { changeParticulars } from './change-particulars.ts'
import { enterRecruiter } from './enter-recruiter.ts'
import { eraseParticulars } from './erase-particulars.ts'
import { rebuildTables } from './rebuild-tables.ts'
import { recordAct } from './record-act.ts'

let place: TestDatabase
beforeEach(async () => {
  place = await openTestDatabase()
})
afterEach(() => place.close())

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

const number = fc.constantFrom('1', '2', '3', '4', '5')
const name = fc.constantFrom('Ana', 'Beto', 'Caro')
const step = fc.oneof(
  fc.record({
    what: fc.constant('load' as const),
    list: fc.constantFrom('one', 'two'),
    rows: fc.uniqueArray(fc.tuple(number, name), { selector: ([licence]) => licence, minLength: 1 }),
  }),
  fc.record({ what: fc.constantFrom('enter' as const, 'rename' as const), number, name }),
  fc.record({
    what: fc.constantFrom('erase' as const, 'grant' as const, 'suspend' as const, 'revoke' as const),
    number,
  }),
)

test('whatever happened, rebuilt tables are the tables that were', async () => {
  const { node } = testNode(place.database)
  const ground = { text: { en: 'a test' } }
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
      run++
      const licenceOf = (text: string) => `H${run}-${text}`
      for (const [at, one] of steps.entries()) {
        const on = day(`2026-04-${String(at + 1).padStart(2, '0')}`)
        if (one.what === 'load') {
          const csv = listOf(one.rows.map(([text, called]) => `${licenceOf(text)},${called} Ejemplo`))
          const mapping = inventedMapping(true, `h${run}-${one.list}`)
          const { result } = await load(node, csv, { mapping, asOf: on, accept: 5, batch: 2 })
          assert.ok(result.ok)
          continue
        }
        const about = { licence: licenceOf(one.number), country: XA, ground, day: on }
        // Many of these are refused, as they should be: a refused act changes nothing to rebuild.
        if (one.what === 'enter') {
          const particulars = { telephones: [], telephoneHashes: [], emails: [], webs: [] }
          const names = [{ text: `${one.name} Ejemplo`, kind: 'name' as const }]
          const entry = { ...about, kind: 'agency', particulars: { ...particulars, names } }
          await enterRecruiter(node, actor('register officer'), entry)
        } else if (one.what === 'rename') {
          await changeParticulars(node, actor('register officer'), { ...about, newName: `${one.name} Nuevo Ejemplo` })
        } else if (one.what === 'erase') await eraseParticulars(node, actor('administrator'), about)
        else await recordAct(node, actor('deciding officer'), { ...about, act: one.what, home: XA })
      }
      const before = [await rows('recruiters', 'id'), await rows('listings', 'source, key')]
      await rebuildTables(node)
      assert.deepEqual([await rows('recruiters', 'id'), await rows('listings', 'source, key')], before)
    }),
    { numRuns: 10 },
  )
  await assertSound(place.database)
})
