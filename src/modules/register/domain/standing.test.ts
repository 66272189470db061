// Terms, scopes and first days of a standing, case by case: what a grant, a renewal and a reinstatement each carry on.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Country } from '../../../kernel/country.ts'
import { day } from '../../../kernel/day.ts'
import type { Fact, FactData, FactKind } from './facts.ts'
import { effectOf, type KnownStanding, standingsOn } from './standing.ts'

const XA = 'XA' as Country
const FARMS = { sectors: ['farm-work'] }
const FISHING = { sectors: ['fishing'] }

type Told = readonly [
  kind: 'granted' | 'renewed' | 'suspended' | 'reinstated' | 'revoked',
  on: string,
  term?: { readonly until?: string; readonly scope?: typeof FARMS },
]

function standing(history: readonly Told[], on: string): Omit<KnownStanding, 'country'> | undefined {
  const effects = history.flatMap(([kind, from, term]) => {
    const type: FactKind = `authorization.${kind}`
    const data: FactData['authorization.granted'] = {
      country: XA,
      ...(term?.until && { validUntil: day(term.until) }),
      ...(term?.scope && { scope: term.scope }),
    }
    return effectOf({ type, legalDay: day(from), data } as Fact) ?? []
  })
  const [only] = standingsOn(effects, day(on))
  if (!only) return undefined
  const { country: _, ...rest } = only
  return rest
}

test('a grant without a last day does not take over that of an older grant', () => {
  const history: Told[] = [
    ['granted', '2020-01-01', { until: '2021-12-31', scope: FARMS }],
    ['revoked', '2020-06-01'],
    ['granted', '2023-01-01'],
  ]
  assert.deepEqual(standing(history, '2026-01-01'), {
    status: 'authorized',
    since: '2023-01-01',
    validFrom: '2023-01-01',
  })
})

test('a renewal sets the term; where it names no scope the scope stays, where it names one it is that', () => {
  const granted: Told = ['granted', '2020-01-01', { until: '2021-12-31', scope: FARMS }]
  const renewed = (scope?: typeof FARMS): Told[] => [
    granted,
    ['renewed', '2021-12-01', { until: '2024-12-31', ...(scope && { scope }) }],
  ]
  const expected = { status: 'authorized', since: '2020-01-01', validFrom: '2020-01-01', validUntil: '2024-12-31' }
  assert.deepEqual(standing(renewed(), '2023-01-01'), { ...expected, scope: FARMS })
  assert.deepEqual(standing(renewed(FISHING), '2023-01-01'), { ...expected, scope: FISHING })
})

test('renewed after a lapse, it is authorized since the renewal; the lapse stays what it was', () => {
  const history: Told[] = [
    ['granted', '2020-01-01', { until: '2021-12-31' }],
    ['renewed', '2023-05-01', { until: '2025-12-31' }],
  ]
  assert.deepEqual(standing(history, '2022-07-01'), {
    status: 'expired',
    since: '2022-01-01',
    validFrom: '2020-01-01',
    validUntil: '2021-12-31',
  })
  assert.equal(standing(history, '2024-01-01')?.since, '2023-05-01')
})

test('renewed by the day after the last there is no break; a day later there is one', () => {
  const renewedOn = (on: string): Told[] => [
    ['granted', '2020-01-01', { until: '2021-12-31' }],
    ['renewed', on, { until: '2025-12-31' }],
  ]
  assert.equal(standing(renewedOn('2021-12-31'), '2022-01-01')?.since, '2020-01-01')
  // From 1 January 2022 on the renewal is in force, so there is no day between.
  assert.equal(standing(renewedOn('2022-01-01'), '2022-01-01')?.since, '2020-01-01')
  assert.equal(standing(renewedOn('2022-01-02'), '2022-01-02')?.since, '2022-01-02')
})

test('a suspension does not stop the term: given back after its end, it is expired from that day', () => {
  const history: Told[] = [
    ['granted', '2020-01-01', { until: '2021-12-31', scope: FARMS }],
    ['suspended', '2021-06-01'],
    ['reinstated', '2022-03-01'],
  ]
  assert.equal(standing(history, '2022-02-01')?.status, 'suspended')
  assert.deepEqual(standing(history, '2022-03-01'), {
    status: 'expired',
    since: '2022-03-01',
    validFrom: '2020-01-01',
    validUntil: '2021-12-31',
    scope: FARMS,
  })
})

test('reinstated in time it has its term and scope again, since the day of the reinstatement', () => {
  const history: Told[] = [
    ['granted', '2020-01-01', { until: '2021-12-31', scope: FARMS }],
    ['suspended', '2021-06-01'],
    ['reinstated', '2021-08-01'],
  ]
  assert.deepEqual(standing(history, '2021-09-01'), {
    status: 'authorized',
    since: '2021-08-01',
    validFrom: '2020-01-01',
    validUntil: '2021-12-31',
    scope: FARMS,
  })
})
