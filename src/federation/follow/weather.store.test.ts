// A bad line between two nodes: requests delayed, doubled, overtaken, cut and answered wrongly; afterwards every entry stands once, in order.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { XB } from '../../../test/fixtures/database.ts'
import { type FlakyProxy, openFlakyProxy } from '../../../test/fixtures/flaky-proxy.ts'
import { openFollowing } from '../../../test/fixtures/following.ts'
import { randomFrom } from '../../../test/fixtures/random.ts'
import { inventedEntry } from '../../../test/fixtures/written-log.ts'
import { readLogHeads } from '../../transparency/log/index.ts'
import { httpSource } from './source.ts'
import { readDisputes } from './store/disputes.ts'

const random = randomFrom(20261125)

describe('a bad line', { concurrency: false }, () => {
  let place: Awaited<ReturnType<typeof openFollowing>>
  let proxy: FlakyProxy
  before(async () => {
    place = await openFollowing()
    proxy = await openFlakyProxy(() => Number(new URL(place.served.address).port), 0, random)
  })
  after(async () => {
    await proxy.close()
    await place.close()
  })
  const open = () =>
    place.open({ patience: 1000, sourceOf: () => httpSource(`http://127.0.0.1:${proxy.port}/log`, 400) })
  async function grow(by: number): Promise<void> {
    const size = place.log.entries.length
    place.log.append(...Array.from({ length: by }, (_, at) => inventedEntry(size + at)))
    place.log.publish()
  }
  async function isWhole(): Promise<void> {
    const rows = await place.applied()
    assert.deepEqual(
      rows.map(({ index }) => index),
      place.log.entries.map((_, index) => index),
    )
  }

  test('thirty rounds of bad weather with restarts, then a fine day', async () => {
    for (let round = 0; round < 30; round++) {
      await grow(Math.floor(random() * 400))
      const spoil = random() < 0.3
      Object.assign(proxy.trouble, {
        cut: random() < 0.15,
        loseAnswers: random() < 0.1,
        double: random() < 0.3,
        delay: random() < 0.5 ? [0, 15] : undefined,
        change: (_path: string, body: Buffer) => {
          if (!spoil || random() > 0.2 || body.length === 0) return undefined
          const spoilt = Buffer.from(body)
          spoilt[Math.floor(random() * body.length)] = Math.floor(random() * 256)
          return random() < 0.3 ? spoilt.subarray(0, Math.floor(random() * body.length)) : spoilt
        },
      })
      const follower = await open()
      await Promise.all([follower.look(XB), follower.look(XB)])
    }
    Object.assign(proxy.trouble, { cut: false, loseAnswers: false, double: false, delay: undefined, change: undefined })
    await grow(1)
    assert.equal(await (await open()).look(XB), 'grew')
    await isWhole()
    assert.deepEqual(await readDisputes(place.database), [])
  })

  test('a database that was put back to an older state applies again what it lacks', async () => {
    const { database } = place
    const heads = await readLogHeads(database)
    const size = place.log.entries.length
    await grow(300)
    assert.equal(await (await open()).look(XB), 'grew')
    await database.query('delete from applied where index >= $1', [size])
    const old = heads.find(({ own }) => !own)
    await database.query('update log_heads set size = $1, root = $2 where not own', [old?.size ?? 0, old?.root ?? ''])
    assert.equal(await (await open()).look(XB), 'grew')
    await isWhole()
  })

  test('two processes on one database: one moves the cursor, nothing is applied twice', async () => {
    await grow(900)
    const [one, other] = [await open(), await open()]
    const outcomes = await Promise.all([one.look(XB), other.look(XB)])
    assert.ok(outcomes.includes('grew'), String(outcomes))
    assert.ok(
      outcomes.every((outcome) => ['grew', 'same', 'failed'].includes(outcome)),
      String(outcomes),
    )
    await isWhole()
  })
})
