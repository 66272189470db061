// Following an honest log over HTTP: every entry once and in order, the mirror whole, and again after each interruption.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { XB } from '../../../test/fixtures/database.ts'
import { openFollowing, recordingShare } from '../../../test/fixtures/following.ts'
import { inventedEntry, plainRoot } from '../../../test/fixtures/written-log.ts'
import { toBase64 } from '../../transparency/format/bytes.ts'
import { readLogHeads } from '../../transparency/log/index.ts'
import { mirrorName } from './mirror.ts'
import { folderSource } from './source.ts'
import { openTree } from './tree.ts'

type Following = Awaited<ReturnType<typeof openFollowing>>
const many = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => inventedEntry(from + at))
const headOf = async ({ database, log }: Following) => {
  const head = (await readLogHeads(database)).find((one) => !one.own)
  assert.equal(head?.root, toBase64(plainRoot(log.leaves.slice(0, head?.size))))
  return head
}

describe('an honest log', { concurrency: false }, () => {
  let place: Following
  before(async () => {
    place = await openFollowing()
  })
  after(() => place.close())

  test('is applied in the order of its index, each entry once, at sizes around the borders of tiles', async () => {
    const follower = await place.open()
    let size = 0
    for (const next of [0, 1, 2, 255, 256, 257, 512, 600, 1793, 1800]) {
      place.log.append(...many(size, next))
      size = next
      place.log.publish()
      assert.equal(await follower.look(XB), next === 0 ? 'same' : 'grew', String(next))
      assert.equal((await headOf(place))?.size, next)
    }
    const rows = await place.applied()
    assert.deepEqual(
      rows.map(({ index, id }) => [index, id]),
      Array.from({ length: 1800 }, (_, index) => [index, `xb:evt_${index}`]),
    )
  })

  test('its mirror is the log, file by file, and stands alone', async () => {
    const folder = join(place.dataFolder, 'mirror', mirrorName('xb.example/log'))
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    assert.ok(files.length > 20)
    for (const { parentPath, name } of files) {
      const file = join(parentPath, name)
      assert.deepEqual(readFileSync(file), readFileSync(join(place.logFolder, relative(folder, file))), file)
    }
    const tree = await openTree(folderSource(folder), 1800, plainRoot(place.log.leaves))
    for (let at = 0; at < 8; at++) assert.ok((await tree.bundle(at)).entries.length > 0)
  })

  test('is confirmed when the quorum has cosigned, and heard without growth', async () => {
    place.setClock('2026-03-01T13:00:00Z')
    const follower = await place.open()
    assert.equal(await follower.look(XB), 'same')
    const head = await headOf(place)
    assert.equal(head?.confirmedSize, 1800)
    assert.deepEqual(head?.heardAt, new Date('2026-03-01T13:00:00Z'))
    const [, state] = await follower.state()
    assert.equal(state?.state, 'up to date')
    assert.equal(state?.lag, 0)
  })

  test('a process that ends between the mirror and the cursor goes on where it stood', async () => {
    place.log.append(...many(1800, 6000))
    place.log.publish()
    let left = 1
    const dying = await place.open({
      between() {
        if (left-- === 0) throw new Error('the process ends here')
      },
    })
    assert.equal(await dying.look(XB), 'failed')
    const half = (await headOf(place))?.size ?? 0
    assert.ok(half > 1800 && half < 6000, String(half))
    const again = await place.open()
    assert.equal(await again.look(XB), 'grew')
    assert.equal((await place.applied()).length, 6000)
    assert.equal((await headOf(place))?.size, 6000)
    // The last thing before the cursor is the mirror's checkpoint.
    place.log.append(...many(6000, 6010))
    place.log.publish()
    const last = await place.open({
      between() {
        throw new Error('the process ends here')
      },
    })
    assert.equal(await last.look(XB), 'failed')
    assert.equal((await headOf(place))?.size, 6000)
    assert.equal(await again.look(XB), 'grew')
    assert.equal((await place.applied()).length, 6010)
  })

  test('a mirror that was lost or damaged is fetched again, and nothing is applied twice', async () => {
    const folder = join(place.dataFolder, 'mirror', mirrorName('xb.example/log'))
    rmSync(folder, { recursive: true })
    const follower = await place.open()
    place.log.append(...many(6010, 6011))
    place.log.publish()
    assert.equal(await follower.look(XB), 'grew')
    assert.ok(existsSync(join(folder, 'tile/entries/000')))
    assert.equal((await place.applied()).length, 6011)
  })

  test('entries of types that nobody knows are passed over, and read once somebody does', async () => {
    place.log.append(inventedEntry(6011, { type: 'org.sursur.later.thing' }), ...many(6012, 6014))
    place.log.publish()
    const follower = await place.open()
    assert.equal(await follower.look(XB), 'grew')
    const [, state] = await follower.state()
    assert.deepEqual(state?.newerTypes, ['org.sursur.later.thing'])
    assert.deepEqual(state?.alarms, ['newer'])
    assert.equal((await place.applied()).length, 6013)
    const knowing = await place.open({
      shares: [{ ...recordingShare(), handles: () => true }],
    })
    assert.equal(await knowing.look(XB), 'same')
    assert.equal((await place.applied()).length, 6014)
    assert.deepEqual((await knowing.state())[1]?.newerTypes, [])
  })
})
