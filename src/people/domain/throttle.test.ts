// Waiting after wrong passwords: longer each time, never beyond a quarter of an hour, and each name for itself.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createThrottle, waitAfter } from './throttle.ts'

const QUARTER = 15 * 60_000

test('the wait grows with every failure and has an end', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(QUARTER), (failed, later) => {
      const wait = waitAfter({ failed, last: 0 }, later)
      assert.ok(wait >= 0 && wait <= QUARTER)
      assert.ok(waitAfter({ failed: failed + 1, last: 0 }, later) >= wait)
      assert.equal(waitAfter({ failed, last: 0 }, QUARTER), 0)
    }),
  )
})

test('the first five tries are free, the sixth waits; a right one wipes the slate', () => {
  const throttle = createThrottle()
  for (let tries = 0; tries < 5; tries++) {
    assert.equal(throttle.wait('a', 0), 0)
    throttle.failed('a', 0)
  }
  assert.ok(throttle.wait('a', 0) > 0)
  assert.equal(throttle.wait('b', 0), 0)
  throttle.succeeded('a')
  assert.equal(throttle.wait('a', 0), 0)
})

test('a flood of names does not fill the memory', () => {
  const throttle = createThrottle(2)
  for (const name of ['a', 'b', 'c']) for (let tries = 0; tries < 6; tries++) throttle.failed(name, 0)
  assert.equal(throttle.wait('a', 0), 0)
  assert.ok(throttle.wait('c', 0) > 0)
})
