// Evidence on a really migrated database: sealed before it is kept, only in an open file, only by and for the offices of its country.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { actor, openTestDatabase, type TestDatabase, testNode, XA, XB } from '../../../../../test/fixtures/database.ts'
import { seated as who } from '../../../../../test/fixtures/desk-node.ts'
import { pictureWith } from '../../../../../test/fixtures/picture.ts'
import { day } from '../../../../kernel/day.ts'
import { loadPack } from '../../../../packs/index.ts'
import type { Role, Who } from '../../../../people/index.ts'
import type { VirusScan } from '../../../../platform/papers/scan.ts'
import { newSealKey } from '../../../../platform/seal/age.ts'
import type { Inspection } from '../../domain/inspection.ts'
import type { Warning } from '../../domain/warning.ts'
import { readEvidence } from '../../store/evidence.ts'
import { readFile } from '../../store/files.ts'
import type { DeskNode } from '../desk-node.ts'
import { enterRecruiter } from '../enter-recruiter.ts'
import { carryOutInspection } from '../inspection/carry-out.ts'
import { cancelInspection, planInspection } from '../inspection/plan.ts'
import { recordAct } from '../record-act.ts'
import { eraseWarning } from '../warning/erase.ts'
import { amendWarning, reportWarning } from '../warning/report.ts'
import { dismissWarning, proposeWarning, verifyWarning } from '../warning/review.ts'
import { addEvidence, type EvidenceKind } from './add-evidence.ts'
import type { PapersOfDesk } from './papers-of-desk.ts'
import { readPaperFor } from './read-paper.ts'

const SECRET = 'a receipt for 300 signed by Worker Example'
const picture = pictureWith(SECRET)
let place: TestDatabase
let node: DeskNode
let papers: PapersOfDesk
let scan: VirusScan
before(async () => {
  place = await openTestDatabase()
  const loaded = await loadPack(join(import.meta.dirname, '../../../../../test/fixtures/xa-xb'))
  if (!loaded.ok) throw new Error('the invented pack has faults')
  node = { ...testNode(place.database, '2026-03-02T15:00:00Z').node, pack: loaded.value, country: XA }
  scan = async () => ({ clean: true })
  papers = { key: await newSealKey(), scan: (bytes) => scan(bytes), limitBytes: 20_000 }
})
after(() => place.close())

const inspector = who('acc_inspector', ['inspector'])
const officer = who('acc_officer', ['register officer'])

const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.ok ? 'done' : result.error?.code

let entered = 0
async function inspection(): Promise<string> {
  const licence = `XA-EVIDENCE-${++entered}`
  const by = actor('deciding officer')
  const names = [{ text: `Invented Agency ${entered}`, kind: 'name' as const }]
  const particulars = { names, telephones: [], telephoneHashes: [], emails: [], webs: [] }
  const common = { country: XA, day: day('2026-01-05'), ground: { text: { en: 'a test' } } }
  assert.ok((await enterRecruiter(node, by, { licence, kind: 'agency', particulars, ...common })).ok)
  const grant = { act: 'grant', home: XA, licence, validUntil: day('2028-01-05'), ...common } as const
  assert.ok((await recordAct(node, by, grant)).ok)
  const wanted = { address: licence, day: day('2026-03-02'), inspector: inspector.account, announced: false }
  const made = await planInspection(node, inspector, wanted)
  assert.ok(made.ok, JSON.stringify(made))
  return made.value.file
}

const party = { language: 'en', name: 'Somebody Supposed', names: [], telephones: [], emails: [], webs: [] }
async function warning(): Promise<string> {
  const made = await reportWarning(node, officer, { country: XA, via: 'officer', party })
  assert.ok(made.ok, JSON.stringify(made))
  return made.value.file
}

const add = (
  kind: EvidenceKind,
  file: string,
  { by = inspector, bytes = picture, name = 'receipt.png', once }: Partial<Sending> = {},
) => addEvidence(node, by, papers, { kind, file, paper: { name, type: 'image/png', bytes }, once })
type Sending = { by: Who; bytes: Uint8Array; name: string; once: string }

async function added(...given: Parameters<typeof add>): Promise<string> {
  const result = await add(...given)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value.paper
}

describe('evidence', { concurrency: false }, () => {
  test('an inspector’s photo is sealed, audited, opened by the offices of the country and by nobody else', async () => {
    const file = await inspection()
    const id = await added('inspection', file)
    const [row] = await place.database.query<{ sealed: Uint8Array; account: string; scan: string }>(
      'select c.sealed, p.account, p.scan from papers p join paper_contents c on c.hash = p.hash where p.id = $1',
      [id],
    )
    assert.deepEqual([row?.account, row?.scan], [inspector.account, 'clean'])
    const sealed = Buffer.from(row?.sealed ?? [])
    assert.equal(sealed.subarray(0, 21).toString(), 'age-encryption.org/v1')
    assert.equal(sealed.includes(SECRET), false)
    const audit = await place.database.query<{ act: string; outcome: string; detail: object }>(
      "select act, outcome, detail from audit where subject = $1 and detail->>'act' = 'add evidence'",
      [file],
    )
    assert.deepEqual(audit, [{ act: 'register.inspect', outcome: 'done', detail: { act: 'add evidence' } }])

    const openers: readonly (readonly [Who, string])[] = [
      [inspector, 'done'],
      [who('acc_other', ['inspector']), 'done'],
      [officer, 'done'],
      [who('acc_decider', ['deciding officer']), 'done'],
      [who('acc_auditor', ['auditor']), 'not-allowed'],
      [who('acc_keeper', ['administrator']), 'not-allowed'],
      [who('acc_foreign', ['inspector'], XB), 'not-allowed'],
      [who('acc_foreign', ['recruiter'], XB), 'not-allowed'],
      [who('acc_recruiter', ['recruiter']), 'no-such-paper'],
    ]
    for (const [by, expected] of openers) {
      const read = await readPaperFor(node, by, papers, id)
      assert.equal(codeOf(read), expected, `${by.account} ${by.country}`)
      if (read.ok) assert.deepEqual(Buffer.from(read.value.bytes), picture)
    }
  })

  test('who may add: by hand, for both kinds of file', async () => {
    const files = { inspection: await inspection(), warning: await warning() }
    const may: Readonly<Record<string, readonly EvidenceKind[]>> = {
      inspector: ['inspection'],
      'register officer': ['warning'],
      'deciding officer': ['warning'],
    }
    const roles: readonly Role[] = [
      'inspector',
      'register officer',
      'deciding officer',
      'auditor',
      'administrator',
      'observer',
      'placement officer',
      'recruiter',
    ]
    for (const role of roles) {
      for (const country of [XA, XB]) {
        for (const kind of ['inspection', 'warning'] as const) {
          const expected = country === XA && may[role]?.includes(kind) ? 'done' : 'not-allowed'
          const by = who(`acc_${role}`, [role], country)
          assert.equal(codeOf(await add(kind, files[kind], { by })), expected, `${role} ${country} ${kind}`)
        }
      }
    }
    // A file of the other kind is none.
    assert.equal(codeOf(await add('warning', files.inspection, { by: officer })), 'no-such-file')
    assert.equal(codeOf(await add('inspection', 'file_none')), 'no-such-file')
  })

  test('a closed file takes none; what the paper is decides as everywhere; nothing of a refused one is kept', async () => {
    const file = await inspection()
    const refused = async (more: Partial<Sending>) => {
      const result = await add('inspection', file, more)
      assert.ok(!result.ok && result.error.code === 'paper-refused', JSON.stringify(result))
      return 'why' in result.error.values ? result.error.values.why : undefined
    }
    assert.equal(await refused({ bytes: Buffer.alloc(0) }), 'empty')
    assert.equal(await refused({ bytes: Buffer.alloc(20_001) }), 'too-large')
    assert.equal(await refused({ bytes: Buffer.from('<script>alert(1)</script>') }), 'disguised')
    assert.equal(await refused({ name: 'receipt.pdf' }), 'disguised')
    scan = async () => ({ clean: false, what: 'invented' })
    assert.equal(await refused({}), 'virus')
    scan = async () => ({ clean: true })
    assert.ok((await cancelInspection(node, inspector, { file, reason: 'moved', language: 'en' })).ok)
    assert.equal(codeOf(await add('inspection', file)), 'not-in-its-life')
    assert.deepEqual(await readEvidence(place.database, file), [])
  })

  test('a form sent twice adds once; a file holds fifty papers, and twenty times the bytes of the largest one', async () => {
    const file = await inspection()
    const both = await Promise.all([
      add('inspection', file, { once: 'key-of-a-form' }),
      add('inspection', file, { once: 'key-of-a-form' }),
    ])
    assert.deepEqual(both[0], both[1])
    assert.equal((await readEvidence(place.database, file)).length, 1)
    for (let one = 1; one < 49; one += 1) await added('inspection', file)
    const last = await Promise.all([add('inspection', file), add('inspection', file)])
    assert.deepEqual(last.map(codeOf).sort(), ['done', 'too-many-papers'])
    const heavy = await inspection()
    const large = pictureWith('x'.repeat(19_500))
    for (let one = 0; one < 20; one += 1) await added('inspection', heavy, { bytes: large })
    assert.equal(codeOf(await add('inspection', heavy, { bytes: large })), 'papers-too-large')
  })

  test('a finding rests on papers of its own file only', async () => {
    const [file, another] = [await inspection(), await inspection()]
    const [mine, theirs] = [await added('inspection', file), await added('inspection', another)]
    const find = (evidence: readonly string[]) =>
      carryOutInspection(node, inspector, {
        file,
        on: day('2026-03-02'),
        answers: { 'no-charge': 'not in order', 'papers-kept': 'in order', 'written-contract': 'in order' },
        notes: { 'no-charge': 'a worker paid 300' },
        remarks: '',
        evidence: { 'no-charge': evidence },
      })
    assert.equal(codeOf(await find([mine, theirs])), 'no-such-paper')
    assert.equal(codeOf(await find(['paper_none'])), 'no-such-paper')
    assert.equal(codeOf(await find([mine])), 'done')
    const row = await readFile<Inspection>(place.database, file)
    assert.deepEqual(row?.folded.evidence, { 'no-charge': [mine] })
    // Something is still to be followed up: it takes more.
    await added('inspection', file)
  })

  test('a warning names papers of its own file only, and its erasure takes them out of the database', async () => {
    const [file, another] = [await warning(), await warning()]
    const mine = await added('warning', file, { by: officer })
    const theirs = await added('warning', another, { by: officer })
    const amend = (named: readonly string[]) => amendWarning(node, officer, { file, party, papers: named })
    assert.equal(codeOf(await amend([mine, theirs])), 'no-such-paper')
    assert.equal(codeOf(await amend([mine])), 'done')
    assert.deepEqual((await readFile<Warning>(place.database, file))?.folded.papers, [mine])
    const words = (of: string) => ({ file: of, text: 'looked at', language: 'en' })
    assert.equal(codeOf(await verifyWarning(node, officer, words(file))), 'done')
    assert.equal(codeOf(await proposeWarning(node, officer, words(another))), 'not-in-its-life')
    await added('warning', file, { by: officer })
    assert.equal(codeOf(await dismissWarning(node, officer, words(file))), 'done')
    assert.equal(codeOf(await add('warning', file, { by: officer })), 'not-in-its-life')
    const contents = 'select 1 from paper_contents'
    const kept = (await place.database.query(contents)).length
    assert.equal(codeOf(await eraseWarning(node, who('acc_keeper', ['administrator']), { file })), 'done')
    assert.deepEqual(await readEvidence(place.database, file), [])
    assert.equal((await place.database.query(contents)).length, kept - 2, 'the ciphertext goes too, no other does')
    assert.equal(codeOf(await readPaperFor(node, officer, papers, mine)), 'no-such-paper')
    assert.equal(codeOf(await readPaperFor(node, officer, papers, theirs)), 'done')
  })
})
