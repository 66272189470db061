// Two stories told to two listeners meet: what a witness shows is held against what this node holds, of the peers' logs and of the own.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { XB } from '../../../test/fixtures/database.ts'
import { openFollowing } from '../../../test/fixtures/following.ts'
import { inventedEntry, writtenLog } from '../../../test/fixtures/written-log.ts'
import { mirrorName } from './mirror.ts'
import { checkContradiction } from './proof.ts'
import { readDisputes } from './store/disputes.ts'

const many = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => inventedEntry(from + at))

describe('gossip', { concurrency: false }, () => {
  let place: Awaited<ReturnType<typeof openFollowing>>
  before(async () => {
    place = await openFollowing()
    place.log.append(...many(0, 300))
    place.log.publish()
  })
  after(() => place.close())

  /** What the peer's witness shows of a log. */
  function shown(origin: string, checkpoint: string): void {
    const path = join(place.folder, 'shown', mirrorName(origin), 'checkpoint')
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, checkpoint)
    place.served.behaviour.lie = (asked, bytes) => {
      if (!asked.startsWith('/witness/')) return bytes
      return asked === `/witness/${mirrorName(origin)}/checkpoint` ? Buffer.from(checkpoint) : undefined
    }
  }

  test('what fits convicts nobody, whether it is older or newer than what is held', async () => {
    const follower = await place.open()
    assert.equal(await follower.look(XB), 'grew')
    for (const size of [0, 17, 256, 300]) {
      shown('xb.example/log', place.log.checkpoint(size))
      await follower.listen()
    }
    place.log.append(...many(300, 310))
    shown('xb.example/log', place.log.checkpoint(310))
    await follower.listen()
    place.log.append(...many(310, 320))
    place.log.publish()
    assert.equal(await follower.look(XB), 'grew')
    assert.deepEqual(await readDisputes(place.database), [])
  })

  test('what somebody else signed, or nobody, convicts nobody', async () => {
    const follower = await place.open()
    shown('xb.example/log', place.log.checkpoint(100, 1772366400, place.own.log))
    await follower.listen()
    shown('xb.example/log', 'no note at all')
    await follower.listen()
    assert.deepEqual(await readDisputes(place.database), [])
  })

  test('a fork that was shown to a witness before this node reached its size is found when it does', async () => {
    const fork = writtenLog(join(place.folder, 'fork'), place.peer.log)
    fork.append(...many(0, 290), ...many(7000, 7040))
    const follower = await place.open()
    shown('xb.example/log', fork.checkpoint(330))
    await follower.listen()
    assert.equal(follower.isRefused('xb.example/log'), false)
    place.log.append(...many(320, 400))
    place.log.publish()
    assert.equal(await follower.look(XB), 'refused')
    const [dispute] = await readDisputes(place.database)
    assert.deepEqual(checkContradiction(dispute?.proof ?? '', [place.peer.log.verifierKey]), [330, 400])
    assert.equal((await place.applied()).length, 320)
  })

  test('the own key signed another history somewhere: told, with proof', async () => {
    const own = writtenLog(join(place.dataFolder, 'log'), place.own.log)
    own.append(...Array.from({ length: 20 }, (_, at) => inventedEntry(at, { country: 'xa' })))
    own.publish()
    const stolen = writtenLog(join(place.folder, 'stolen'), place.own.log)
    stolen.append(...Array.from({ length: 12 }, (_, at) => inventedEntry(at + 1, { country: 'xa' })))
    shown('xa.example/log', own.checkpoint(12))
    const follower = await place.open()
    await follower.listen()
    assert.equal(follower.isRefused('xa.example/log'), false)
    shown('xa.example/log', stolen.checkpoint())
    await follower.listen()
    assert.ok(follower.isRefused('xa.example/log'))
    const dispute = (await readDisputes(place.database)).find(({ log }) => log === 'xa.example/log')
    assert.deepEqual(checkContradiction(dispute?.proof ?? '', [place.own.log.verifierKey]), [12, 12])
    assert.equal(place.announced.at(-1)?.data.log, 'xa.example/log')
  })
})
