import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkCharacter, hasCheckCharacter } from './check-character.ts'

// Published identifiers that use ISO 7064 MOD 37,36: the example of the GRid standard, and two ISAN numbers
// (whose first check character covers sixteen digits and whose second covers all twenty-four).
const PUBLISHED = [
  ['A12425GABC1234002', 'M'],
  ['0000000189470000', '8'],
  ['000000018947000000000000', 'D'],
  ['000000003A8D0000', 'Z'],
  ['000000003A8D000000000000', '6'],
] as const

test('the check character of published identifiers', () => {
  for (const [body, character] of PUBLISHED) assert.equal(checkCharacter(body), character, body)
})

test('case, spaces and dashes do not count', () => {
  assert.equal(checkCharacter('a1-2425g-abc1234002'), 'M')
  assert.equal(checkCharacter('A1 2425G ABC1234002'), 'M')
  assert.ok(hasCheckCharacter('A1-2425G-ABC1234002-M'))
  assert.ok(hasCheckCharacter('a1–2425g–abc1234002–m'))
})

test('nothing is computed for what is no body', () => {
  for (const body of ['', ' - ', 'É1', 'A_1', '١٢']) assert.equal(checkCharacter(body), undefined, body)
  for (const whole of ['', 'A', 'A12425GABC1234002N', 'É1']) assert.equal(hasCheckCharacter(whole), false, whole)
})

const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const body = fc.array(character, { minLength: 1, maxLength: 20 }).map((all) => all.join(''))

test('property: a body with its check character holds, and any one changed character breaks it', () => {
  fc.assert(
    fc.property(body, fc.nat(), character, (text, place, other) => {
      const whole = text + checkCharacter(text)
      const at = place % whole.length
      const changed = whole.slice(0, at) + other + whole.slice(at + 1)
      assert.ok(hasCheckCharacter(whole))
      assert.equal(hasCheckCharacter(changed), changed === whole)
    }),
  )
})
