import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import fc from 'fast-check'
import type { Country } from '../kernel/country.ts'
import { addDays, day, daysBetween } from '../kernel/day.ts'
import { addWorkingDays, calendarReaches, deadlineFrom, loadPack, type Pack, workingDay } from './index.ts'

const XA = 'XA' as Country
const XB = 'XB' as Country
let pack: Pack

before(async () => {
  const loaded = await loadPack(join(import.meta.dirname, '../../test/fixtures/xa-xb'))
  assert.ok(loaded.ok)
  pack = loaded.value
})

const aDay = fc.integer({ min: 0, max: 4000 }).map((after) => addDays(day('2020-01-01'), after))
const aCount = fc.integer({ min: 1, max: 60 })
const aCountry = fc.constantFrom(XA, XB)

test('a working day is neither a weekly day of rest, nor a feast of every year, nor one of that year', () => {
  assert.ok(workingDay(pack, XA, day('2026-11-24')), 'a Tuesday')
  assert.equal(workingDay(pack, XA, day('2026-11-28')), false, 'a Saturday')
  assert.equal(workingDay(pack, XB, day('2026-11-27')), false, 'a Friday, where Friday is for rest')
  assert.ok(workingDay(pack, XB, day('2026-11-29')), 'a Sunday, where Sunday is for work')
  for (const year of [2025, 2026, 2027]) assert.equal(workingDay(pack, XA, day(`${year}-01-01`)), false)
  assert.equal(workingDay(pack, XA, day('2026-12-08')), false)
  assert.ok(workingDay(pack, XA, day('2027-12-08')))
})

test('counted days skip days of rest, and the day of the act is not counted', () => {
  assert.equal(addWorkingDays(pack, XA, day('2026-11-24'), 1), '2026-11-25')
  // Friday and the weekend, then Monday 7, the feast on Tuesday 8, Wednesday 9.
  assert.equal(addWorkingDays(pack, XA, day('2026-12-04'), 2), '2026-12-09')
  assert.equal(addWorkingDays(pack, XA, day('2026-11-28'), 0), '2026-11-30')
  assert.equal(addWorkingDays(pack, XA, day('2026-11-24'), 0), '2026-11-24')
})

test('the n-th working day is never one of rest, has n working days behind it, and comes later the larger n is', () => {
  fc.assert(
    fc.property(aCountry, aDay, aCount, (country, from, n) => {
      const end = addWorkingDays(pack, country, from, n)
      assert.ok(workingDay(pack, country, end))
      let counted = 0
      for (let after = 1; after <= daysBetween(from, end); after += 1)
        if (workingDay(pack, country, addDays(from, after))) counted += 1
      assert.equal(counted, n)
      assert.ok(end < addWorkingDays(pack, country, from, n + 1))
    }),
  )
})

test('a later beginning never ends earlier, and terms can be counted in two parts', () => {
  fc.assert(
    fc.property(aCountry, aDay, aCount, aCount, (country, from, n, more) => {
      assert.ok(addWorkingDays(pack, country, from, n) <= addWorkingDays(pack, country, addDays(from, 1), n))
      const first = addWorkingDays(pack, country, from, n)
      assert.equal(addWorkingDays(pack, country, first, more), addWorkingDays(pack, country, from, n + more))
    }),
  )
})

test('what is no number of days, no country of the pack or a calendar without work is refused', () => {
  for (const n of [-1, 0.5, Number.NaN]) assert.throws(() => addWorkingDays(pack, XA, day('2026-01-05'), n), RangeError)
  assert.throws(() => workingDay(pack, 'XC' as Country, day('2026-01-05')), RangeError)
  const feasts = Array.from({ length: 200 }, (_, after) => ({ day: addDays(day('2026-01-01'), after), name: {} }))
  const idle = {
    ...pack,
    countries: pack.countries.map((country) => ({ ...country, calendar: { ...country.calendar, holidays: feasts } })),
  }
  assert.throws(() => addWorkingDays(idle, XA, day('2026-01-05'), 1), RangeError)
})

test('terms: working days, days of the calendar, months, and a last day that is one of rest', () => {
  assert.equal(deadlineFrom(pack, XA, 'completeness', day('2026-11-24')), '2026-12-01')
  // Two months on: 24 January 2027 is a Sunday, and XA moves such an end to Monday.
  assert.equal(deadlineFrom(pack, XA, 'decision', day('2026-11-24')), '2027-01-25')
  // XB rests on Fridays and Saturdays but lets a term end as it was counted: 26 January plus two months is a Friday.
  assert.equal(deadlineFrom(pack, XB, 'decision', day('2027-01-26')), '2027-03-26')
  assert.equal(deadlineFrom(pack, XB, 'decision', day('2026-12-31')), '2027-02-28', 'a shorter month')
  assert.equal(deadlineFrom(pack, XB, 'contest', day('2026-11-24')), '2026-12-24')
  assert.equal(deadlineFrom(pack, 'XC' as Country, 'appeal', day('2026-11-24')), undefined)
  const none = { ...pack, countries: pack.countries.map((country) => ({ ...country, deadlines: {} })) }
  assert.equal(deadlineFrom(none, XA, 'appeal', day('2026-11-24')), undefined)
})

test('a calendar says how far its moving feasts are listed', () => {
  assert.ok(calendarReaches(pack, XA, day('2028-12-31')))
  assert.equal(calendarReaches(pack, XA, day('2029-01-01')), false)
  assert.ok(calendarReaches(pack, XB, day('2029-01-01')), 'no moving feasts')
})
