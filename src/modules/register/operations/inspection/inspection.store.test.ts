// Inspections on the real tables: planned, carried out, and what comes of them.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { XB } from '../../../../../test/fixtures/database.ts'
import { seated as who } from '../../../../../test/fixtures/desk-node.ts'
import {
  authorized,
  codeOf,
  decider,
  done,
  en,
  found,
  inspectionOf,
  inspector,
  node,
  other,
  place,
  plan,
  recruiterOf,
  sanctionOf,
  statusOf,
  TODAY,
  why,
} from '../../../../../test/fixtures/sanction-desk.ts'
import { readStream } from '../../../../events/index.ts'
import { day } from '../../../../kernel/day.ts'
import type { Inspection } from '../../domain/inspection.ts'
import { inspectionFactOf, readInspectionEvent } from '../../events/inspection.ts'
import { readFile } from '../../store/files.ts'
import { eraseFileRecords, readFileRecord } from '../../store/inspections.ts'
import { imposeSanction } from '../sanction/decide.ts'
import { answerCharge, openHearing } from '../sanction/hearing.ts'
import { INSPECTION_FILE, type InspectionRecord } from './acting.ts'
import { askToMend, closeInspection, proposeFromInspection } from './carry-out.ts'
import { cancelInspection, planInspection, replanInspection } from './plan.ts'

describe('an inspection', { concurrency: false }, () => {
  test('planned, carried out, a sanction proposed: two files in one transaction, and who inspected cannot decide', async () => {
    const licence = await authorized()
    const file = await plan(licence)
    assert.equal(
      codeOf(await planInspection(node, inspector, { address: licence, day: TODAY, inspector: 'x', announced: true })),
      'already-planned',
    )
    assert.equal(codeOf(await found(file, { notes: {} })), 'no-note')
    assert.equal(codeOf(await found(file, { evidence: { 'no-charge': ['pap_of_somebody_else'] } })), 'no-such-paper')
    await done(found(file))
    assert.equal(codeOf(await closeInspection(node, inspector, { file, ...en })), 'not-in-order')
    const charge = { sanction: 'suspension', facts: 'workers paid', precaution: false, ...en }
    await done(proposeFromInspection(node, inspector, { file, charge }))
    const inspection = await inspectionOf(file)
    assert.equal(inspection.state, 'sanction proposed')
    const sanction = inspection.sanction ?? ''
    assert.deepEqual((await sanctionOf(sanction)).inspectors, [inspector.account])
    await done(openHearing(node, other, { file: sanction }))
    await done(answerCharge(node, other, { file: sanction, words: 'no' }))
    assert.equal(codeOf(await imposeSanction(node, inspector, { file: sanction, ...why })), 'accused-it-yourself')
    assert.equal(codeOf(await imposeSanction(node, other, { file: sanction, ...why })), 'not-allowed')
    await done(imposeSanction(node, decider, { file: sanction, ...why }))
    assert.equal(await statusOf(licence), 'suspended')
  })

  test('a proposal that the register would refuse leaves nothing of either file', async () => {
    const licence = await authorized()
    const file = await plan(licence)
    await done(found(file))
    const charge = { sanction: 'no such sanction', facts: 'workers paid', precaution: false, ...en }
    assert.equal(codeOf(await proposeFromInspection(node, inspector, { file, charge })), 'no-such-sanction')
    assert.equal((await inspectionOf(file)).state, 'carried out')
    const rows = await place.database.query('select 1 from files where kind = $1 and recruiter = $2', [
      'sanction',
      (await recruiterOf(licence))?.id ?? '',
    ])
    assert.equal(rows.length, 0)
  })

  test('notes stand beside the events, in versions, and can be erased', async () => {
    const licence = await authorized()
    const file = await plan(licence)
    await done(found(file))
    await done(found(file, { notes: { 'no-charge': 'two workers paid' }, remarks: 'Person Example was there' }))
    const record = await readFileRecord<InspectionRecord>(place.database, file)
    assert.deepEqual(record, { notes: { 'no-charge': 'two workers paid' }, remarks: 'Person Example was there' })
    assert.doesNotMatch(JSON.stringify(await readStream(place.database, file)), /worker|Person/)
    const now = node.now()
    assert.equal(await place.database.transaction((tx) => eraseFileRecords(tx, file, now)), 2)
    assert.equal(await readFileRecord(place.database, file), undefined)
  })

  test('somebody else acted meanwhile: told, nothing overwritten; sent twice, done once', async () => {
    const licence = await authorized()
    const file = await plan(licence)
    const change = { file, seen: 1, day: day('2026-03-09'), inspector: other.account, announced: true }
    await done(replanInspection(node, inspector, { ...change, once: 'k1' }))
    await done(replanInspection(node, inspector, { ...change, once: 'k1' }))
    assert.equal((await inspectionOf(file)).version, 2)
    assert.equal(codeOf(await replanInspection(node, other, change)), 'changed-meanwhile')
    assert.equal(codeOf(await found(file)), 'another-inspector')
    await done(cancelInspection(node, other, { file, reason: 'the agency moved', ...en }))
  })

  test('mended in time, it is closed; the fold of the stream is what the table holds', async () => {
    const licence = await authorized()
    const file = await plan(licence)
    await done(found(file))
    assert.equal(codeOf(await askToMend(node, inspector, { file, until: day('2026-03-01') })), 'ends-before-it-begins')
    await done(askToMend(node, inspector, { file, until: day('2026-03-20') }))
    assert.equal((await readFile(place.database, file))?.deadline, '2026-03-20')
    assert.equal(codeOf(await closeInspection(node, inspector, { file, ...en })), 'no-ground')
    await done(closeInspection(node, inspector, { file, reason: 'money given back', ...en }))
    const events = (await readStream(place.database, file)).map(readInspectionEvent).map(inspectionFactOf)
    let again: Inspection | undefined
    for (const event of events) again = INSPECTION_FILE.evolve(again, event)
    assert.deepEqual(JSON.parse(JSON.stringify(again)), await inspectionOf(file))
  })

  test('another country plans nothing here', async () => {
    const licence = await authorized()
    const file = await plan(licence)
    const foreign = who('acc_foreign', ['inspector'], XB)
    assert.equal(codeOf(await cancelInspection(node, foreign, { file, ...why })), 'not-allowed')
  })
})
