// The rows of the status list are the same at both nodes, and say of each recruiter what its own statement says.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actor, openTestDatabase, type TestDatabase, XA, XB } from '../../../../../test/fixtures/database.ts'
import { testRegister } from '../../../../../test/fixtures/two-registers.ts'
import type { Country } from '../../../../kernel/country.ts'
import { day } from '../../../../kernel/day.ts'
import { enterRecruiter } from '../enter-recruiter.ts'
import { recordAct } from '../record-act.ts'
import { statusFacts } from './status-facts.ts'
import { statusRows } from './status-rows.ts'

const places: TestDatabase[] = []
after(() => Promise.all(places.map(({ close }) => close())))

test('rows of two nodes that heard each other', async () => {
  const registers = []
  for (const country of [XA, XB]) {
    const place = await openTestDatabase()
    places.push(place)
    registers.push(testRegister(place.database, country))
  }
  const [a, b] = registers
  assert.ok(a && b)
  const ground = { text: { en: 'an invented ground' } }
  const decider = (country: Country) => actor('deciding officer', country)
  for (const licence of ['XA-1', 'XA-2', 'XA-3']) {
    const particulars = {
      names: [{ text: `Ejemplo ${licence}`, kind: 'name' as const }],
      telephones: [],
      telephoneHashes: [],
      emails: [],
      webs: [],
    }
    const entered = await enterRecruiter(a.node, decider(XA), {
      licence,
      country: XA,
      kind: 'agency',
      day: day('2026-01-01'),
      ground,
      particulars,
    })
    assert.ok(entered.ok)
    if (licence === 'XA-3') continue
    const granted = await recordAct(a.node, decider(XA), {
      act: 'grant',
      home: XA,
      licence,
      country: XA,
      day: day('2026-01-02'),
      validUntil: day('2026-06-30'),
      scope: { sectors: [] },
      ground,
    })
    assert.ok(granted.ok, JSON.stringify(granted))
  }
  const suspended = await recordAct(a.node, decider(XA), {
    act: 'suspend',
    home: XA,
    licence: 'XA-2',
    country: XA,
    day: day('2026-02-01'),
    ground,
    reason: { en: 'invented' },
  })
  assert.ok(suspended.ok, JSON.stringify(suspended))
  await b.hear(a.log)
  const sorted = (rows: Awaited<ReturnType<typeof statusRows>>) =>
    [...rows].sort((one, other) => (one.licence < other.licence ? -1 : 1))
  const [inA, inB] = [
    await statusRows(a.database, () => day('2026-03-01')),
    await statusRows(b.database, () => day('2026-03-01')),
  ]
  assert.deepEqual(sorted(inA), [
    { licence: 'XA-1', status: 'authorized' },
    { licence: 'XA-2', status: 'suspended' },
  ])
  assert.deepEqual(sorted(inB), sorted(inA))
  for (const { licence, status } of inB)
    assert.equal((await statusFacts(b.database, licence, day('2026-03-01')))?.status, status)
  assert.equal(sorted(await statusRows(b.database, () => day('2026-07-01')))[0]?.status, 'expired')
})
