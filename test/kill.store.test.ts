// A real process, killed three times in the middle of two loads: what it leaves is sound, and it ends as if nothing had been.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killAndCompare } from './fixtures/killed.ts'

test('killed at three moments, the loads go on and end with the same totals and the same register', async (t) => {
  const before = await killAndCompare(7, 3, 5000)
  t.diagnostic(before.join('; '))
  assert.ok(
    before.some((step) => / (reading|applying) /.test(step)),
    'no kill found the process at work',
  )
})
