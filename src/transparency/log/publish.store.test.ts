// From an act to published tiles: commit order is index order, a rolled-back act leaves no hole, and wherever the process ends, the log goes on without loss or change.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openOwnLog, share, signer } from '../../../test/fixtures/own-log.ts'
import { parsePolicy } from '../format/policy.ts'
import { newSeed, signerOf } from '../keys/signer.ts'
import { type AskWitnesses, appendBacklog, createOwnLog, createPublisher, readHead, readLogHeads } from './index.ts'

const opened = await openOwnLog()
const { place, parts, act, published } = opened
after(() => opened.close())

test('an old database gets its public events appended once, in their order', async () => {
  const before = createOwnLog('xa', [])
  for (let n = 0; n < 5; n++) await act(before, n, false, n === 2 ? 'test.private' : 'test.public')
  const own = { short: 'xa', origin: 'xa-xb/xa' }
  assert.equal(await appendBacklog(opened.database, own, [share]), 4)
  assert.equal(await appendBacklog(opened.database, own, [share]), 0)
  await createPublisher(parts('one')).publish()
  assert.deepEqual(
    published('one').map(({ n }) => n),
    [0, 1, 3, 4],
  )
})

test('many acts at once, some rolled back: every kept one stands in the log once, in commit order', async () => {
  const log = createOwnLog('xa', [share])
  const acts = Array.from({ length: 40 }, (_, n) => act(log, 100 + n, n % 5 === 0).catch(() => undefined))
  const kept = (await Promise.all(acts)).filter((stored) => stored !== undefined)
  const publisher = createPublisher(parts('one'))
  await publisher.publish()
  const ids = published('one')
    .slice(4)
    .map(({ id }) => id)
  const inOrder = [...kept].sort((one, other) => one.position - other.position).map(({ id }) => `xa:${id}`)
  assert.deepEqual(ids, inOrder)
})

test('wherever publishing ends, the next one goes on: same entries, nothing twice', async () => {
  const log = createOwnLog('xa', [share])
  for (const place of ['tiles', 'head', 'checkpoint', 'row', 'witnesses'] as const) {
    for (let n = 0; n < 130; n++) await act(log, 1000 + n)
    const broken = createPublisher(
      parts('one', {
        at: (reached) => {
          if (reached === place) throw new Error(`ended at ${place}`)
        },
      }),
    )
    await broken.publish().catch(() => undefined)
    await broken.stop()
    const again = createPublisher(parts('one'))
    await again.publish()
    await again.stop()
    const all = published('one')
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length)
    const [head] = await readLogHeads(opened.database)
    assert.equal(head?.size, all.length)
    assert.equal(head?.confirmedSize, all.length)
  }
  const [waiting] = await opened.database.query<{ count: number }>('select count(*) as count from log_entries')
  assert.equal(waiting?.count, 0, 'the rows of published entries are gone')
})

test('a step that fails, as on a full disk, is done again by the same process: nothing twice, nothing changed', async () => {
  const log = createOwnLog('xa', [share])
  for (const [round, step] of (['tiles', 'head', 'checkpoint', 'row'] as const).entries()) {
    let full = true
    const publisher = createPublisher(
      parts('one', {
        at(place) {
          if (full && place === step) throw new Error('ENOSPC: no space left on device')
        },
      }),
    )
    await act(log, 4500 + round)
    await assert.rejects(publisher.publish(), /ENOSPC/)
    await act(log, 4600 + round)
    full = false
    await publisher.publish()
    await publisher.stop()
    const all = published('one')
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length, step)
    assert.deepEqual(
      all.slice(-2).map(({ n }) => n),
      [4500 + round, 4600 + round],
      step,
    )
    const [head] = await readLogHeads(opened.database)
    assert.equal(head?.size, all.length, step)
    assert.equal(readHead(join(place, 'one-head'))?.size, all.length, step)
  }
})

test('with nothing new the witnesses are asked again after a while, and the position stays what it was', async () => {
  let clock = Date.now()
  let asked = 0
  const ask: AskWitnesses = async () => {
    asked++
    return []
  }
  const publisher = createPublisher(parts('one', { now: () => new Date(clock), ask }))
  await publisher.publish()
  const [before] = await readLogHeads(opened.database)
  assert.ok((before?.position ?? 0) > 0)
  clock += 11 * 60 * 1000
  await publisher.publish()
  await publisher.publish()
  await publisher.stop()
  assert.equal(asked, 2)
  assert.equal((await readLogHeads(opened.database))[0]?.position, before?.position)
})

test('of two publishers one stops before it signs anything else', async () => {
  const log = createOwnLog('xa', [share])
  const [one, other] = [createPublisher(parts('one')), createPublisher(parts('one'))]
  await act(log, 5000)
  await one.publish()
  await act(log, 5001)
  await assert.rejects(other.publish(), /not in the database|moved by another/)
})

test('a head that is put back to an older one is noticed', async () => {
  const headFile = join(place, 'one-head')
  const now = readFileSync(headFile, 'utf8')
  writeFileSync(headFile, JSON.stringify({ ...JSON.parse(now), root: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }))
  assert.throws(() => createPublisher(parts('one')), /refill/)
  writeFileSync(headFile, now)
})

test('unconfirmed entries stay in the database until the quorum has cosigned', async () => {
  const log = createOwnLog('xa', [share])
  const witness = signerOf('localhost:2/witness', 4, newSeed())
  const policy = parsePolicy(`log ${signer.verifierKey}\nwitness w ${witness.verifierKey}\nquorum w\n`)
  await act(log, 6000)
  const publisher = createPublisher(parts('one', { policy: () => policy }))
  await publisher.publish()
  await publisher.stop()
  const [head] = await readLogHeads(opened.database)
  assert.equal(head?.confirmedSize, (head?.size ?? 0) - 2, 'this act, and one of the test before')
  const [waiting] = await opened.database.query<{ count: number }>('select count(*) as count from log_entries')
  assert.equal(waiting?.count, 2)
})
