// How a recruiter stood on a day: what was known by the end of that day, and what is known now.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { Country } from '../../kernel/country.ts'
import { day } from '../../kernel/day.ts'
import { loadPack } from '../../packs/index.ts'
import type { FactData, FactKind } from './domain/facts.ts'
import type { RegisterEvent } from './events.ts'
import type { Speaker } from './summary.ts'
import { standingOnDay } from './that-day.ts'

const XA = 'XA' as Country
let speaker: Speaker
before(async () => {
  const pack = await loadPack(join(import.meta.dirname, '../../../test/fixtures/xa-xb'))
  assert.ok(pack.ok)
  speaker = { pack: pack.value, country: XA, sample: false, lists: [] }
})

let version = 0
/** An event that had effect on `legalDay` and was recorded at an instant. */
function event<K extends FactKind>(type: K, legalDay: string, recordedAt: string, data: FactData[K]): RegisterEvent {
  version++
  return {
    position: version,
    id: `evt_${version}`,
    stream: 'rec_1',
    streamVersion: version,
    type,
    version: 1,
    legalDay: day(legalDay),
    recordedAt: new Date(recordedAt),
    origin: 'xa-xb/xa',
    actor: { office: 'invented office', country: XA, role: 'deciding officer', account: 'a1' },
    ground: { text: { en: 'a test' } },
    data,
  } as RegisterEvent
}

const granted = (recordedAt = '2026-01-05T10:00:00Z') =>
  event('authorization.granted', '2026-01-05', recordedAt, { country: XA, validUntil: day('2027-01-05') })
const suspended = (legalDay: string, recordedAt: string) =>
  event('authorization.suspended', legalDay, recordedAt, { country: XA })
const answer = (events: readonly RegisterEvent[], on: string, today = '2026-06-01') => {
  const { knownThen, knownNow, differ, future } = standingOnDay(speaker, events, day(on), day(today))
  const own = (standings: typeof knownThen) => standings.find(({ country }) => country === XA)?.status
  return { thought: own(knownThen), now: own(knownNow), differ, future }
}

describe('that day', () => {
  test('recorded at once, both say the same', () => {
    const events = [granted(), suspended('2026-02-01', '2026-02-01T10:00:00Z')]
    assert.deepEqual(answer(events, '2026-01-20'), {
      thought: 'authorized',
      now: 'authorized',
      differ: false,
      future: false,
    })
    assert.deepEqual(answer(events, '2026-02-01'), {
      thought: 'suspended',
      now: 'suspended',
      differ: false,
      future: false,
    })
  })

  test('a suspension that was recorded late: authorized as known then, suspended as known now', () => {
    const events = [granted(), suspended('2026-02-01', '2026-03-10T10:00:00Z')]
    assert.deepEqual(answer(events, '2026-02-20'), {
      thought: 'authorized',
      now: 'suspended',
      differ: true,
      future: false,
    })
    assert.deepEqual(answer(events, '2026-01-31'), {
      thought: 'authorized',
      now: 'authorized',
      differ: false,
      future: false,
    })
    assert.deepEqual(answer(events, '2026-03-10'), {
      thought: 'suspended',
      now: 'suspended',
      differ: false,
      future: false,
    })
  })

  test('the end of the day is the country’s own: XA lies on UTC, so its last second counts and the next does not', () => {
    const on = (recordedAt: string) => answer([granted(), suspended('2026-02-01', recordedAt)], '2026-02-20').thought
    assert.equal(on('2026-02-20T23:59:59Z'), 'suspended')
    assert.equal(on('2026-02-21T00:00:00Z'), 'authorized')
  })

  test('nothing was known then, and something is now', () => {
    assert.deepEqual(answer([granted('2026-04-01T10:00:00Z')], '2026-02-20'), {
      thought: undefined,
      now: 'authorized',
      differ: true,
      future: false,
    })
  })

  test('before the first act nobody says anything; a day to come says so and counts the term', () => {
    assert.deepEqual(answer([granted()], '2026-01-04'), {
      thought: undefined,
      now: undefined,
      differ: false,
      future: false,
    })
    assert.deepEqual(answer([granted()], '2027-01-06'), {
      thought: 'expired',
      now: 'expired',
      differ: false,
      future: true,
    })
  })

  test('the other country of the corridor cannot be asked, then as now', () => {
    const { knownThen, knownNow } = standingOnDay(speaker, [granted()], day('2026-02-01'), day('2026-06-01'))
    for (const standings of [knownThen, knownNow])
      assert.deepEqual(
        standings.map(({ country, status }) => [country, status]),
        [
          ['XA', 'authorized'],
          ['XB', 'unknown'],
        ],
      )
  })
})
