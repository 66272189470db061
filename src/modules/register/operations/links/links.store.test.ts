// Links of the desk: judged and taken back without anything lost, seen on both sides, by those who may; and after an import.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actor, XA, XB } from '../../../../../test/fixtures/database.ts'
import { seated } from '../../../../../test/fixtures/desk-node.ts'
import { ask, openStaffDesk } from '../../../../../test/fixtures/staff-desk.ts'
import { lastPosition, readStream } from '../../../../events/index.ts'
import { day } from '../../../../kernel/day.ts'
import { linkRoutes } from '../../routes/desk-links.ts'
import { staffRecruiterRoutes } from '../../routes/desk-recruiter.ts'
import { readJudgementsOf } from '../../store/link-judgements.ts'
import { submitApplication } from '../application/submit.ts'
import { showFile } from '../desk/show-file.ts'
import { showStaffRecruiter } from '../desk/show-staff-recruiter.ts'
import { enterRecruiter } from '../enter-recruiter.ts'
import { recordAct } from '../record-act.ts'
import { judgeLink, type LinkAct } from './judge.ts'
import { linksEnteredAfter } from './links-on-entry.ts'
import { rebuildJudgements } from './rebuild-judgements.ts'
import { showEnteredLinks, showPair } from './show-links.ts'

let place: Awaited<ReturnType<typeof openStaffDesk>>
before(async () => {
  place = await openStaffDesk()
})
after(() => place.close())

const officer = seated('acc_officer', ['register officer'])
const other = seated('acc_other', ['deciding officer'])
const auditor = seated('acc_auditor', ['auditor'])
const ground = { text: { en: 'a test' } }

/** A recruiter in the register; with `revoked` its authorization was taken away. */
async function entered(licence: string, name: string, telephone: string, revoked = false) {
  const particulars = {
    names: [{ text: name, kind: 'name' as const }],
    telephones: [telephone],
    telephoneHashes: [],
    emails: [],
    webs: [],
  }
  const entry = { licence, country: XA, kind: 'agency', day: day('2026-01-05'), ground, particulars }
  const done = await enterRecruiter(place.node, actor('deciding officer'), entry)
  assert.ok(done.ok)
  for (const act of revoked ? (['grant', 'revoke'] as const) : []) {
    const command = { act, home: XA, licence, country: XA, day: day('2026-02-01'), ground }
    assert.ok((await recordAct(place.node, actor('deciding officer'), command)).ok)
  }
  return done.value.id
}

async function applied(name: string, telephone: string) {
  const form = {
    ...{ language: 'en', name, tradeNames: [], telephones: [telephone], emails: [], webs: [], representatives: [] },
    ...{ guarantors: [], sectors: [], occupations: [], countries: [], answers: {}, papers: {} },
  }
  const recruiterKind = place.pack.countries[0]?.kindsOfRecruiter[0]?.id ?? ''
  const submission = { kind: 'authorization', country: XA, recruiterKind, form } as const
  const done = await submitApplication(place.node, seated('acc_applicant', ['recruiter']), submission)
  assert.ok(done.ok)
  return done.value.file
}

const judge = (one: string, two: string, act: LinkAct['act'], more: Partial<LinkAct> & { who?: typeof officer } = {}) =>
  judgeLink(place.node, more.who ?? officer, { one, other: two, act, reason: 'seen', language: 'en', ...more })
const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.ok ? 'done' : result.error?.code

describe('links', { concurrency: false }, () => {
  test('judged the same: both pages say by whom and since when; taken back, neither does; nothing is merged', async () => {
    const revoked = await entered('XA-9001', 'Old Phoenix Example', '0000 0901', true)
    const file = await applied('New Phoenix Example', '0000 0901')
    await place.settle()
    const streams = async () => [await readStream(place.database, revoked), await readStream(place.database, file)]
    const beforehand = await streams()
    const linkOf = async () => {
      const view = await showFile(place.desk, officer, file)
      return view.ok ? view.value.links.find(({ id }) => id === revoked) : undefined
    }
    assert.deepEqual([(await linkOf())?.concern, (await linkOf())?.judged], [true, undefined])
    assert.equal(codeOf(await judge(file, revoked, 'same')), 'done')
    assert.deepEqual((await linkOf())?.judged, {
      verdict: 'same',
      by: 'acc_officer',
      on: '2026-03-02',
      reason: 'seen',
    })
    const recruiter = await showStaffRecruiter(place.desk, auditor, 'XA-9001')
    assert.ok(recruiter.ok)
    assert.equal(recruiter.value.links.find(({ id }) => id === file)?.judged?.verdict, 'same')
    assert.deepEqual(
      recruiter.value.standings.map(({ life }) => life),
      ['revoked'],
    )
    const path = '/staff/recruiters/:licence'
    const params = { licence: 'XA-9001' }
    const answer = await ask(staffRecruiterRoutes(place.desk), { path, who: officer, reader: place.reader, params })
    assert.ok('page' in answer)
    assert.match(String(answer.page.body), /Judged the same by acc_officer, 2 March 2026/)
    assert.match(String(answer.page.body), /\/staff\/recruiters\/XA-9001\/sanction/)
    assert.equal(codeOf(await judge(revoked, file, 'same')), 'nothing-changed')
    assert.equal(codeOf(await judge(revoked, file, 'take back', { who: other })), 'done')
    assert.equal((await linkOf())?.judged, undefined)
    assert.equal(codeOf(await judge(revoked, file, 'take back')), 'not-judged')
    assert.deepEqual(await streams(), beforehand)
  })

  test('the events hold identifiers alone, and the table is rebuilt from them', async () => {
    const one = await entered('XA-9101', 'Rebuilt Example', '0000 0911')
    const two = await entered('XA-9102', 'Rebuilt Example Again', '0000 0911')
    const done = await judge(two, one, 'different', { reason: 'another owner' })
    assert.ok(done.ok)
    const [event] = await readStream(place.database, done.value.link)
    assert.deepEqual(event?.data, { a: [one, two].sort()[0], b: [one, two].sort()[1], verdict: 'different' })
    const before = [await readJudgementsOf(place.database, one), await readJudgementsOf(place.database, two)]
    assert.equal(before[0]?.[0]?.reason, 'another owner')
    assert.ok((await rebuildJudgements(place.node)) >= 2)
    assert.deepEqual([await readJudgementsOf(place.database, one), await readJudgementsOf(place.database, two)], before)
  })

  test('two officers on one pair: the second is told; without a reason, from another seat or on a stranger nothing happens', async () => {
    const one = await entered('XA-9201', 'Contested Example', '0000 0921')
    const two = await entered('XA-9202', 'Contested Example Too', '0000 0921')
    const start = await lastPosition(place.database)
    assert.equal(codeOf(await judge(one, two, 'same', { reason: '' })), 'no-ground')
    assert.equal(codeOf(await judge(one, two, 'same', { who: auditor })), 'not-allowed')
    assert.equal(codeOf(await judge(one, one, 'same')), 'no-such-party')
    assert.equal(codeOf(await judge(one, 'rec_nobody', 'same')), 'no-such-party')
    assert.equal(await lastPosition(place.database), start)
    const both = await Promise.all([
      judge(one, two, 'same', { seen: 0 }),
      judge(one, two, 'different', { seen: 0, who: other }),
    ])
    assert.deepEqual(both.map(codeOf).sort(), ['changed-meanwhile', 'done'])
    const file = await applied('Guarded Example', '0000 0921')
    const stranger = seated('acc_b', ['register officer'], XB)
    assert.equal(codeOf(await judge(file, one, 'same', { who: stranger })), 'no-such-party')
    assert.equal(codeOf(await showPair(place.desk, stranger, file, one)), 'no-such-party')
  })

  test('side by side with evidence, the refused form keeps what was typed, the sent one goes back', async () => {
    const one = await entered('XA-9301', 'Side <Example>', '0000 0931')
    const two = await entered('XA-9302', 'Another Side', '0000 0931')
    await place.settle()
    const call = { path: '/staff/links/:a/:b', who: officer, reader: place.reader, params: { a: one, b: two } }
    const routes = linkRoutes(place.desk)
    const shown = await ask(routes, call)
    assert.ok('page' in shown)
    assert.match(String(shown.page.body), /telephone 0\.9\d*: <bdi>0000 0931<\/bdi>/)
    assert.match(String(shown.page.body), /Side &lt;Example&gt;/)
    const refused = await ask(routes, { ...call, form: { act: 'same', [`reason-${two}`]: ' ' } })
    assert.ok('page' in refused)
    assert.equal(refused.status, 422)
    const typed = { act: 'odd', [`reason-${two}`]: 'one & the same' }
    const odd = await ask(routes, { ...call, form: typed })
    assert.ok('page' in odd)
    assert.match(String(odd.page.body), />\s*one &amp; the same<\/textarea>/)
    const sent = await ask(routes, { ...call, form: { ...typed, act: 'different', seen: '0', back: 'yes' } })
    assert.deepEqual(sent, { redirect: `/staff/recruiters/by-id/${one}` })
    const byId = { path: '/staff/recruiters/by-id/:id', who: officer, reader: place.reader, params: { id: one } }
    assert.deepEqual(await ask(staffRecruiterRoutes(place.desk), byId), { redirect: '/staff/recruiters/XA-9301' })
    const page = await ask(staffRecruiterRoutes(place.desk), {
      ...call,
      path: '/staff/recruiters/:licence',
      params: { licence: 'XA-9301' },
    })
    assert.ok('page' in page)
    assert.match(String(page.page.body), /<summary>Judged different \(1\)<\/summary>/)
  })

  test('those entered lately that share something with a revoked one are named, until somebody judged it', async () => {
    const gone = await entered('XA-9401', 'Revoked Example', '0000 0941', true)
    const start = await lastPosition(place.database)
    const fresh = await entered('XA-9402', 'Entirely Different', '0000 0941')
    await entered('XA-9403', 'Unlinked Somebody', '0000 0949')
    await place.settle()
    assert.deepEqual(await linksEnteredAfter(place.node, start), { linked: 1, first: ['XA-9402'] })
    const pairs = async () => {
      const view = await showEnteredLinks(place.desk, officer, undefined)
      return view.ok ? view.value.links.map(({ id, link }) => `${id} ${link.id}`) : []
    }
    assert.ok((await pairs()).includes(`${fresh} ${gone}`))
    assert.equal(codeOf(await judge(gone, fresh, 'different')), 'done')
    assert.ok(!(await pairs()).includes(`${fresh} ${gone}`))
    place.setClock('2026-06-01T12:00:00Z')
    assert.deepEqual(await pairs(), [])
  })
})
