// Joint acts on two databases: from a draft to the same effective act on both nodes, and everything that must not become one.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { XA, XB } from '../../../test/fixtures/database.ts'
import { type JointPair, officerOf, openJointPair, SECRET } from '../../../test/fixtures/joint-pair.ts'
import type { Country } from '../../kernel/country.ts'
import { rejectAct, signAct } from './operations/decide.ts'
import { makeOwnKey, ownDecisionKeys, revokeOwnKey } from './operations/keys.ts'
import { draftAct, proposeAct } from './operations/propose.ts'
import { sweepActs } from './refresh.ts'
import { pinOfficers } from './share.ts'
import { readAct } from './store/acts.ts'
import { readOfficers } from './store/entries.ts'

const DAY = 86_400_000
const SUSPENSION = { kind: 'suspension', recruiter: 'rec_2', licence: 'XA-1' }
let pair: JointPair
before(async () => {
  pair = await openJointPair()
  for (const [node, country] of [
    [pair.a, XA],
    [pair.b, XB],
  ] as const)
    for (const officer of ['one', 'two', 'three'])
      assert.ok(
        (await makeOwnKey(node.desk, officerOf(country, `acc_${officer}`), { secret: SECRET, again: SECRET })).ok,
      )
  await pair.meet()
})
after(() => pair.close())

const one = officerOf(XA, 'acc_one')
function madeBy<T>(
  done: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  assert.ok(done.ok, JSON.stringify(done))
  return done.value
}
const codeOf = (done: { readonly ok: boolean; readonly error?: { readonly code: string } }) => done.error?.code
const nodeOf = (country: Country) => (country === XA ? pair.a : pair.b)
const stateAt = async (country: Country, act: string) => (await readAct(nodeOf(country).database, act))?.act.state
const states = async (act: string) => [await stateAt(XA, act), await stateAt(XB, act)]

async function propose(body: object, days = 14): Promise<string> {
  const { act } = madeBy(await draftAct(pair.a.desk, one, { body, days }))
  madeBy(await proposeAct(pair.a.desk, one, act))
  return act
}
async function sign(country: Country, officer: string, act: string, secret = SECRET, hash?: string) {
  const { desk, database } = nodeOf(country)
  const shown = hash ?? (await readAct(database, act))?.act.hash ?? ''
  return signAct(desk, officerOf(country, `acc_${officer}`), { act, hash: shown, secret })
}
async function signByBoth(act: string): Promise<void> {
  for (const country of [XA, XB]) for (const officer of ['one', 'two']) madeBy(await sign(country, officer, act))
}

describe('a joint act', { concurrency: false }, () => {
  test('is approved by two officers of each, and effective on both nodes once each has cosigned the other', async () => {
    const act = await propose(SUSPENSION)
    assert.equal(await stateAt(XB, act), undefined)
    await pair.meet()
    assert.deepEqual(await states(act), ['proposed', 'proposed'])
    assert.deepEqual(madeBy(await sign(XA, 'one', act)), { approved: false })
    assert.equal(pair.a.entries.filter(({ entry }) => entry.subject === act).length, 1, 'one line stays private')
    assert.deepEqual(madeBy(await sign(XA, 'three', act)), { approved: true })
    assert.equal(codeOf(await sign(XA, 'two', act)), 'already-decided')
    await pair.meet()
    assert.deepEqual(await states(act), ['approved in part', 'approved in part'])
    for (const officer of ['one', 'two']) madeBy(await sign(XB, officer, act))
    await pair.follow(pair.b, pair.a)
    assert.deepEqual(await states(act), ['approved by all', 'approved by all'])
    assert.equal(pair.a.moved.length + pair.b.moved.length, 0)
    await pair.meet()
    assert.deepEqual(await states(act), ['effective', 'effective'])
    const from = '2026-03-02'
    const effects = [XA, XB].map((country) => ({ country, track: 'authorization', status: 'suspended', from }))
    for (const node of [pair.a, pair.b])
      assert.deepEqual(node.moved.splice(0), [{ act, rows: [{ recruiter: 'rec_2', effects }] }])
    const row = (node: JointPair['a']) => readAct(node.database, act)
    assert.deepEqual((await row(pair.a))?.act, (await row(pair.b))?.act)

    const undo = await propose({ kind: 'repeal', of: act })
    await pair.meet()
    await signByBoth(undo)
    await pair.meet()
    assert.deepEqual(await states(undo), ['effective', 'effective'])
    for (const node of [pair.a, pair.b]) {
      assert.deepEqual(node.moved.splice(0), [{ act, rows: [] }])
      assert.equal((await row(node))?.inForce, false)
    }
    assert.equal(
      codeOf(await draftAct(pair.a.desk, one, { body: { kind: 'repeal', of: act }, days: 14 })),
      'nothing-to-repeal',
    )
  })

  test('whose second approval is cosigned only after its end lapses on both, whatever its own time says', async () => {
    const act = await propose(SUSPENSION, 1)
    await pair.meet()
    await signByBoth(act)
    await pair.follow(pair.b, pair.a)
    await pair.follow(pair.a, pair.b)
    pair.pass(DAY + 1000)
    await pair.meet()
    assert.deepEqual(await states(act), ['approved by all', 'approved by all'])
    pair.pass(DAY)
    for (const node of [pair.a, pair.b]) await node.database.transaction((tx) => sweepActs(tx, node.refresher))
    assert.deepEqual(await states(act), ['lapsed', 'lapsed'])
    // A cosignature made in time that is heard of late still counts, on whichever node hears of it.
    const intime = Math.floor((pair.a.desk.node.now().getTime() - 2 * DAY) / 1000) - 1000
    await pair.cosign(pair.a, pair.b, intime)
    await pair.cosign(pair.b, pair.a, intime)
    assert.deepEqual(await states(act), ['effective', 'effective'])
    for (const node of [pair.a, pair.b]) node.moved.splice(0)
  })

  test('that one rejects is rejected on both; it cannot be signed afterwards', async () => {
    const act = await propose(SUSPENSION)
    await pair.meet()
    madeBy(await sign(XB, 'one', act))
    const reject = (reason: string) => rejectAct(pair.b.desk, officerOf(XB, 'acc_two'), { act, reason, language: 'en' })
    assert.equal(codeOf(await reject('  ')), 'no-reason')
    madeBy(await reject('The licence is another one.'))
    assert.equal(codeOf(await sign(XB, 'two', act)), 'already-decided')
    await pair.meet()
    assert.deepEqual(await states(act), ['rejected', 'rejected'])
    assert.equal(codeOf(await sign(XA, 'one', act)), 'already-decided')
  })

  test('is not signed after its end, with another text, twice by one officer, or by who may not', async () => {
    const act = await propose(SUSPENSION, 1)
    assert.equal(codeOf(await sign(XA, 'one', act, SECRET, '0'.repeat(64))), 'other-text')
    madeBy(await sign(XA, 'one', act))
    assert.equal(codeOf(await sign(XA, 'one', act)), 'already-signed')
    const hash = (await readAct(pair.a.database, act))?.act.hash ?? ''
    const other = officerOf(XA, 'acc_two', ['register officer'])
    assert.equal(codeOf(await signAct(pair.a.desk, other, { act, hash, secret: SECRET })), 'not-allowed')
    assert.equal(codeOf(await sign(XA, 'nobody', act)), 'no-key')
    pair.pass(2 * DAY)
    assert.equal(codeOf(await sign(XA, 'two', act)), 'expired')
  })

  test('of an invitation calls for the third country once', async () => {
    const act = await propose({
      kind: 'invitation',
      country: 'XC',
      name: 'Ministry (invented)',
      url: 'https://xc.example',
    })
    await pair.meet()
    await signByBoth(act)
    await pair.meet()
    await pair.meet()
    assert.deepEqual([pair.a.invited, pair.b.invited], [[act], [act]])
  })

  test('comes out the same when a node is filled again from both logs', async () => {
    const fresh = await openJointPair()
    try {
      // The books are those of the first pair: its roots signed the lists of keys.
      const { jointForeignShare, pinOfficers } = await import('./share.ts')
      await fresh.a.database.query('delete from decision_officers')
      await pinOfficers(
        fresh.a.database,
        pair.a.book
          .current()
          .parties.map((party) => ({ ...party, version: 1, decision: { threshold: 2, officers: [] } })),
      )
      const share = jointForeignShare(pair.a.book, pair.a.refresher)
      for (const { entries } of [pair.b, pair.a])
        await fresh.a.database.transaction((tx) =>
          share.apply(
            tx,
            entries.filter(({ entry }) => share.handles(entry.type)),
          ),
        )
      const cosigned = await pair.a.database.query<{ log: string; size: number; by: string; at: number }>(
        'select log, size, by, at from cosigned_sizes order by at desc',
      )
      const { noteCosignatures } = await import('./share.ts')
      for (const { log, size, by, at } of cosigned)
        await fresh.a.database.transaction((tx) =>
          noteCosignatures(tx, log, size, [{ by, time: at }], pair.a.refresher),
        )
      const all = 'select act, state, in_force, folded from joint_acts order by act'
      assert.deepEqual(await fresh.a.database.query(all), await pair.a.database.query(all))
    } finally {
      await fresh.close()
    }
  })
})

test('a place that a restored database remembers otherwise is the log’s to say', async () => {
  const act = await propose(SUSPENSION)
  const [proposal] = pair.a.entries.filter(({ entry }) => entry.subject === act)
  assert.ok(proposal)
  const share = pair.a.foreign[1]
  const rows = () =>
    pair.a.database.query('select id, index from joint_entries where act = any($1) order by id', [[act, later]])
  const later = `joint_${'3'.repeat(27)}`
  // The log holds another entry at this place; the proposal comes after it again.
  const other = { ...proposal, entry: { ...proposal.entry, id: 'xa:evt_another', subject: later } }
  const again = { ...proposal, index: proposal.index + 1 }
  await pair.a.database.transaction(async (tx) => share?.apply(tx, [other]))
  assert.deepEqual(
    await rows(),
    [
      { id: 'xa:evt_another', index: proposal.index },
      { id: proposal.entry.id, index: null },
    ].sort((one, two) => (one.id < two.id ? -1 : 1)),
  )
  await pair.a.database.transaction(async (tx) => share?.apply(tx, [again]))
  assert.deepEqual(
    await rows(),
    [
      { id: 'xa:evt_another', index: proposal.index },
      { id: proposal.entry.id, index: proposal.index + 1 },
    ].sort((one, two) => (one.id < two.id ? -1 : 1)),
  )
  await pair.a.database.query('delete from joint_entries where act = any($1)', [[act, later]])
})

test('the list of keys that was pinned first stays the beginning, whatever list is current at a later start', async () => {
  const parties = pair.a.book.current().parties
  const count = 'select version from decision_officers where country = $1 and entry = $2'
  const before = await pair.a.database.query(count, [XA, ''])
  await pinOfficers(pair.a.database, parties)
  assert.ok((parties[0]?.version ?? 0) > 1)
  assert.deepEqual(await pair.a.database.query(count, [XA, '']), before)
  assert.deepEqual((await readOfficers(pair.a.database))(XA, 0)?.officers, [])
})

describe('a decision key', { concurrency: false }, () => {
  test('needs words of its own that are long enough', async () => {
    const make = (secret: string, again = secret) =>
      makeOwnKey(
        { ...pair.a.desk, isPassword: async (_, words) => words === 'my password of 1' },
        officerOf(XA, 'acc_four'),
        { secret, again },
      )
    assert.equal(codeOf(await make('eleven char')), 'secret-short')
    assert.equal(codeOf(await make(SECRET, `${SECRET}!`)), 'secret-differs')
    assert.equal(codeOf(await make('my password of 1')), 'secret-is-password')
  })

  test('with wrong words signs nothing, and one waits longer each time', async () => {
    const act = await propose(SUSPENSION)
    for (let tries = 0; tries < 5; tries++)
      assert.equal(codeOf(await sign(XA, 'two', act, 'words that are not it')), 'wrong-secret')
    assert.equal(codeOf(await sign(XA, 'two', act)), 'wait')
    pair.pass(20_000)
    madeBy(await sign(XA, 'two', act))
  })

  test('that is replaced takes its waiting signature with it, and the new one counts once it is announced', async () => {
    const act = await propose(SUSPENSION)
    madeBy(await sign(XA, 'three', act))
    const before = await ownDecisionKeys(pair.a.database)
    const quiet = { ...pair.a.desk, announce: async () => undefined }
    madeBy(await makeOwnKey(quiet, officerOf(XA, 'acc_three'), { secret: SECRET, again: SECRET }))
    const now = await ownDecisionKeys(pair.a.database)
    assert.deepEqual(
      now.map(({ officer }) => officer),
      before.map(({ officer }) => officer),
    )
    assert.notDeepEqual(now, before)
    assert.equal(codeOf(await sign(XA, 'three', act)), 'key-rests')
    pair.pass(DAY)
    assert.equal(codeOf(await sign(XA, 'three', act)), 'key-not-announced')
    await pair.a.desk.announce()
    assert.deepEqual(madeBy(await sign(XA, 'one', act)), { approved: false })
    assert.deepEqual(madeBy(await sign(XA, 'three', act)), { approved: true })
    await pair.meet()
    assert.deepEqual(await states(act), ['approved in part', 'approved in part'])
    madeBy(await revokeOwnKey(pair.a.desk, officerOf(XA, 'acc_three')))
    assert.equal((await ownDecisionKeys(pair.a.database)).length, before.length - 1)
  })

  test('stands in the database only sealed', async () => {
    const rows = await pair.a.database.query<{ wrapped: Uint8Array }>(
      'select wrapped from decision_keys where revoked_at is null',
    )
    for (const { wrapped } of rows)
      assert.match(Buffer.from(wrapped).toString('latin1'), /^age-encryption.org\/v1\n-> scrypt /)
  })
})

test('an approval that somebody else wrote is void', async () => {
  const act = await propose(SUSPENSION)
  for (const officer of ['one', 'two']) madeBy(await sign(XA, officer, act))
  const approval = pair.a.entries.at(-1)
  assert.ok(approval)
  // XB puts XA's approval, and one of its own with XA's lines, into its own log.
  const forged = { ...approval, country: XB, log: pair.b.own.log, index: 1000 }
  const own = {
    ...forged,
    index: 1001,
    entry: { ...forged.entry, id: 'xb:evt_2', data: { ...forged.entry.data, party: 'XB' } },
  }
  const share = pair.a.foreign[1]
  const voids = await pair.a.database.transaction(async (tx) => share?.apply(tx, [forged, own]))
  assert.deepEqual(
    voids?.map(({ code }) => code),
    ['not-its-own', 'not-signed'],
  )
  await pair.meet()
  assert.deepEqual(await states(act), ['approved in part', 'approved in part'])
})
