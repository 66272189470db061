// Loading lists on a real database: what changes, what does not, what the guard stops, and what a list can never do.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { actor, openTestDatabase, type TestDatabase, testNode, XA } from '../../../../test/fixtures/database.ts'
import { inventedMapping, listOf, load } from '../../../../test/fixtures/lists.ts'
import { lastPosition } from '../../../events/index.ts'
import { day } from '../../../kernel/day.ts'
import { standingsOn } from '../domain/standing.ts'
import { findIdByKey, readRecruitersById } from '../store/recruiters.ts'
import { enterRecruiter } from './enter-recruiter.ts'
import { eraseParticulars } from './erase-particulars.ts'

let place: TestDatabase
let node: ReturnType<typeof testNode>['node']
before(async () => {
  place = await openTestDatabase()
  node = testNode(place.database).node
})
after(() => place.close())

const recruiter = async (key: string) =>
  (await readRecruitersById(place.database, [(await findIdByKey(place.database, key)) ?? '']))[0]
const statusOn = async (key: string, on: string) =>
  standingsOn((await recruiter(key))?.recruiter.effects ?? [], day(on))[0]
const count = async (table: string) =>
  (await place.database.query<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n
const totalsOf = ({ result }: Awaited<ReturnType<typeof load>>) =>
  result.ok ? Object.values(result.value.totals).join(' ') : result.error.code

// Each test has a list of its own: `read imported updated unchanged withdrawn rejected`.
describe('loading a list', { concurrency: false }, () => {
  test('added, changed, withdrawn, returned; run twice, the second run changes nothing', async () => {
    const mapping = inventedMapping(true, 'life')
    const many = Array.from({ length: 40 }, (_, at) => `L-${at},Name ${at} Ejemplo`)
    assert.equal(totalsOf(await load(node, listOf(many), { mapping, asOf: '2026-01-01' })), '40 40 0 0 0 0')
    const position = await lastPosition(place.database)
    assert.equal(totalsOf(await load(node, listOf(many), { mapping, asOf: '2026-01-01' })), '40 0 0 40 0 0')
    assert.equal(
      totalsOf(await load(node, listOf([...many].reverse()), { mapping, asOf: '2026-01-02' })),
      '40 0 0 40 0 0',
    )
    assert.equal(await lastPosition(place.database), position)
    const next = [...many.slice(2), 'L-2,Nuevo Nombre Ejemplo', 'L-99,Otra Ejemplo'].filter(
      (row) => row !== 'L-2,Name 2 Ejemplo',
    )
    assert.equal(totalsOf(await load(node, listOf(next), { mapping, asOf: '2026-02-01' })), '39 1 1 37 2 0')
    assert.deepEqual((await recruiter('XAL2'))?.particulars?.names, [
      { text: 'Nuevo Nombre Ejemplo', kind: 'name' },
      { text: 'Name 2 Ejemplo', kind: 'former name' },
    ])
    const gone = await statusOn('XAL0', '2026-02-01')
    assert.deepEqual([gone?.status, gone?.since], ['delisted', '2026-02-01'])
    assert.equal((await statusOn('XAL0', '2026-01-31'))?.status, 'listed')
    assert.equal(
      totalsOf(await load(node, listOf([...next, many[0] ?? '']), { mapping, asOf: '2026-03-01' })),
      '40 0 1 39 0 0',
    )
    assert.equal((await statusOn('XAL0', '2026-03-01'))?.status, 'listed')
    assert.equal(await count('load_rows'), 0)
  })

  test('the guard stops before changing anything; exactly the number that it named lets the load through', async () => {
    const mapping = inventedMapping(true, 'guard')
    const many = Array.from({ length: 30 }, (_, at) => `G-${at},Name ${at} Ejemplo`)
    await load(node, listOf(many), { mapping, asOf: '2026-01-01' })
    const before = [await lastPosition(place.database), await count('particulars'), await count('recruiters')]
    const cut = listOf(many.slice(3))
    const stopped = await load(node, cut, { mapping, asOf: '2026-01-02' })
    assert.equal(totalsOf(stopped), 'too-many-withdrawals')
    assert.ok(
      !stopped.result.ok &&
        /withdraw 3 of 30/.test(stopped.result.error.message) &&
        /--accept-withdrawals 3/.test(stopped.result.error.mend),
    )
    assert.equal(totalsOf(await load(node, cut, { mapping, asOf: '2026-01-02', accept: 2 })), 'too-many-withdrawals')
    assert.deepEqual(
      [await lastPosition(place.database), await count('particulars'), await count('recruiters')],
      before,
    )
    assert.equal(await count('load_rows'), 0)
    assert.equal(totalsOf(await load(node, cut, { mapping, asOf: '2026-01-02', accept: 3 })), '27 0 0 27 3 0')
  })

  test('an older list is refused, and so is whoever may not load', async () => {
    const mapping = inventedMapping(true, 'order')
    await load(node, listOf(['O-1,Uno Ejemplo']), { mapping, asOf: '2026-02-01' })
    assert.equal(
      totalsOf(await load(node, listOf(['O-1,Uno Ejemplo']), { mapping, asOf: '2026-01-31' })),
      'older-than-loaded',
    )
    assert.equal(
      totalsOf(
        await load(node, listOf(['O-2,Dos Ejemplo']), { mapping, asOf: '2026-03-01', role: 'deciding officer' }),
      ),
      'not-allowed',
    )
    assert.equal(await recruiter('XAO2'), undefined)
  })

  test('one number in two spellings, and two numbers that only signs tell apart', async () => {
    const mapping = inventedMapping(true, 'twins')
    const { result, rejected } = await load(
      node,
      listOf(['12/3,Uno Ejemplo', '1/23,Dos Ejemplo', '12-3,Uno Ejemplo']),
      { mapping },
    )
    assert.ok(result.ok)
    assert.equal(result.value.totals.imported, 1)
    assert.equal(result.value.totals.read, 3)
    assert.ok(rejected.length >= 1 && rejected[0]?.line === 3)
    assert.equal((await recruiter('XA123'))?.particulars?.names[0]?.text, 'Uno Ejemplo')
  })

  test('a number that only signs tell apart from one in the register is rejected, load after load', async () => {
    const mapping = inventedMapping(true, 'twins-later')
    const first = ['T12/3,Uno Ejemplo', ...Array.from({ length: 30 }, (_, at) => `T-A${at},Name ${at} Ejemplo`)]
    await load(node, listOf(first), { mapping, asOf: '2026-01-01' })
    const position = await lastPosition(place.database)
    // The other number comes before, beside and without the one that is held.
    for (const rows of [
      ['T1/23,Dos Ejemplo', ...first],
      [...first, 'T1/23,Dos Ejemplo'],
    ]) {
      const loaded = await load(node, listOf(rows), { mapping, asOf: '2026-01-02' })
      assert.equal(totalsOf(loaded), '32 0 0 31 0 1')
      assert.match(loaded.rejected[0]?.reason ?? '', /only the signs between them differ/)
      assert.equal(loaded.rejected[0]?.line, rows.indexOf('T1/23,Dos Ejemplo') + 2)
    }
    assert.equal(await lastPosition(place.database), position)
    const instead = await load(node, listOf(['T1/23,Dos Ejemplo', ...first.slice(1)]), { mapping, asOf: '2026-01-03' })
    assert.equal(totalsOf(instead), '31 0 0 30 1 1')
    const held = await recruiter('XAT123')
    assert.deepEqual(held?.particulars?.names, [{ text: 'Uno Ejemplo', kind: 'name' }])
    assert.equal((await statusOn('XAT123', '2026-01-03'))?.status, 'delisted')
  })

  test('nor does such a number say anything about whom a desk or another list entered', async () => {
    await load(node, listOf(['W12/3,Uno Ejemplo']), { mapping: inventedMapping(true, 'signs-a') })
    const mapping = inventedMapping(true, 'signs-b')
    const loaded = await load(node, listOf(['W1/23,Dos Ejemplo', 'W-4,Tres Ejemplo']), { mapping, batch: 1 })
    assert.equal(totalsOf(loaded), '2 1 0 0 0 1')
    assert.match(loaded.rejected[0]?.reason ?? '', /"W1\/23".*only the signs between them differ/)
    assert.deepEqual(
      (await recruiter('XAW123'))?.recruiter.effects.map(({ source }) => source),
      ['signs-a'],
    )
  })

  test('one number spelled anew by its publisher stays one entry', async () => {
    const mapping = inventedMapping(true, 'spelled')
    await load(node, listOf(['XA-0077-1,Uno Ejemplo', 'S 12/3,Dos Ejemplo']), { mapping, asOf: '2026-01-01' })
    for (const [at, rows] of [
      ['xa 0077 1,Uno Ejemplo', 'S-12-3,Dos Ejemplo'],
      ['0077-1,Uno Ejemplo', 's123,Dos Ejemplo'],
      ['XA00771,Uno Ejemplo', 'S12/3,Dos Ejemplo'],
    ].entries()) {
      const loaded = await load(node, listOf(rows), { mapping, asOf: `2026-01-0${at + 2}` })
      assert.equal(totalsOf(loaded), '2 0 2 0 0 0')
    }
    const { particulars, recruiter: one } = (await recruiter('XA00771')) ?? {}
    assert.deepEqual(particulars?.names, [{ text: 'Uno Ejemplo', kind: 'name' }])
    assert.deepEqual(
      one?.effects.map(({ status }) => status),
      ['listed'],
    )
  })

  test('whom a desk entered keeps its particulars; a second list adds its word', async () => {
    const particulars = {
      names: [{ text: 'Del Escritorio Ejemplo', kind: 'name' as const }],
      telephones: ['0000 0001'],
      telephoneHashes: [],
      emails: [],
      webs: [],
    }
    const ground = { text: { en: 'a test' } }
    await enterRecruiter(node, actor('register officer'), {
      licence: 'DESK-1',
      country: XA,
      kind: 'agency',
      day: day('2026-01-01'),
      ground,
      particulars,
    })
    await load(node, listOf(['DESK-1,De la Lista Ejemplo']), { mapping: inventedMapping(true, 'desk-a') })
    await load(node, listOf(['desk 1,Otra Lista Ejemplo']), { mapping: inventedMapping(true, 'desk-b') })
    const known = await recruiter('XADESK1')
    assert.equal(known?.particulars?.names[0]?.text, 'Del Escritorio Ejemplo')
    assert.deepEqual(
      known?.recruiter.effects.map(({ source }) => source),
      ['desk-a', 'desk-b'],
    )
  })

  test('erased particulars do not come back with the next list', async () => {
    const mapping = inventedMapping(true, 'erased')
    await load(node, listOf(['E-1,Persona Ejemplo']), { mapping, asOf: '2026-01-01' })
    await eraseParticulars(node, actor('administrator'), {
      country: XA,
      licence: 'E-1',
      day: day('2026-01-05'),
      ground: { text: { en: 'asked' } },
    })
    await load(node, listOf(['E-1,Persona Ejemplo', 'E-2,Dos Ejemplo']), { mapping, asOf: '2026-01-10' })
    assert.equal((await recruiter('XAE1'))?.particulars, null)
  })

  test('a file that breaks further down changes nothing', async () => {
    const mapping = inventedMapping(true, 'broken')
    const position = await lastPosition(place.database)
    const endless = `${listOf(Array.from({ length: 5000 }, (_, at) => `B-${at},Name ${at}`))}\nB-9999,"never closed ${'x'.repeat(70_000)}`
    assert.equal(totalsOf(await load(node, endless, { mapping })), 'file-refused')
    assert.equal(await lastPosition(place.database), position)
    assert.equal(await count('load_rows'), 0)
    assert.equal(totalsOf(await load(node, listOf(['B-1,Uno Ejemplo']), { mapping })), '1 1 0 0 0 0')
  })

  test('whatever is loaded, nobody is authorized by it, and the totals add up', async () => {
    const row = fc.tuple(fc.constantFrom('1', '2', '3', '4', '5'), fc.constantFrom('Ana', 'Beto', 'Caro'))
    const file = fc.uniqueArray(row, { selector: ([licence]) => licence, minLength: 1 })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
        const mapping = inventedMapping(true, `any-${++run}`)
        for (const [at, rows] of files.entries()) {
          const csv = listOf(rows.map(([licence, name]) => `R${run}-${licence},${name} Ejemplo`))
          const { result } = await load(node, csv, { mapping, asOf: `2026-01-0${at + 1}`, accept: 5 })
          assert.ok(result.ok)
          const { read, imported, updated, unchanged, rejected } = result.value.totals
          assert.equal(read, imported + updated + unchanged + rejected)
          const listed = await place.database.query<{ n: number }>(
            'select count(*) as n from listings where source = $1 and listed',
            [mapping.source.id],
          )
          assert.equal(listed[0]?.n, rows.length)
        }
      }),
      { numRuns: 12 },
    )
    const effects = await place.database.query<{ effects: readonly { status: string }[] }>(
      'select effects from recruiters',
    )
    for (const { effects: own } of effects)
      for (const { status } of own) assert.ok(status === 'listed' || status === 'delisted')
  })
})
