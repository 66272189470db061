// Every route of the desks × every role, from one table: who may, and that all others are told that nothing is there.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Country } from '../../src/kernel/country.ts'
import { demonstrationAccountId, enrolDemonstrationAccounts, ROLES, type Role } from '../../src/people/index.ts'
import { beginSession } from '../../src/people/sessions.ts'
import { startNode, TEST_NOW, type TestNode } from '../fixtures/node.ts'
import { ask } from './script.ts'

type Row = { readonly method: string; readonly path: string; readonly who: readonly string[] }

/** `GET /staff/files/:file  register officer, auditor`; `staff` is every role at a desk. */
const TABLE: readonly Row[] = readFileSync(join(import.meta.dirname, 'access.list'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, method = '', path = '', who = ''] = /^(\S+)\s+(\S+)\s+(.+)$/.exec(line) ?? []
    const named = who.split(', ')
    return { method, path, who: named.includes('staff') ? ROLES.filter((role) => role !== 'recruiter') : named }
  })

let served: TestNode
const cookies = new Map<Role, string>()
before(async () => {
  served = await startNode({ demonstration: true, formsPerMinute: 10_000, joined: true })
  const password = 'an-invented-phrase'
  const accounts = ROLES.map((role) => ({
    name: `access ${role}`,
    display: `Named ${role}`,
    desk: role === 'recruiter' ? ('recruiter' as const) : ('staff' as const),
    office: 'invented',
    country: 'XA' as Country,
    roles: [role],
    password,
  }))
  await enrolDemonstrationAccounts(served.node.database, accounts, TEST_NOW)
  for (const role of ROLES) {
    const account = { id: demonstrationAccountId(`access ${role}`), lastUsedAt: null }
    cookies.set(role, await beginSession(served.node.database, account, '', TEST_NOW))
  }
})
after(() => served.close())

const address = (path: string) => `/en${path.replace(/:\w+/g, 'nothing_there')}`

async function askAs(role: Role | undefined, { method, path }: Row) {
  const cookie: Record<string, string> = role ? { cookie: `sursur_session=${cookies.get(role)}` } : {}
  const post =
    method === 'POST' ? { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' } : {}
  return ask(served.url, address(path), {
    method,
    headers: { ...cookie, ...post },
    ...(method === 'POST' && { body: '' }),
  })
}

test('the table names every route of the desks, and no other', () => {
  const routes = served.desks.map(({ method = 'get', path }) => `${method.toUpperCase()} ${path}`)
  assert.deepEqual(TABLE.map(({ method, path }) => `${method} ${path}`).sort(), routes.sort())
})

for (const row of TABLE) {
  test(`${row.method} ${row.path}`, async () => {
    for (const role of ROLES) {
      const { code, body } = await askAs(role, row)
      const may = row.who.includes(role)
      // Who may comes in: the desk stands around the page, be it an error. A form without its token is refused only then.
      if (row.method === 'POST') assert.equal(code, may ? 403 : 404, role)
      else if (may) assert.ok(code === 303 || code === 200 || body.includes(`Named ${role}`), `${role}: ${code}`)
      else assert.ok(code === 404 && !body.includes(`Named ${role}`), `${role}: ${code}`)
    }
    const nobody = await askAs(undefined, row)
    assert.equal(nobody.code, row.method === 'POST' ? 403 : 303, 'nobody signed in')
  })
}
