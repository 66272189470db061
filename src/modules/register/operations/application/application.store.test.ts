// An application from the form to the register, on a really migrated database: four eyes, nothing overwritten, nothing half done.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, XA, XB } from '../../../../../test/fixtures/database.ts'
import { inventedPack, openDeskNode, seated as who } from '../../../../../test/fixtures/desk-node.ts'
import { lastPosition, readStream } from '../../../../events/index.ts'
import type { Country } from '../../../../kernel/country.ts'
import type { Requirement } from '../../../../packs/index.ts'
import type { Application } from '../../domain/application.ts'
import { standingsOn } from '../../domain/standing.ts'
import type { ApplicationForm } from '../../forms.ts'
import { readFile, readForms, readRequirements } from '../../store/files.ts'
import { readRecruitersById } from '../../store/recruiters.ts'
import type { DeskNode } from '../desk-node.ts'
import { rebuildTables } from '../rebuild-tables.ts'
import { answerApplication, appealRefusal, withdrawApplication } from './by-the-recruiter.ts'
import { decideRefusalAppeal, grantApplication, refuseApplication, returnToReview } from './decide.ts'
import {
  askForMore,
  checkMark,
  checkRequirement,
  confirmComplete,
  lapseApplication,
  proposeDecision,
} from './review.ts'
import { submitApplication } from './submit.ts'

let place: TestDatabase
let node: DeskNode
let setClock: (instant: string) => void
before(async () => {
  ;({ place, node, setClock } = await openDeskNode())
})
after(() => place.close())

const applicant = who('acc_applicant', ['recruiter'])
const checker = who('acc_checker', ['register officer', 'deciding officer'])
const decider = who('acc_decider', ['deciding officer'])
const third = who('acc_third', ['deciding officer'])
const en = { language: 'en' } as const

function form(name: string, more: Partial<ApplicationForm> = {}): ApplicationForm {
  return {
    language: 'en',
    name,
    tradeNames: [],
    telephones: ['0000 0101'],
    emails: [],
    webs: [],
    representatives: [{ name: 'Person Example' }],
    guarantors: [],
    sectors: node.pack.sectors.slice(0, 1).map(({ id }) => id),
    occupations: [],
    countries: ['XB'],
    workers: 40,
    answers: {},
    papers: {},
    ...more,
  }
}

const kindOf = (country: Country) =>
  node.pack.countries.find(({ code }) => code === country)?.kindsOfRecruiter[0]?.id ?? ''

async function submit(name: string, more: Partial<Parameters<typeof submitApplication>[2]> = {}) {
  const submission = {
    kind: 'authorization',
    country: XA,
    recruiterKind: kindOf(XA),
    form: form(name),
    ...more,
  } as const
  const done = await submitApplication(node, applicant, submission)
  assert.ok(done.ok, JSON.stringify(done))
  return done.value
}

const fileOf = async (file: string) => (await readFile<Application>(place.database, file))?.folded as Application

async function requirementsOf(file: string): Promise<readonly Requirement[]> {
  return (await readRequirements<Requirement>(place.database, (await fileOf(file)).requirements)) ?? []
}

async function checkAll(file: string, result: 'met' | 'not met' = 'met') {
  for (const { id } of await requirementsOf(file)) {
    const done = await checkRequirement(node, checker, { file, requirement: id, result, reason: 'seen', ...en })
    assert.ok(done.ok, JSON.stringify(done))
  }
}

async function readyToDecide(name: string) {
  const { file } = await submit(name)
  assert.ok((await confirmComplete(node, checker, { file })).ok)
  await checkAll(file)
  assert.ok((await proposeDecision(node, checker, { file, outcome: 'grant', reason: 'all met', ...en })).ok)
  return file
}

const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.ok ? 'done' : result.error?.code

describe('an application', { concurrency: false }, () => {
  test('from the form to the register: asked for more, answered, checked, proposed, granted by another', async () => {
    const { file, number } = await submit('North Example Ltd')
    assert.match(number, /^XA-/)
    const [asked] = await requirementsOf(file)
    const items = [{ requirement: asked?.id ?? '', text: 'the second page is missing' }]
    assert.ok((await askForMore(node, checker, { file, items, ...en })).ok)
    assert.equal((await fileOf(file)).state, 'incomplete')
    assert.ok((await fileOf(file)).until, 'the pack gives a term to answer')
    assert.ok((await answerApplication(node, applicant, { file, form: form('North Example Ltd') })).ok)
    assert.ok((await confirmComplete(node, checker, { file })).ok)
    await checkAll(file)
    assert.ok((await proposeDecision(node, checker, { file, outcome: 'grant', reason: 'all met', ...en })).ok)
    assert.equal(
      codeOf(await grantApplication(node, checker, { file, reason: 'all met', ...en })),
      'checked-it-yourself',
    )
    const granted = await grantApplication(node, decider, { file, reason: 'all met', ...en })
    assert.ok(granted.ok, JSON.stringify(granted))
    const { recruiter = '', state, licence } = await fileOf(file)
    assert.equal(state, 'granted')
    const [entered] = await readRecruitersById(place.database, [recruiter])
    assert.equal(entered?.recruiter.licence, licence)
    const [standing] = standingsOn(entered?.recruiter.effects ?? [], (await fileOf(file)).lastDay)
    assert.deepEqual([standing?.status, standing?.validUntil], ['authorized', '2029-03-02'])
    assert.equal(standing?.scope?.workers, 40)
    assert.equal((await readForms(place.database, file)).length, 2)
  })

  test('a decision sent twice acts once, and the second gets the first answer', async () => {
    const file = await readyToDecide('Twice Example Ltd')
    const command = { file, reason: 'all met', once: 'key-of-the-form-1', ...en }
    const both = await Promise.all([grantApplication(node, decider, command), grantApplication(node, decider, command)])
    assert.deepEqual(both.map(codeOf), ['done', 'done'])
    const { recruiter = '' } = await fileOf(file)
    assert.equal((await readStream(place.database, recruiter)).length, 2)
  })

  test('two officers on one requirement: the second is told, and nothing is overwritten', async () => {
    const { file } = await submit('Contested Example Ltd')
    assert.ok((await confirmComplete(node, checker, { file })).ok)
    const requirement = (await requirementsOf(file))[0]?.id ?? ''
    const seenCheck = checkMark(await fileOf(file), requirement)
    const first = { file, requirement, result: 'met', seenCheck, ...en } as const
    assert.ok((await checkRequirement(node, checker, first)).ok)
    const second = { ...first, result: 'not met', reason: 'not signed' } as const
    assert.equal(codeOf(await checkRequirement(node, third, second)), 'changed-meanwhile')
    assert.equal((await fileOf(file)).checks[requirement]?.result, 'met')
  })

  test('a pack that changes later does not change what an earlier application is judged by', async () => {
    const { file } = await submit('Earlier Example Ltd')
    const before = await requirementsOf(file)
    const countries = node.pack.countries.map((country) => ({ ...country, requirements: [] }))
    node = { ...node, pack: { ...node.pack, version: '9.0.0', countries } }
    assert.deepEqual(await requirementsOf(file), before)
    assert.ok((await confirmComplete(node, checker, { file })).ok)
    assert.equal(
      codeOf(await proposeDecision(node, checker, { file, outcome: 'grant', reason: 'x', ...en })),
      'not-all-checked',
    )
    node = { ...node, pack: await inventedPack() }
  })

  test('refused, appealed in time, reopened by somebody who neither checked nor refused', async () => {
    const { file } = await submit('Refused Example Ltd')
    assert.ok((await confirmComplete(node, checker, { file })).ok)
    await checkAll(file, 'not met')
    assert.equal(
      codeOf(await proposeDecision(node, checker, { file, outcome: 'grant', reason: 'x', ...en })),
      'requirement-not-met',
    )
    assert.ok((await proposeDecision(node, checker, { file, outcome: 'refuse', reason: 'not met', ...en })).ok)
    const start = await lastPosition(place.database)
    assert.equal(codeOf(await refuseApplication(node, decider, { file, reason: '', ...en })), 'no-ground')
    assert.equal(await lastPosition(place.database), start, 'a refused act leaves no event')
    assert.ok((await refuseApplication(node, decider, { file, reason: 'not met', ...en })).ok)
    assert.equal((await fileOf(file)).recruiter, undefined, 'a refused one never enters the register')
    assert.ok((await appealRefusal(node, applicant, { file, reasons: 'it was there' })).ok)
    const appeal = { file, outcome: 'overturned', reason: 'it was there', ...en } as const
    assert.equal(codeOf(await decideRefusalAppeal(node, decider, appeal)), 'decided-it-yourself')
    assert.ok((await decideRefusalAppeal(node, third, appeal)).ok)
    assert.equal((await fileOf(file)).state, 'under review')
  })

  test('who is not of the office, of another country, or another recruiter gets nothing', async () => {
    const { file } = await submit('Guarded Example Ltd')
    const refused = async (result: Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>) =>
      codeOf(await result)
    assert.equal(await refused(confirmComplete(node, who('acc_p', ['placement officer']), { file })), 'not-allowed')
    assert.equal(await refused(confirmComplete(node, who('acc_b', ['register officer'], XB), { file })), 'not-allowed')
    assert.equal(await refused(withdrawApplication(node, who('acc_other', ['recruiter']), { file })), 'no-such-file')
    assert.equal((await fileOf(file)).state, 'received')
  })

  test('a clock set back: no act before the last one; a lapse only after the term', async () => {
    setClock('2026-03-03T15:00:00Z')
    const { file } = await submit('Clock Example Ltd')
    const items = [{ requirement: (await requirementsOf(file))[0]?.id ?? '', text: 'more' }]
    assert.ok((await askForMore(node, checker, { file, items, ...en })).ok)
    assert.equal(codeOf(await lapseApplication(node, checker, { file })), 'still-waiting')
    setClock('2026-03-01T15:00:00Z')
    assert.equal(codeOf(await withdrawApplication(node, applicant, { file })), 'earlier-than-last-act')
    setClock('2026-12-01T15:00:00Z')
    assert.ok((await lapseApplication(node, checker, { file })).ok)
    setClock('2026-12-02T15:00:00Z')
  })

  test('a paper register is taken over under the old decree, by two officers', async () => {
    const paper = { licence: 'XA-OLD-7', grantedOn: '2025-05-05', validUntil: '2028-05-05', decree: 'Decree 5 of 2025' }
    const officer = checker
    const submission = {
      kind: 'backfill',
      country: XA,
      recruiterKind: kindOf(XA),
      form: form('Old Example Ltd', { paper }),
    } as const
    const done = await submitApplication(node, officer, submission)
    assert.ok(done.ok)
    const { file } = done.value
    assert.ok((await confirmComplete(node, officer, { file })).ok)
    await checkAll(file)
    assert.ok((await proposeDecision(node, officer, { file, outcome: 'grant', reason: 'decree seen', ...en })).ok)
    assert.equal(codeOf(await grantApplication(node, officer, { file, reason: 'x', ...en })), 'checked-it-yourself')
    assert.ok((await returnToReview(node, decider, { file, reason: 'look again', ...en })).ok)
    assert.ok((await proposeDecision(node, officer, { file, outcome: 'grant', reason: 'decree seen', ...en })).ok)
    const granted = await grantApplication(node, decider, { file, reason: 'decree seen', law: paper.decree, ...en })
    assert.ok(granted.ok, JSON.stringify(granted))
    const { recruiter = '', licence } = await fileOf(file)
    assert.equal(licence, 'XA-OLD-7')
    const [entered] = await readRecruitersById(place.database, [recruiter])
    const [standing] = standingsOn(entered?.recruiter.effects ?? [], (await fileOf(file)).lastDay)
    assert.deepEqual([standing?.validFrom, standing?.validUntil], ['2025-05-05', '2028-05-05'])
  })

  test('the rows of files and recruiters can be thrown away and rebuilt', async () => {
    const rows = async (table: string) =>
      (await place.database.query<{ row: string }>(`select t::text as row from ${table} t order by id`)).map(
        ({ row }) => row,
      )
    const before = [await rows('files'), await rows('recruiters')]
    assert.ok((before[0]?.length ?? 0) > 5)
    await rebuildTables(node)
    assert.deepEqual([await rows('files'), await rows('recruiters')], before)
  })
})
