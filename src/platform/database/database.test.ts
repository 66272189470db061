// Transactions on the real engine: whole or not at all, tried again on a collision, and never reported done when they are not.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Database } from './database.ts'
import { openEmbedded } from './open.ts'

let database: Database
before(async () => {
  database = await openEmbedded()
  await database.query('create table things (name text primary key, born date, many bigint)')
})
beforeEach(() => database.query('delete from things'))
after(() => database.close())

const names = async () =>
  (await database.query<{ name: string }>('select name from things order by name')).map(({ name }) => name)
const collision = (code: string) => Object.assign(new Error('a concurrent writer'), { code })

describe('a database', { concurrency: false }, () => {
  test('what throws leaves nothing behind', async () => {
    const broken = database.transaction(async (tx) => {
      await tx.query(`insert into things (name) values ('half')`)
      throw new Error('no further')
    })
    await assert.rejects(broken, /no further/)
    assert.deepEqual(await names(), [])
  })

  for (const code of ['40001', '40P01', '23505']) {
    test(`a collision (${code}) is tried again from the start, on what is there then`, async () => {
      let tries = 0
      const value = await database.transaction(async (tx) => {
        await tx.query('insert into things (name) values ($1)', [`try ${++tries}`])
        if (tries < 3) throw collision(code)
        return tries
      })
      assert.equal(value, 3)
      assert.deepEqual(await names(), ['try 3'])
    })
  }

  test('a collision that never ends is thrown after four tries; anything else at once', async () => {
    let tries = 0
    const fail = (code: string) =>
      database.transaction(async () => {
        tries++
        throw collision(code)
      })
    await assert.rejects(fail('40001'), /a concurrent writer/)
    assert.equal(tries, 4)
    tries = 0
    await assert.rejects(fail('22P02'), /a concurrent writer/)
    assert.equal(tries, 1)
  })

  test('a failed statement that was swallowed is not reported as done', async () => {
    const swallowed = database.transaction(async (tx) => {
      await tx.query(`insert into things (name) values ('lost')`)
      await tx.query('select 1 / 0').catch(() => undefined)
    })
    await assert.rejects(swallowed, /nothing of it was kept/)
    assert.deepEqual(await names(), [])
  })

  test('a day stays the text that it is, and a count is a number', async () => {
    await database.query('insert into things (name, born, many) values ($1, $2, $3)', [
      'x',
      '2026-03-29',
      4_000_000_000,
    ])
    assert.deepEqual(await database.query('select born, many from things'), [
      { born: '2026-03-29', many: 4_000_000_000 },
    ])
  })
})
