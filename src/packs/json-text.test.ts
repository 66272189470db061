import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { faultOfJson } from './json-text.ts'

function placeOfFault(text: string): string {
  const fault = faultOfJson(text)
  return fault ? `${fault.line}:${fault.column}` : 'none'
}

test('the place of a fault is the line and column where reading stops', () => {
  assert.equal(placeOfFault('{\n  "a": 1,\n  "b": tru\n}'), '3:8')
  assert.equal(placeOfFault('{\n  "a": 1,\n}'), '3:1')
  assert.equal(placeOfFault('{"a": 1 "b": 2}'), '1:9')
  assert.equal(placeOfFault('{"a": [1, 2'), '1:12')
  assert.equal(placeOfFault('{} x'), '1:4')
  assert.equal(placeOfFault(''), '1:1')
  assert.equal(placeOfFault('{"a": "line\nbreak"}'), '1:7')
  assert.equal(placeOfFault("{'a': 1}"), '1:2')
})

test('the same key twice in one object is a fault, in two objects it is none', () => {
  assert.match(faultOfJson('{"a": 1,\n "a": 2}')?.what ?? '', /"a" stands twice/)
  assert.equal(placeOfFault('{"a": 1,\n "a": 2}'), '2:2')
  assert.equal(placeOfFault('[{"a": 1}, {"a": 2}]'), 'none')
})

test('a text nested without end is refused, not followed until the stack breaks', () => {
  assert.match(faultOfJson('['.repeat(1_000_000))?.what ?? '', /64 levels/)
})

test('property: it agrees with JSON.parse about what is JSON', () => {
  const almost = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc
      .array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"', 'a', '1', '-', '.', 'e', ' ', '\\', 'null', '\n'), {
        maxLength: 12,
      })
      .map((all) => all.join('')),
    fc.tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom('', ',', '"', '}', ' ')).map(([text, place, put]) => {
      const at = place % (text.length + 1)
      return text.slice(0, at) + put + text.slice(at + 1)
    }),
  )
  fc.assert(
    fc.property(almost, (text) => {
      let parses = true
      try {
        JSON.parse(text)
      } catch {
        parses = false
      }
      const fault = faultOfJson(text)
      // A key that stands twice is told before any later break, and JSON.parse has no opinion on it.
      if (!fault?.what.includes('stands twice')) assert.equal(fault === undefined, parses)
    }),
    { numRuns: 2000 },
  )
})
