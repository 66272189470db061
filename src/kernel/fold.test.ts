// Folding of names: what must become equal, what must stay apart, and the properties that hold for any text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, foldLicence, foldWords } from './fold.ts'

const anyText = fc.string({ unit: 'grapheme', maxLength: 40 })
const anyCodePoints = fc.string({ unit: 'binary', maxLength: 40 })

test('folding twice changes nothing more', () => {
  for (const texts of [anyText, anyCodePoints]) {
    fc.assert(fc.property(texts, (text) => assert.equal(fold(fold(text)), fold(text))))
    fc.assert(fc.property(texts, (text) => assert.equal(foldLicence(foldLicence(text)), foldLicence(text))))
    fc.assert(fc.property(texts, (text) => assert.deepEqual(foldWords(foldWords(text).join(' ')), foldWords(text))))
  }
})

test('canonically equivalent texts fold alike', () => {
  for (const texts of [anyText, anyCodePoints]) {
    fc.assert(fc.property(texts, (text) => assert.equal(fold(text.normalize('NFD')), fold(text.normalize('NFC')))))
  }
})

test('a folded text holds no mark, control or direction character and no capital', () => {
  fc.assert(fc.property(anyCodePoints, (text) => assert.doesNotMatch(fold(text), /[\p{M}\p{Cc}\p{Cf}]|[A-Z]/u)))
})

test('letters that are typed without their mark', () => {
  assert.deepEqual(foldWords('Đà Nẵng Muñoz Straße Ærø Łódź Œuvre İstanbul ılık Ɓooyo Ɗiggo'), [
    'da',
    'nang',
    'munoz',
    'strasse',
    'aero',
    'lodz',
    'oeuvre',
    'istanbul',
    'ilik',
    'booyo',
    'diggo',
  ])
})

test('the glottal stop in every typed form, and none, is one name', () => {
  for (const mark of ["'", '’', '‘', 'ʼ', 'ʻ', 'ꞌ', 'Ꞌ', '`', '´', '′', '＇', 'ʾ', 'ʿ', 'ˈ', '‛', 'ʔ', '']) {
    assert.deepEqual(foldWords(`Ajpu${mark} K${mark}iche${mark}`), ['ajpu', 'kiche'], `mark ${mark}`)
  }
})

test('control characters and direction overrides disappear; line breaks part words', () => {
  assert.deepEqual(foldWords('Pu\u0000en\u202ete\u200b Cla\u00adro\nEjem\u2066plo\u2069'), [
    'puente',
    'claro',
    'ejemplo',
  ])
})

test('Arabic: tatweel, harakat, alef, ya and ta marbuta, digits', () => {
  assert.equal(fold('شَرِكَةُ الأمـــل'), fold('شركه الامل'))
  assert.equal(fold('إآأٱ'), 'اااا')
  assert.equal(fold('مصطفى'), fold('مصطفي'))
  assert.equal(fold('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹'), '0123456789 0123456789')
})

test('a licence number in any spacing, case and dashes', () => {
  for (const typed of [
    'XA-0042-7',
    'xa 0042 7',
    ' Xa–0042—7 ',
    'XA00427',
    'xa.0042/7',
    'ＸＡ‐００４２‐７',
    'XA-٠٠٤٢-٧',
  ]) {
    assert.equal(foldLicence(typed), 'XA00427', typed)
  }
  assert.notEqual(foldLicence('XA-0042-7'), foldLicence('XA-0042-8'))
})
