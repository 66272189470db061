// The joint register in use: what a host's word does to the answer, what waits to be confirmed, and names that travel apart.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actor, openTestDatabase, type TestDatabase, XA, XB } from '../../../../../test/fixtures/database.ts'
import { inventedPack, seated } from '../../../../../test/fixtures/desk-node.ts'
import { type TestRegister, testRegister } from '../../../../../test/fixtures/two-registers.ts'
import type { Country } from '../../../../kernel/country.ts'
import { day } from '../../../../kernel/day.ts'
import type { Pack } from '../../../../packs/index.ts'
import { type KnownRegister, openKnownRegister } from '../../known.ts'
import { sourcesOf } from '../../sources.ts'
import { setJointEffects } from '../../store/joint.ts'
import type { Speaker } from '../../summary.ts'
import { checkRecruiter } from '../check-recruiter.ts'
import { enterRecruiter } from '../enter-recruiter.ts'
import { eraseParticulars } from '../erase-particulars.ts'
import { type ActOnRecruiter, recordAct } from '../record-act.ts'
import { showRecruiter } from '../show-recruiter.ts'
import { divergences } from './divergences.ts'
import { missingParticulars, particularsAfter, savePeerParticulars } from './peer-particulars.ts'
import { actOnRecognition } from './recognize.ts'
import { statusFacts } from './status-facts.ts'

const TODAY = day('2026-03-01')
const ground = { text: { en: 'the ground of the office' } }
let places: TestDatabase[]
let pack: Pack
let xa: TestRegister
let xb: TestRegister
let known: KnownRegister
let seenByXa: KnownRegister

before(async () => {
  pack = { ...(await inventedPack()), recognition: 'shown' }
  places = [await openTestDatabase(), await openTestDatabase()]
  const [a, b] = places
  assert.ok(a && b)
  xa = testRegister(a.database, XA)
  xb = testRegister(b.database, XB)
  known = await openKnownRegister(xb.database, pack, xb.node.now)
  seenByXa = await openKnownRegister(xa.database, pack, xa.node.now)
})
after(() => Promise.all(places.map(({ close }) => close())))

const speaker = (register: KnownRegister, country: Country, more: Partial<Pack> = {}): Speaker => ({
  pack: { ...pack, ...more },
  country,
  sample: false,
  lists: [],
  heads: register.heads(),
})
async function act(on: TestRegister, licence: string, what: ActOnRecruiter['act'], legalDay = TODAY) {
  const by = actor('deciding officer', on.country)
  const done = await recordAct(on.node, by, {
    ...{ act: what, home: XA, licence, country: on.country, ground },
    day: legalDay,
  })
  assert.ok(done.ok, JSON.stringify(done))
}
async function enter(licence: string, name: string) {
  const entered = await enterRecruiter(xa.node, actor('deciding officer', XA), {
    ...{ licence, country: XA, kind: 'agency', day: day('2026-01-01'), ground },
    particulars: {
      names: [{ text: name, kind: 'name' }],
      telephones: ['0000 1234'],
      telephoneHashes: [],
      emails: [],
      webs: [],
    },
  })
  assert.ok(entered.ok)
  await act(xa, licence, 'grant', day('2026-02-01'))
  return entered.value.id
}
/** Both hear each other, and everything is confirmed unless it is said otherwise. */
async function exchange({ confirmed = true } = {}) {
  assert.deepEqual(await xb.hear(xa.log), [])
  assert.deepEqual(await xa.hear(xb.log), [])
  if (confirmed)
    for (const on of [xa, xb]) for (const heard of [xa, xb]) if (heard.log.length > 0) await on.confirm(heard)
  await known.refresh()
  await seenByXa.refresh()
}
const check = (text: string, more: Partial<Pack> = {}) =>
  checkRecruiter(
    speaker(known, XB, more),
    xb.database,
    known,
    { text, on: TODAY, limit: 5 },
    TODAY,
    new Date('2026-03-01T12:00:00Z'),
  )
const one = async (text: string, more: Partial<Pack> = {}) => (await check(text, more)).results[0]
const wordOf = (result: Awaited<ReturnType<typeof one>>, country: Country) =>
  result?.standings.find((standing) => standing.country === country)

describe('the joint register', { concurrency: false }, () => {
  test('until its name has come a recruiter is found by its number; then by its name at once', async () => {
    await enter('XA-9001-1', 'Cosechas Inventadas')
    await exchange()
    assert.equal((await one('XA-9001-1'))?.name, 'XA-9001-1')
    assert.deepEqual((await check('Cosechas Inventadas')).results, [])
    assert.ok((await missingParticulars(xb.database, XA)) > 0)
    const { rows, next } = await particularsAfter(xa.database, '', 100)
    const saved = await xb.database.transaction((tx) => savePeerParticulars(tx, XA, JSON.parse(JSON.stringify(rows))))
    assert.deepEqual(saved.refused, [])
    await known.reread(saved.changed)
    assert.equal((await one('Cosechas Inventadas'))?.licence, 'XA-9001-1')
    assert.equal(await missingParticulars(xb.database, XA), 0)
    assert.deepEqual((await particularsAfter(xa.database, next, 100)).rows, [])
    const view = await showRecruiter(speaker(known, XB), xb.database, known, {
      ...{ address: 'XA-9001-1', today: TODAY, now: new Date('2026-03-01T12:00:00Z') },
    })
    assert.ok(view?.history.every(({ ground: words }) => words?.en === ground.text.en))
  })

  test('a missing recognition is shown and lowers nothing, unless the pack says that it is required', async () => {
    const result = await one('XA-9001-1')
    assert.equal(result?.status, 'authorized')
    assert.deepEqual(
      [wordOf(result, XA)?.confirmed, wordOf(result, XB)?.status, wordOf(result, XB)?.recognition],
      [true, 'unknown', 'none'],
    )
    assert.equal((await one('XA-9001-1', { recognition: 'required' }))?.status, 'unknown')
    assert.equal((await statusFacts(xb.database, 'XA-9001-1', TODAY, [XA, XB]))?.status, 'unknown')
    assert.equal((await statusFacts(xb.database, 'XA-9001-1', TODAY))?.status, 'authorized')
  })

  test('a recognition needs two officers, and counts once the quorum has confirmed it', async () => {
    const node = { ...xb.node, pack, country: XB }
    const [first, second] = [
      seated('acc_first', ['deciding officer'], XB),
      seated('acc_second', ['deciding officer'], XB),
    ]
    const say = async (who: typeof first, what: 'propose' | 'accept' | 'refuse') => {
      const result = await actOnRecognition(node, who, { address: 'XA-9001-1', act: what, words: 'w', language: 'en' })
      return result.ok ? 'done' : result.error.code
    }
    assert.equal(await say(first, 'accept'), 'not-proposed')
    assert.equal(await say(first, 'propose'), 'done')
    assert.equal(await say(second, 'propose'), 'already-proposed')
    assert.equal(await say(first, 'accept'), 'proposed-it-yourself')
    assert.equal(await say(second, 'accept'), 'done')
    await exchange({ confirmed: false })
    // Nothing of XB's log is confirmed yet.
    assert.deepEqual(
      [wordOf(await one('XA-9001-1'), XB)?.status, wordOf(await one('XA-9001-1'), XB)?.recognition],
      ['unknown', 'waiting'],
    )
    await exchange()
    const result = await one('XA-9001-1')
    assert.deepEqual([wordOf(result, XB)?.status, wordOf(result, XB)?.confirmed], ['authorized', true])
    assert.equal((await one('XA-9001-1', { recognition: 'required' }))?.status, 'authorized')
  })

  test("one's own licence is in force at once, and not confirmed until the quorum has seen it", async () => {
    await enter('XA-9002-2', 'Viveros Inventados')
    await exchange({ confirmed: false })
    const result = await one('XA-9002-2')
    assert.deepEqual([result?.status, wordOf(result, XA)?.confirmed], ['authorized', false])
    assert.equal(wordOf(await one('XA-9001-1'), XA)?.confirmed, true)
    await exchange()
    assert.equal(wordOf(await one('XA-9002-2'), XA)?.confirmed, true)
  })

  test("a host's suspension counts at once, and both desks are told that the countries differ", async () => {
    await act(xb, 'XA-9001-1', 'suspend')
    await exchange({ confirmed: false })
    const result = await one('XA-9001-1')
    assert.deepEqual(
      [result?.status, wordOf(result, XA)?.status, wordOf(result, XB)?.confirmed],
      ['suspended', 'authorized', false],
    )
    for (const register of [known, seenByXa]) {
      const apart = divergences(register, TODAY).map(({ licence, home, host }) => [licence, home.status, host.status])
      assert.deepEqual(apart, [['XA-9001-1', 'authorized', 'suspended']])
    }
    await act(xb, 'XA-9001-1', 'reinstate')
    await exchange({ confirmed: false })
    assert.equal((await one('XA-9001-1'))?.status, 'suspended', 'giving back waits')
    await exchange()
    assert.equal((await one('XA-9001-1'))?.status, 'authorized')
    assert.deepEqual(divergences(known, TODAY), [])
    await act(xa, 'XA-9001-1', 'suspend')
    await exchange()
    assert.equal((await one('XA-9001-1'))?.status, 'suspended')
    assert.deepEqual(
      divergences(known, TODAY).map(({ home, host }) => [home.status, host.status]),
      [['suspended', 'authorized']],
    )
    await act(xa, 'XA-9001-1', 'reinstate')
    await exchange()
  })

  test('joint acts: the most careful word counts, a joint recognition is one, and repealed they are gone', async () => {
    const id = (await statusFacts(xb.database, 'XA-9002-2', TODAY))?.recruiter ?? ''
    const from = day('2026-02-20')
    const set = async (name: string, effects: Parameters<typeof setJointEffects>[2][number]['effects']) => {
      const rows = effects.length > 0 ? [{ recruiter: id, effects }] : []
      await xb.database.transaction((tx) => setJointEffects(tx, name, rows))
      await known.refresh()
    }
    await set('joint_a', [{ country: XB, status: 'authorized', from }])
    assert.equal(wordOf(await one('XA-9002-2'), XB)?.status, 'authorized')
    await set('joint_b', [
      { country: XA, status: 'suspended', from },
      { country: XB, status: 'suspended', from },
    ])
    assert.equal((await one('XA-9002-2'))?.status, 'suspended')
    assert.equal((await statusFacts(xb.database, 'XA-9002-2', TODAY))?.status, 'suspended')
    await set('joint_b', [])
    await set('joint_a', [])
    const result = await one('XA-9002-2')
    assert.deepEqual([result?.status, wordOf(result, XB)?.recognition], ['authorized', 'none'])
  })

  test('places in both logs are told', async () => {
    const facts = await statusFacts(xa.database, 'XA-9001-1', TODAY)
    const last = (log: TestRegister['log'], subject: string) =>
      log.findLast(({ entry }) => entry.subject === subject)?.index
    assert.equal(facts?.homeIndex, last(xa.log, facts?.recruiter ?? ''))
    assert.deepEqual([...(facts?.hostIndexes ?? [])], [[XB, last(xb.log, `${facts?.recruiter}.XB`)]])
  })

  test('a peer that was not heard for ten minutes cannot be spoken for', () => {
    const source = (minutes: number) =>
      sourcesOf(
        speaker(known, XB),
        { refreshedAt: () => new Date(Date.parse('2026-03-01T12:00:00Z') + minutes * 60_000) },
        new Map(),
      ).find(({ country }) => country === XA)
    assert.equal(source(9)?.complete, true)
    assert.deepEqual([source(11)?.complete, source(11)?.stale, source(11)?.ask !== undefined], [false, true, true])
  })

  test('a row that is not what the entry commits to is refused; what is erased does not come back', async () => {
    const id = await enter('XA-9003-3', 'Nombre Por Borrar')
    await exchange()
    const { rows } = await particularsAfter(xa.database, '', 1000)
    const row = rows.find(({ subject, particulars }) => subject === id && particulars)
    assert.ok(row?.particulars)
    const save = (changed: unknown) => xb.database.transaction((tx) => savePeerParticulars(tx, XA, [changed]))
    const forged = { ...row.particulars.record, telephones: ['0000 6666'] }
    const codes = async (changed: unknown) => (await save(changed)).refused.map(({ code }) => code)
    assert.deepEqual(await codes({ ...row, particulars: { ...row.particulars, record: forged } }), ['wrong-commitment'])
    assert.deepEqual(await codes({ ...row, words: { ...row.words, record: { ground: { en: 'x' } } } }), [
      'wrong-commitment',
    ])
    assert.deepEqual(await codes({ ...row, subject: `${id}2` }), ['no-such-entry'])
    assert.deepEqual(await codes({ ...row, more: 1 }), ['malformed'])
    assert.deepEqual(await codes(row), [])
    const erased = await eraseParticulars(xa.node, actor('administrator', XA), {
      ...{ country: XA, licence: 'XA-9003-3', day: TODAY, ground },
    })
    assert.ok(erased.ok)
    await exchange()
    assert.deepEqual(await codes(row), ['erased'])
    await known.reread([id])
    assert.deepEqual((await check('Nombre Por Borrar')).results, [])
    const left = await xb.database.query<{ n: number }>(
      `select (select count(*) from particulars where recruiter = $1 and record is not null)
        + (select count(*) from event_words where subject = $1 and record is not null) as n`,
      [id],
    )
    assert.equal(Number(left[0]?.n), 0)
    assert.ok(
      (await particularsAfter(xa.database, '', 1000)).rows.every((one) => one.subject !== id || !one.particulars),
    )
  })
})
