// Break every step, then check everything: an act and a load broken at each statement, in four ways, and then repeated.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { day } from '../src/kernel/day.ts'
import { enterRecruiter } from '../src/modules/register/operations/enter-recruiter.ts'
import { breaking, WAYS } from './fixtures/breaking.ts'
import { actor, openTestDatabase, type TestDatabase, testNode, XA } from './fixtures/database.ts'
import { inventedMapping, listOf, load } from './fixtures/lists.ts'
import { assertSound } from './fixtures/sound.ts'

let place: TestDatabase
before(async () => {
  place = await openTestDatabase()
})
after(() => place.close())

/** Lets the error of `breaking` pass, and no other. */
function onPurpose(error: Error): undefined {
  assert.equal(error.message, 'broken on purpose', error)
}

describe('broken at every statement', { concurrency: false }, () => {
  test('an act: as it was, or done; repeated, done once', async () => {
    const ground = { text: { en: 'a test' } }
    const particulars = {
      names: [{ text: 'Ejemplo', kind: 'name' as const }],
      telephones: [],
      telephoneHashes: [],
      emails: [],
      webs: [],
    }
    const enter = (broken: ReturnType<typeof breaking>, licence: string) =>
      enterRecruiter(testNode(broken.database).node, actor('register officer'), {
        licence,
        country: XA,
        kind: 'agency',
        day: day('2026-01-01'),
        ground,
        particulars,
      })
    const whole = breaking(place.database)
    await enter(whole, 'XA-A-0')
    assert.ok(whole.breaks().length > 10)
    for (const { at, how } of whole.breaks()) {
      const licence = `XA-A-${WAYS.indexOf(how)}-${at}`
      const first = await enter(breaking(place.database, { at, how }), licence).catch(onPurpose)
      // A collision is tried again by itself.
      assert.ok(first === undefined || (how === 'collision' && first.ok), `${how} ${at}`)
      await assertSound(place.database)
      const again = await enter(breaking(place.database), licence)
      assert.ok(again.ok || again.error.code === 'already-entered')
      const held = await place.database.query('select 1 from recruiters where licence = $1', [licence])
      assert.equal(held.length, 1)
    }
    await assertSound(place.database)
  })

  test('a load: the register as it was, or the load continues; repeated, the same end as undisturbed', async () => {
    const first = listOf(Array.from({ length: 6 }, (_, at) => `N-${at},Name ${at} Ejemplo`))
    const second = listOf([
      'N-1,Name 1 Ejemplo',
      'N-2,Nuevo Ejemplo',
      'N-3,Name 3 Ejemplo',
      'N-4,Name 4 Ejemplo',
      'N-5,Name 5 Ejemplo',
      'N-9,Nueve Ejemplo',
    ])
    const renamed = (csv: string, list: string) => csv.replaceAll('N-', `${list}-`)
    const run = (broken: ReturnType<typeof breaking>, list: string) =>
      load(testNode(broken.database).node, renamed(second, list), {
        mapping: inventedMapping(true, list.toLowerCase()),
        asOf: '2026-02-01',
        accept: 1,
        batch: 2,
      })
    const prepare = (list: string) =>
      load(testNode(place.database).node, renamed(first, list), {
        mapping: inventedMapping(true, list.toLowerCase()),
        asOf: '2026-01-01',
      })
    const state = async (list: string) =>
      (
        await place.database.query<{ row: string }>(
          `select l.key || ' ' || l.listed || ' ' || l.since || ' ' || (p.record ->> 'names') || ' ' || r.stream_version as row from listings l
           join recruiters r on r.id = l.recruiter join particulars p on p.recruiter = r.id and p.version = r.particulars_version
           where l.source = $1 order by l.key`,
          [list.toLowerCase()],
        )
      ).map(({ row }) => row.replaceAll(list, 'N'))
    await prepare('WHOLE')
    const whole = breaking(place.database)
    await run(whole, 'WHOLE')
    const expected = await state('WHOLE')
    assert.equal(expected.length, 7)
    for (const [number, { at, how }] of whole.breaks().entries()) {
      const list = `B${WAYS.indexOf(how)}X${at}`
      await prepare(list)
      const broken = await run(breaking(place.database, { at, how }), list).catch(onPurpose)
      assert.ok(broken === undefined || (how === 'collision' && broken.result.ok), `${how} ${at}`)
      if (number % 5 === 0) await assertSound(place.database)
      const { result } = await run(breaking(place.database), list)
      assert.ok(result.ok, `${how} ${at}: ${!result.ok && result.error.message}`)
      assert.deepEqual(await state(list), expected, `${how} ${at}`)
    }
    await assertSound(place.database)
    assert.deepEqual(await place.database.query('select 1 from load_rows'), [])
    assert.deepEqual(await place.database.query(`select 1 from loads where state in ('staging', 'applying')`), [])
  })
})
