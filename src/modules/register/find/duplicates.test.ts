// Likely duplicates: what is one pair, what is none, and that a missing field is never evidence.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clustersOf, likelyDuplicates } from './duplicates.ts'

const others = Array.from({ length: 20 }, (_, at) => ({
  id: `o${at}`,
  name: `Firma ${String.fromCharCode(97 + at).repeat(6)} Ejemplo`,
}))

test('one name in two forms at one address is a pair, with its evidence', () => {
  const { pairs } = likelyDuplicates([
    { id: 'a', name: 'Puente Claro Ejemplo, S. A.', address: '12 Calle Mayor', telephone: '+50200000134' },
    { id: 'b', name: 'PUENTE CALRO EJEMPLO', address: '12 Calle Mayor, Ciudad', telephone: '' },
    ...others,
  ])
  assert.deepEqual(
    pairs.map(({ a, b }) => [a, b]),
    [['a', 'b']],
  )
  assert.equal(pairs[0]?.evidence.address, 1)
  assert.equal(pairs[0]?.evidence.telephone, undefined)
})

test('records that lack the same fields are not alike for it', () => {
  const { pairs } = likelyDuplicates(
    [
      { id: 'a', name: 'Sol Ejemplo', address: '', telephone: '', other: '' },
      { id: 'b', name: 'Luna Ejemplo', address: '', telephone: '', other: '' },
      ...others,
    ],
    0.5,
  )
  assert.deepEqual(pairs, [])
})

test('never all pairs: records that share nothing are not compared', () => {
  const records = Array.from({ length: 300 }, (_, at) => ({
    id: `r${at}`,
    name: `${String.fromCharCode(97 + (at % 26))}${at}x`,
  }))
  assert.ok(likelyDuplicates(records).compared < 300)
})

test('no pair is named twice, and none is of a record with itself', () => {
  const names = fc.array(fc.constantFrom('Sol Ejemplo', 'Sol Ejemplos', 'Luna Clara', 'Luna Klara', ''), {
    maxLength: 80,
  })
  fc.assert(
    fc.property(names, (list) => {
      const { pairs } = likelyDuplicates(list.map((name, at) => ({ id: `r${at}`, name })))
      const keys = pairs.map(({ a, b }) => [a, b].sort().join())
      assert.equal(new Set(keys).size, keys.length)
      assert.ok(pairs.every(({ a, b }) => a !== b))
    }),
    { numRuns: 40 },
  )
})

test('pairs that share a record make one group', () => {
  const groups = clustersOf([
    { a: '1', b: '2' },
    { a: '3', b: '4' },
    { a: '2', b: '3' },
    { a: '8', b: '9' },
  ])
  assert.deepEqual(groups.map((group) => group.toSorted()).toSorted(), [
    ['1', '2', '3', '4'],
    ['8', '9'],
  ])
})
