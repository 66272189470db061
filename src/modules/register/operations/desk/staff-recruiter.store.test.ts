// A registered recruiter at the desk: everything the office knows, in as many queries for many files as for one; looking is audited.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actor, XA, XB } from '../../../../../test/fixtures/database.ts'
import { seated } from '../../../../../test/fixtures/desk-node.ts'
import { ask, openStaffDesk } from '../../../../../test/fixtures/staff-desk.ts'
import type { Ground, NewEvent } from '../../../../events/index.ts'
import { day } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import { operate } from '../../../../people/index.ts'
import type { Queryable } from '../../../../platform/database/database.ts'
import { evolve, type FactInStream } from '../../domain/recruiter.ts'
import { EVENT_VERSION } from '../../events/recruiter.ts'
import { POLICY } from '../../policy.ts'
import { calendarRoutes } from '../../routes/desk-calendar.ts'
import { staffRecruiterRoutes } from '../../routes/desk-recruiter.ts'
import { saveFile } from '../../store/files.ts'
import { lockRecruiters, saveRecruiters } from '../../store/recruiters.ts'
import { changeParticulars } from '../change-particulars.ts'
import { enterRecruiter } from '../enter-recruiter.ts'
import { eraseParticulars } from '../erase-particulars.ts'
import { recordAct } from '../record-act.ts'
import { showStaffRecruiter } from './show-staff-recruiter.ts'

let place: Awaited<ReturnType<typeof openStaffDesk>>
before(async () => {
  place = await openStaffDesk()
})
after(() => place.close())

const officer = seated('acc_officer', ['register officer'])
const decider = actor('deciding officer')
const ground: Ground = { text: { en: 'a test' } }

async function entered(licence: string, name: string) {
  const particulars = {
    names: [{ text: name, kind: 'name' as const }],
    ...{ telephones: ['0000 0801'], telephoneHashes: [], emails: [], webs: [] },
  }
  const entry = { licence, country: XA, kind: 'agency', day: day('2026-01-05'), ground, particulars }
  const done = await enterRecruiter(place.node, decider, entry)
  assert.ok(done.ok)
  return done.value.id
}
const act = (licence: string, what: 'grant' | 'suspend', on: string, more: object = {}) =>
  recordAct(place.node, decider, { act: what, home: XA, licence, country: XA, day: day(on), ground, ...more })

/** An act that has no operation of its own here: as the inspections and the recruiter's account write it. */
async function fact(key: string, type: string, data: object) {
  const attempt = { actor: decider, action: 'register.suspend', country: XA, subject: key, detail: {} } as const
  const done = await operate(place.node, POLICY, attempt, async (tx) => {
    const recruiter = (await lockRecruiters(tx, [key])).get(key)
    assert.ok(recruiter)
    const event: NewEvent = {
      ...{ stream: recruiter.id, streamVersion: recruiter.version + 1, type, version: EVENT_VERSION },
      ...{ legalDay: day('2026-02-20'), ground, data },
    }
    await saveRecruiters(tx, [evolve(recruiter, event as FactInStream)], place.node.origin)
    return ok({ value: null, events: [event] })
  })
  assert.ok(done.ok)
}

async function fileAbout(recruiter: string, number: string, country = XA) {
  await place.database.transaction((tx) =>
    saveFile(tx, {
      ...{
        id: `file_${number.toLowerCase()}`,
        number,
        kind: 'application',
        subkind: 'renewal',
        country,
        state: 'received',
      },
      ...{
        open: true,
        waiting: false,
        recruiter,
        account: null,
        assigned: 'acc_officer',
        name: 'x',
        deadline: day('2026-03-09'),
      },
      ...{ openedOn: day('2026-03-01'), decidedOn: null, changedAt: new Date('2026-03-01'), changedBy: 'acc_x' },
      ...{ lastEvent: 'application.submitted', version: 1, folded: {} },
    }),
  )
}

const view = async (address: string, who = officer) => {
  const shown = await showStaffRecruiter(place.desk, who, address)
  assert.ok(shown.ok)
  return shown.value
}

describe('a recruiter at the desk', { concurrency: false }, () => {
  test('shows particulars now and before, standing with open appeal, scope and conditions, and the files of the own country', async () => {
    const id = await entered('XA-8001', 'Former Example')
    const scope = {
      ...{ sectors: place.pack.sectors.slice(0, 1).map((sector) => sector.id), workers: 40 },
      ...{
        conditions: { en: 'No night <work>' },
        guarantee: { amount: 500_000, currency: 'XTS', until: day('2027-01-01') },
      },
    }
    assert.ok((await act('XA-8001', 'grant', '2026-01-10', { validUntil: day('2029-01-10'), scope })).ok)
    await changeParticulars(place.node, decider, {
      licence: 'XA-8001',
      country: XA,
      ground,
      newName: 'Present Example',
      day: day('2026-02-01'),
    })
    assert.ok((await act('XA-8001', 'suspend', '2026-02-10')).ok)
    await fact('XA8001', 'authorization.appealed', { country: XA, against: 'suspended', suspensive: false })
    await fileAbout(id, 'XA-S-1')
    await fileAbout(id, 'XB-S-1', XB)
    const shown = await view('xa 8001')
    const [standing] = shown.standings
    assert.deepEqual(
      [standing?.life, standing?.since, standing?.validUntil],
      ['suspended, appealed', '2026-02-10', '2029-01-10'],
    )
    assert.deepEqual(
      [standing?.conditions, standing?.guarantee],
      [scope.conditions, { text: '5000 XTS', until: '2027-01-01' }],
    )
    assert.equal(shown.name, 'Present Example')
    assert.deepEqual(
      shown.versions.map(({ version }) => version),
      [2, 1],
    )
    assert.ok(shown.history.some(({ act: what }) => what === 'renamed'))
    assert.deepEqual(
      shown.files.map(({ number, days }) => [number, days]),
      [['XA-S-1', 7]],
    )
    const call = {
      path: '/staff/recruiters/:licence',
      who: officer,
      reader: place.reader,
      params: { licence: 'XA-8001' },
    }
    const answer = await ask(staffRecruiterRoutes(place.desk), call)
    assert.ok('page' in answer)
    const body = String(answer.page.body)
    assert.match(body, /suspended, appeal open/)
    assert.match(body, /No night &lt;work&gt;/)
    assert.ok(body.length < 60_000, `${body.length} characters`)
  })

  test('closed down by the recruiter is said so; erased particulars leave the licence and no name', async () => {
    await entered('XA-8002', 'Closing Example')
    assert.ok((await act('XA-8002', 'grant', '2026-01-10')).ok)
    await fact('XA8002', 'authorization.closed', { country: XA })
    assert.deepEqual(
      (await view('XA-8002')).standings.map(({ life }) => life),
      ['closed'],
    )
    const erased = await eraseParticulars(place.node, actor('administrator'), {
      licence: 'XA-8002',
      country: XA,
      day: day('2026-03-01'),
      ground,
    })
    assert.ok(erased.ok)
    const after = await view('XA-8002')
    assert.deepEqual([after.name, after.versions.map(({ facts }) => facts)], ['', [null]])
    assert.doesNotMatch(JSON.stringify(after), /Closing/)
  })

  test('an unknown one, or another seat, gets nothing; each look is a line', async () => {
    const call = { path: '/staff/recruiters/:licence', reader: place.reader, params: { licence: 'Nobody Example' } }
    assert.deepEqual(await ask(staffRecruiterRoutes(place.desk), { ...call, who: officer }), { problem: 'not-found' })
    const placement = seated('acc_p', ['placement officer'])
    const refused = await showStaffRecruiter(place.desk, placement, 'XA-8001')
    assert.equal(refused.ok ? '' : refused.error.code, 'not-allowed')
    const lines = await place.database.query<{ subject: string; outcome: string; detail: string }>(
      `select subject, outcome, detail::text as detail from audit where act = 'register.see-recruiter' order by number desc limit 2`,
    )
    assert.deepEqual(
      lines.map(({ outcome }) => outcome),
      ['refused', 'refused'],
    )
    assert.doesNotMatch(JSON.stringify(lines), /Nobody/)
  })

  test('as many queries for fifty files as for one', async () => {
    const id = await entered('XA-8003', 'Counted Example')
    await fileAbout(id, 'XA-S-100')
    const one = await queriesOf(() => view('XA-8003'))
    for (let at = 101; at < 150; at++) await fileAbout(id, `XA-S-${at}`)
    assert.equal(await queriesOf(() => view('XA-8003')), one)
    assert.equal((await view('XA-8003')).files.length, 50)
  })

  test('the deadlines are a calendar without names', async () => {
    const call = { path: '/staff/deadlines.ics', who: officer, reader: place.reader }
    const answer = await ask(calendarRoutes(place.desk), call)
    assert.ok('file' in answer)
    const text = new TextDecoder().decode(answer.file.bytes)
    assert.match(text, /^BEGIN:VCALENDAR\r\n/)
    assert.match(text, /DTSTART;VALUE=DATE:20260309\r\n[\s\S]*SUMMARY:XA-S-1: Renewal\r\n/)
    assert.doesNotMatch(text, /XB-S-1|SUMMARY:.*Example/)
  })
})

/** How many statements a piece of work sends. */
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0
  const counted = <Asked extends Queryable>(asked: Asked): Asked => ({
    ...asked,
    query: (sql: string, values: Parameters<Queryable['query']>[1]) => {
      count++
      return asked.query(sql, values)
    },
  })
  const { database } = place.node
  const transaction: typeof database.transaction = (inside, isolation) =>
    database.transaction((tx) => inside(counted(tx)), isolation)
  const node = { ...place.node, database: { ...counted(database), transaction } }
  const before = place.desk
  place = { ...place, desk: { ...before, node } }
  await work()
  place = { ...place, desk: before }
  return count
}
