// Forty kills at seeded moments, in ten registers: too long for the default suite.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killAndCompare } from '../fixtures/killed.ts'

const SEEDS = 10
const KILLS = 4

test('forty kills at seeded moments: every register ends as if nothing had been', async (t) => {
  const before: string[] = []
  for (let seed = 1; seed <= SEEDS; seed++) before.push(...(await killAndCompare(seed, KILLS, 5000)))
  t.diagnostic(before.join('; '))
  const applying = before.filter((step) => step.includes('applying'))
  assert.ok(applying.length >= SEEDS, 'too few kills found a load being applied')
})
