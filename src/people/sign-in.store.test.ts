// Signing in on a really migrated database: nothing in clear, roles as they are now, sessions that end.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openTestDatabase, type TestDatabase, XA } from '../../test/fixtures/database.ts'
import { createThrottle } from './domain/throttle.ts'
import { enrolDemonstrationAccounts } from './operations/demonstration-accounts.ts'
import { type SignInNode, signIn } from './operations/sign-in.ts'
import { LONGEST_IDLE, LONGEST_SESSION, sessionOf } from './sessions.ts'
import { changeAccount } from './store/accounts.ts'
import { endSessions } from './store/sessions.ts'

const PASSWORD = 'a-long-invented-phrase'
let place: TestDatabase
let time = Date.parse('2026-03-02T15:00:00Z')
const clock = () => new Date(time)
const nodeWith = (more: Partial<SignInNode> = {}): SignInNode => ({
  database: place.database,
  now: clock,
  throttle: createThrottle(),
  demonstrationAllowed: true,
  ...more,
})
const ask = (name: string, password = PASSWORD) => ({ name, password, browser: 'Firefox, Linux' })

before(async () => {
  place = await openTestDatabase()
  const office = { desk: 'staff', office: 'invented', country: XA, password: PASSWORD } as const
  await enrolDemonstrationAccounts(
    place.database,
    [
      { ...office, name: 'Officer', display: 'A. Example', roles: ['register officer'] },
      { ...office, name: 'decider', display: 'B. Example', roles: ['deciding officer', 'register officer'] },
    ],
    clock(),
  )
})
after(() => place.close())

async function session(name: string): Promise<string> {
  const result = await signIn(nodeWith(), ask(name))
  assert.ok(result.ok, JSON.stringify(result))
  return result.value.token
}

describe('signing in', { concurrency: false }, () => {
  test('a name in any case and the password: a session with the account as it is', async () => {
    const token = await session(' OFFICER ')
    const found = await sessionOf(place.database, token, clock())
    assert.equal(found?.who.name, 'A. Example')
    assert.deepEqual(found?.who.roles, ['register officer'])
    assert.notEqual(found?.formToken, token)
  })

  test('a wrong password and a name that nobody has get the same answer', async () => {
    const wrong = await signIn(nodeWith(), ask('officer', 'not the password'))
    const nobody = await signIn(nodeWith(), ask('nobody', 'not the password'))
    assert.deepEqual(wrong, { ok: false, error: { code: 'wrong-name-or-password' } })
    assert.deepEqual(nobody, wrong)
  })

  test('after wrong passwords one waits, and the right one waits as well; others do not', async () => {
    const node = nodeWith()
    for (let tries = 0; tries < 5; tries++) await signIn(node, ask('officer', 'wrong'))
    const refused = await signIn(node, ask('officer'))
    assert.ok(!refused.ok && refused.error.code === 'wait' && refused.error.seconds > 0)
    assert.ok((await signIn(node, ask('decider'))).ok)
    time += 20 * 60_000
    assert.ok((await signIn(node, ask('officer'))).ok)
  })

  test('a role taken away is gone with the next request; a disabled account is out', async () => {
    const token = await session('decider')
    const account = (await sessionOf(place.database, token, clock()))?.who.account ?? ''
    await changeAccount(place.database, account, { roles: ['register officer'] })
    assert.deepEqual((await sessionOf(place.database, token, clock()))?.who.roles, ['register officer'])
    await changeAccount(place.database, account, { disabledAt: clock() })
    assert.equal(await sessionOf(place.database, token, clock()), undefined)
    await changeAccount(place.database, account, { disabledAt: null, roles: ['deciding officer', 'register officer'] })
  })

  test('while rights rest after a reset the account does not decide', async () => {
    const token = await session('decider')
    const account = (await sessionOf(place.database, token, clock()))?.who.account ?? ''
    await changeAccount(place.database, account, { restsUntil: new Date(time + 1000) })
    assert.deepEqual((await sessionOf(place.database, token, clock()))?.who.roles, ['register officer'])
    time += 2000
    assert.deepEqual((await sessionOf(place.database, token, clock()))?.who.roles, [
      'deciding officer',
      'register officer',
    ])
  })

  test('a session ends by time, by idleness, and when it is revoked', async () => {
    const token = await session('officer')
    const account = (await sessionOf(place.database, token, clock()))?.who.account ?? ''
    assert.equal(await sessionOf(place.database, token, new Date(time + LONGEST_IDLE + 1)), undefined)
    for (let used = 0; used < LONGEST_SESSION; used += LONGEST_IDLE / 2) {
      assert.ok(await sessionOf(place.database, token, clock()))
      time += LONGEST_IDLE / 2
    }
    assert.equal(await sessionOf(place.database, token, new Date(time + 60_000)), undefined)
    const other = await session('officer')
    await endSessions(place.database, account)
    assert.equal(await sessionOf(place.database, other, clock()), undefined)
  })

  test('an account of the practice data does not sign in where the node is open to others', async () => {
    const result = await signIn(nodeWith({ demonstrationAllowed: false }), ask('officer'))
    assert.ok(!result.ok)
    const token = await session('officer')
    assert.ok(await sessionOf(place.database, token, clock(), true))
    assert.equal(await sessionOf(place.database, token, clock(), false), undefined)
  })

  test('no table holds a password or a token in clear', async () => {
    const token = await session('officer')
    for (const table of ['accounts', 'passwords', 'sessions', 'audit', 'account_links']) {
      const rows = await place.database.query<{ text: string }>(`select t::text as text from ${table} t`)
      for (const { text } of rows) assert.ok(!text.includes(PASSWORD) && !text.includes(token), table)
    }
  })
})
