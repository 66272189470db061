// Amounts as people type them: whole units or with the decimals of a currency, never guessed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { amountOf } from './sanction-input.ts'

test('an amount is read in the smallest parts of its unit, with a point or a comma', () => {
  assert.equal(amountOf('120', 0), 120)
  assert.equal(amountOf('120', 2), 12_000)
  assert.equal(amountOf('120.5', 2), 12_050)
  assert.equal(amountOf('120,05', 2), 12_005)
  assert.equal(amountOf(' 1 200 ', 2), 120_000)
})

test('what could be read in two ways, or is no amount, is not read', () => {
  for (const text of ['', '-5', '1,200', '1.2.3', '12.345', 'much', '1e3', '0x10'])
    assert.equal(amountOf(text, 2), undefined)
  assert.equal(amountOf('12.5', 0), undefined)
})

test('every amount of cents that is written out is read back', () => {
  fc.assert(
    fc.property(fc.nat(), (cents) => {
      assert.equal(amountOf((cents / 100).toFixed(2), 2), cents)
    }),
  )
})
