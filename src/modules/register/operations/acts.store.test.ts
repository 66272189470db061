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

  test('the same number later, spelt otherwise, is already there, and the first entry stays as it was', async () => {
    assert.ok((await enter('XA-0077-3', 'Primera Ejemplo')).ok)
    const before = await recruiterOf('XA00773')
    for (const spelling of ['xa 0077/3', 'XA.0077.3', ' xa-00773 ']) {
      const again = await enter(spelling, 'Segunda Ejemplo')
      assert.ok(!again.ok && again.error.code === 'already-entered', spelling)
    }
    assert.deepEqual(await recruiterOf('XA00773'), before)
    assert.deepEqual(await whereStands('Segunda Ejemplo'), [])
  })

  test('what is not there, not changed or not theirs is refused by its own word, and nothing is written', async () => {
    await enter('XA-WORD-1', 'Palabra Ejemplo')
    const change = { country: XA, day: day('2026-02-01'), ground }
    const before = await place.database.query('select position from event_next')
    const code = async (result: Promise<{ ok: true } | { ok: false; error: { code: string } }>) => {
      const answer = await result
      return answer.ok ? 'done' : answer.error.code
    }
    assert.equal(await code(act('XA-NONE-1', 'grant', '2026-02-01')), 'not-entered')
    assert.equal(await code(changeParticulars(node, decider, { ...change, licence: 'XA-NONE-1' })), 'not-entered')
    const same = { ...change, licence: 'XA-WORD-1', newName: 'Palabra Ejemplo', place: 'Calle Inventada 7' }
    assert.equal(await code(changeParticulars(node, decider, same)), 'nothing-changed')
    assert.equal(await code(eraseParticulars(node, decider, { ...change, licence: 'XA-WORD-1' })), 'not-allowed')
    assert.equal(await code(act('XA-WORD-1', 'grant', '2026-02-01', { country: XB })), 'not-allowed')
    assert.deepEqual(await place.database.query('select position from event_next'), before)
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
    const gone = { country: XA, licence: 'XA-GONE-1', day: day('2026-02-10'), ground }
    const first: Particulars = {
      names: [{ text: 'Borrable Ejemplo', kind: 'name' }],
      telephones: ['0000 7711'],
      telephoneHashes: [],
      emails: ['borrable@ejemplo.invalid'],
      webs: ['https://borrable.invalid'],
      place: 'Callejón Borrable 9',
    }
    await enterRecruiter(node, decider, { ...gone, kind: 'agency', day: day('2026-01-01'), particulars: first })
    await act('XA-GONE-1', 'grant', '2026-02-01')
    await changeParticulars(node, decider, { ...gone, newName: 'Olvidable Ejemplo', place: 'Plaza Olvidable 3' })
    const id = (await findIdByKey(place.database, 'XAGONE1')) ?? ''
    const [entry] = await readStream(place.database, id)
    const [kept] = await place.database.query<{ record: Particulars; salt: string }>(
      'select record, salt from particulars where recruiter = $1 and version = 1',
      [id],
    )
    assert.ok(kept)
    assert.equal(
      (entry as { data: { particulars: { commitment: string } } } | undefined)?.data.particulars.commitment,
      commitmentOf(kept.record, kept.salt),
    )
    const acts = await readStream(place.database, id)
    const words = ['Borrable', 'Olvidable', '0000 7711', 'borrable@ejemplo.invalid', 'Callejón', kept.salt]
    for (const word of words)
      assert.deepEqual([...new Set(await whereStands(word))].length, 1, `${word} stands somewhere`)
    const erasure = { country: XA, licence: 'XA-GONE-1', day: day('2026-02-15'), ground }
    assert.ok((await eraseParticulars(node, actor('administrator'), erasure)).ok)
    for (const word of words) assert.deepEqual(await whereStands(word), [], word)
    assert.deepEqual((await readStream(place.database, id)).slice(0, acts.length), acts)
    assert.deepEqual(
      (await readParticularsVersions(place.database, id)).map(({ record }) => record),
      [null, null],
    )
    const again = await eraseParticulars(node, actor('administrator'), erasure)
    assert.ok(!again.ok && again.error.code === 'erased')
    const back = await changeParticulars(node, decider, { ...gone, newName: 'Vuelta Ejemplo' })
    assert.ok(!back.ok && back.error.code === 'erased')
    assert.equal(standingsOn((await recruiterOf('XAGONE1'))?.effects ?? [], day('2026-03-01'))[0]?.status, 'authorized')
  })

  test('who may: the table of roles, written by hand', () => {
    // After product.md's table of seats: what each role is for. Left out: all that it may not.
    const checking = ['enter', 'change-particulars', 'apply', 'review', 'note', 'search', 'see-file', 'see-paper']
    const seeing = [
      'search',
      'see-recruiter',
      'see-links',
      'see-file',
      'see-inspections',
      'see-sanction',
      'see-warning',
    ]
    const sanctioning = ['see-inspections', 'propose-sanction', 'answer-sanction', 'see-sanction']
    const linking = ['see-recruiter', 'see-links', 'judge-link', 'take-over', 'propose-recognition']
    const auditing = ['see-audit', 'export-audit']
    const warning = ['report-warning', 'verify-warning', 'see-warning']
    const officers: Readonly<Record<string, readonly string[]>> = {
      'register officer': [...checking, ...linking, ...sanctioning, ...warning, 'signal-risk'],
      'deciding officer': [
        ...checking,
        ...linking,
        ...sanctioning,
        ...warning,
        ...['grant', 'renew', 'suspend', 'reinstate', 'revoke'],
        ...['decide', 'decide-sanction', 'decide-warning', 'recognize'],
      ],
      inspector: [...seeing, ...sanctioning, 'see-paper', 'note', 'inspect', 'signal-risk', 'report-warning'],
      auditor: [...seeing, ...auditing],
      administrator: [...auditing, 'erase-particulars', 'import-list', 'signal-risk'],
      // Its own file.
      recruiter: ['apply', 'see-file', 'see-paper', 'answer-sanction', 'see-sanction'],
      // Whoever sends the public form.
      anybody: ['contest-warning'],
    }
    // What a partner's list says of a recruiter may be read by any office; erasing and importing are for whoever runs the node.
    const everywhere = ['see-recruiter', 'erase-particulars', 'import-list']
    const given = new Set(Object.values(officers).flat())
    for (const action of Object.keys(POLICY))
      assert.ok(given.has(action.replace('register.', '')), `nobody's: ${action}`)
    for (const role of [...Object.keys(officers), 'placement officer', 'observer', 'nobody']) {
      for (const action of Object.keys(POLICY) as RegisterAction[]) {
        for (const country of [XA, XB] as Country[]) {
          const name = action.replace('register.', '')
          const listed = officers[role]?.includes(name) ?? false
          const expected = listed && (country === XA || everywhere.includes(name))
          assert.equal(can(POLICY, actor(role), action, { country }), expected, `${role} ${action} ${country}`)
        }
      }
    }
  })
})

/** Where a word stands: every column of every table that holds text or JSON, by the catalogue, so that a new table is searched too. */
async function whereStands(word: string): Promise<readonly string[]> {
  const columns = await place.database.query<{ table: string; column: string }>(
    `select c.table_name as "table", c.column_name as "column" from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where table_schema = 'public' and t.table_type = 'BASE TABLE'
       and c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'ARRAY')`,
  )
  const found: string[] = []
  for (const { table, column } of columns) {
    const [row] = await place.database.query<{ there: boolean }>(
      `select exists (select 1 from "${table}" where strpos(lower("${column}"::text), lower($1)) > 0) as there`,
      [word],
    )
    if (row?.there) found.push(`${table}.${column}`)
  }
  return found
}
