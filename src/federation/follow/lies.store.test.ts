// A log that lies, or a line that spoils it: nothing of it is applied, what the log signed convicts it, and the last good state stays.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import { XB } from '../../../test/fixtures/database.ts'
import { seated } from '../../../test/fixtures/desk-node.ts'
import { openFollowing } from '../../../test/fixtures/following.ts'
import { inventedEntry, type Lie, writtenLog } from '../../../test/fixtures/written-log.ts'
import { newSeed, signerOf } from '../../transparency/keys/signer.ts'
import { readLogHeads } from '../../transparency/log/index.ts'
import { closeDispute } from './dispute-acts.ts'
import { checkContradiction } from './proof.ts'
import { readDisputes } from './store/disputes.ts'

type Following = Awaited<ReturnType<typeof openFollowing>>
const many = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => inventedEntry(from + at))
const sizeOf = async ({ database }: Following) => (await readLogHeads(database)).find((one) => !one.own)?.size

describe('what is not what the log signs', { concurrency: false }, () => {
  let place: Following
  before(async () => {
    place = await openFollowing()
    place.log.append(...many(0, 700))
    place.log.publish()
  })
  afterEach(() => {
    place.served.behaviour.lie = undefined
  })
  after(() => place.close())

  const spoilt =
    (pattern: RegExp, change: (bytes: Buffer) => Buffer): Lie =>
    (path, bytes) =>
      bytes && pattern.test(path) ? change(Buffer.from(bytes)) : bytes
  const flip = (bytes: Buffer) => {
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1
    return bytes
  }
  const LIES: readonly (readonly [string, Lie])[] = [
    ['a forged entry', spoilt(/^tile\/entries\/001$/, flip)],
    ['a forged entry in the partial bundle', spoilt(/^tile\/entries\/002\.p/, flip)],
    [
      'an entry with another in its place',
      spoilt(/^tile\/entries\/000$/, (bytes) => Buffer.concat([bytes, bytes.subarray(0, 50)])),
    ],
    ['a forged tile of leaves', spoilt(/^tile\/0\/001$/, flip)],
    ['a forged partial tile of leaves', spoilt(/^tile\/0\/002\.p/, flip)],
    ['a forged tile above', spoilt(/^tile\/1\//, flip)],
    ['a short tile', spoilt(/^tile\/0\/000$/, (bytes) => bytes.subarray(0, 32 * 200))],
    [
      '200 with a page where nothing is',
      (path, bytes) => (path.startsWith('tile/0/') ? Buffer.from('<html>not found</html>') : bytes),
    ],
    [
      'wrong content under a right address',
      (path, bytes) => (path === 'tile/0/000' ? readFileSync(join(place.logFolder, 'tile/0/001')) : bytes),
    ],
    ['a tile without end', (path, bytes) => (path === 'tile/0/000' ? Buffer.alloc(9_000_000) : bytes)],
    ['a checkpoint without end', (path, bytes) => (path === 'checkpoint' ? Buffer.alloc(9_000_000, 'a') : bytes)],
    [
      'a checkpoint with one more line, which nobody else signs',
      spoilt(/^checkpoint$/, (bytes) => Buffer.from(bytes.toString().replace('\n\n', '\nextension\n\n'))),
    ],
    [
      'a checkpoint with another root',
      spoilt(/^checkpoint$/, (bytes) => Buffer.from(bytes.toString().replace('\n700\n', '\n699\n'))),
    ],
    [
      'a checkpoint of another log',
      (path, bytes) => (path === 'checkpoint' ? Buffer.from(other('xc.example/log')) : bytes),
    ],
    [
      'a checkpoint signed by another key of the same name',
      (path, bytes) => (path === 'checkpoint' ? Buffer.from(other('xb.example/log')) : bytes),
    ],
  ]
  const other = (name: string) => {
    const log = writtenLog(place.folder, signerOf(name, 1, newSeed()))
    log.append(...many(0, 700))
    return log.checkpoint()
  }

  for (const [name, lie] of LIES)
    test(`${name}: not believed, nothing applied`, async () => {
      const follower = await place.open({ patience: 100 })
      place.served.behaviour.lie = lie
      assert.equal(await follower.look(XB), 'not-believed')
      // What was checked before the lie may stand; nothing from it on, and never the whole.
      assert.notEqual(await sizeOf(place), 700)
      assert.equal(follower.isRefused('xb.example/log'), false)
    })

  test('every tile and bundle is checked, whichever of them is changed', async () => {
    const fresh = await openFollowing()
    fresh.log.append(...many(0, 700))
    fresh.log.publish()
    try {
      const paths = [
        'tile/0/000',
        'tile/0/001',
        'tile/0/002.p/188',
        'tile/1/000.p/2',
        'tile/entries/000',
        'tile/entries/001',
        'tile/entries/002.p/188',
      ]
      for (const path of paths) {
        fresh.served.behaviour.lie = (asked, bytes) => (asked === path && bytes ? flip(Buffer.from(bytes)) : bytes)
        assert.equal(await (await fresh.open()).look(XB), 'not-believed', path)
      }
      assert.deepEqual(await fresh.applied(), [])
    } finally {
      await fresh.close()
    }
  })

  test('a dispute is opened when it goes on, once, and written into the own log with the hash of what was served', async () => {
    const follower = await place.open({ patience: 2 })
    place.served.behaviour.lie = spoilt(/^tile\/0\/001$/, flip)
    for (let look = 0; look < 5; look++) await follower.look(XB)
    place.served.behaviour.lie = (path, bytes) => (path === 'checkpoint' ? Buffer.from(other('xb.example/log')) : bytes)
    for (let look = 0; look < 3; look++) await follower.look(XB)
    const disputes = await readDisputes(place.database)
    assert.deepEqual(disputes.map(({ kind }) => kind).sort(), ['forged-tile', 'wrong-signature'])
    assert.deepEqual(
      place.announced.map(({ type, data }) => [type, data.log]),
      disputes.map(() => ['org.sursur.dispute.opened', 'xb.example/log']),
    )
    assert.deepEqual(
      new Set(place.announced.map(({ data }) => data.proof)),
      new Set(disputes.map(({ proofHash }) => proofHash)),
    )
  })

  test('the line is good again: everything is applied, once', async () => {
    const follower = await place.open()
    assert.equal(await follower.look(XB), 'grew')
    assert.equal((await place.applied()).length, 700)
  })

  test('a partial file that has gone is cut from the full one (C2SP #145)', async () => {
    place.log.append(...many(700, 780))
    place.log.publish()
    const checkpoint = Buffer.from(place.log.checkpoint())
    place.log.append(...many(780, 1100))
    place.log.publish()
    const follower = await place.open()
    place.served.behaviour.lie = (path, bytes) =>
      path === 'checkpoint'
        ? checkpoint
        : path.includes('.p/') && !path.includes('003') && path.includes('tile/0')
          ? undefined
          : bytes
    assert.ok(['grew', 'unreachable'].includes(await follower.look(XB)))
    place.served.behaviour.lie = (path, bytes) =>
      path === 'checkpoint'
        ? checkpoint
        : path === 'tile/0/003.p/12' || path === 'tile/entries/003.p/12'
          ? undefined
          : bytes
    assert.ok(['grew', 'same'].includes(await follower.look(XB)))
    assert.equal(await sizeOf(place), 780)
    place.served.behaviour.lie = undefined
    assert.equal(await follower.look(XB), 'grew')
    assert.equal((await place.applied()).length, 1100)
  })

  test('a missing tile, an error and a cut line are weather: tried again, no dispute', async () => {
    place.log.append(...many(1100, 1200))
    place.log.publish()
    const before = (await readDisputes(place.database)).length
    const follower = await place.open({ patience: 1 })
    const weather: readonly Lie[] = [
      (path, bytes) => (path.startsWith('tile/0') ? undefined : bytes),
      (_path, _bytes, answer) => {
        answer.writeHead(503).end()
        return 'answered'
      },
      (_path, _bytes, answer) => {
        answer.destroy()
        return 'answered'
      },
      (_path, _bytes, answer) => {
        answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
        return 'answered'
      },
    ]
    for (const lie of weather) {
      place.served.behaviour.lie = lie
      assert.equal(await follower.look(XB), 'unreachable')
    }
    assert.equal((await follower.state())[1]?.state, 'unreachable')
    assert.equal((await readDisputes(place.database)).length, before)
    place.served.behaviour.lie = undefined
    assert.equal(await follower.look(XB), 'grew')
  })

  test('an older checkpoint of the same history is stale, not a crime; after ten minutes it is told', async () => {
    const follower = await place.open()
    await follower.look(XB)
    place.served.behaviour.lie = (path, bytes) =>
      path === 'checkpoint' ? Buffer.from(place.log.checkpoint(300)) : bytes
    place.setClock('2026-03-01T12:00:00Z')
    assert.equal(await follower.look(XB), 'stale')
    assert.ok(!(await follower.state())[1]?.alarms.includes('stale'))
    place.setClock('2026-03-01T12:11:00Z')
    assert.equal(await follower.look(XB), 'stale')
    assert.ok((await follower.state())[1]?.alarms.includes('stale'))
    assert.equal(follower.isRefused('xb.example/log'), false)
    assert.equal(await sizeOf(place), 1200)
  })

  test('a retired key: nothing beyond its last good size', async () => {
    const follower = await place.open()
    place.log.append(...many(1200, 1210))
    place.log.publish()
    place.setKeys([])
    place.retired.push({ log: place.peer.log.verifierKey, lastGoodSize: 1205 })
    assert.equal(await follower.look(XB), 'not-believed')
    assert.equal(await sizeOf(place), 1200)
    place.served.behaviour.lie = (path, bytes) =>
      path === 'checkpoint' ? Buffer.from(place.log.checkpoint(1205)) : bytes
    assert.notEqual(await follower.look(XB), 'not-believed')
    place.setKeys([place.peer.log.verifierKey])
    place.retired.pop()
  })

  test('void and malformed entries of a signed tree do not stop it; each kind becomes one dispute with a proof', async () => {
    const follower = await place.open()
    place.log.append(
      inventedEntry(1210, { type: 'org.sursur.test.void' }),
      new TextEncoder().encode('{"not":"an entry"}'),
      inventedEntry(1212, { country: 'xa' }),
      inventedEntry(1213),
    )
    place.log.publish()
    assert.equal(await follower.look(XB), 'grew')
    assert.equal(await sizeOf(place), 1214)
    const disputes = (await readDisputes(place.database)).filter(({ kind }) => kind === 'void-entry')
    assert.deepEqual(disputes.map(({ matter }) => matter).sort(), [
      'foreign-identifier',
      'malformed-entry',
      'not-its-own',
    ])
    for (const { proof, announcedAt } of disputes) {
      assert.match(proof, /^c2sp\.org\/tlog-proof@v1\nindex 121\d\n/)
      assert.ok(announcedAt)
    }
    assert.equal((await place.applied()).at(-1)?.id, 'xb:evt_1213')
  })
})

describe('two histories', { concurrency: false }, () => {
  for (const [name, known, shown] of [
    ['a fork that goes on further', 300, 400],
    ['a fork of the same size', 300, 300],
    ['a rollback to another history', 300, 290],
  ] as const)
    test(`${name}: refused with a proof, never followed, until somebody settles it`, async () => {
      const place = await openFollowing()
      try {
        place.log.append(...many(0, known))
        place.log.publish()
        const follower = await place.open()
        assert.equal(await follower.look(XB), 'grew')
        const good = place.log.checkpoint()
        const fork = writtenLog(place.logFolder, place.peer.log, [place.own.witness, place.peer.witness])
        fork.append(...many(0, 280), ...many(5000, 5000 + shown - 280))
        fork.publish()
        assert.equal(await follower.look(XB), 'refused')
        assert.ok(follower.isRefused('xb.example/log'))
        assert.equal(await sizeOf(place), known)
        const [dispute] = await readDisputes(place.database)
        assert.equal(dispute?.kind, shown < known ? 'rollback' : 'split-view')
        assert.deepEqual(checkContradiction(dispute?.proof ?? '', [place.peer.log.verifierKey]), [
          Math.min(known, shown),
          Math.max(known, shown),
        ])
        assert.throws(() => checkContradiction(dispute?.proof ?? '', [place.own.log.verifierKey]))
        assert.throws(() =>
          checkContradiction(
            (dispute?.proof ?? '')
              .replace(/^root-at.*$/m, 'root-at 1 x')
              .replaceAll(/^([^—\n]{43}=)$/gm, (root) => `B${root.slice(1)}`),
            [place.peer.log.verifierKey],
          ),
        )
        assert.equal(place.announced.at(-1)?.data.proof, dispute?.proofHash)
        // A restart forgets nothing, and looks at nothing.
        const again = await place.open()
        const asked = place.served.asked.length
        assert.equal(await again.look(XB), 'refused')
        assert.equal(place.served.asked.length, asked)
        assert.equal((await again.state())[1]?.state, 'refused')
        // Closed with a reason, while the fork is still served: it is found again.
        const { node } = again
        const officer = seated('acc_officer', ['deciding officer'])
        assert.equal((await closeDispute(node, officer, dispute?.id ?? '', ' ', 'once-1')).ok, false)
        assert.equal(
          (await closeDispute(node, seated('acc_a', ['auditor']), dispute?.id ?? '', 'told', 'once-2')).ok,
          false,
        )
        assert.equal((await closeDispute(node, officer, dispute?.id ?? '', 'settled by telephone', 'once-3')).ok, true)
        assert.equal(place.announced.at(-1)?.type, 'org.sursur.dispute.closed')
        assert.ok(place.announced.at(-1)?.prev)
        assert.ok(!JSON.stringify(place.announced).includes('telephone'))
        await again.refresh()
        assert.equal(await again.look(XB), 'refused')
        const reopened = (await readDisputes(place.database))[0]
        assert.equal((await closeDispute(node, officer, reopened?.id ?? '', 'settled again', 'once-4')).ok, true)
        await again.refresh()
        // The true history is back, and goes on.
        place.log.append(...many(known, known + 50))
        const { writeFileSync, rmSync } = await import('node:fs')
        rmSync(join(place.logFolder, 'tile'), { recursive: true })
        const whole = writtenLog(place.logFolder, place.peer.log, [place.own.witness, place.peer.witness])
        whole.append(...place.log.entries)
        whole.publish()
        writeFileSync(join(place.logFolder, 'old'), good)
        assert.equal(await again.look(XB), 'grew')
        assert.equal(await sizeOf(place), known + 50)
      } finally {
        await place.close()
      }
    })
})
