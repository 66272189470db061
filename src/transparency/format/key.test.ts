// Verifier keys are read as the specification writes them, and refused when one character is off.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { casesOf, skipTlog } from '../../../test/fixtures/tlog.ts'
import { keyIdOf, parseVerifierKey, writeVerifierKey } from './key.ts'

// The example of signed-note.
const EXAMPLE = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const refused = { name: 'TransparencyFault', code: 'malformed-key' }

test('the key of the specification is read and written back', () => {
  const key = parseVerifierKey(EXAMPLE)
  assert.deepEqual(
    [key.name, key.id, key.type, key.publicKey.length, key.text],
    ['example.com/foo', 0x530d903a, 1, 32, EXAMPLE],
  )
  assert.equal(keyIdOf(key.name, key.type, key.publicKey), key.id)
  assert.equal(writeVerifierKey(key.name, key.type, key.publicKey), EXAMPLE)
})

test('one key has another id under another purpose or name', () => {
  const { name, type, publicKey, id } = parseVerifierKey(EXAMPLE)
  assert.notEqual(keyIdOf(name, 4, publicKey), id)
  assert.notEqual(keyIdOf(`${name}2`, type, publicKey), id)
})

test('the published keys are accepted and refused as they must be', { skip: skipTlog }, () => {
  const cases = casesOf<{ id: string; vkey: string; valid: boolean }>('verifier-keys.json')
  assert.equal(cases.length, 69)
  for (const { id, vkey, valid } of cases) {
    if (valid) assert.equal(parseVerifierKey(vkey).text, vkey, id)
    else assert.throws(() => parseVerifierKey(vkey), refused, id)
  }
})

const { publicKey } = parseVerifierKey(EXAMPLE)
for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u2003b', 'a\nb', 'a\u0001', '\ud800']) {
  test(`no key has the name ${JSON.stringify(name)}`, () =>
    assert.throws(() => writeVerifierKey(name, 1, publicKey), refused))
}

test('only the two purposes that SurSur uses, and only whole keys', () => {
  for (const type of [0, 2, 3, 5, 6, 255]) assert.throws(() => writeVerifierKey('a', type, publicKey), refused)
  for (const length of [0, 31, 33]) assert.throws(() => writeVerifierKey('a', 1, new Uint8Array(length)), refused)
  assert.throws(() => parseVerifierKey(EXAMPLE.replace('530d903a', '530D903A')), refused)
  assert.throws(() => parseVerifierKey(EXAMPLE.replace('U2k', 'U2k=')), refused)
  assert.throws(() => parseVerifierKey(`${EXAMPLE}\n`), refused)
})
