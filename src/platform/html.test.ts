// Escaping, and messages that hold pieces of HTML.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { drawn, fill, html, page } from './html.ts'
import type { Say } from './texts.ts'

const say: Say<'greeting'> = (_key, values = {}) => `<${values.word}> ${values.name}!`

test('text from outside never becomes markup, not even when it holds the marks of a piece', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (word) => {
      const written = String(fill(say, 'greeting', { word: `${word}\uE0000\uE001`, name: html`<b>${word}</b>` }))
      assert.equal(written.match(/<b>/g)?.length, 1)
      assert.doesNotMatch(written.replace(/<\/?b>/g, ''), /[<>]/)
    }),
  )
})

test('a message with a piece of HTML keeps both', () => {
  assert.equal(
    String(fill(say, 'greeting', { word: 'a', name: html`<bdi>${'B & C'}</bdi>` })),
    '&lt;a&gt; <bdi>B &amp; C</bdi>!',
  )
})

test('nothing and false leave no trace, a list stands without commas', () => {
  assert.equal(String(html`${undefined}${false}${[html`<i>`, 'a', 1]}`), '<i>a1')
})

test('a page knows the symbols that it draws, each once', () => {
  assert.deepEqual(page('t', html`${drawn('yes', 's')}${drawn('yes', 's')}${drawn('go', 'i')}`).symbols, ['yes', 'go'])
})
