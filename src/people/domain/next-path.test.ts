// After signing in nobody lands on another site, at the other desk, or in a circle.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nextPath } from './next-path.ts'

test('a page of one’s own desk is where one goes', () => {
  for (const path of ['/staff', '/staff/files/file_x?tab=notes', '/staff?list=mine'])
    assert.equal(nextPath('staff', path), path)
  assert.equal(nextPath('recruiter', '/recruiter/apply'), '/recruiter/apply')
})

test('anything else is the desk’s first page', () => {
  const elsewhere = [
    undefined,
    '',
    '//evil.example',
    'https://evil.example/staff',
    '/\\evil.example',
    '/staff\\..\\x',
    '/staffs',
    '/recruiter/apply',
    '/staff/../recruiter',
    '/staff/%2e%2e/x',
    '/staff/sign-in?next=/staff',
    '/staff/sign-out',
    '/staff/a\r\nset-cookie: x',
    `/staff/${'a'.repeat(600)}`,
  ]
  for (const path of elsewhere) assert.equal(nextPath('staff', path), '/staff', String(path))
})

test('whatever is typed, a browser stays at the desk', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map((tail) => `/staff${tail}`),
  )
  fc.assert(
    fc.property(typed, (path) => {
      const to = new URL(`/es${nextPath('staff', path)}`, 'https://own.example')
      assert.equal(to.host, 'own.example')
      assert.match(to.pathname, /^\/es\/staff(\/|$)/)
    }),
    { numRuns: 2000 },
  )
})
