// Practice over HTTP: the printed accounts sign in on this machine, every page says practice, and the invented files are there.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startNode, type TestNode } from '../fixtures/node.ts'

const PASSWORD = 'practice-sursur-2026'
let node: TestNode
before(async () => {
  node = await startNode({ demonstration: true })
})
after(() => node.close())

/** Signs in with the form and returns the cookie of the session; undefined when it was refused. */
async function signIn(desk: 'staff' | 'recruiter', name: string, password: string): Promise<string | undefined> {
  const answer = await fetch(`${node.url}/en/${desk}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: node.url, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ name, password }),
  })
  if (answer.status !== 303) return undefined
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function see(path: string, cookie: string): Promise<string> {
  const answer = await fetch(node.url + path, { headers: { cookie } })
  assert.equal(answer.status, 200, path)
  return answer.text()
}

test('an officer signs in with the printed password and finds the invented file, under the ribbon', async () => {
  const cookie = await signIn('staff', 'registry-xa', PASSWORD)
  assert.ok(cookie)
  const page = await see('/en/staff?tab=all', cookie)
  assert.match(page, /Colline Exemple/)
  assert.match(page, /Practice: nothing here is real/)
})

test('a recruiter signs in and finds its own application, under the ribbon', async () => {
  const cookie = await signIn('recruiter', 'agency-xa', PASSWORD)
  assert.ok(cookie)
  const page = await see('/en/recruiter', cookie)
  assert.match(page, /Colline Exemple|XA-/)
  assert.match(page, /Practice: nothing here is real/)
})

test('another password does not let anybody in', async () => {
  assert.equal(await signIn('staff', 'registry-xa', 'practice-sursur-2025'), undefined)
})
