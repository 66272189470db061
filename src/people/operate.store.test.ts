// The wrapper of every act on a real database: what is done, refused or failed is audited, and only what is done stays.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actor, openTestDatabase, type TestDatabase, testNode, XA, XB } from '../../test/fixtures/database.ts'
import { appendEvents, lastPosition, type NewEvent, readStream, StreamMovedOn } from '../events/index.ts'
import type { Country } from '../kernel/country.ts'
import { day } from '../kernel/day.ts'
import { fail, ok } from '../kernel/result.ts'
import type { Transaction } from '../platform/database/database.ts'
import { can, type OperatingNode, operate, type Policy } from './index.ts'

let place: TestDatabase
let node: OperatingNode
before(async () => {
  place = await openTestDatabase()
  node = testNode(place.database).node
  await place.database.query('create table desk (word text)')
})
after(() => place.close())

type Action = 'test.own' | 'test.any'
const POLICY: Policy<Action> = {
  'test.own': { roles: ['deciding officer'], ownCountryOnly: true },
  'test.any': { roles: ['administrator'], ownCountryOnly: false },
}
const decider = actor('deciding officer')
const attempt = (subject: string, more: { readonly role?: string; readonly country?: Country } = {}) => ({
  actor: actor(more.role ?? 'deciding officer'),
  action: 'test.own' as const,
  country: more.country ?? XA,
  subject,
  detail: { pack: '0.1.0' },
})
const event = (stream: string, streamVersion = 1): NewEvent => ({
  stream,
  streamVersion,
  type: 'test.happened',
  version: 1,
  legalDay: day('2026-03-01'),
  ground: { text: { en: 'a test' } },
  data: {},
})
const write = (tx: Transaction, word: string) => tx.query('insert into desk (word) values ($1)', [word])
const onDesk = (word: string) => place.database.query('select word from desk where word = $1', [word])
const audited = (subject: string) =>
  place.database.query<{ outcome: string; detail: unknown }>(
    'select act, actor, outcome, detail, at from audit where subject = $1 order by number',
    [subject],
  )
const line = (outcome: string, more: object = {}) => ({
  act: 'test.own',
  actor: decider,
  outcome,
  detail: { pack: '0.1.0', ...more },
  at: new Date('2026-03-01T12:00:00Z'),
})

describe('an act', { concurrency: false }, () => {
  test('done: its work, its event and its audit line stay, all of one moment', async () => {
    const result = await operate(node, POLICY, attempt('done'), async (tx) => {
      await write(tx, 'done')
      return ok({ value: 7, events: [event('done')] })
    })
    assert.deepEqual(result, { ok: true, value: 7 })
    assert.equal((await onDesk('done')).length, 1)
    assert.deepEqual(await audited('done'), [line('done')])
    const [stored] = await readStream(place.database, 'done')
    assert.deepEqual([stored?.actor, stored?.origin, stored?.recordedAt], [decider, 'xa-xb/xa', node.now()])
  })

  test('refused by a rule: what it had written is rolled back, and only the audit line stays', async () => {
    const start = await lastPosition(place.database)
    const result = await operate(node, POLICY, attempt('refused'), async (tx) => {
      await write(tx, 'refused')
      await appendEvents(tx, [event('refused')], { actor: decider, origin: node.origin, recordedAt: node.now() })
      return fail({ code: 'not-today', values: {} })
    })
    assert.deepEqual(result, { ok: false, error: { code: 'not-today', values: {} } })
    assert.deepEqual(await onDesk('refused'), [])
    assert.equal(await lastPosition(place.database), start)
    assert.deepEqual(await audited('refused'), [line('refused', { code: 'not-today' })])
  })

  test('failed: rolled back, audited in a transaction of its own, and the error goes on as it was', async () => {
    const surprise = new Error('a name that must not be audited')
    const failing = operate(node, POLICY, attempt('failed'), async (tx) => {
      await write(tx, 'failed')
      throw surprise
    })
    await assert.rejects(failing, (error) => error === surprise)
    assert.deepEqual(await onDesk('failed'), [])
    assert.deepEqual(await audited('failed'), [line('failed')])
  })

  test('an actor who may not: the work is not begun, and the attempt is audited', async () => {
    for (const [subject, who] of [
      ['stranger', { role: 'nobody' }],
      ['foreign', { country: XB }],
    ] as const) {
      let begun = false
      const result = await operate(node, POLICY, attempt(subject, who), async () => {
        begun = true
        return ok({ value: 1, events: [] })
      })
      assert.ok(!result.ok && result.error.code === 'not-allowed')
      assert.equal(begun, false)
      const lines = await audited(subject)
      assert.deepEqual(
        lines.map(({ outcome, detail }) => [outcome, detail]),
        [['refused', { pack: '0.1.0', code: 'not-allowed' }]],
      )
    }
  })

  test('a collision is tried again on what is there then; the audit tells one act, not the tries', async () => {
    await operate(node, POLICY, attempt('first'), async () => ok({ value: 1, events: [event('again', 1)] }))
    let tries = 0
    const result = await operate(node, POLICY, attempt('again'), async () => {
      tries++
      return ok({ value: tries, events: [event('again', tries)] })
    })
    assert.deepEqual(result, { ok: true, value: 2 })
    assert.deepEqual(await audited('again'), [line('done')])
  })

  test('a stream that has moved on for good: four tries, then failed, and nothing is overwritten', async () => {
    const before = await readStream(place.database, 'again')
    let tries = 0
    await assert.rejects(
      operate(node, POLICY, attempt('stubborn'), async () => {
        tries++
        return ok({ value: 1, events: [event('again', 1)] })
      }),
      StreamMovedOn,
    )
    assert.equal(tries, 4)
    assert.deepEqual(await readStream(place.database, 'again'), before)
    assert.deepEqual(await audited('stubborn'), [line('failed')])
  })
})

test('what the policy does not name is denied, for every role', () => {
  assert.ok(can(POLICY, decider, 'test.own', { country: XA }))
  assert.ok(!can(POLICY, decider, 'test.own', { country: XB }))
  assert.ok(can(POLICY, actor('administrator', XB), 'test.any', { country: XA }))
  for (const action of ['test.other', 'toString', 'constructor', '__proto__', '']) {
    for (const role of ['deciding officer', 'administrator', 'toString', ''])
      assert.equal(can(POLICY, actor(role), action as Action, { country: XA }), false, `${role} ${action}`)
  }
})
