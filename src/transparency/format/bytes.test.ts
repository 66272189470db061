// Each byte sequence has one spelling: what encoders would not write is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromBase64, fromHex, text, toBase64, toHex, utf8, wholeNumber } from './bytes.ts'

const refused = (code: string) => ({ name: 'TransparencyFault', code })

test('base64 and hexadecimal are those of Node, there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000, size: 'large' }), (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'))
      assert.deepEqual(fromBase64(toBase64(bytes)), bytes)
      assert.equal(toHex(bytes), Buffer.from(bytes).toString('hex'))
      assert.deepEqual(fromHex(toHex(bytes)), bytes)
    }),
    { numRuns: 50 },
  )
})

// "QQ==" is the letter A; the last four bits of "QR==" belong to no byte.
for (const odd of [
  'QR==',
  'QQ',
  'QQ=',
  'QQ===',
  'Q===',
  '====',
  'QQ==\n',
  ' QQ==',
  'QQ==QQ==',
  'QUI-',
  'QUJDRB==',
  'QUK=',
]) {
  test(`base64 ${JSON.stringify(odd)} is refused`, () =>
    assert.throws(() => fromBase64(odd), refused('malformed-bytes')))
}

for (const odd of ['A', 'AB', 'aG', 'abc', '0x', ' ab']) {
  test(`hexadecimal ${JSON.stringify(odd)} is refused`, () =>
    assert.throws(() => fromHex(odd), refused('malformed-bytes')))
}

test('UTF-8 is kept byte for byte, a byte order mark too; invalid bytes and half characters are refused', () => {
  const marked = Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)
  assert.deepEqual(utf8(text(marked)), marked)
  for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80]])
    assert.throws(() => text(Uint8Array.from(bytes)), refused('malformed-bytes'))
  assert.throws(() => utf8('a\ud800'), refused('malformed-bytes'))
})

test('whole numbers have no leading zero, no sign, no fraction, and end where numbers are no longer exact', () => {
  assert.deepEqual(
    ['0', '7', '20852163', '9007199254740991'].map((digits) => wholeNumber(digits, 'malformed-proof')),
    [0, 7, 20852163, 9007199254740991],
  )
  for (const odd of [
    '',
    '00',
    '01',
    '+1',
    '-0',
    '1.0',
    '1e3',
    ' 1',
    '1\n',
    '0x1',
    '9007199254740992',
    '18446744073709551615',
    '١',
  ])
    assert.throws(() => wholeNumber(odd, 'malformed-proof'), refused('malformed-proof'), odd)
})
