// The spine on a real database: append only, no holes, commit order, nothing overwritten by a second writer.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actor, openTestDatabase, type TestDatabase, XA } from '../../test/fixtures/database.ts'
import { day } from '../kernel/day.ts'
import type { Transaction } from '../platform/database/database.ts'
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

  for (const table of ['events', 'audit']) {
    test(`by grant as well: nobody holds a right to change ${table}, its owner included`, async () => {
      const rights = await place.database.query<{ right: string }>(
        `select a.privilege_type as right from pg_class c, aclexplode(c.relacl) a where c.oid = $1::regclass`,
        [table],
      )
      const held = rights.map(({ right }) => right)
      assert.ok(held.includes('SELECT') && held.includes('INSERT'), 'the owner reads and adds')
      for (const right of ['UPDATE', 'DELETE', 'TRUNCATE']) assert.ok(!held.includes(right), right)
    })

    for (const sql of [`update ${table} set actor = actor`, `delete from ${table}`, `truncate ${table}`]) {
      test(`without the trigger the grant refuses a plain owner: ${sql}`, async () => {
        await asPlainOwner(table, async (tx) => {
          // What the owner may do shows that it is the grant that refuses the rest.
          await tx.query(`select count(*) from ${table}`)
          await assert.rejects(tx.query(sql), /permission denied/)
        })
      })
    }
  }

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

  test('a follower that reads while others write never sees a gap that is filled later', async () => {
    const start = await lastPosition(place.database)
    let writing = true
    const writers = Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        for (let version = 1; version <= 6; version += 2) {
          await append(event(`f${writer}`, version), event(`f${writer}`, version + 1))
        }
      }),
    ).finally(() => {
      writing = false
    })
    const seen: number[] = []
    for (let last = false; !last; ) {
      last = !writing
      for (const { position } of await readEventsAfter(place.database, start + seen.length, 1000)) seen.push(position)
    }
    await writers
    assert.deepEqual(
      seen,
      Array.from({ length: 36 }, (_, index) => start + 1 + index),
    )
  })

  test('several events of which one is contested: none is kept', async () => {
    await append(event('whole', 1))
    const start = await lastPosition(place.database)
    await assert.rejects(append(event('other', 1), event('whole', 1)), StreamMovedOn)
    assert.deepEqual(await readStream(place.database, 'other'), [])
    assert.equal(await lastPosition(place.database), start)
  })

  test('two writers on one version of a stream: one is kept, the other told, nothing overwritten', async () => {
    await append(event('contested', 1))
    const before = await readStream(place.database, 'contested')
    await assert.rejects(append(event('contested', 1)), StreamMovedOn)
    const results = await Promise.allSettled([1, 2, 3].map(() => append(event('contested', 2))))
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
    const [first, ...rest] = await readStream(place.database, 'contested')
    assert.deepEqual([first], before)
    assert.equal(rest.length, 1)
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

/** Runs `work` as an owner of the table that is no superuser, with the triggers away, and rolls everything back. */
async function asPlainOwner(table: string, work: (tx: Transaction) => Promise<void>): Promise<void> {
  const role = `sursur_test_owner_${process.pid}`
  const enough = new Error('enough')
  const run = place.database.transaction(async (tx) => {
    await tx.query(`create role ${role}`)
    await tx.query(`grant create, usage on schema public to ${role}`)
    await tx.query(`alter table ${table} owner to ${role}`)
    await tx.query(`alter table ${table} disable trigger user`)
    await tx.query(`set local role ${role}`)
    await work(tx)
    throw enough
  })
  await assert.rejects(run, (error) => error === enough)
}
