// Texts: each language's own plurals, values isolated from the message's syntax, and an unwritten language said at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTexts } from './texts.ts'

const files = {
  en: {
    $state: 'draft',
    plain: 'Nothing found',
    count: '{n, plural, =0 {none} one {# day} other {# days}}',
    name: 'Hello {name}',
  },
  ar: {
    $state: 'draft',
    plain: 'x',
    count: '{n, plural, zero {z} one {o} two {t} few {f} many {m} other {r}}',
    name: '{name}!',
  },
  fr: { $state: 'reviewed', plain: "Rien n'est", count: '{n, plural, one {un} other {plusieurs}}', name: '{name}' },
} as const
const texts = createTexts(files)

test('plurals follow the rules of the language', () => {
  const en = texts.say('en', 'en')
  assert.deepEqual(
    [0, 1, 2].map((n) => en('count', { n })),
    ['none', '1 day', '2 days'],
  )
  // Unicode CLDR's plural rules: Arabic has six forms, and in French nothing is singular.
  const ar = texts.say('ar', 'ar')
  assert.deepEqual(
    [0, 1, 2, 3, 11, 100].map((n) => ar('count', { n })),
    ['z', 'o', 't', 'f', 'm', 'r'],
  )
  const fr = texts.say('fr', 'fr')
  assert.deepEqual(
    [0, 1, 2].map((n) => fr('count', { n })),
    ['un', 'un', 'plusieurs'],
  )
})

test('what was said once does not stand in for another value, key or language', () => {
  const en = texts.say('en', 'en')
  assert.equal(en('name', { name: 'Ana' }), 'Hello Ana')
  assert.equal(en('name', { name: 'Eva' }), 'Hello Eva')
  assert.equal(texts.say('ar', 'ar')('name', { name: 'Ana' }), 'Ana!')
  assert.equal(en('name', { name: 'Ana' }), 'Hello Ana')
})

test('a value is text, whatever syntax stands in it', () => {
  const en = texts.say('en', 'en')
  for (const name of ['{n, plural, other {#}}', '<b>x</b>', "it's", '{'])
    assert.equal(en('name', { name }), `Hello ${name}`)
})

test('numbers take the form of the named locale, never of the machine', () => {
  assert.equal(texts.say('en', 'en')('count', { n: 12_345 }), '12,345 days')
  assert.equal(texts.say('en', 'de')('count', { n: 12_345 }), '12.345 days')
})

test('an apostrophe in a message stays', () => {
  assert.equal(texts.say('fr', 'fr')('plain'), "Rien n'est")
})

test('an unwritten language is an error at once, and has no state', () => {
  assert.throws(() => texts.say('wo', 'fr'), new RangeError('no texts written in wo'))
  assert.equal(texts.state('wo'), undefined)
  assert.equal(texts.state('fr'), 'reviewed')
  assert.deepEqual(texts.languages, ['en', 'ar', 'fr'])
})

test('a message that lacks its value, or does not parse, throws and is not shown', () => {
  assert.throws(() => texts.say('en', 'en')('name'))
  const broken = createTexts({ en: { $state: 'draft', only: '{n, plural, other {#}' } })
  assert.throws(() => broken.say('en', 'en')('only', { n: 1 }), SyntaxError)
})
