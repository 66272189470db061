// Readers: which language a page is written in, and how its days and numbers look.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../kernel/day.ts'
import { createReader } from './reader.ts'
import type { LanguageOfPack } from './schema.ts'

const languages: readonly LanguageOfPack[] = [
  { tag: 'qzz', name: 'Ejemplés', direction: 'ltr', standing: 'named', fallback: 'es', formats: 'es-GT' },
  { tag: 'es', name: 'Español', direction: 'ltr', standing: 'original', formats: 'es-GT' },
  { tag: 'ar', name: 'العربية', direction: 'rtl', standing: 'translated', formats: 'ar-EG' },
  { tag: 'qyy', name: 'Digits', direction: 'rtl', standing: 'translated', formats: 'ar-EG-u-nu-arab' },
]
const readerIn = (asked: string, withTexts = ['es', 'ar', 'qyy']) =>
  createReader({
    languages,
    asked,
    withTexts,
    say: (language, locale) => () => `${language} ${locale}`,
    zone: 'Etc/GMT+6',
  })

test('a language without texts is written in its fallback and keeps its own address', () => {
  const reader = readerIn('qzz')
  assert.equal(reader.written.tag, 'es')
  assert.equal(reader.to('/check?q=a'), '/qzz/check?q=a')
})

test('a language without texts or fallback is written in the original of the pack', () => {
  assert.equal(readerIn('ar', ['es']).written.tag, 'es')
})

test('days have the month in words, moments the zone', () => {
  assert.equal(readerIn('es').day(day('2028-03-14')), '14 de marzo de 2028')
  assert.match(readerIn('es').moment('2026-11-24T16:42:00Z'), /24 de noviembre de 2026.*10:42.*-6/)
})

test('digits are 0–9 unless the pack names others', () => {
  assert.match(readerIn('ar').number(1842), /1.?842/)
  assert.match(readerIn('qyy').number(1842), /١.?٨٤٢/)
})

test('a text of the pack comes in the written language, or says which language and direction it is', () => {
  const reader = readerIn('es')
  assert.deepEqual(reader.text({ ar: 'أ', es: 'a' }), { text: 'a', language: 'es', direction: 'ltr' })
  assert.deepEqual(reader.text({ ur: 'ا' }), { text: 'ا', language: 'ur', direction: 'rtl' })
})

test('an unknown language and a pack without any texts are refused', () => {
  assert.throws(() => readerIn('xx'), RangeError)
  assert.throws(() => readerIn('es', []), RangeError)
})
