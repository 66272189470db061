// The practice data on a really migrated database: every state of the diagrams, seeded once, going on where it was stopped.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../test/fixtures/database.ts'
import { lastPosition } from '../events/index.ts'
import type { Country } from '../kernel/country.ts'
import { addDays, day } from '../kernel/day.ts'
import { APPLICATION_LIFE } from '../modules/register/domain/application.ts'
import { INSPECTION_LIFE } from '../modules/register/domain/inspection.ts'
import { LIFE, lifeStateOf } from '../modules/register/domain/life.ts'
import { SANCTION_LIFE } from '../modules/register/domain/sanction.ts'
import { standingOfTrack } from '../modules/register/domain/standing.ts'
import { WARNING_LIFE } from '../modules/register/domain/warning.ts'
import { readRecruiters } from '../modules/register/store/recruiters.ts'
import { countWork } from '../modules/register/store/work.ts'
import type { OpenNode } from '../node.ts'
import { loadDemonstration, loadPack } from '../packs/index.ts'
import { createThrottle } from '../people/index.ts'
import { signIn } from '../people/operations/sign-in.ts'
import type { Database } from '../platform/database/database.ts'
import { seedDemonstration } from './demonstration.ts'

const START = new Date('2026-11-24T15:00:00Z')
const TODAY = day('2026-11-24')
const packFolder = (id: string) => join(import.meta.dirname, '../../packs', id)

async function nodeOn(database: Database, corridor: string, country: string): Promise<OpenNode> {
  const loaded = await loadPack(packFolder(corridor))
  if (!loaded.ok) throw new Error('the pack has faults')
  const configuration = { pack: packFolder(corridor) } as OpenNode['configuration']
  const origin = `${corridor}/${country.toLowerCase()}`
  const node = { configuration, pack: loaded.value, country: country as Country, database, origin }
  return { ...node, now: () => START, close: async () => undefined }
}

async function demonstrationOf(corridor: string) {
  const loaded = await loadDemonstration(packFolder(corridor))
  assert.ok(loaded.ok, JSON.stringify(loaded))
  return loaded.value
}

type Row = { readonly kind: string; readonly state: string }
const statesOf = async (database: Database, kind: string) => {
  const rows = await database.query<Row>('select kind, state from files where kind = $1', [kind])
  return new Set(rows.map(({ state }) => state))
}

/** What a second start must leave alone. */
async function wholeOf(database: Database) {
  return {
    position: await lastPosition(database),
    files: await database.query('select id, state, stream_version from files order by id'),
    notes: await database.query('select count(*)::int as n from file_notes'),
    recruiters: await database.query('select id, stream_version from recruiters order by id'),
    accounts: await database.query('select id, created_at from accounts order by id'),
    once: await database.query('select count(*)::int as n from acts_once'),
  }
}

describe('the demonstration of gt-mx', { concurrency: false }, () => {
  let place: TestDatabase
  let node: OpenNode
  before(async () => {
    place = await openTestDatabase()
    node = await nodeOn(place.database, 'gt-mx', 'GT')
    await seedDemonstration(node)
  })
  after(() => place.close())

  for (const [kind, life] of [
    ['application', APPLICATION_LIFE],
    ['inspection', INSPECTION_LIFE],
    ['sanction', SANCTION_LIFE],
    ['warning', WARNING_LIFE],
  ] as const)
    test(`has a file of the kind ${kind} in every state of its diagram`, async () => {
      const states = await statesOf(place.database, kind)
      const expected = Object.keys(life).filter((state) => state !== 'none')
      assert.deepEqual([...states].sort(), expected.sort())
    })

  test('has a recruiter in every state of an authorization', async () => {
    const rows = await readRecruiters(place.database, '', 1000)
    const states = new Set(rows.map(({ recruiter }) => lifeStateOf(standingOfTrack(recruiter.effects, TODAY))))
    // A row of somebody's published list is loaded from that list, never invented here.
    const expected = Object.keys(LIFE).filter((state) => !['none', 'listed', 'delisted'].includes(state))
    assert.deepEqual([...states].sort(), expected.sort())
  })

  test('has about 44 invented recruiters and applicants', async () => {
    const { recruiters, applications } = await demonstrationOf('gt-mx')
    const own = recruiters.filter(({ country }) => country === 'GT').map(({ licence }) => licence)
    const firsts = applications.filter(
      ({ country, kind }) => country === 'GT' && ['authorization', 'backfill'].includes(kind),
    )
    assert.ok(own.length + firsts.length >= 44, `${own.length} and ${firsts.length}`)
  })

  test('gives the desk something late, something due today and something due soon', async () => {
    const question = { country: node.country, account: 'nobody', today: TODAY, week: addDays(TODAY, 7), since: START }
    const { late, due, week } = await countWork(place.database, question)
    assert.ok(late > 0 && due > 0 && week > late + due, JSON.stringify({ late, due, week }))
  })

  test('lets every account in with the printed password where demonstration accounts may work, and nowhere else', async () => {
    const { accounts, password = '' } = await demonstrationOf('gt-mx')
    const own = accounts.filter(({ country }) => country === 'GT')
    assert.equal(own.length, 11)
    const desk = { database: place.database, now: () => START, throttle: createThrottle(), demonstrationAllowed: true }
    for (const { name, display } of own) {
      const result = await signIn(desk, { name, password, browser: 'test' })
      assert.ok(result.ok && result.value.account.display === display, name)
    }
    const elsewhere = { ...desk, demonstrationAllowed: false }
    assert.ok(!(await signIn(elsewhere, { name: own[0]?.name ?? '', password, browser: 'test' })).ok)
  })

  test('names only its own people in what it did', async () => {
    const { accounts } = await demonstrationOf('gt-mx')
    const names = await place.database.query<{ account: string }>(
      `select distinct actor->>'account' as account from events where actor->>'account' not in (select id from accounts)`,
    )
    assert.deepEqual(names, [])
    assert.ok(accounts.length > 0)
  })

  test('a second start, also on another day, changes nothing', async () => {
    const before = await wholeOf(place.database)
    await seedDemonstration({ ...node, now: () => new Date('2027-03-01T15:00:00Z') })
    assert.deepEqual(await wholeOf(place.database), before)
  })

  test('stopped in the middle, the next start goes on to the same end', async () => {
    const other = await openTestDatabase()
    try {
      const again = await nodeOn(other.database, 'gt-mx', 'GT')
      for (const after of [0, 40, 77, 200])
        await assert.rejects(seedDemonstration({ ...again, database: failingAfter(other.database, after) }), /stopped/)
      await seedDemonstration(again)
      assert.deepEqual(await endOf(other.database), await endOf(place.database))
    } finally {
      await other.close()
    }
  })
})

/** What a demonstration comes to, without identifiers that are drawn by lot. */
async function endOf(database: Database) {
  return {
    position: await lastPosition(database),
    files: await database.query('select number, kind, state, deadline, stream_version from files order by number'),
    recruiters: await database.query('select licence, stream_version from recruiters order by licence'),
    notes: await database.query('select text from file_notes order by text'),
  }
}

/** A database whose process is killed after so many transactions. */
function failingAfter(database: Database, transactions: number): Database {
  let left = transactions
  return {
    ...database,
    query: (...words) => database.query(...words),
    async transaction(work) {
      if (left-- <= 0) throw new Error('stopped')
      return database.transaction(work)
    },
  }
}

for (const [corridor, country] of [
  ['gt-mx', 'MX'],
  ['sn-mr', 'SN'],
  ['sn-mr', 'MR'],
  ['br-cl', 'BR'],
  ['br-cl', 'CL'],
] as const)
  test(`the desk of ${country} in ${corridor} can be tried: accounts, and files in several states`, async () => {
    const place = await openTestDatabase()
    try {
      const node = await nodeOn(place.database, corridor, country)
      await seedDemonstration(node)
      assert.ok((await statesOf(place.database, 'application')).size >= 3)
      const [row] = await place.database.query<{ n: number }>('select count(*)::int as n from accounts')
      assert.equal(row?.n, 11)
    } finally {
      await place.close()
    }
  })
