// On that day: what was known then and what is known now, when an act was recorded after the day from which it counts.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { Country } from '../../kernel/country.ts'
import { day } from '../../kernel/day.ts'
import { loadPack, type Pack } from '../../packs/index.ts'
import type { Fact } from './domain/facts.ts'
import type { RegisterEvent } from './events/recruiter.ts'
import { standingOnDay } from './that-day.ts'

const XA = 'XA' as Country
const XB = 'XB' as Country
const TODAY = day('2026-06-01')
let pack: Pack
before(async () => {
  const loaded = await loadPack(join(import.meta.dirname, '../../../test/fixtures/xa-xb'))
  assert.ok(loaded.ok)
  pack = loaded.value
})

function event(streamVersion: number, fact: Fact, recordedAt: string): RegisterEvent {
  return {
    ...fact,
    stream: 'rec_test',
    streamVersion,
    version: 1,
    ground: { text: { en: 'a test' } },
    position: streamVersion,
    id: `evt_${streamVersion}`,
    recordedAt: new Date(recordedAt),
    origin: 'xa-xb/xa',
    actor: { office: 'invented office', country: XA, role: 'deciding officer', account: 'test' },
  } as RegisterEvent
}
const entry: Fact = {
  type: 'recruiter.entered',
  legalDay: day('2026-01-01'),
  data: {
    licence: 'XA-1',
    licenceDerived: false,
    country: XA,
    kind: 'agency',
    particulars: { version: 1, commitment: 'c' },
  },
}
const granted: Fact = { type: 'authorization.granted', legalDay: day('2026-01-10'), data: { country: XA } }
const suspended: Fact = { type: 'authorization.suspended', legalDay: day('2026-02-01'), data: { country: XA } }

/** Granted in time; suspended as of 1 February, of which the register learned at `learned`. */
const life = (learned: string) => [
  event(1, entry, '2026-01-01T12:00:00Z'),
  event(2, granted, '2026-01-10T12:00:00Z'),
  event(3, suspended, learned),
]
const ask = (events: readonly RegisterEvent[], on: string, country = XA, sample = false) =>
  standingOnDay({ pack, country, sample, lists: [] }, { events, joint: [] }, day(on), TODAY)
const words = (answer: ReturnType<typeof ask>, country = XA) =>
  [answer.knownThen, answer.knownNow].map((known) => known.find((one) => one.country === country)?.status)

describe('on that day', () => {
  test('a suspension of which the register learned later: authorized as known then, suspended as known now', () => {
    const late = life('2026-02-20T12:00:00Z')
    const between = ask(late, '2026-02-10')
    assert.deepEqual(words(between), ['authorized', 'suspended'])
    assert.equal(between.differ, true)
    assert.equal(between.future, false)
  })

  test('before the day from which it counts, and once it was recorded, both say the same', () => {
    const late = life('2026-02-20T12:00:00Z')
    const earlier = ask(late, '2026-01-31')
    assert.deepEqual([words(earlier), earlier.differ], [['authorized', 'authorized'], false])
    const later = ask(late, '2026-02-20')
    assert.deepEqual([words(later), later.differ], [['suspended', 'suspended'], false])
  })

  test('what was recorded on the day itself, in the zone of the node’s country, was known that day', () => {
    // XB's pack names America/Santiago, three hours behind UTC in February: 02:30 UTC on the 11th is still the 10th there.
    const night = life('2026-02-11T02:30:00Z')
    assert.deepEqual(words(ask(night, '2026-02-10', XB)), ['suspended', 'suspended'])
    // XA's names Africa/Dakar, which keeps UTC.
    assert.deepEqual(words(ask(night, '2026-02-10', XA)), ['authorized', 'suspended'])
  })

  test('before its entry it stood nowhere: no word, not even "unknown"', () => {
    const answer = ask(life('2026-02-01T12:00:00Z'), '2025-12-31')
    assert.deepEqual([answer.knownThen, answer.knownNow, answer.differ], [[], [], false])
  })

  test('a day to come is answered as far as is known, and says that it is to come', () => {
    const answer = ask(life('2026-02-01T12:00:00Z'), '2026-06-02')
    assert.equal(answer.future, true)
    assert.deepEqual(words(answer), ['suspended', 'suspended'])
    assert.equal(ask(life('2026-02-01T12:00:00Z'), '2026-06-01').future, false)
  })

  test('the country that cannot be asked is unknown beside the one that spoke, but not on a sample', () => {
    const events = life('2026-02-01T12:00:00Z')
    assert.deepEqual(words(ask(events, '2026-03-01'), XB), ['unknown', 'unknown'])
    assert.deepEqual(words(ask(events, '2026-03-01', XA, true), XB), [undefined, undefined])
  })
})
