// From which day an act of all countries counts, where midnight is not the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Country } from '../../kernel/country.ts'
import { day, dayIn } from '../../kernel/day.ts'
import type { JointAct } from './domain.ts'
import { effectsOf } from './effects.ts'

const XA = 'XA' as Country
const XB = 'XB' as Country

test('a suspension in the evening counts at once, in every country', () => {
  // Six in the evening in the west is past midnight in UTC, and noon of the next day far in the east.
  const effectiveAt = Date.parse('2026-11-25T00:30:00Z') / 1000
  const body = { kind: 'suspension', licence: 'XA-0001', recruiter: 'rec_1' }
  const act = { body, parties: [XA, XB], effectiveAt } as unknown as JointAct
  const zones: Readonly<Record<string, string>> = { XA: 'America/Guatemala', XB: 'Pacific/Auckland' }
  const [row] = effectsOf(act, (country, at) => dayIn(zones[country] ?? 'UTC', at))
  assert.deepEqual(
    row?.effects.map(({ country, from }) => [country, from]),
    [
      [XA, day('2026-11-24')],
      [XB, day('2026-11-24')],
    ],
  )
})
