// Pages of those who are signed in, over HTTP: who sees what, the cookie, the headers, the shell, and that nothing typed is lost.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Desks, marked, PEOPLE, type Person, startDesks, tokenOf } from './desk-app.ts'
import { CHANGING, goldenKinds } from './golden-headers.ts'
import { ask, wordsOf } from './script.ts'

let desks: Desks
before(async () => {
  desks = await startDesks()
})
after(() => desks.close())

/** One line a route: what each of the people is answered, and who is not signed in. */
const MATRIX = `
                                 officer inspector seatless recruiter nobody
GET  /en/staff                   200     200       200      404       303
GET  /en/staff/files/a           200     404       404      404       303
GET  /en/staff/inspections       404     200       404      404       303
GET  /en/staff/script            200     200       200      404       303
GET  /en/recruiter               404     404       404      200       303
GET  /en/staff/sign-in           200     200       200      200       200
POST /en/staff/files/a           303     404       404      404       403
POST /en/staff/sign-out          303     303       303      404       403
POST /en/recruiter/apply         404     404       404      303       403
POST /en/say                     303     303       303      303       303
GET  /en/staff/nothing           404     404       404      404       404
`
const [heads = '', ...rows] = MATRIX.trim().split('\n')
const columns = heads.trim().split(/ +/)

for (const row of rows) {
  const [method = '', path = '', ...codes] = row.split(/ +/)
  test(`${method} ${path}: ${columns.map((who, index) => `${who} ${codes[index]}`).join(', ')}`, async () => {
    for (const [index, column] of columns.entries()) {
      const person = column in PEOPLE ? (column as Person) : undefined
      const before = desks.taken.length
      const answer =
        method === 'GET'
          ? await desks.get(path, person)
          : await desks.post(path, marked(person ?? 'officer', { a: 'b' }), person ? { person } : {})
      assert.equal(answer.status, Number(codes[index]), column)
      if (answer.status === 404 || answer.status === 403) assert.equal(desks.taken.length, before, column)
    }
  })
}

test('a page that one may not see is told apart in nothing from one that is not there', async () => {
  const seen = async (path: string) => {
    const answer = await desks.get(path, 'inspector')
    const headers = [...answer.headers].filter(([name]) => !CHANGING.has(name))
    return [
      answer.status,
      headers,
      (await answer.text()).replaceAll(path, '/en/PATH').replaceAll(path.slice(3), '/PATH'),
    ]
  }
  assert.deepEqual(await seen('/en/staff/files/a'), await seen('/en/staff/nothing'))
})

test('who is not signed in is led to the sign-in of the desk, and from there to the page', async () => {
  for (const [path, to] of [
    ['/en/staff/files/a?tab=2', '/en/staff/sign-in?next=%2Fstaff%2Ffiles%2Fa%3Ftab%3D2'],
    ['/fr/recruiter', '/fr/recruiter/sign-in?next=%2Frecruiter'],
    [`/en/staff?q=${'a'.repeat(600)}`, '/en/staff/sign-in'],
  ] as const)
    assert.equal((await desks.get(path)).headers.get('location'), to)
})

for (const [what, cookie] of [
  ['a session that is not there', 'sursur_session=0123456789abcdef'],
  ['half a token', `sursur_session=${tokenOf('officer').slice(0, 8)}`],
  ['a token with markup', 'sursur_session=<script>alert(1)</script>'],
  ['a cookie of another name', `xsursur_session=${tokenOf('officer')}`],
  ['the name used over TLS', `__Host-sursur_session=${tokenOf('officer')}`],
  ['an empty cookie', ''],
] as const)
  test(`${what} is nobody`, async () => {
    assert.equal((await fetch(`${desks.url}/en/staff`, { redirect: 'manual', headers: { cookie } })).status, 303)
  })

test('signing in sets one cookie that no script reads and no other site sends; signing out takes it back', async () => {
  const begun = await desks.post('/en/staff/sign-in', new URLSearchParams({ name: 'a' }))
  assert.deepEqual(begun.headers.getSetCookie(), [
    `sursur_session=${tokenOf('officer')}; Path=/; HttpOnly; SameSite=Lax`,
  ])
  assert.deepEqual([begun.status, begun.headers.get('location')], [303, '/en/staff'])
  const ended = await desks.post('/en/staff/sign-out', marked('officer'), { person: 'officer' })
  assert.deepEqual(ended.headers.getSetCookie(), ['sursur_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0'])
})

test('over TLS the cookie is bound to the host, and its plain name is nobody', async () => {
  const secure = await startDesks({ publicUrl: 'https://sursur.invalid' })
  try {
    const begun = await secure.post('/en/staff/sign-in', new URLSearchParams({ name: 'a' }))
    const [cookie = ''] = begun.headers.getSetCookie()
    assert.equal(cookie, `__Host-sursur_session=${tokenOf('officer')}; Path=/; HttpOnly; SameSite=Lax; Secure`)
    const [pair = ''] = cookie.split(';')
    const asked = (header: string) =>
      fetch(`${secure.url}/en/staff`, { redirect: 'manual', headers: { cookie: header } })
    assert.equal((await asked(pair)).status, 200)
    assert.equal((await asked(pair.replace('__Host-', ''))).status, 303)
  } finally {
    await secure.close()
  }
})

test('public pages, problems, styles and forms set no cookie and are the same with one', async () => {
  for (const path of ['/', '/en/', '/en/nothing', '/en/staff/sign-in', '/healthz', '/api/v1/openapi.json', '/en/staff'])
    assert.deepEqual((await desks.get(path)).headers.getSetCookie(), [], path)
  assert.deepEqual((await desks.post('/en/say', new URLSearchParams({ a: 'b' }))).headers.getSetCookie(), [])
  assert.equal(await (await desks.get('/en/', 'officer')).text(), await (await desks.get('/en/')).text())
})

test('the headers of each kind of answer at the desks are those of the golden file, each with its reason', async () => {
  const page = await (await desks.get('/en/staff/script', 'officer')).text()
  const script = /\/assets\/key\.\w+\.js/.exec(page)?.[0] ?? assert.fail('no script')
  const kinds = goldenKinds(readFileSync(join(import.meta.dirname, 'golden/desk-headers.txt'), 'utf8'))
  assert.ok(kinds.length >= 6)
  for (const { head, method, path, expected } of kinds) {
    const signedIn = { cookie: `sursur_session=${tokenOf('officer')}` }
    const form = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
    const { headers } = await ask(desks.url, path.replace('SCRIPT', script), {
      method,
      headers: head.startsWith('not signed in') ? {} : { ...signedIn, ...(method === 'POST' && form) },
      ...(method === 'POST' && { body: String(marked('officer')) }),
    })
    const seen = Object.fromEntries(Object.entries(headers).filter(([name]) => !CHANGING.has(name)))
    assert.deepEqual(seen, expected, head)
  }
})

test('the shell shows the sections that one may open, marks the present one, and signs out by a form', async () => {
  const officer = await (await desks.get('/en/staff/files/a', 'officer')).text()
  assert.match(officer, /<body class="staff">/)
  assert.match(officer, /<bdi>Olu &lt;Ejemplo&gt;<\/bdi>/)
  assert.match(officer, /<a href="\/en\/staff\/files" aria-current="true">/)
  assert.doesNotMatch(officer, /href="\/en\/staff\/inspections"|href="\/en\/recruiter"/)
  assert.match(
    officer,
    /<form method="post" action="\/en\/staff\/sign-out"><input type="hidden" name="_token" value="form-token-of-officer"><input type="hidden" name="_once" value="[\w-]{22}">/,
  )
  const inspector = await (await desks.get('/ar/staff', 'inspector')).text()
  assert.match(inspector, /<html lang="ar" dir="rtl">/)
  assert.match(inspector, /<a href="\/ar\/staff" aria-current="page">/)
  assert.match(inspector, /href="\/ar\/staff\/inspections"/)
  assert.match(inspector, /href="\/en\/staff"[^>]*hreflang="en"/)
  const recruiter = await (await desks.get('/en/recruiter', 'recruiter')).text()
  assert.match(recruiter, /action="\/en\/recruiter\/sign-out"/)
  assert.doesNotMatch(recruiter, /href="\/en\/staff/)
})

test('every rendered form has a key of its own', async () => {
  const keys = async () =>
    Array.from(
      (await (await desks.get('/en/staff', 'officer')).text()).matchAll(/name="_once" value="([^"]+)"/g),
      ([, key]) => key,
    )
  const all = [...(await keys()), ...(await keys())]
  assert.equal(all.length, 4)
  assert.equal(new Set(all).size, 4)
})

test('a page loads the scripts that it names and the one of the desks; public pages load none', async () => {
  const body = await (await desks.get('/en/staff/script', 'officer')).text()
  const scripts = Array.from(body.matchAll(/<script type="module" src="([^"]+)"><\/script>/g), ([, src]) => src ?? '')
  assert.equal(scripts.length, 2)
  for (const src of scripts) {
    const answer = await desks.get(src)
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'text/javascript; charset=utf-8'])
  }
  assert.equal(await (await desks.get(scripts[1] ?? '')).text(), 'export const key = 1')
  assert.doesNotMatch(await (await desks.get('/en/', 'officer')).text(), /<script|desk\.\w+\.(css|js)/)
})

test('a first view of an empty page of a desk leaves most of its 100 KB to the page', async () => {
  const body = await (await desks.get('/en/staff', 'officer')).text()
  let bytes = gzipSync(body).length
  for (const [address] of body.matchAll(/\/assets\/[\w.]+/g))
    bytes += gzipSync(new Uint8Array(await (await desks.get(address)).arrayBuffer())).length
  assert.ok(bytes < 20_000, `${bytes}`)
})

test('who was signed out in the middle of a form gets back what was typed, but no password', async () => {
  const typed = { reason: 'three hours of <writing>', password: 'open sesame', new_password: 'open sesame 2' }
  const answer = await desks.post('/en/staff/files/a', marked('officer', typed))
  const body = await answer.text()
  assert.equal(answer.status, 403)
  assert.match(wordsOf(body), /Error: you are no longer signed in and nothing was saved\..*three hours of <writing>/)
  assert.doesNotMatch(body, /sesame|form-token|<writing>/)
  assert.match(body, /href="\/en\/staff\/sign-in"/)
})

test('when something fails, the page has a number to quote, what was typed, and nothing from inside', async () => {
  const answer = await desks.post('/en/staff/failing', marked('officer', { reason: 'my words' }), { person: 'officer' })
  const body = await answer.text()
  assert.equal(answer.status, 500)
  assert.match(wordsOf(body), /Number of this request: [\w-]{8}/)
  assert.match(body, /my words/)
  assert.doesNotMatch(body, /secret inside/)
  assert.equal((await desks.get('/en/staff/failing', 'officer')).status, 500)
})

test('a file is saved under its name in any script, and shown only when it cannot run anything', async () => {
  const named = async (name: string, type: string) =>
    (await desks.get(`/en/staff/paper?${new URLSearchParams({ name, type })}`, 'officer')).headers.get(
      'content-disposition',
    )
  const said = (await named("Acta ñ 'العقد'\r\n/x\"y.pdf", 'application/pdf')) ?? assert.fail()
  const [, plain = '', coded = ''] =
    /^inline; filename="([\w .()-]+)"; filename\*=UTF-8''([\w.~!%-]+)$/.exec(said) ?? assert.fail(said)
  assert.match(plain, /^Acta n _+x_y\.pdf$/)
  assert.equal(decodeURIComponent(coded), "Acta ñ 'العقد'___x\"y.pdf")
  for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/plainx'])
    assert.match((await named('a', type)) ?? '', /^attachment;/, type)
})
