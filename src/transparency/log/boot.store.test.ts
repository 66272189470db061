// A node's database held against what it has published: filled again from its files or a mirror, or closed with a reason.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { XA } from '../../../test/fixtures/database.ts'
import { openOwnLog, share, signer } from '../../../test/fixtures/own-log.ts'
import { checkpointBody } from '../format/checkpoint.ts'
import { parseVerifierKey } from '../format/key.ts'
import { signatureLine, writeNote } from '../format/note.ts'
import { bundlePath, readBundle, writeBundle } from '../format/tiles.ts'
import { bootLog, createOwnLog, createPublisher, type ForeignShare, type OwnLog, readHead } from './index.ts'

const opened = await openOwnLog()
const { place, parts, act, published } = opened
after(() => opened.close())

before(async () => {
  const log = createOwnLog('xa', [share])
  for (let n = 0; n < 300; n++) await act(log, n)
  const publisher = createPublisher(parts('one'))
  await publisher.publish()
  await publisher.stop()
})

/** A share that remembers what it was given. */
function remembering(): ForeignShare & { readonly ids: string[] } {
  const ids: string[] = []
  return {
    ids,
    handles: () => true,
    async apply(_tx, entries) {
      ids.push(...entries.map(({ entry }) => entry.id))
      return []
    },
  }
}

const boot = (
  name: string,
  log: OwnLog,
  shares: readonly ForeignShare[],
  more: Partial<Parameters<typeof bootLog>[0]> = {},
) =>
  bootLog({
    database: opened.database,
    log,
    country: XA,
    origin: 'xa-xb/xa',
    folder: join(place, name),
    headFile: join(place, `${name}-head`),
    keys: [parseVerifierKey(signer.verifierKey)],
    shares,
    followed: true,
    seenByOthers: async () => [],
    fetchMirrored: async () => undefined,
    say: () => undefined,
    ...more,
  })

test('a database from an old backup is filled again from the own files before anything is appended', async () => {
  const all = published('one').map(({ id }) => id)
  await opened.database.query('update log_next set index = 100')
  const log = createOwnLog('xa', [share])
  const known = remembering()
  const outcome = await boot('one', log, [known])
  assert.equal(outcome.state, 'refilled')
  assert.deepEqual(known.ids, all.slice(100))
  assert.equal(log.closed(), undefined)
})

test('on a new machine the files come from a mirror; without anybody to ask the log stays closed', async () => {
  const log = createOwnLog('xa', [share])
  assert.equal((await boot('two', log, [])).state, 'no-peer')
  assert.equal(log.closed(), 'no-peer')
  const mirror = join(place, 'one')
  const mirrored = {
    seenByOthers: async () => [readFileSync(join(mirror, 'checkpoint'))],
    fetchMirrored: async (path: string) =>
      existsSync(join(mirror, path)) ? readFileSync(join(mirror, path)) : undefined,
  }
  await opened.database.query('update log_next set index = 3')
  const known = remembering()
  assert.equal((await boot('two', log, [known], mirrored)).state, 'refilled')
  assert.equal(known.ids.length, (readHead(join(place, 'one-head'))?.size ?? 0) - 3)
  assert.equal(log.closed(), undefined)
})

test('a mirror that holds another tree under our own signature closes the log', async () => {
  const folder = join(place, 'two')
  const lying = {
    seenByOthers: async () => [readFileSync(join(folder, 'checkpoint-of-another'))],
    fetchMirrored: async () => undefined,
  }
  const size = readHead(join(place, 'two-head'))?.size ?? 0
  writeFileSync(join(folder, 'checkpoint-of-another'), signedHead(size, new Uint8Array(32)))
  const log = createOwnLog('xa', [share])
  assert.equal((await boot('two', log, [], lying)).state, 'contradiction')
})

/** A checkpoint of the own log, signed with its true key. */
function signedHead(size: number, root: Uint8Array): Uint8Array {
  const body = checkpointBody({ origin: signer.name, size, root })
  return Buffer.from(writeNote(body, [signatureLine(signer.name, signer.id, signer.sign(Buffer.from(body)))]))
}

test('a fork that was signed at a smaller size closes the log too', async () => {
  const log = createOwnLog('xa', [share])
  const forked = { seenByOthers: async () => [signedHead(7, new Uint8Array(32))] }
  assert.equal((await boot('one', log, [], forked)).state, 'contradiction')
  assert.equal(log.closed(), 'contradiction')
})

test('files that were lost while the head was kept come back from a mirror', async () => {
  const mirror = join(place, 'one')
  writeFileSync(join(place, 'bare-head'), readFileSync(join(place, 'one-head')))
  const outcome = await boot('bare', createOwnLog('xa', [share]), [remembering()], {
    fetchMirrored: async (path) => readFileSync(join(mirror, path)),
  })
  assert.notEqual(outcome.state, 'contradiction')
  assert.deepEqual(readFileSync(join(place, 'bare-head')), readFileSync(join(place, 'one-head')))
  assert.ok(existsSync(join(place, 'bare', bundlePath(0))))
})

test('a mirror that does not come to what was signed is no contradiction of ours: it is asked again', async () => {
  const log = createOwnLog('xa', [share])
  writeFileSync(join(place, 'lied-head'), readFileSync(join(place, 'one-head')))
  const mirror = join(place, 'one')
  const lying = {
    async fetchMirrored(path: string) {
      const entries = readBundle(readFileSync(join(mirror, path)))
      return writeBundle([Buffer.from('{}'), ...entries.slice(1)])
    },
  }
  await assert.rejects(boot('lied', log, [], lying), /tried again/)
  assert.equal(log.closed(), 'catching-up')
})

test('a waiting entry that is not the published one at its place closes the log', async () => {
  const size = readHead(join(place, 'one-head'))?.size ?? 0
  await opened.database.query('delete from log_entries')
  await opened.database.query(
    `insert into log_entries (index, id, position, entry) values ($1, 'xa:evt_other', 1, decode('7b7d', 'hex'))`,
    [size - 1],
  )
  assert.equal((await boot('one', createOwnLog('xa', [share]), [])).state, 'contradiction')
  await opened.database.query('delete from log_entries')
  assert.notEqual((await boot('one', createOwnLog('xa', [share]), [remembering()])).state, 'contradiction')
})

test('out of a backup, with the files lost too: nothing is filled to the kept head before somebody was asked', async () => {
  const mirror = join(place, 'one')
  writeFileSync(join(place, 'alone-head'), readFileSync(join(place, 'one-head')))
  await opened.database.query('update log_next set index = 3, restored = true')
  const log = createOwnLog('xa', [share])
  const fetchMirrored = async (path: string) => readFileSync(join(mirror, path))
  assert.equal((await boot('alone', log, [], { fetchMirrored })).state, 'no-peer')
  assert.equal(log.closed(), 'no-peer')
  assert.ok(!existsSync(join(place, 'alone')))
  const seenByOthers = async () => [readFileSync(join(mirror, 'checkpoint'))]
  assert.equal((await boot('alone', log, [remembering()], { fetchMirrored, seenByOthers })).state, 'refilled')
})

test('a log that nobody follows and whose head is lost goes on from its own signed checkpoint', async () => {
  const kept = readHead(join(place, 'one-head'))
  const headFile = join(place, 'found-head')
  const { state } = await boot('one', createOwnLog('xa', [share]), [remembering()], { followed: false, headFile })
  assert.notEqual(state, 'no-peer')
  assert.deepEqual(readHead(headFile), kept)
  const lostToo = join(place, 'lost-head')
  const folder = join(place, 'nothing')
  await boot('nothing', createOwnLog('xa', [share]), [], { followed: false, headFile: lostToo, folder })
  assert.equal(readHead(lostToo), undefined)
})
