// From an act to published tiles: commit order is index order, a rolled-back act leaves no hole, and wherever the process ends, the log goes on without loss or change.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actor, openTestDatabase, type TestDatabase, XA } from '../../../test/fixtures/database.ts'
import { appendEvents, type StoredEvent } from '../../events/index.ts'
import { day } from '../../kernel/day.ts'
import { newIdentifier } from '../../platform/seal/digest.ts'
import { checkpointBody, openCheckpoint } from '../format/checkpoint.ts'
import { readEntry } from '../format/entry.ts'
import { parseVerifierKey } from '../format/key.ts'
import { signatureLine, writeNote } from '../format/note.ts'
import { parsePolicy } from '../format/policy.ts'
import { bundlePath, readBundle, writeBundle } from '../format/tiles.ts'
import { newSeed, signerOf } from '../keys/signer.ts'
import {
  type AskWitnesses,
  appendBacklog,
  bootLog,
  createOwnLog,
  createPublisher,
  type ForeignShare,
  type LogShare,
  type OwnLog,
  readHead,
  readLogHeads,
} from './index.ts'

/** Every event that is called public, with nothing but its number. */
const share: LogShare = {
  draft: async (_tx, stored) =>
    stored
      .filter(({ type }) => type === 'test.public')
      .map(({ id, stream, recordedAt, data }) => ({
        id,
        type: 'org.sursur.test',
        time: recordedAt.toISOString(),
        subject: stream,
        prev: null,
        data: data as { n: number },
      })),
}
const signer = signerOf('localhost:1/log', 1, newSeed())
const nobody: AskWitnesses = async () => []
const place = mkdtempSync(join(tmpdir(), 'sursur-publish-'))
let opened: TestDatabase
before(async () => {
  opened = await openTestDatabase()
})
after(async () => {
  await opened.close()
  rmSync(place, { recursive: true, force: true })
})

const parts = (name: string, more: Partial<Parameters<typeof createPublisher>[0]> = {}) => ({
  database: opened.database,
  country: XA,
  folder: join(place, name),
  headFile: join(place, `${name}-head`),
  signers: [signer],
  now: () => new Date(),
  policy: () => undefined,
  ask: nobody,
  published: () => undefined,
  warn: () => undefined,
  ...more,
})

/** One act: an event, appended to the log in the same transaction. */
async function act(log: OwnLog, n: number, fail = false, type = 'test.public'): Promise<StoredEvent | undefined> {
  return opened.database.transaction(async (tx) => {
    const event = {
      stream: newIdentifier('rec'),
      streamVersion: 1,
      type,
      version: 1,
      legalDay: day('2026-01-01'),
      ground: { text: {} },
      data: { n },
    }
    const stored = await appendEvents(tx, [event], {
      actor: actor('deciding officer'),
      origin: 'xa-xb/xa',
      recordedAt: new Date(),
    })
    await log.append(tx, stored)
    if (fail) throw new Error('rolled back')
    return stored[0]
  })
}

function published(name: string): readonly { readonly id: string; readonly n: unknown }[] {
  const folder = join(place, name)
  const { checkpoint } = openCheckpoint(readFileSync(join(folder, 'checkpoint')), [
    parseVerifierKey(signer.verifierKey),
  ])
  const all: { id: string; n: unknown }[] = []
  for (let at = 0; at * 256 < checkpoint.size; at++) {
    const width = Math.min(256, checkpoint.size - at * 256)
    for (const bytes of readBundle(readFileSync(join(folder, bundlePath(at, width))))) {
      const { id, data } = readEntry(bytes)
      all.push({ id, n: data.n })
    }
  }
  return all
}

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
