// The rules that keep a "yes" from being said too easily, tried on every invented case.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cases, readerOf } from '../../../../test/look/fixtures.ts'

const reader = readerOf('en')
const bodies = Object.entries(cases(reader)).map(([name, { page }]) => [name, String(page.body)] as const)
const body = (wanted: string) => bodies.find(([name]) => name === wanted)?.[1] ?? assert.fail(`no case ${wanted}`)
const verdict = (name: string) => /<section class="verdict is-([a-z]+)">/.exec(body(name))?.[1]

test('only an authorized recruiter, alone and with its own telephone, gets the green verdict', () => {
  const green = bodies.filter(([, written]) => written.includes('verdict is-yes')).map(([name]) => name)
  assert.deepEqual(green.sort(), ['authorized', 'authorized-gap', 'past-authorized', 'slip'])
})

test('a suspended or revoked recruiter is a no, even beside a foreign telephone that is said too', () => {
  for (const name of ['suspended', 'revoked', 'mismatch-no', 'past-revoked']) assert.equal(verdict(name), 'no')
  assert.match(body('mismatch-no'), /0000 0999/)
})

test('nobody found is "not in the register" only where every source is complete', () => {
  assert.match(body('none'), /It is not in the register\./)
  assert.match(body('lookalikes'), /It is not in the register\./)
  assert.doesNotMatch(body('cannot'), /not in the register\./i)
  assert.match(body('cannot'), /Muestraria: we cannot say yet\./)
})

test('a yes after a slip shows the registered name in the verdict and both spellings below', () => {
  assert.match(body('slip'), /<h1><bdi>Puente Claro Ejemplo, S\. A\.<\/bdi>: yes/)
  assert.match(body('slip'), /<bdi>puente clarro<\/bdi>/)
})

test('leaving a list is never called revoked, and a listing never a licence', () => {
  assert.doesNotMatch(body('delisted'), /revoked/i)
  assert.match(body('listed'), /Being on the list is not a licence to recruit\./)
  assert.match(body('listed'), /xb meaning/)
})

test('an answer of a past day says the day and links to the recruiter on that day', () => {
  assert.match(body('past-authorized'), /Yes\. It was licensed/)
  assert.match(body('past-authorized'), /The day: 20 April 2025/)
  assert.match(body('past-authorized'), /\/en\/recruiters\/xa-0417-k\?on=2025-04-20/)
  for (const [name, written] of bodies)
    if (!name.startsWith('past-')) assert.doesNotMatch(written, /recruiters\/[^"]*\?on=/)
})

test('a recruiter on a day shows both memories when they differ', () => {
  const written = body('recruiter')
  assert.ok(written.indexOf('What the register knew on that day') < written.indexOf('What it knows of that day now'))
})

test('what was typed is never markup', async () => {
  const { answer } = await import('./answer.ts')
  const view = {
    query: '<b>x</b>\uE0000\uE001',
    on: '2026-11-24',
    past: false,
    answeredAt: '2026-11-24T16:42:00Z',
    results: [],
    lookalikes: [],
    sources: [],
    contacts: [],
  }
  const written = String(answer(view as unknown as Parameters<typeof answer>[0], reader).body)
  assert.ok(written.includes('&lt;b&gt;x&lt;/b&gt;'))
  assert.ok(!written.includes('<b>x</b>'))
})
