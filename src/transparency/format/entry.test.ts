// Entries: one shape and one spelling, whatever a stranger's node may have logged.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { utf8 } from './bytes.ts'
import { type LogEntry, readEntry } from './entry.ts'
import { MAX_ENTRY } from './tiles.ts'

const refused = { name: 'TransparencyFault', code: 'malformed-entry' }
const ENTRY: LogEntry = {
  v: 1,
  id: 'xa:evt_01',
  type: 'org.sursur.register.licence.granted',
  time: '2026-03-01T12:00:00Z',
  subject: 'rec_01',
  prev: null,
  data: { licence: 'XA-0001', until: '2028-02-29', é: [1, -2, true, null, { b: 'ñ', a: '' }] },
  auth: ['\u2014 a.example AAAAAAA='],
}
const bytesOf = (value: unknown) => utf8(canonicalize(value) ?? '')

test('an entry is read as it was written', () => {
  assert.deepEqual(readEntry(bytesOf(ENTRY)), ENTRY)
  const { auth: _, ...plain } = ENTRY
  assert.deepEqual(readEntry(bytesOf({ ...plain, prev: 'xa:evt_00' })), { ...plain, prev: 'xa:evt_00' })
})

for (const [what, change] of [
  ['another version', { v: 2 }],
  ['a version in letters', { v: '1' }],
  ['no id', { id: undefined }],
  ['an empty id', { id: '' }],
  ['a type that is a number', { type: 7 }],
  ['an endless subject', { subject: 'x'.repeat(257) }],
  ['a time without a zone', { time: '2026-03-01T12:00:00' }],
  ['a time that is no time', { time: '2026-13-01T12:00:00Z' }],
  ['no word on what was before', { prev: undefined }],
  ['data that are a list', { data: [] }],
  ['no data', { data: null }],
  ['a fraction', { data: { a: 0.5 } }],
  ['a number that is not exact', { data: { a: 2 ** 53 } }],
  ['auth without a line', { auth: [] }],
  ['auth that is no list of texts', { auth: [7] }],
  ['a member more', { also: 1 }],
  ['more than 4,096 bytes', { data: { a: 'x'.repeat(MAX_ENTRY) } }],
] as const) {
  test(`an entry with ${what} is refused`, () =>
    assert.throws(() => readEntry(bytesOf({ ...ENTRY, ...change })), refused))
}

const text = canonicalize(ENTRY) ?? ''
for (const [what, odd] of [
  ['a space', text.replace(':', ': ')],
  ['a line end', `${text}\n`],
  ['members in another order', JSON.stringify(ENTRY)],
  ['a member twice', text.replace('"v":1', '"v":1,"v":1')],
  ['an escape that is not needed', text.replace('XA-0001', 'XA\\u002d0001')],
  ['a number in another spelling', text.replace('[1,', '[1.0,')],
  ['minus zero', text.replace('[1,', '[-0,')],
  ['half a character', text.replace('XA-0001', '\\ud800')],
  ['half a character in a name', text.replace('"licence"', '"\\udc00"')],
  ['something that is no object', '[]'],
  ['nothing', ''],
  ['no JSON', text.slice(1)],
] as const) {
  test(`an entry with ${what} is refused`, () => {
    assert.notEqual(odd, text)
    assert.throws(() => readEntry(utf8(odd)), refused)
  })
}

test('bytes that are no UTF-8 are refused, and nesting without end too', () => {
  assert.throws(() => readEntry(Uint8Array.of(...bytesOf(ENTRY), 0xff)), refused)
  assert.throws(() => readEntry(utf8('['.repeat(MAX_ENTRY))), refused)
})

test('every canonical entry is read, whatever its data say', () => {
  const leaf = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
  )
  const data = fc.dictionary(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.oneof(leaf, fc.array(leaf, { maxLength: 4 })),
    {
      maxKeys: 8,
      noNullPrototype: true,
    },
  )
  fc.assert(
    fc.property(data, (data) => {
      const entry = JSON.parse(canonicalize({ ...ENTRY, data }) ?? '') as LogEntry
      assert.deepEqual(readEntry(bytesOf(entry)), entry)
    }),
  )
})
