// Acts on a real database: what is allowed, what is refused and audited, who may, and what erasure leaves.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actor, openTestDatabase, type TestDatabase, testNode, XA, XB } from '../../../../test/fixtures/database.ts'
import { readStream } from '../../../events/index.ts'
import type { Country } from '../../../kernel/country.ts'
import { day } from '../../../kernel/day.ts'
import { can } from '../../../people/index.ts'
import { standingsOn } from '../domain/standing.ts'
import type { Particulars } from '../particulars.ts'
import { commitmentOf } from '../particulars.ts'
import { POLICY, type RegisterAction } from '../policy.ts'
import { findIdByKey, readParticularsVersions, readRecruitersById } from '../store/recruiters.ts'
import { changeParticulars } from './change-particulars.ts'
import { enterRecruiter } from './enter-recruiter.ts'
import { eraseParticulars } from './erase-particulars.ts'
import { type ActOnRecruiter, recordAct } from './record-act.ts'

let place: TestDatabase
let node: ReturnType<typeof testNode>['node']
before(async () => {
  place = await openTestDatabase()
  node = testNode(place.database).node
})
after(() => place.close())

const ground = { text: { en: 'a test' } }
const decider = actor('deciding officer')

const particulars = (name: string): Particulars => ({
  names: [{ text: name, kind: 'name' }],
  telephones: ['0000 0456'],
  telephoneHashes: [],
  emails: ['hola@ejemplo.invalid'],
  webs: [],
  place: 'Calle Inventada 7',
})
const enter = (licence: string, name = 'Ejemplo Uno') =>
  enterRecruiter(node, decider, {
    licence,
    country: XA,
    kind: 'agency',
    day: day('2026-01-01'),
    ground,
    particulars: particulars(name),
  })
const act = (licence: string, what: ActOnRecruiter['act'], on: string, more: Partial<ActOnRecruiter> = {}) =>
  recordAct(node, decider, { act: what, home: XA, licence, country: XA, day: day(on), ground, ...more })
const recruiterOf = async (key: string) =>
  (await readRecruitersById(place.database, [(await findIdByKey(place.database, key)) ?? '']))[0]?.recruiter
const outcomes = async (subject: string) =>
  (
    await place.database.query<{ act: string; outcome: string }>(
      'select act, outcome from audit where subject = $1 order by number',
      [subject],
    )
  ).map(({ act: name, outcome }) => `${name} ${outcome}`)

describe('acts', { concurrency: false }, () => {
  test('a life: entered, authorized, suspended, reinstated, revoked; the standing of each day stays', async () => {
    assert.ok((await enter('XA-LIFE-1')).ok)
    assert.ok((await act('XA-LIFE-1', 'grant', '2026-01-10', { validUntil: day('2028-01-10') })).ok)
    assert.ok((await act('XA-LIFE-1', 'suspend', '2026-02-01')).ok)
    assert.ok((await act('XA-LIFE-1', 'reinstate', '2026-02-10')).ok)
    assert.ok((await act('XA-LIFE-1', 'revoke', '2026-02-20')).ok)
    const recruiter = await recruiterOf('XALIFE1')
    const on = (text: string) => standingsOn(recruiter?.effects ?? [], day(text))[0]?.status
    assert.deepEqual(['2026-01-09', '2026-01-10', '2026-02-05', '2026-02-15', '2026-03-01'].map(on), [
      undefined,
      'authorized',
      'suspended',
      'authorized',
      'revoked',
    ])
    assert.equal((await readStream(place.database, recruiter?.id ?? '')).length, 5)
  })

  test('a refused act changes nothing and leaves its audit line', async () => {
    await enter('XA-REFUSED-1')
    const before = await recruiterOf('XAREFUSED1')
    const refused = await act('XA-REFUSED-1', 'suspend', '2026-02-01')
    assert.ok(!refused.ok && refused.error.code === 'not-in-its-life')
    assert.deepEqual(await recruiterOf('XAREFUSED1'), before)
    assert.deepEqual(await outcomes('XA-REFUSED-1'), ['register.enter done', 'register.suspend refused'])
    const late = await act('XA-REFUSED-1', 'grant', '2026-02-01', { validUntil: day('2026-01-01') })
    assert.ok(!late.ok && late.error.code === 'ends-before-it-begins')
  })

  test('one number is one recruiter, however it is typed and however many enter it at once', async () => {
    const results = await Promise.all(['XA-0042-7', 'xa 0042 7', 'XA00427', '0042-7'].map((licence) => enter(licence)))
    assert.equal(results.filter(({ ok }) => ok).length, 1)
    for (const result of results) assert.ok(result.ok || result.error.code === 'already-entered')
  })

  test('two officers at once on one file: the second decides on what the first did', async () => {
    await enter('XA-TWICE-1')
    const results = await Promise.all([
      act('XA-TWICE-1', 'grant', '2026-02-01'),
      act('XA-TWICE-1', 'grant', '2026-02-01'),
    ])
    assert.equal(results.filter(({ ok }) => ok).length, 1)
    assert.equal((await recruiterOf('XATWICE1'))?.version, 2)
  })

  test('a rename keeps the former name', async () => {
    await enter('XA-NAME-1', 'Antes Ejemplo')
    assert.ok(
      (
        await changeParticulars(node, decider, {
          country: XA,
          licence: 'XA-NAME-1',
          day: day('2026-02-01'),
          ground,
          newName: 'Después Ejemplo',
        })
      ).ok,
    )
    const [renamed] = await readRecruitersById(place.database, [(await findIdByKey(place.database, 'XANAME1')) ?? ''])
    assert.deepEqual(renamed?.particulars?.names, [
      { text: 'Después Ejemplo', kind: 'name' },
      { text: 'Antes Ejemplo', kind: 'former name' },
    ])
    assert.equal(renamed?.recruiter.particularsVersion, 2)
  })

  test('events carry commitments that only the salt opens, and erasure leaves acts without a name anywhere', async () => {
    await enter('XA-GONE-1', 'Borrable Ejemplo')
    await act('XA-GONE-1', 'grant', '2026-02-01')
    const id = (await findIdByKey(place.database, 'XAGONE1')) ?? ''
    const [entry] = await readStream(place.database, id)
    const [kept] = await place.database.query<{ record: Particulars; salt: string }>(
      'select record, salt from particulars where recruiter = $1',
      [id],
    )
    assert.ok(kept)
    assert.equal(
      (entry as { data: { particulars: { commitment: string } } } | undefined)?.data.particulars.commitment,
      commitmentOf(kept.record, kept.salt),
    )
    assert.ok(
      (
        await eraseParticulars(node, actor('administrator'), {
          country: XA,
          licence: 'XA-GONE-1',
          day: day('2026-02-15'),
          ground,
        })
      ).ok,
    )
    for (const word of ['Borrable', '0000 0456', 'hola@ejemplo.invalid', 'Calle Inventada', kept.salt]) {
      const left = (await everyText(id)).filter((cell) => cell.includes(word))
      assert.deepEqual(left, [], word)
    }
    assert.deepEqual(
      (await readParticularsVersions(place.database, id)).map(({ record }) => record),
      [null],
    )
    assert.equal(standingsOn((await recruiterOf('XAGONE1'))?.effects ?? [], day('2026-03-01'))[0]?.status, 'authorized')
  })

  test('who may: the table of roles, written by hand', () => {
    const officers = {
      'register officer': ['enter', 'change-particulars'],
      'deciding officer': ['enter', 'grant', 'renew', 'suspend', 'reinstate', 'revoke', 'change-particulars'],
      administrator: ['erase-particulars', 'import-list'],
    }
    for (const role of ['register officer', 'deciding officer', 'administrator', 'placement officer', 'nobody']) {
      for (const action of Object.keys(POLICY) as RegisterAction[]) {
        for (const country of [XA, XB] as Country[]) {
          const listed =
            (officers as Record<string, string[]>)[role]?.includes(action.replace('register.', '')) ?? false
          const expected = listed && (country === XA || role === 'administrator')
          assert.equal(can(POLICY, actor(role), action, { country }), expected, `${role} ${action} ${country}`)
        }
      }
    }
  })
})

/** Every text cell of every table in a row that names this recruiter. */
async function everyText(recruiter: string): Promise<readonly string[]> {
  const tables = await place.database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  const cells: string[] = []
  for (const { name } of tables) {
    const rows = await place.database.query<{ row: string }>(
      `select t::text as row from ${name} t where t::text like $1`,
      [`%${recruiter}%`],
    )
    cells.push(...rows.map(({ row }) => row))
  }
  return cells
}
