// The limit against floods: what passes by the clock, and that no address is kept beyond its hour or at all.
import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import fc from 'fast-check'
import { createFlood, senderOf } from './flood.ts'

test('a burst passes, then so many a minute; another address has its own count', () => {
  let now = 0
  const flood = createFlood({ perMinute: 2, burst: 3 }, () => now)
  const passes = (address = 'a') => flood.waitFor(address) === undefined
  assert.deepEqual([passes(), passes(), passes(), passes()], [true, true, true, false])
  assert.ok(passes('b'))
  assert.equal(flood.waitFor('a'), 30)
  now = 29_000
  assert.equal(flood.waitFor('a'), 1)
  now = 30_000
  assert.deepEqual([passes(), passes()], [true, false])
  now = 3_600_000
  assert.deepEqual(
    [passes(), passes(), passes(), passes()],
    [true, true, true, false],
    'after an hour all is forgotten',
  )
})

test('over any times, no more passes than the burst and what the minutes allow, and who waits as told passes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 }), (gaps) => {
      let now = 0
      let passed = 0
      const flood = createFlood({ perMinute: 6, burst: 4 }, () => now)
      for (const gap of gaps) {
        now = Math.min(now + gap, 3_599_999)
        const wait = flood.waitFor('a')
        if (wait === undefined) passed++
        else {
          now += wait * 1000
          if (now >= 3_600_000) return
          assert.equal(flood.waitFor('a'), undefined)
          passed++
        }
        assert.ok(passed <= 4 + (now / 60_000) * 6 + 1e-6)
      }
    }),
  )
})

const from = (remoteAddress: string, forwarded?: string) =>
  senderOf({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage)

test('a proxy beside the node is believed, nobody else; of IPv6 the network counts', () => {
  assert.equal(from('203.0.113.7', '198.51.100.1'), '203.0.113.7')
  assert.equal(from('127.0.0.1', '10.0.0.1, 198.51.100.1'), '198.51.100.1')
  assert.equal(from('::ffff:10.1.2.3', '198.51.100.1'), '198.51.100.1')
  assert.equal(from('127.0.0.1', 'unknown'), '127.0.0.1')
  assert.equal(from('127.0.0.1'), '127.0.0.1')
  assert.equal(from('2001:db8:1:2:3:4:5:6'), from('2001:db8:1:2::9'))
  assert.notEqual(from('2001:db8:1:2::9'), from('2001:db8:1:3::9'))
})
