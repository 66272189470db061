import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { hasCheckCharacter } from '../kernel/check-character.ts'
import type { Country } from '../kernel/country.ts'
import { day } from '../kernel/day.ts'
import {
  checklistOn,
  FILE_KINDS,
  fileNumber,
  filled,
  fineUnitWorth,
  guaranteeFor,
  isVerified,
  isWellFormedLicence,
  loadPack,
  nextLicenceNumber,
  type Pack,
  PURPOSES,
  type Purpose,
  requirementsOn,
  sanctionsOn,
} from './index.ts'

const ROOT = join(import.meta.dirname, '../..')
const XA = 'XA' as Country
const XB = 'XB' as Country
let pack: Pack

before(async () => {
  const loaded = await loadPack(join(ROOT, 'test/fixtures/xa-xb'))
  assert.ok(loaded.ok)
  pack = loaded.value
})

const ids = (from: Pack, purpose: Purpose, on: string, kind = 'agency') =>
  requirementsOn(from, XA, { for: purpose, kind, day: day(on) }).map((requirement) => requirement.id)

test('the day decides: one requirement ends where another begins, and both days are counted', () => {
  const always = ['identity', 'no-fee', 'guarantee', 'model-contract']
  assert.deepEqual(ids(pack, 'authorization', '2026-06-30'), [...always, 'old-form'])
  assert.deepEqual(ids(pack, 'authorization', '2026-07-01'), [...always, 'new-form'])
  assert.deepEqual(ids(pack, 'authorization', '2019-12-31'), [])
})

test('the purpose decides, and so does the kind of recruiter where one is named', () => {
  assert.deepEqual(ids(pack, 'renewal', '2026-11-24'), ['no-fee', 'guarantee'])
  assert.deepEqual(ids(pack, 'representative', '2026-11-24'), ['identity'])
  assert.deepEqual(ids(pack, 'backfill', '2026-11-24'), ['identity', 'old-decree'])
  const forAgencies = {
    ...pack,
    countries: pack.countries.map((country) => ({
      ...country,
      requirements: country.requirements.map((one) => (one.id === 'guarantee' ? { ...one, kinds: ['agency'] } : one)),
    })),
  }
  assert.deepEqual(ids(forAgencies, 'renewal', '2026-11-24'), ['no-fee', 'guarantee'])
  assert.deepEqual(ids(forAgencies, 'renewal', '2026-11-24', 'person'), ['no-fee'])
  assert.deepEqual(
    requirementsOn(pack, 'XC' as Country, { for: 'renewal', kind: 'agency', day: day('2026-11-24') }),
    [],
  )
})

test('sanctions and questions of an inspection hold from their first day to their last', () => {
  assert.deepEqual(
    sanctionsOn(pack, XA, day('2026-11-24')).map((sanction) => sanction.effect),
    ['warning', 'fine', 'suspension', 'revocation'],
  )
  const dated = { from: day('2026-01-01'), to: day('2026-12-31') }
  const only2026 = {
    ...pack,
    countries: pack.countries.map((country) => ({
      ...country,
      sanctions: country.sanctions.map((sanction) => ({ ...sanction, ...dated })),
      inspection: { checklist: country.inspection.checklist.map((question) => ({ ...question, ...dated })) },
    })),
  }
  for (const [on, sanctions, questions] of [
    ['2025-12-31', 0, 0],
    ['2026-01-01', 4, 3],
    ['2026-12-31', 4, 3],
    ['2027-01-01', 0, 0],
  ] as const) {
    assert.equal(sanctionsOn(only2026, XA, day(on)).length, sanctions, on)
    assert.equal(checklistOn(only2026, XA, day(on)).length, questions, on)
  }
})

test('a unit of fines is worth what the pack says of that day, and nothing otherwise', () => {
  assert.deepEqual(fineUnitWorth(pack, XA, 'XUN', day('2026-12-31'))?.worth, { minor: 1000, currency: 'XOF' })
  assert.equal(fineUnitWorth(pack, XA, 'XUN', day('2027-01-01')), undefined)
  assert.equal(fineUnitWorth(pack, XA, 'XOF', day('2026-12-31')), undefined)
})

test('a guarantee is asked of the kinds that the pack names, and unknown for the others', () => {
  assert.deepEqual(guaranteeFor(pack, XA, 'agency'), { required: true, amount: { minor: 500_000, currency: 'XOF' } })
  assert.deepEqual(guaranteeFor(pack, XB, 'agency'), { required: 'unknown' })
  const forAgencies = {
    ...pack,
    countries: pack.countries.map((country) => ({
      ...country,
      guarantee: { ...country.guarantee, kinds: ['agency'] },
    })),
  }
  assert.equal(guaranteeFor(forAgencies, XA, 'agency').required, true)
  assert.deepEqual(guaranteeFor(forAgencies, XA, 'person'), { required: 'unknown' })
})

test('only what was read in a source is verified', () => {
  const asked = requirementsOn(pack, XA, { for: 'authorization', kind: 'agency', day: day('2026-11-24') })
  const unverified = asked.filter((requirement) => !isVerified(requirement.law.provenance))
  assert.deepEqual(
    unverified.map((requirement) => requirement.id),
    ['model-contract'],
  )
  for (const flag of ['secondary', 'background', 'not found'] as const)
    assert.equal(isVerified({ flag, sources: ['xa-law'] }), false)
})

for (const name of readdirSync(join(ROOT, 'packs'), { withFileTypes: true }).filter((entry) => entry.isDirectory()))
  test(`${name.name}: each kind of recruiter is asked something for each purpose, and what is unverified says so`, async () => {
    const loaded = await loadPack(join(ROOT, 'packs', name.name))
    assert.ok(loaded.ok)
    for (const country of loaded.value.countries) {
      for (const { id: kind } of country.kindsOfRecruiter)
        for (const purpose of PURPOSES)
          assert.notEqual(
            requirementsOn(loaded.value, country.code, { for: purpose, kind, day: day('2026-11-24') }).length,
            0,
            `${country.code} ${kind} ${purpose}`,
          )
      for (const { id, law } of country.requirements)
        if (['background', 'not found'].includes(law.provenance.flag))
          assert.match(law.summary?.en ?? '', /not verified/i, `${country.code} ${id}`)
      for (const effect of ['warning', 'fine', 'suspension', 'revocation'])
        assert.ok(
          country.sanctions.some((sanction) => sanction.effect === effect),
          `${country.code} ${effect}`,
        )
      assert.ok(isWellFormedLicence(country, nextLicenceNumber(loaded.value, country.code, 1)))
    }
  })

test('licence numbers are issued in the form of the country, each another, until the form is full', () => {
  assert.equal(nextLicenceNumber(pack, XA, 417), 'XA-0417-2', 'the example of the pack')
  const numbers = Array.from({ length: 2000 }, (_, index) => nextLicenceNumber(pack, XA, index + 1))
  assert.equal(new Set(numbers).size, numbers.length)
  const [xa] = pack.countries
  assert.ok(xa)
  for (const number of numbers) assert.ok(isWellFormedLicence(xa, number), number)
  for (const sequence of [0, -1, 1.5, 10_000]) assert.throws(() => nextLicenceNumber(pack, XA, sequence), RangeError)
  const own = { ...pack, countries: [{ ...xa, licenceNumber: { ...xa.licenceNumber, issue: undefined } }] }
  assert.throws(() => nextLicenceNumber(own, XA, 1), RangeError)
})

test('file numbers name country and kind, and have a check character where the pack says so', () => {
  assert.equal(fileNumber(pack, XA, 'application', 1207), 'XA-S-1207')
  assert.equal(fileNumber(pack, XA, 'inspection', 7), 'XA-I-0007')
  assert.equal(fileNumber(pack, XA, 'appeal', 123_456), 'XA-A-123456')
  assert.equal(new Set(FILE_KINDS.map((kind) => fileNumber(pack, XA, kind, 1))).size, FILE_KINDS.length)
  assert.ok(hasCheckCharacter(fileNumber(pack, XB, 'application', 1207)))
  assert.throws(() => fileNumber(pack, XA, 'application', 0), RangeError)
  assert.throws(() => fileNumber(pack, 'XC' as Country, 'application', 1), RangeError)
})

test('letters are filled in, and none leaves with a gap', () => {
  const received = pack.letters.received.paragraphs[1]?.en ?? ''
  assert.equal(
    filled(received, { day: '24 November 2026', number: 'XA-S-1207' }),
    'We received your application on 24 November 2026. Its number is XA-S-1207.',
  )
  assert.throws(() => filled(received, { day: '24 November 2026' }), RangeError)
  assert.equal(filled('{name}', { name: '{day} $& {name}' }), '{day} $& {name}', 'what is filled in is left as it is')
})
