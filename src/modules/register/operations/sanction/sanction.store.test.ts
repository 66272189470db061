// Inspection and sanction on a really migrated database: what is decided is public the same moment, and never by who accused.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { actor, XA, XB } from '../../../../../test/fixtures/database.ts'
import { seated as who } from '../../../../../test/fixtures/desk-node.ts'
import {
  authorized,
  codeOf,
  decider,
  done,
  en,
  heard,
  inspector,
  lastEventOf,
  node,
  other,
  place,
  propose,
  recruiterOf,
  sanctionOf,
  setClock,
  standingOf,
  statusOf,
  TODAY,
  third,
  why,
} from '../../../../../test/fixtures/sanction-desk.ts'
import { readStream } from '../../../../events/index.ts'
import { day } from '../../../../kernel/day.ts'
import type { Who } from '../../../../people/index.ts'
import type { SanctionFile } from '../../domain/sanction.ts'
import { readSanctionEvent, sanctionFactOf } from '../../events/sanction.ts'
import { readFile } from '../../store/files.ts'
import { eraseParticulars } from '../erase-particulars.ts'
import { restoreSignals, signalRisk } from '../inspection/signal-risk.ts'
import { rebuildTables } from '../rebuild-tables.ts'
import { recordAct } from '../record-act.ts'
import { SANCTION_FILE } from './acting.ts'
import { appealSanction, decideSanctionAppeal } from './appeal.ts'
import { dropSanction, endPrecaution, imposeSanction, liftSuspension, recordPayment, suspendAtOnce } from './decide.ts'
import { answerCharge, closeHearing, openHearing } from './hearing.ts'
import { proposeSanction } from './propose.ts'

describe('a sanction', { concurrency: false }, () => {
  test('suspended at once by another, dropped: the standing follows the same moment', async () => {
    const licence = await authorized()
    const file = await propose(licence, 'revocation', inspector, true)
    assert.equal(codeOf(await suspendAtOnce(node, inspector, { file, ...why })), 'accused-it-yourself')
    assert.equal(await statusOf(licence), 'authorized')
    await done(suspendAtOnce(node, decider, { file, ...why }))
    assert.equal(await statusOf(licence), 'suspended')
    assert.equal(codeOf(await suspendAtOnce(node, decider, { file, ...why })), 'not-in-its-life')
    await done(endPrecaution(node, decider, { file, ...why }))
    assert.equal(await statusOf(licence), 'authorized')
    await done(suspendAtOnce(node, decider, { file, ...why }))
    await done(dropSanction(node, decider, { file, ...why }))
    assert.equal(await statusOf(licence), 'authorized')
    assert.equal((await sanctionOf(file)).state, 'dropped')
  })

  test('suspended at once, then imposed: one suspension, no second event', async () => {
    const licence = await authorized()
    const file = await propose(licence, 'suspension', inspector, true)
    await done(suspendAtOnce(node, decider, { file, ...why }))
    const version = (await recruiterOf(licence))?.version
    await done(openHearing(node, inspector, { file }))
    await done(answerCharge(node, other, { file, words: 'no' }))
    await done(imposeSanction(node, decider, { file, ...why, until: day('2026-04-30') }))
    assert.equal((await recruiterOf(licence))?.version, version)
    assert.equal(await statusOf(licence), 'suspended')
    assert.equal((await readFile(place.database, file))?.deadline, '2026-04-30')
    assert.equal(codeOf(await liftSuspension(node, inspector, { file, ...why })), 'accused-it-yourself')
    await done(liftSuspension(node, third, { file, ...why }))
    assert.equal(await statusOf(licence), 'authorized')
    assert.equal((await standingOf(licence))?.validUntil, '2028-01-05')
  })

  test('a suspensive appeal gives the standing back until it is decided, by somebody who did neither', async () => {
    const licence = await authorized()
    const file = await heard(licence, 'revocation')
    await done(imposeSanction(node, decider, { file, ...why }))
    assert.equal(await statusOf(licence), 'revoked')
    await done(appealSanction(node, other, { file, words: 'we disagree' }))
    const appealed = await standingOf(licence)
    assert.deepEqual([appealed?.status, appealed?.appeal], ['authorized', 'revoked'])
    const outcome = 'confirmed' as const
    assert.equal(codeOf(await decideSanctionAppeal(node, inspector, { file, outcome, ...why })), 'accused-it-yourself')
    assert.equal(codeOf(await decideSanctionAppeal(node, decider, { file, outcome, ...why })), 'decided-it-yourself')
    await done(decideSanctionAppeal(node, third, { file, outcome, ...why }))
    assert.equal(await statusOf(licence), 'revoked')
    assert.equal((await sanctionOf(file)).state, 'imposed for good')
  })

  test('where the law does not say that an appeal holds it off, it does not', async () => {
    const licence = await authorized(XB)
    const officer = who('acc_xb', ['deciding officer', 'inspector'], XB)
    const judge = who('acc_xb2', ['deciding officer'], XB)
    const file = await propose(licence, 'suspension', officer)
    await done(openHearing(node, officer, { file }))
    await done(answerCharge(node, officer, { file, words: 'no' }))
    await done(imposeSanction(node, judge, { file, ...why }))
    await done(appealSanction(node, officer, { file, words: 'we disagree' }))
    assert.equal(await statusOf(licence), 'suspended')
    const last = await lastEventOf(licence)
    assert.deepEqual(last?.data, { country: 'XB', against: 'suspended', suspensive: false })
    const appealJudge = who('acc_xb3', ['deciding officer'], XB)
    await done(decideSanctionAppeal(node, appealJudge, { file, outcome: 'overturned', ...why }))
    assert.equal(await statusOf(licence), 'authorized')
  })

  test('an appeal against a suspension does not undo the revocation that came over it', async () => {
    const licence = await authorized()
    const first = await heard(licence, 'suspension')
    await done(imposeSanction(node, decider, { file: first, ...why }))
    const second = await heard(licence, 'revocation')
    await done(appealSanction(node, other, { file: first, words: 'we disagree' }))
    await done(imposeSanction(node, decider, { file: second, ...why }))
    await done(decideSanctionAppeal(node, third, { file: first, outcome: 'overturned', ...why }))
    assert.equal((await sanctionOf(first)).state, 'overturned')
    assert.equal(await statusOf(licence), 'revoked')
    assert.equal(codeOf(await liftSuspension(node, third, { file: first, ...why })), 'not-in-its-life')
  })

  test('a fine on its scale, unpaid, then paid; it lowers no standing', async () => {
    const licence = await authorized()
    const file = await heard(licence, 'fine-charging')
    assert.equal(codeOf(await imposeSanction(node, decider, { file, ...why })), 'outside-the-scale')
    assert.equal(codeOf(await imposeSanction(node, decider, { file, ...why, amount: 501 })), 'outside-the-scale')
    await done(imposeSanction(node, decider, { file, ...why, amount: 120 }))
    assert.deepEqual((await sanctionOf(file)).terms, { fine: { amount: 120, unit: 'XUN' } })
    assert.equal(await statusOf(licence), 'authorized')
    await done(recordPayment(node, other, { file }))
    assert.equal((await readFile(place.database, file))?.open, true)
    assert.equal(codeOf(await recordPayment(node, other, { file, paidOn: day('2026-03-03') })), 'day-to-come')
    await done(recordPayment(node, other, { file, paidOn: TODAY }))
    assert.equal((await readFile(place.database, file))?.open, false)
    assert.equal(codeOf(await liftSuspension(node, third, { file, ...why })), 'not-in-its-life')
  })

  test('the reason is shown to everybody only when the officer lets it be', async () => {
    const secret = await authorized()
    await done(imposeSanction(node, decider, { file: await heard(secret, 'suspension'), ...why }))
    const hidden = await lastEventOf(secret)
    assert.equal(hidden?.type, 'authorization.suspended')
    assert.doesNotMatch(JSON.stringify(hidden), /seen on the visit|what was seen/)
    assert.match(JSON.stringify(hidden?.ground), /Suspension.*Invented Labour Code, 22/)
    const told = await authorized()
    await done(imposeSanction(node, decider, { file: await heard(told, 'suspension'), ...why, show: true }))
    assert.deepEqual((await lastEventOf(told))?.data, { country: 'XA', reason: { en: 'seen on the visit' } })
  })

  test('what the register cannot do is not proposed, and a decision that it refuses leaves nothing', async () => {
    const licence = await authorized()
    const file = await heard(licence, 'suspension')
    const by = actor('deciding officer')
    const ground = { text: { en: 'a test' } }
    await done(recordAct(node, by, { act: 'revoke', home: XA, licence, country: XA, day: TODAY, ground }))
    const before = await sanctionOf(file)
    assert.equal(codeOf(await imposeSanction(node, decider, { file, ...why })), 'not-in-its-life')
    assert.deepEqual(await sanctionOf(file), before)
    const again = { address: licence, sanction: 'suspension', facts: 'x', precaution: false, ...en }
    assert.equal(codeOf(await proposeSanction(node, inspector, again)), 'not-in-its-life')
  })

  test('the hearing waits for its term, the appeal does not outlive its own; another recruiter finds no such file', async () => {
    const licence = await authorized()
    const file = await propose(licence, 'written-warning')
    const stranger = who('acc_stranger', ['recruiter'])
    assert.equal(codeOf(await imposeSanction(node, decider, { file, ...why })), 'not-in-its-life')
    await done(openHearing(node, inspector, { file }))
    assert.equal(codeOf(await answerCharge(node, stranger, { file, words: 'x' })), 'no-such-file')
    assert.equal(codeOf(await closeHearing(node, inspector, { file })), 'still-waiting')
    setClock('2026-04-01T15:00:00Z')
    await done(closeHearing(node, inspector, { file }))
    assert.equal(codeOf(await imposeSanction(node, decider, { file, reason: '', ...en })), 'no-ground')
    await done(imposeSanction(node, decider, { file, ...why }))
    setClock('2026-06-01T15:00:00Z')
    assert.equal(codeOf(await appealSanction(node, other, { file, words: 'too late' })), 'too-late')
    const events = (await readStream(place.database, file)).map(readSanctionEvent).map(sanctionFactOf)
    let again: SanctionFile | undefined
    for (const event of events) again = SANCTION_FILE.evolve(again, event)
    assert.deepEqual(JSON.parse(JSON.stringify(again)), await sanctionOf(file))
    setClock('2026-03-02T15:00:00Z')
  })
})

/** The word that everybody must read for a file, when it is the only one about its recruiter. */
function expectedStatus({ state, effect, precaution, suspensive }: SanctionFile): string {
  if (precaution.inForce) return 'suspended'
  const restricted = effect === 'suspension' ? 'suspended' : effect === 'revocation' ? 'revoked' : 'authorized'
  if (state === 'imposed' || state === 'imposed for good') return restricted
  if (state === 'imposed, appealed') return suspensive ? 'authorized' : restricted
  return 'authorized'
}

test('over random acts by anybody, the register says the same moment what the file says', async () => {
  type Acting = (file: string, by: Who) => Promise<{ readonly ok: boolean }>
  const acts: readonly Acting[] = [
    (file, by) => suspendAtOnce(node, by, { file, ...why }),
    (file, by) => endPrecaution(node, by, { file, ...why }),
    (file, by) => openHearing(node, by, { file }),
    (file, by) => answerCharge(node, by, { file, words: 'no' }),
    (file, by) => imposeSanction(node, by, { file, ...why, amount: 100 }),
    (file, by) => imposeSanction(node, by, { file, ...why, amount: 100 }),
    (file, by) => dropSanction(node, by, { file, ...why }),
    (file, by) => appealSanction(node, by, { file, words: 'no' }),
    (file, by) => decideSanctionAppeal(node, by, { file, outcome: 'confirmed', ...why }),
    (file, by) => decideSanctionAppeal(node, by, { file, outcome: 'overturned', ...why }),
    (file, by) => liftSuspension(node, by, { file, ...why }),
  ]
  const scale = fc.constantFrom('written-warning', 'fine-charging', 'suspension', 'revocation')
  const people = fc.constantFrom(inspector, other, decider, third)
  // In the order of a life, each act perhaps left out: else few histories would come as far as an appeal.
  const step = fc.record({ act: fc.nat(acts.length - 1), by: people })
  const steps = fc
    .array(step, { minLength: 6, maxLength: 16 })
    .chain((list) => fc.boolean().map((sorted) => (sorted ? [...list].sort((a, b) => a.act - b.act) : list)))
  const reached = new Set<string>()
  await fc.assert(
    fc.asyncProperty(scale, steps, async (sanction, list) => {
      const licence = await authorized()
      const file = await propose(licence, sanction)
      for (const { act, by } of list) {
        const before = await sanctionOf(file)
        const result = await acts[act]?.(file, by)
        const now = await sanctionOf(file)
        if (!result?.ok) assert.deepEqual(now, before)
        assert.equal(await statusOf(licence), expectedStatus(now), `${sanction} ${now.state}`)
        assert.ok(!now.deciders.includes(inspector.account), 'who proposed decided')
        reached.add(now.state)
      }
    }),
    { numRuns: 25 },
  )
  assert.ok(reached.has('hearing'), [...reached].join())
})

describe('what the tables hold', { concurrency: false }, () => {
  test('can be had again from the events: every row of both kinds, and every sign', async () => {
    const recruiter = (await recruiterOf(await authorized()))?.id ?? ''
    const sign = { recruiter, country: XA, kind: 'report', weight: 1, source: 'rights', day: TODAY } as const
    await done(signalRisk(node, actor('administrator'), { key: 'before-rebuilding', ...sign }))
    const rows = async () => [
      await place.database.query(`select * from files where kind in ('inspection', 'sanction') order by id`),
      await place.database.query('select * from risk_signals order by id'),
    ]
    const kept = await rows()
    assert.ok((kept[0]?.length ?? 0) > 10)
    await rebuildTables(node)
    assert.deepEqual(await rows(), kept)
  })

  test('an erased recruiter leaves no name in the lists, not even after rebuilding', async () => {
    const licence = await authorized()
    const file = await propose(licence, 'written-warning')
    assert.match((await readFile(place.database, file))?.name ?? '', /Invented Agency/)
    const ground = { text: { en: 'a test' } }
    await done(eraseParticulars(node, actor('administrator'), { country: XA, licence, day: TODAY, ground }))
    assert.equal((await readFile(place.database, file))?.name, null)
    await rebuildTables(node)
    assert.equal((await readFile(place.database, file))?.name, null)
  })
})

describe('signs of risk', { concurrency: false }, () => {
  test('kept once however often they are delivered, and back from their events', async () => {
    const licence = await authorized()
    const recruiter = (await recruiterOf(licence))?.id ?? ''
    const signal = { recruiter, country: XA, kind: 'complaint', weight: 2, source: 'rights', day: TODAY } as const
    const module = actor('administrator')
    const first = await signalRisk(node, module, { key: 'message-1', ...signal })
    const second = await signalRisk(node, module, { key: 'message-1', ...signal })
    assert.deepEqual(
      [first, second],
      [
        { ok: true, value: { kept: true } },
        { ok: true, value: { kept: false } },
      ],
    )
    await assert.rejects(signalRisk(node, module, { key: 'message-2', ...signal, weight: 9 }))
    const events = await readStream(place.database, 'sig_message-1')
    assert.equal(events.length, 1)
    const rows = () => place.database.query('select id, weight from risk_signals where recruiter = $1', [recruiter])
    const kept = await rows()
    await place.database.transaction(async (tx) => {
      await tx.query('delete from risk_signals')
      await restoreSignals(tx, events)
    })
    assert.deepEqual(await rows(), kept)
  })
})
