// Seats: what excludes itself is refused whatever else is held, and an office carries only what it does.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ROLES, type Role } from '../policy.ts'
import { faultOfSeat } from './seats.ts'

const EVERYTHING = ['register', 'inspection', 'placement']
const NEVER: readonly (readonly [Role, Role])[] = [
  ['placement officer', 'register officer'],
  ['placement officer', 'deciding officer'],
  ['administrator', 'deciding officer'],
  ['administrator', 'placement officer'],
  ['auditor', 'inspector'],
]

test('roles that exclude each other are refused in any company and any order', () => {
  const others = fc.shuffledSubarray([...ROLES])
  fc.assert(
    fc.property(fc.constantFrom(...NEVER), others, ([one, other], more) => {
      const roles = [...new Set([one, ...more, other])]
      assert.equal(faultOfSeat(roles, EVERYTHING)?.code, 'roles-exclude')
      assert.deepEqual(faultOfSeat(roles.toReversed(), EVERYTHING)?.code, 'roles-exclude')
    }),
  )
})

test('a role fewer never makes a sound seat unsound', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...ROLES], { minLength: 2 }), ([dropped, ...rest]) => {
      assert.ok(dropped)
      if (faultOfSeat([dropped, ...rest], EVERYTHING) === undefined)
        assert.equal(faultOfSeat(rest, EVERYTHING), undefined)
    }),
  )
})

test('an office carries only what it does; no role is no seat', () => {
  assert.equal(faultOfSeat(['register officer', 'deciding officer'], ['register']), undefined)
  assert.deepEqual(faultOfSeat(['inspector'], ['register']), { code: 'office-cannot', role: 'inspector' })
  assert.deepEqual(faultOfSeat([], EVERYTHING), { code: 'no-role' })
})
