// Text on paper: whatever a name holds, lines fit and nothing is lost that can be drawn; right to left in the order of the eye.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { linesOf, printable, runsOf } from './text.ts'

const LATIN = (code: number) => code < 0x2ff || code === 0x301
const length = (text: string) => [...text].length

describe('printable text', () => {
  test('what has no glyph is a box, one for each sign that people see', () => {
    assert.equal(printable('Ana 👩‍👩‍👧 Ruiz 字', LATIN), 'Ana □ Ruiz □')
  })
  test('controls, half pairs and turned directions are gone', () => {
    assert.equal(printable('a\u0000b\u202ec\u2066d\ud800', LATIN), 'abcd□')
  })
  test('line ends stay, marks are put together, a heap of marks is cut', () => {
    assert.equal(printable('a\r\nb\u2028c', LATIN), 'a\nb\nc')
    assert.equal(printable('e\u0301', LATIN), 'é')
    assert.ok(length(printable(`x${'\u0301'.repeat(500)}`, LATIN)) <= 5)
  })
})

describe('lines', () => {
  test('break at spaces, and inside a word only when it alone is too wide', () => {
    assert.deepEqual(linesOf('one two three', 7, length), ['one two', 'three'])
    assert.deepEqual(linesOf('a bcdefgh', 4, length), ['a', 'bcde', 'fgh'])
    assert.deepEqual(linesOf('one\n\ntwo', 9, length), ['one', '', 'two'])
  })
  test('whatever the text, they fit and nothing but space is lost', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ñ', ' ', '\n', '字'), maxLength: 200 }),
        fc.integer({ min: 1, max: 30 }),
        (text, width) => {
          const lines = linesOf(text, width, length)
          for (const line of lines) assert.ok(length(line) <= width)
          assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(/\s/g, ''))
        },
      ),
    )
  })
})

describe('the order of the eye', () => {
  const shown = (line: string, direction: 'ltr' | 'rtl') =>
    runsOf(line, direction).map(({ text, rtl }) => (rtl ? `<${text}` : `>${text}`))
  test('left to right stays', () => assert.deepEqual(shown('Ana (2) x.', 'ltr'), ['>Ana (2) x.']))
  test('Arabic, a number and a Latin word', () => {
    assert.deepEqual(shown('رقم 12 XA شركة', 'rtl'), ['< شركة', '>12 XA', '<رقم '])
    assert.deepEqual(shown('Agencia شركة XA', 'ltr'), ['>Agencia ', '<شركة', '> XA'])
  })
  test('brackets among Arabic are turned, and a point ends the line on its left', () => {
    assert.deepEqual(shown('(شركة)', 'rtl'), ['<)شركة('])
    assert.deepEqual(shown('XA.', 'rtl'), ['<.', '>XA'])
  })
  test('nothing is lost', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '1', ' ', 'ش', '.', '-'), maxLength: 40 }),
        fc.constantFrom('ltr' as const, 'rtl' as const),
        (line, direction) => {
          const all = runsOf(line, direction)
            .map(({ text }) => text)
            .join('')
          assert.deepEqual([...all].sort(), [...line].sort())
        },
      ),
    )
  })
})
