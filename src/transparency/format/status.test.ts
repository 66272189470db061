// Status notes, lists and codes: the text as it is specified, nothing in a second spelling, and small enough for paper.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import qrcode from 'qrcode'
import { headsAt, listOf, NOW, noteOf, qrOf, signaturesOf } from '../../../test/fixtures/status.ts'
import { fromBase32, toBase32 } from './base32.ts'
import { compareHeads } from './heads.ts'
import { codeBytes, codeOf, parseStatusCode } from './status-code.ts'
import { parseStatusList } from './status-list.ts'
import { parseStatusText, STATUS_WORDS, shortNameOf, statusText } from './status-note.ts'

describe('status note', () => {
  test('is written as specified', () => {
    const root = (byte: string) => Buffer.from(byte.repeat(32), 'hex').toString('base64')
    assert.equal(
      statusText(noteOf()),
      `sursur.org/status/v1\nxa-xb\nXA-0001-2 Puente del Sur\nauthorized\n${NOW - 600}\n${NOW - 600 + 604800}\nxa.example/log 100 ${root('64')}\nxb.example/log 200 ${root('c8')}\n`,
    )
  })

  const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map(shortNameOf)
  const anyNote = fc
    .record({
      corridor: fc.constantFrom('xa-xb', 'xa-xb-xc'),
      licence: fc.constantFrom('XA-1', 'DGT 12 34', '٣٤', 'a/b'),
      shortName: line,
      status: fc.constantFrom(...STATUS_WORDS),
      issued: fc.nat(),
      heads: fc.constantFrom(headsAt(0), headsAt(1, 2), headsAt(2 ** 40, 7)),
    })
    .map((note) => ({ ...note, expires: note.issued + 5 }))

  test('reads back what was written, as text and as code', () => {
    fc.assert(
      fc.property(anyNote, (note) => {
        const text = statusText(note)
        assert.deepEqual(parseStatusText(text), note)
        const code = codeOf(note, signaturesOf(text))
        assert.deepEqual(parseStatusCode(`HTTPS://X/S#${toBase32(codeBytes(code))}`), code)
      }),
      { numRuns: 100 },
    )
  })

  for (const [name, from, to] of [
    ['a leading zero', 'log 100 ', 'log 0100 '],
    ['two spaces', ' 100 ', '  100 '],
    ['a word that is no status', 'authorized', 'Authorized'],
    ['another line', 'authorized\n', 'authorized\n\n'],
    ['carriage returns', '\n', '\r\n'],
    ['another version', '/v1', '/v2'],
    ['a log twice', 'xb.example/log', 'xa.example/log'],
    ['a name with a trailing space', 'Sur\n', 'Sur \n'],
  ] as const)
    test(`refuses ${name}`, () => {
      const text = statusText(noteOf())
      assert.notEqual(text.replace(from, to), text)
      assert.throws(() => parseStatusText(text.replace(from, to)))
    })

  test('cuts a name to 40 bytes and never inside a letter', () => {
    assert.equal(shortNameOf('Agencia  de\nempleo'), 'Agencia de empleo')
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (name) => Buffer.byteLength(shortNameOf(name)) <= 40))
    assert.equal(shortNameOf(`${'a'.repeat(39)}é`), 'a'.repeat(39))
    assert.equal(shortNameOf('ب'.repeat(30)), 'ب'.repeat(20))
  })
})

describe('status code', () => {
  test('fits on paper: at most 300 bytes and version 13', () => {
    const code = qrOf(noteOf({ licence: 'XA-DGT-004512-7', shortName: 'N'.repeat(40) }))
    const bytes = fromBase32(code.split('#')[1] ?? '').length
    assert.ok(bytes <= 300, `${bytes} bytes`)
    assert.ok(qrcode.create(code, { errorCorrectionLevel: 'M' }).version <= 14)
    const usual = qrOf(noteOf())
    assert.ok(qrcode.create(usual, { errorCorrectionLevel: 'M' }).version <= 13)
  })

  test('is base32 as RFC 4648 has it, in one spelling', () => {
    assert.equal(toBase32(Buffer.from('foobar')), 'MZXW6YTBOI')
    assert.equal(toBase32(Buffer.from('fooba')), 'MZXW6YTB')
    for (const wrong of ['MZXW6YTBOJ', 'MZXW6YTBOI======', 'mzxw6ytboi', 'M', '1'])
      assert.throws(() => fromBase32(wrong))
    fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.deepEqual(fromBase32(toBase32(bytes)), bytes)))
  })
})

describe('status list', () => {
  test('reads back, and takes about 24 bytes a licence', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({
      licence: `XA-DGT-${String(at).padStart(6, '0')}-7`,
      status: STATUS_WORDS[at % 5] ?? ('unknown' as const),
    }))
    const text = listOf(rows)
    assert.deepEqual(parseStatusList(text).list.rows, rows)
    assert.ok(text.length / rows.length < 24)
  })

  test('refuses rows in another order, twice, or with something behind them', () => {
    const text = listOf([
      { licence: 'A', status: 'authorized' },
      { licence: 'B', status: 'suspended' },
    ])
    for (const wrong of [
      text.replace('a A\ns B\n', 's B\na A\n'),
      text.replace('a A\n', ''),
      `${text}a C\n`,
      `${text}\n`,
      text.slice(0, -1),
    ])
      assert.throws(() => parseStatusList(wrong))
  })
})

test('states of the logs are compared log by log', () => {
  assert.equal(compareHeads(headsAt(1, 2), headsAt(1, 2)), 'same')
  assert.equal(compareHeads(headsAt(1, 3), headsAt(1, 2)), 'newer')
  assert.equal(compareHeads(headsAt(1, 2), headsAt(2, 2)), 'older')
  assert.equal(compareHeads(headsAt(1, 3), headsAt(2, 2)), 'apart')
  assert.equal(compareHeads(headsAt(1), headsAt(1, 2)), 'older')
  const other = headsAt(1, 2).map((head) => ({ ...head, root: new Uint8Array(32).fill(9) }))
  assert.equal(compareHeads(headsAt(1, 2), other), 'contradicts')
})
