// The spine on a real database: append only, no holes, commit order, nothing overwritten by a second writer.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actor, openTestDatabase, type TestDatabase, XA } from '../../test/fixtures/database.ts'
import { day } from '../kernel/day.ts'
import { appendEvents, lastPosition, readEventsAfter, readStream, StreamMovedOn, writeAudit } from './index.ts'

let place: TestDatabase
before(async () => {
  place = await openTestDatabase()
})
after(() => place.close())

const by = { actor: actor('deciding officer'), origin: 'xa-xb/xa', recordedAt: new Date('2026-03-01T12:00:00Z') }
const event = (stream: string, streamVersion: number) => ({
  stream,
  streamVersion,
  type: 'test.happened',
  version: 1,
  legalDay: day('2026-03-01'),
  ground: { text: { en: 'a test' } },
  data: { stream, streamVersion, country: XA },
})
const append = (...events: ReturnType<typeof event>[]) =>
  place.database.transaction((tx) => appendEvents(tx, events, by))

describe('the spine', { concurrency: false }, () => {
  test('what was appended is read back as it was, in order', async () => {
    await append(event('s1', 1), event('s1', 2), event('s2', 1))
    const stream = await readStream(place.database, 's1')
    assert.deepEqual(
      stream.map(({ streamVersion }) => streamVersion),
      [1, 2],
    )
    const [first] = stream
    assert.deepEqual(first?.data, event('s1', 1).data)
    assert.deepEqual(first?.actor, by.actor)
    assert.deepEqual(first?.ground, { text: { en: 'a test' } })
    assert.equal(first?.legalDay, '2026-03-01')
    assert.equal(first?.recordedAt.toISOString(), '2026-03-01T12:00:00.000Z')
  })

  for (const table of ['events', 'audit']) {
    for (const sql of [`update ${table} set actor = actor`, `delete from ${table}`, `truncate ${table}`]) {
      test(`refused: ${sql}`, async () => {
        await place.database.transaction((tx) =>
          writeAudit(tx, { act: 'test', actor: by.actor, subject: 's', outcome: 'done', detail: {} }, by.recordedAt),
        )
        await assert.rejects(place.database.query(sql), /append only|permission denied/)
      })
    }
  }

  test('by grant as well: a role that may add may not change', async () => {
    const { database } = place
    const [right] = await database.query<{ update: boolean; owner: boolean }>(
      `select has_table_privilege('public', 'events', 'update') as update, exists (
         select 1 from pg_class c, aclexplode(c.relacl) a
         where c.oid = 'events'::regclass and a.grantee = c.relowner and a.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')) as owner`,
    )
    assert.deepEqual(right, { update: false, owner: false })
  })

  test('a transaction that is rolled back leaves no hole', async () => {
    const start = await lastPosition(place.database)
    await assert.rejects(
      place.database.transaction(async (tx) => {
        await appendEvents(tx, [event('lost', 1)], by)
        throw new Error('changed my mind')
      }),
      /changed my mind/,
    )
    await append(event('kept', 1))
    const [next] = await readEventsAfter(place.database, start, 10)
    assert.deepEqual([next?.position, next?.stream], [start + 1, 'kept'])
  })

  test('many writers at once: every position once, each stream in its own order', async () => {
    const start = await lastPosition(place.database)
    const writers = Array.from({ length: 12 }, async (_, writer) => {
      for (let version = 1; version <= 5; version++) await append(event(`w${writer}`, version))
    })
    await Promise.all(writers)
    const events = await readEventsAfter(place.database, start, 1000)
    assert.deepEqual(
      events.map(({ position }) => position),
      Array.from({ length: 60 }, (_, index) => start + 1 + index),
    )
    const recorded = new Map<string, number>()
    for (const { stream, streamVersion } of events) {
      assert.equal(streamVersion, (recorded.get(stream) ?? 0) + 1)
      recorded.set(stream, streamVersion)
    }
  })

  test('two writers on one version of a stream: one is kept, the other told, nothing overwritten', async () => {
    await append(event('contested', 1))
    await assert.rejects(append(event('contested', 1)), StreamMovedOn)
    assert.equal((await readStream(place.database, 'contested')).length, 1)
  })

  test('a query beside an open transaction, and one transaction inside another, are refused', async () => {
    const { database } = place
    await assert.rejects(
      database.transaction(() => database.query('select 1')),
      /outside the transaction/,
    )
    await assert.rejects(
      database.transaction(() => database.transaction(async () => 1)),
      /inside a transaction/,
    )
  })
})
