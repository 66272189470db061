// Clocks of cosigners: a fresh cosignature must have been made between two looks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseVerifierKey } from '../../transparency/format/key.ts'
import { newSeed, signerOf } from '../../transparency/keys/signer.ts'
import { createClocks } from './clocks.ts'

const key = parseVerifierKey(signerOf('xb.example/witness', 4, newSeed()).verifierKey)
const own = parseVerifierKey(signerOf('xa.example/witness', 4, newSeed()).verifierKey)
const head = (...times: readonly (readonly [typeof key, number])[]) => ({
  size: 1,
  root: new Uint8Array(32),
  note: new Uint8Array(),
  cosignatures: times.map(([one, time]) => ({ key: one, time })),
})

test('an old cosignature at the first look says nothing', () => {
  const clocks = createClocks(own.name)
  clocks.saw(head([key, 1000], [own, 9000]), 5000)
  assert.equal(clocks.difference(), 0)
  assert.deepEqual(clocks.cosigners(), [{ name: key.name, time: 1000, ahead: 0 }])
})

test('a clock that is ahead, and one that is behind', () => {
  const clocks = createClocks(own.name)
  clocks.saw(head([key, 5100]), 5000)
  assert.equal(clocks.difference(), 100)
  clocks.saw(head([key, 5101]), 5300)
  assert.equal(clocks.difference(), 0)
  clocks.saw(head([key, 5150]), 5400)
  assert.equal(clocks.difference(), -150)
})
