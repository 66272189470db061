// The wrapper of every act: done, refused and failed each leave their audit line, and only what is done leaves more.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Actor, lastPosition, type NewEvent } from '../events/index.ts'
import type { Country } from '../kernel/country.ts'
import { day } from '../kernel/day.ts'
import { fail, ok } from '../kernel/result.ts'
import type { Database } from '../platform/database/database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { openEmbedded } from '../platform/database/open.ts'
import { can, type OperatingNode, operate, type Policy } from './index.ts'

const XA = 'XA' as Country
const XB = 'XB' as Country
const POLICY: Policy<'do' | 'do-anywhere'> = {
  do: { roles: ['deciding officer'], ownCountryOnly: true },
  'do-anywhere': { roles: ['administrator'], ownCountryOnly: false },
}
const officer: Actor = { office: 'invented office', country: XA, role: 'deciding officer', account: 'a1' }
const attempt = { actor: officer, action: 'do', country: XA, subject: 'thing', detail: { why: 'a test' } } as const
const event = (streamVersion: number): NewEvent => ({
  stream: 'thing',
  streamVersion,
  type: 'thing.done',
  version: 1,
  legalDay: day('2026-03-01'),
  ground: { text: { en: 'a test' } },
  data: {},
})

let database: Database
let node: OperatingNode
before(async () => {
  database = await openEmbedded()
  await migrate(database)
  await database.query('create table things (name text)')
  node = { database, now: () => new Date('2026-03-01T12:00:00Z'), origin: 'xa-xb/xa' }
})
let seen = 0
beforeEach(async () => {
  await database.query('delete from things')
  seen = (await database.query<{ last: number }>('select coalesce(max(number), 0) as last from audit'))[0]?.last ?? 0
})
after(() => database.close())

const things = async () => (await database.query('select 1 from things')).length
const lines = () =>
  database.query<{ outcome: string; act: string; subject: string; detail: unknown; actor: unknown }>(
    'select outcome, act, subject, detail, actor from audit where number > $1 order by number',
    [seen],
  )

describe('an act', { concurrency: false }, () => {
  test('done: what it wrote, its event and its line, together', async () => {
    const start = await lastPosition(database)
    const result = await operate(node, POLICY, attempt, async (tx) => {
      await tx.query(`insert into things values ('x')`)
      return ok({ value: 7, events: [event(1)] })
    })
    assert.deepEqual(result, { ok: true, value: 7 })
    assert.equal(await things(), 1)
    assert.equal(await lastPosition(database), start + 1)
    assert.deepEqual(await lines(), [
      { outcome: 'done', act: 'do', subject: 'thing', detail: { why: 'a test' }, actor: officer },
    ])
  })

  test('refused by its rules: nothing but the line, with the code', async () => {
    const start = await lastPosition(database)
    const result = await operate(node, POLICY, attempt, async (tx) => {
      await tx.query(`insert into things values ('x')`)
      return fail({ code: 'too-late' })
    })
    assert.deepEqual(result, { ok: false, error: { code: 'too-late' } })
    assert.equal(await things(), 0)
    assert.equal(await lastPosition(database), start)
    assert.deepEqual(
      (await lines()).map(({ outcome, detail }) => [outcome, detail]),
      [['refused', { why: 'a test', code: 'too-late' }]],
    )
  })

  test('not allowed: the work is not even begun', async () => {
    for (const actor of [
      { ...officer, country: XB },
      { ...officer, role: 'register officer' },
      { ...officer, role: '' },
    ]) {
      let begun = false
      const result = await operate(node, POLICY, { ...attempt, actor }, async () => {
        begun = true
        return ok({ value: 0, events: [] })
      })
      assert.equal(result.ok || result.error.code, 'not-allowed')
      assert.equal(begun, false)
    }
    assert.deepEqual(
      (await lines()).map(({ outcome }) => outcome),
      ['refused', 'refused', 'refused'],
    )
  })

  test('failed in a way that nobody foresaw: thrown on, nothing kept, the line says failed', async () => {
    const start = await lastPosition(database)
    const work = operate(node, POLICY, attempt, async (tx) => {
      await tx.query(`insert into things values ('x')`)
      throw new Error('the roof fell in')
    })
    await assert.rejects(work, /the roof fell in/)
    assert.equal(await things(), 0)
    assert.equal(await lastPosition(database), start)
    assert.deepEqual(
      (await lines()).map(({ outcome }) => outcome),
      ['failed'],
    )
  })

  test('an event that claims a taken place takes back all that was written before it', async () => {
    const start = await lastPosition(database)
    const work = operate(node, POLICY, attempt, async (tx) => {
      await tx.query(`insert into things values ('x')`)
      return ok({ value: 0, events: [event(2), event(1)] })
    })
    await assert.rejects(work, /another act came first/)
    assert.equal(await things(), 0)
    assert.equal(await lastPosition(database), start)
    assert.deepEqual(
      (await lines()).map(({ outcome }) => outcome),
      ['failed'],
    )
  })
})

test('what no policy names is denied', () => {
  assert.equal(can(POLICY, officer, 'do', { country: XA }), true)
  assert.equal(can(POLICY, officer, 'undo' as 'do', { country: XA }), false)
  assert.equal(can({} as typeof POLICY, officer, 'do', { country: XA }), false)
  assert.equal(can(POLICY, { ...officer, role: 'administrator' }, 'do', { country: XA }), false)
  assert.equal(can(POLICY, { ...officer, role: 'administrator' }, 'do-anywhere', { country: XB }), true)
})

test('a name that every object bears is no action', () => {
  for (const name of ['constructor', 'toString', '__proto__'])
    assert.equal(can(POLICY, officer, name as 'do', { country: XA }), false)
})
