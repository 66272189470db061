// Break every step, then check everything: an act and a load broken at each statement, in two ways, and then repeated.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readStreams } from '../src/events/index.ts'
import { day } from '../src/kernel/day.ts'
import { evolve, type Recruiter } from '../src/modules/register/domain/recruiter.ts'
import { readRegisterEvent } from '../src/modules/register/events.ts'
import { enterRecruiter } from '../src/modules/register/operations/enter-recruiter.ts'
import { readRecruiters } from '../src/modules/register/store/recruiters.ts'
import { type Break, breaking } from './fixtures/breaking.ts'
import { actor, openTestDatabase, type TestDatabase, testNode, XA } from './fixtures/database.ts'
import { inventedMapping, listOf, load } from './fixtures/lists.ts'

let place: TestDatabase
before(async () => {
  place = await openTestDatabase()
})
after(() => place.close())

const HOW = ['not executed', 'executed, reported failed'] as const

/** What must hold after anything: no hole, and the tables to read from are the fold of the events. */
async function checkEverything(): Promise<void> {
  const { database } = place
  const positions = (await database.query<{ position: number }>('select position from events order by position')).map(
    ({ position }) => position,
  )
  assert.deepEqual(
    positions,
    positions.map((_, index) => index + 1),
  )
  const known = await readRecruiters(database, '', 10_000)
  const folded = new Map<string, Recruiter>()
  const streams = await database.query<{ stream: string }>('select distinct stream from events')
  for (const event of await readStreams(
    database,
    streams.map(({ stream }) => stream),
  )) {
    const fact = readRegisterEvent(event)
    folded.set(fact.stream, evolve(folded.get(fact.stream), fact))
  }
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value))
  assert.deepEqual(
    plain(known.map(({ recruiter }) => recruiter)),
    plain([...folded.values()].sort((a, b) => (a.id < b.id ? -1 : 1))),
  )
  for (const { recruiter, particulars } of known)
    assert.ok(particulars, `${recruiter.licence} has lost its particulars`)
  const lost = await database.query(
    'select 1 from listings l left join recruiters r on r.id = l.recruiter where r.id is null',
  )
  assert.deepEqual(lost, [])
}

/** How many statements an undisturbed run takes, so that each of them can be broken. */
async function statementsOf(
  work: (broken?: Break) => ReturnType<typeof breaking>,
  run: (place: ReturnType<typeof breaking>) => Promise<unknown>,
): Promise<number> {
  const undisturbed = work()
  await run(undisturbed)
  return undisturbed.counted()
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
    const statements = await statementsOf(
      (broken) => breaking(place.database, broken),
      (whole) => enter(whole, 'XA-A-0'),
    )
    assert.ok(statements > 5)
    for (const how of HOW) {
      for (let at = 1; at <= statements; at++) {
        const licence = `XA-A-${how.length}-${at}`
        await assert.rejects(enter(breaking(place.database, { at, how }), licence), /broken on purpose/)
        await checkEverything()
        const again = await enter(breaking(place.database), licence)
        assert.ok(again.ok || again.error.code === 'already-entered')
        const held = await place.database.query('select 1 from recruiters where licence = $1', [licence])
        assert.equal(held.length, 1)
      }
    }
    await checkEverything()
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
    for (const how of HOW) {
      for (let at = 1; at <= whole.counted(); at++) {
        const list = `B${how.length}X${at}`
        await prepare(list)
        await assert.rejects(run(breaking(place.database, { at, how }), list), /broken on purpose/)
        const { result } = await run(breaking(place.database), list)
        assert.ok(result.ok, `${how} ${at}: ${!result.ok && result.error.message}`)
        assert.deepEqual(await state(list), expected, `${how} ${at}`)
      }
    }
    await checkEverything()
    assert.deepEqual(await place.database.query('select 1 from load_rows'), [])
    assert.deepEqual(await place.database.query(`select 1 from loads where state in ('staging', 'applying')`), [])
  })
})
