// The rules of RFC 5545 that calendars trip over: line ends, folding by octets, escaping, whole days.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { calendarOf } from './calendar.ts'

const AT = { name: 'Plazos', now: new Date('2026-03-01T12:00:05.678Z') }
const entry = (more: object = {}) => ({ uid: 'file_1-day@xa', day: '2026-03-31', summary: 'Responder', ...more })
const linesOf = (text: string) => text.split('\r\n')
const unfolded = (text: string) => linesOf(text.replaceAll('\r\n ', ''))

/** Reads a text value back, as 3.3.11 says. */
const plain = (value: string) =>
  value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))

describe('a calendar', () => {
  test('is a whole one, with the day and the day after as its end', () => {
    const text = calendarOf([entry({ day: '2028-02-29', url: 'https://xa.example/a?b=1' })], AT)
    assert.ok(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:'))
    assert.ok(text.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n'))
    const lines = linesOf(text)
    for (const line of [
      'UID:file_1-day@xa',
      'DTSTAMP:20260301T120005Z',
      'DTSTART;VALUE=DATE:20280229',
      'DTEND;VALUE=DATE:20280301',
      'URL:https://xa.example/a?b=1',
    ])
      assert.ok(lines.includes(line), line)
  })

  test('no days are an empty calendar', () => {
    assert.ok(!calendarOf([], AT).includes('VEVENT'))
  })

  test('a name with line ends, commas and semicolons stays one value and begins no line of its own', () => {
    const summary = 'Uno, dos; tres\\cuatro\r\nEND:VEVENT\rATTENDEE:mailto:x\nfin'
    const lines = unfolded(calendarOf([entry({ summary })], AT))
    assert.ok(
      lines.includes('SUMMARY:Uno\\, dos\\; tres\\\\cuatro\\nEND:VEVENT\\nATTENDEE:mailto:x\\nfin'),
      lines.join('|'),
    )
    assert.equal(lines.filter((line) => line === 'END:VEVENT').length, 1)
    assert.ok(!lines.some((line) => line.startsWith('ATTENDEE')))
  })

  test('whatever the text: no line above 75 octets, no character cut, and it reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }), (summary) => {
        const text = calendarOf([entry({ summary })], AT)
        for (const line of linesOf(text)) {
          assert.ok(Buffer.byteLength(line) <= 75, line)
          assert.ok(line.isWellFormed())
          assert.ok(!/[\r\n]/.test(line))
        }
        const value =
          unfolded(text)
            .find((line) => line.startsWith('SUMMARY:'))
            ?.slice(8) ?? ''
        // The two separators of Unicode are line ends, which this format writes in one way only.
        assert.equal(plain(value), summary.replace(/[\u2028\u2029]/g, '\n'))
      }),
    )
  })

  test('a line of exactly 75 octets is not folded, one of 76 is, and a character of two octets is not divided', () => {
    const room = 75 - 'SUMMARY:'.length
    const at = (summary: string) => linesOf(calendarOf([entry({ summary })], AT))
    assert.ok(at('a'.repeat(room)).includes(`SUMMARY:${'a'.repeat(room)}`))
    assert.ok(at('a'.repeat(room + 1)).includes(`SUMMARY:${'a'.repeat(room)}`))
    const cut = at(`${'a'.repeat(room - 1)}ñ`)
    assert.ok(cut.includes(`SUMMARY:${'a'.repeat(room - 1)}`))
    assert.ok(cut.includes(' ñ'))
  })

  test('control characters and half pairs do not come through', () => {
    const lines = unfolded(calendarOf([entry({ summary: 'a\u0000b\u0007c\ud800d' })], AT))
    assert.ok(lines.includes('SUMMARY:abc\ufffdd'))
  })

  test('what is no day is refused', () => {
    for (const day of ['2026-02-30', '2026-3-1', '', 'tomorrow'])
      assert.throws(() => calendarOf([entry({ day })], AT), RangeError, day)
  })
})
