// The joint register is a fold of both logs: whatever the order of their arrival, how often and in which pieces.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { actor, openTestDatabase, type TestDatabase, XA, XB } from '../../../../../test/fixtures/database.ts'
import { type TestRegister, testRegister } from '../../../../../test/fixtures/two-registers.ts'
import type { Country } from '../../../../kernel/country.ts'
import { day } from '../../../../kernel/day.ts'
import type { LoggedEntry } from '../../../../transparency/log/share.ts'
import type { Particulars } from '../../particulars.ts'
import { changeParticulars } from '../change-particulars.ts'
import { enterRecruiter } from '../enter-recruiter.ts'
import { eraseParticulars } from '../erase-particulars.ts'
import { rebuildTables } from '../rebuild-tables.ts'
import { type ActOnRecruiter, recordAct } from '../record-act.ts'
import { jointRegisterDigest } from './status-facts.ts'

const places: TestDatabase[] = []
async function register(country: Country): Promise<TestRegister> {
  const place = await openTestDatabase()
  places.push(place)
  return testRegister(place.database, country)
}
after(() => Promise.all(places.map(({ close }) => close())))

/** Everything free that is typed in this file: none of it may stand in a log. */
const TYPED = {
  name: 'Ejemplo Palabra Libre',
  telephone: '0000 7788 99',
  ground: 'ground typed by an officer',
  reason: 'reason typed by an officer',
  condition: 'condition typed by an officer',
  place: 'place typed by an officer',
}
const particulars = (name = TYPED.name): Particulars => ({
  names: [{ text: name, kind: 'name' }],
  telephones: [TYPED.telephone],
  telephoneHashes: [],
  emails: ['typed@ejemplo.invalid'],
  webs: [],
})
const ground = { text: { en: TYPED.ground }, law: 'invented law, article 3' }
const decider = (country: Country) => actor('deciding officer', country)

async function enter({ node, country }: TestRegister, licence: string) {
  const entered = await enterRecruiter(node, decider(country), {
    licence,
    country,
    kind: 'agency',
    day: day('2026-01-01'),
    ground,
    particulars: particulars(),
  })
  assert.ok(entered.ok)
  return entered.value.id
}
async function act(
  { node, country }: TestRegister,
  home: Country,
  licence: string,
  what: ActOnRecruiter['act'],
  more: Partial<ActOnRecruiter> = {},
) {
  const done = await recordAct(node, decider(country), {
    act: what,
    home,
    licence,
    country,
    day: day('2026-02-01'),
    ground,
    reason: { en: TYPED.reason },
    ...more,
  })
  assert.ok(done.ok, JSON.stringify(done))
}

describe('two logs and their fold', { concurrency: false }, () => {
  let xa: TestRegister
  let xb: TestRegister
  before(async () => {
    xa = await register(XA)
    xb = await register(XB)
    for (const licence of ['XA-1', 'XA-2', 'XA-3']) {
      await enter(xa, licence)
      await act(xa, XA, licence, 'grant', {
        validUntil: day('2028-02-01'),
        scope: {
          sectors: ['farm'],
          conditions: { en: TYPED.condition },
          places: { en: TYPED.place },
        },
      })
    }
    await enter(xb, 'XB-1')
    assert.deepEqual(await xb.hear(xa.log), [])
    await act(xb, XA, 'XA-1', 'grant')
    await act(xb, XA, 'XA-2', 'grant')
    await act(xb, XA, 'XA-2', 'suspend')
    assert.deepEqual(await xa.hear(xb.log), [])
    await act(xa, XA, 'XA-3', 'suspend')
    await act(xa, XB, 'XB-1', 'suspend')
    const changed = await changeParticulars(xa.node, decider(XA), {
      licence: 'XA-1',
      country: XA,
      day: day('2026-02-02'),
      ground,
      newName: `${TYPED.name} Dos`,
    })
    assert.ok(changed.ok)
    const erased = await eraseParticulars(xa.node, actor('administrator', XA), {
      licence: 'XA-3',
      country: XA,
      day: day('2026-02-03'),
      ground,
    })
    assert.ok(erased.ok)
    assert.deepEqual(await xb.hear(xa.log), [])
  })

  test('both nodes hold the same joint register', async () => {
    assert.equal(await jointRegisterDigest(xa.database), await jointRegisterDigest(xb.database))
  })

  test('nothing that was typed stands in a log, and neither does an account', () => {
    const bytes = JSON.stringify([...xa.log, ...xb.log])
    assert.ok(bytes.includes('XA-1') && bytes.includes('article 3'))
    for (const word of [...Object.values(TYPED), 'typed@', '"account"', 'typed by'])
      assert.ok(!bytes.includes(word), word)
  })

  test('any interleaving, in any pieces, with repetitions, gives the same to a third node; a rebuild too', async () => {
    const expected = await jointRegisterDigest(xa.database)
    const third = await register('XC' as Country)
    const steps = fc.array(fc.record({ of: fc.constantFrom(0, 1), size: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 30,
    })
    await fc.assert(
      fc.asyncProperty(steps, async (chosen) => {
        await emptyEvents(third)
        const logs = [xa.log, xb.log] as const
        const at: [number, number] = [0, 0]
        const rest = [
          { of: 0, size: 1000 },
          { of: 1, size: 1000 },
        ]
        for (const { of, size } of [...chosen, ...rest]) {
          const which = of === 0 ? 0 : 1
          // One entry back: the last one comes again.
          const from = Math.max(0, at[which] - 1)
          assert.deepEqual(await third.hear(logs[which].slice(from, at[which] + size)), [])
          at[which] = Math.min(logs[which].length, at[which] + size)
        }
        assert.equal(await jointRegisterDigest(third.database), expected)
      }),
      { numRuns: 12 },
    )
    await rebuildTables(third.node)
    assert.equal(await jointRegisterDigest(third.database), expected)
  })

  test('applied again, nothing changes; the own log fills an empty node again', async () => {
    const expected = await jointRegisterDigest(xa.database)
    const count = async () => (await xa.database.query<{ n: number }>('select count(*)::int as n from events'))[0]?.n
    const before = await count()
    assert.deepEqual(await xa.hear(xa.log), [])
    assert.deepEqual(await xa.hear(xb.log), [])
    assert.equal(await count(), before)
    const again = await register(XA)
    assert.deepEqual(await again.hear(xa.log), [])
    assert.deepEqual(await again.hear(xb.log), [])
    assert.equal(await jointRegisterDigest(again.database), expected)
    const ids = await again.database.query<{ id: string }>('select id from events order by id')
    assert.ok(ids.some(({ id }) => id.startsWith('evt_')) && ids.some(({ id }) => id.startsWith('xb:evt_')))
  })

  test('what is not theirs to write is void and changes nothing', async () => {
    const digest = await jointRegisterDigest(xa.database)
    const foreign = { log: 'xb.invalid/log', country: XB, origin: 'xa-xb/xb' } as const
    const index = xb.log.length
    const rec = xa.log.find(({ entry }) => entry.data.licence === 'XA-1')?.entry
    const last = xa.log.findLast(({ entry }) => entry.subject === rec?.subject)?.entry
    const xbEntered = xb.log[0]?.entry
    assert.ok(rec && last && xbEntered)
    const say = (more: Partial<LoggedEntry['entry']>): LoggedEntry => ({
      ...foreign,
      index,
      entry: { ...xbEntered, id: 'xb:evt_2222', ...more },
    })
    const restriction = { legalDay: '2026-02-09', office: 'o', role: 'r', streamVersion: 9, country: 'XB' }
    const suspended = 'org.sursur.register.licence.suspended'
    const cases: readonly [string, LoggedEntry][] = [
      ['not-theirs', say({ type: suspended, subject: rec.subject, prev: 'xb:evt_2', data: restriction })],
      ['not-theirs', say({ type: suspended, subject: rec.subject, data: { ...restriction, country: 'XA' } })],
      ['not-theirs', say({ data: { ...rec.data } })],
      [
        'not-theirs',
        say({ type: 'org.sursur.register.recognition.accepted', subject: `${rec.subject}.XA`, data: restriction }),
      ],
      ['malformed', say({ data: { ...xbEntered.data, note: 'an unknown key' } })],
      ['malformed', say({ data: { ...xbEntered.data, legalDay: '2026-02-30' } })],
      ['malformed', say({ id: 'xa:evt_2222' })],
      ['malformed', say({ subject: 'anything' })],
      [
        'malformed',
        say({ type: suspended, subject: xbEntered.subject, data: { ...restriction, reason: { en: 'x' } } }),
      ],
      ['unknown-kind', say({ type: 'org.sursur.register.licence.blessed' })],
      ['broken-chain', say({ data: { ...xbEntered.data } })],
      [
        'broken-chain',
        say({
          type: suspended,
          subject: xbEntered.subject,
          prev: xbEntered.id,
          data: { ...restriction, streamVersion: 1 },
        }),
      ],
      ['number-taken', say({ subject: 'rec_22', prev: null })],
      [
        'broken-chain',
        say({ type: suspended, subject: 'rec_23', prev: null, data: { ...restriction, streamVersion: 1 } }),
      ],
    ]
    for (const [code, entry] of cases)
      assert.deepEqual(
        (await xa.hear([entry])).map((one) => [one.code, one.index]),
        [[code, index]],
        JSON.stringify(entry.entry),
      )
    assert.equal(await jointRegisterDigest(xa.database), digest)
    // Something is missing before it: it counts all the same, and that is told.
    const late = say({ type: suspended, subject: xbEntered.subject, prev: xbEntered.id, data: restriction })
    assert.deepEqual(
      (await xa.hear([late])).map(({ code }) => code),
      ['gap'],
    )
    assert.notEqual(await jointRegisterDigest(xa.database), digest)
    assert.deepEqual(await xa.hear([late]), [])
  })
})

/** The table of events refuses deletion: only a test may take its guard away. */
async function emptyEvents({ database }: TestRegister): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('alter table events disable trigger events_append_only')
    await tx.query('grant delete on events to current_user')
    for (const table of ['events', 'recruiters', 'recognitions', 'event_words']) await tx.query(`delete from ${table}`)
    await tx.query('alter table events enable trigger events_append_only')
  })
}
