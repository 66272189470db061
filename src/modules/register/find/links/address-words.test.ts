// Addresses: abbreviations, numbers that decide, and texts that name no place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressesAlike, addressWords } from './address-words.ts'

const alike = (a: string, b: string): number => addressesAlike(addressWords(a), addressWords(b))

test('abbreviations and ordinals are one spelling', () => {
  assert.deepEqual(addressWords('4a. Av. 12-53, Z. 10'), addressWords('4 avenida 12 53 zona 10'))
  assert.deepEqual(addressWords('Calle Mayor No. 12'), addressWords('calle mayor 12'))
})

test('what names no place has no words', () => {
  for (const text of ['', 'S/N', 'zona', '12', 'Ciudad Ejemplo', '---']) assert.deepEqual(addressWords(text), [])
})

test('an address without its town is the same, one with another number is not', () => {
  assert.equal(alike('12 Calle Mayor', '12 Calle Mayor, Ciudad Ejemplo, 01010'), 1)
  assert.ok(alike('12 Calle Mayor', '14 Calle Mayor') <= 0.2)
  assert.ok(alike('4a avenida 12-53 zona 10', '4a avenida 12-99 zona 11') <= 0.2)
})

test('two words in common are not an address in common', () => {
  assert.ok(alike('Zona 4, Colonia Sol', '80 Calle Menor, zona 4') < 0.75)
})
