// Forms over HTTP: where they come from, how much they may hold, and that whatever is refused never reaches its route.
import assert from 'node:assert/strict'
import { createConnection } from 'node:net'
import { after, before, test } from 'node:test'
import { type Desks, marked, marksFor, startDesks } from './desk-app.ts'
import { wordsOf } from './script.ts'

let desks: Desks
before(async () => {
  desks = await startDesks({ bodyTime: 1500 })
})
after(() => desks.close())

const SAY = '/en/say'
const FILE = '/en/staff/files/a'
const says = async (answer: Response) => wordsOf(await answer.text())

/** Runs what must not reach any route. */
async function untaken<T>(work: () => Promise<T>): Promise<T> {
  const before = desks.taken.length
  const result = await work()
  assert.equal(desks.taken.length, before, 'the form reached its route')
  return result
}

/** Sends a form whose headers are exactly these, on a line of its own; what came back until it closed. */
function raw(lines: readonly string[], body: string | ((write: (text: string) => boolean) => void)) {
  return new Promise<{ readonly text: string; readonly sent: number }>((done) => {
    const socket = createConnection(desks.port, '127.0.0.1')
    let text = ''
    let sent = 0
    socket.on('data', (piece) => {
      text += piece.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => done({ text, sent }))
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    if (typeof body === 'string') socket.write(body)
    else
      body((piece) => {
        sent += piece.length
        return socket.writable && socket.write(piece)
      })
  })
}

const HEAD = (path: string) => [`POST ${path} HTTP/1.1`, `host: 127.0.0.1:${desks.port}`]
const PLAIN = 'content-type: application/x-www-form-urlencoded'

const OWN = () => `http://127.0.0.1:${desks.port}`
const PROVENANCE: readonly (readonly [what: string, headers: () => readonly string[], code: number])[] = [
  ['same-origin', () => ['sec-fetch-site: same-origin'], 303],
  ['no Sec-Fetch-Site, the origin of the address that was asked', () => [`origin: ${OWN()}`], 303],
  ['no Sec-Fetch-Site, the public origin', () => ['origin: http://sursur.invalid'], 303],
  ['neither', () => [], 403],
  ['cross-site', () => ['sec-fetch-site: cross-site'], 403],
  ['cross-site that claims our origin', () => ['sec-fetch-site: cross-site', `origin: ${OWN()}`], 403],
  ['same-site: a neighbour is not us', () => ['sec-fetch-site: same-site'], 403],
  ['none', () => ['sec-fetch-site: none'], 403],
  ['empty', () => ['sec-fetch-site: '], 403],
  ['origin null', () => ['origin: null'], 403],
  ['another origin', () => ['origin: http://evil.invalid'], 403],
  ['our origin over another scheme', () => [`origin: https://127.0.0.1:${desks.port}`], 403],
  ['another port of this machine', () => ['origin: http://127.0.0.1:1'], 403],
]

for (const [what, headers, code] of PROVENANCE)
  test(`where a form comes from: ${what} → ${code}`, async () => {
    const before = desks.taken.length
    const head = [...HEAD(SAY), PLAIN, 'content-length: 3', 'connection: close', ...headers()]
    const { text } = await raw(head, 'a=b')
    assert.match(text, new RegExp(`^HTTP/1.1 ${code} `))
    assert.equal(desks.taken.length - before, code === 303 ? 1 : 0)
    if (code === 403) assert.match(text, /Error: this form did not come from these pages/)
  })

test('a foreign host that claims to be its own origin is refused: only the machine itself may be called as it likes', async () => {
  const head = ['POST /en/say HTTP/1.1', 'host: evil.invalid', 'origin: http://evil.invalid']
  const { text } = await untaken(() => raw([...head, PLAIN, 'content-length: 3', 'connection: close'], 'a=b'))
  assert.match(text, /^HTTP\/1\.1 403 /)
})

const { token, once } = marksFor('officer')
const MARKS: readonly (readonly [what: string, fields: Readonly<Record<string, string>>])[] = [
  ['no token', { _once: once }],
  ['a wrong token', { _token: `${token}x`, _once: once }],
  ['an empty token', { _token: '', _once: once }],
  ["another session's token", { _token: marksFor('inspector').token, _once: once }],
  ['no key', { _token: token }],
  ['a short key', { _token: token, _once: 'short' }],
  ['a key of other letters', { _token: token, _once: `${once}<>` }],
  ['a long key', { _token: token, _once: 'a'.repeat(65) }],
]

for (const [what, fields] of MARKS)
  test(`a signed-in form with ${what} is refused, and what was typed is shown`, async () => {
    const body = new URLSearchParams({ ...fields, reason: 'typed <with> care' })
    const answer = await untaken(() => desks.post(FILE, body, { person: 'officer' }))
    assert.equal(answer.status, 403)
    const words = await says(answer)
    assert.match(words, /Error: this form is from another session or an old page\./)
    assert.match(words, /typed <with> care/)
  })

test('a whole form reaches its route once, with its key and without its marks', async () => {
  const answer = await desks.post(FILE, marked('officer', { reason: 'x' }), { person: 'officer' })
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/en/staff/files?done=yes'])
  const { route, form, once: key } = desks.taken.at(-1) ?? assert.fail()
  assert.deepEqual(
    [route, key, { ...form.fields }, { ...form.lists }],
    ['/staff/files', once, { reason: 'x' }, { reason: ['x'] }],
  )
  assert.equal(form.fields.constructor, undefined, 'a field that was not sent is nothing')
})

test('reading changes nothing: no GET or HEAD reaches a form', async () => {
  await untaken(async () => {
    for (const method of ['GET', 'HEAD'])
      for (const path of [SAY, `${FILE}?_token=${token}&_once=${once}`, '/en/staff/sign-out'])
        await fetch(desks.url + path, { method, redirect: 'manual', headers: { cookie: 'sursur_session=x' } })
  })
})

test('other methods, and forms where there is none, are told what is allowed', async () => {
  for (const [method, path, allow] of [
    ['PUT', SAY, 'GET, HEAD, POST'],
    ['DELETE', FILE, 'GET, HEAD, POST'],
    ['POST', '/en/', 'GET, HEAD'],
    ['POST', '/en/staff', 'GET, HEAD'],
    ['POST', '/say', 'GET, HEAD'],
    ['POST', '/xx/say', 'GET, HEAD'],
  ] as const) {
    const answer = await untaken(() => fetch(desks.url + path, { method, redirect: 'manual' }))
    assert.deepEqual([answer.status, answer.headers.get('allow')], [405, allow], `${method} ${path}`)
  }
})

test('text is NFC, its lines end alike, control characters are gone; several values of a name are kept in order', async () => {
  const body = 'a=%E2%80%8Be%CC%81%00%07%0D%0Ab%0Dc&a=2&b=%2B+%2B&constructor=1&__proto__=2'
  await desks.post(SAY, body, { headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  const { form } = desks.taken.at(-1) ?? assert.fail()
  assert.equal(form.fields.a, '\u200Bé\nb\nc')
  assert.deepEqual(form.lists.a, ['\u200Bé\nb\nc', '2'])
  assert.equal(form.fields.b, '+ +')
  assert.deepEqual([form.fields.constructor, Object.keys(form.fields).includes('__proto__')], ['1', true])
})

test('a form with files: fields, files and their bytes as they were sent', async () => {
  const bytes = new Uint8Array(70_000).map((_, index) => index % 256)
  const body = new FormData()
  for (const [name, value] of marked('officer', { 'a "b"': 'c\r\n--x' })) body.append(name, value)
  body.append('paper', new File([bytes], '../папка\\acta "1".pdf', { type: 'application/pdf' }))
  const answer = await desks.post(FILE, body, { person: 'officer' })
  assert.equal(answer.status, 303)
  const { form } = desks.taken.at(-1) ?? assert.fail()
  assert.deepEqual({ ...form.fields }, { 'a "b"': 'c\n--x' })
  assert.deepEqual(
    form.files.map(({ field, name, type }) => [field, name, type]),
    [['paper', 'acta "1".pdf', 'application/pdf']],
  )
  assert.ok(Buffer.from(form.files[0]?.bytes ?? []).equals(bytes))
})

for (const type of ['application/json', 'text/plain', '', 'multipart/form-data', 'multipart/mixed; boundary=a'])
  test(`a body of type "${type}" is refused`, async () => {
    const answer = await untaken(() => desks.post(SAY, new Blob(['a=b']), { headers: { 'content-type': type } }))
    assert.equal(answer.status, 415)
    assert.match(await says(answer), /Error: it cannot be sent in this way/)
  })

test('a compressed form is refused: a bomb is not unpacked', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' }
  assert.equal((await untaken(() => desks.post(SAY, 'a=b', { headers }))).status, 415)
})

const part = (head: string, body = 'x') => `--B\r\n${head}\r\n\r\n${body}\r\n`
const field = (name: string) => part(`content-disposition: form-data; name="${name}"`)
const DAMAGED: Readonly<Record<string, string>> = {
  'no end': field('a'),
  'nothing at all': '',
  'another boundary': `--C\r\n${field('a')}--C--`,
  'a part without a head': '--B\r\nx\r\n--B--\r\n',
  'a part without a name': `${part('content-disposition: form-data')}--B--`,
  'a part that is no form data': `${part('content-disposition: attachment; name="a"')}--B--`,
  'an empty name': `${field('')}--B--`,
  'a name of 101 letters': `${field('a'.repeat(101))}--B--`,
  'a head without end': `--B\r\n${'x: y\r\n'.repeat(1000)}\r\n\r\nx\r\n--B--`,
  'text that is no UTF-8': `${field('a').replace('x\r\n', '\xff\r\n')}--B--`,
}

for (const [what, body] of Object.entries(DAMAGED))
  test(`a form with ${what} is damaged`, async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=B' }
    const answer = await untaken(() => desks.post(SAY, new Blob([Buffer.from(body, 'latin1')]), { headers }))
    assert.equal(answer.status, 400)
    assert.match(await says(answer), /Error: the form arrived damaged/)
  })

test('the form of which the damaged ones are made is whole', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=B' }
  assert.equal((await desks.post(SAY, `${field('a')}${field('b')}--B--`, { headers })).status, 303)
})

test('a field for a file into which none was put is no file', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary="B"' }
  const none = part(
    'content-disposition: form-data; name="f"; filename=""\r\ncontent-type: application/octet-stream',
    '',
  )
  assert.equal((await desks.post(SAY, `${none}${field('a')}--B--\r\n`, { headers })).status, 303)
  const { form } = desks.taken.at(-1) ?? assert.fail()
  assert.deepEqual([{ ...form.fields }, form.files], [{ a: 'x' }, []])
})

test('more than 500 fields or 10 files is too much', async () => {
  const fields = (count: number) => new URLSearchParams(Array.from({ length: count }, (_, index) => [`f${index}`, '']))
  assert.equal((await desks.post(SAY, fields(500))).status, 303)
  assert.equal((await untaken(() => desks.post(SAY, fields(501)))).status, 413)
  const files = (count: number) => {
    const body = new FormData()
    for (let index = 0; index < count; index++) body.append('f', new File(['x'], 'x.txt'))
    return body
  }
  assert.equal((await desks.post(SAY, files(10))).status, 303)
  assert.equal((await untaken(() => desks.post(SAY, files(11)))).status, 413)
})

test('a form of two gigabytes is refused at its length, before any of it is sent', async () => {
  const head = [...HEAD(SAY), PLAIN, 'sec-fetch-site: same-origin', `content-length: ${2 ** 31}`]
  const { text } = await untaken(() => raw(head, ''))
  assert.match(text, /^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*Error: too much was sent/i)
})

test('a body that does not say its length is cut where it passes the limit', async () => {
  const head = [...HEAD(SAY), PLAIN, 'sec-fetch-site: same-origin', 'transfer-encoding: chunked']
  const piece = `4000\r\n${'a'.repeat(0x4000)}\r\n`
  let timer: NodeJS.Timeout | undefined
  const { text, sent } = await untaken(() =>
    raw(head, (write) => {
      timer = setInterval(() => {
        if (!write(piece) && timer) clearInterval(timer)
      }, 2)
    }),
  )
  clearInterval(timer)
  assert.match(text, /^HTTP\/1\.1 413 /)
  assert.ok(sent < 64 * 2 ** 20, `${sent} bytes were sent before the line closed`)
})

test('a form one byte over its limit is refused, at its limit it is taken; each route has its own', async () => {
  const of = (length: number) => `a=${'b'.repeat(length - 2)}`
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  assert.equal((await desks.post(SAY, of(65_536), { headers })).status, 303)
  assert.equal((await untaken(() => desks.post(SAY, of(65_537), { headers }))).status, 413)
  const marks = `${marked('officer')}&`
  assert.equal((await desks.post(FILE, marks + of(200_000 - marks.length), { person: 'officer', headers })).status, 303)
  assert.equal((await untaken(() => desks.post(FILE, of(200_001), { person: 'officer', headers }))).status, 413)
})

test('a form that never comes to its end is not waited for', async () => {
  const head = [...HEAD(SAY), PLAIN, 'sec-fetch-site: same-origin', 'content-length: 100']
  const { text } = await untaken(() => raw(head, 'a=b'))
  assert.match(text, /^HTTP\/1\.1 408 [\s\S]*Error: the form took too long to arrive/)
})

test('a form that is cut off half-way reaches nothing, and the node lives on', async () => {
  await untaken(async () => {
    const socket = createConnection(desks.port, '127.0.0.1')
    const head = [...HEAD(SAY), PLAIN, 'sec-fetch-site: same-origin', 'content-length: 100', '', 'a=b']
    await new Promise<void>((sent) => socket.write(head.join('\r\n'), () => sent()))
    socket.destroy()
    assert.equal((await fetch(`${desks.url}/healthz`)).status, 200)
  })
})

test('neither log nor measures hold what was sent, asked for, or who sent it', async () => {
  await desks.post('/en/staff/files/secret-file?q=secret-query', marked('officer', { secret: 'secret-value' }), {
    person: 'officer',
  })
  const kept = desks.lines.join('') + (await (await fetch(`${desks.url}/metrics`)).text())
  assert.doesNotMatch(kept, /secret-|127\.0\.0\.1|session-of|acc_|Olu/)
  assert.match(kept, /"method":"POST","route":"\/:language\/staff\/files\/:file","status":303/)
})

test('a flood of forms is told how long to wait; reading goes on', async () => {
  const small = await startDesks({ floodLimit: { perMinute: 1, burst: 3 } })
  try {
    const codes: number[] = []
    for (let count = 0; count < 4; count++) codes.push((await small.post(SAY, new URLSearchParams({ a: 'b' }))).status)
    assert.deepEqual(codes, [303, 303, 303, 429])
    const refused = await small.post(SAY, new URLSearchParams({ a: 'b' }))
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
    assert.match(await says(refused), /Error: too many forms came from your connection/)
    assert.equal((await small.get('/en/')).status, 200)
    const elsewhere = await small.post(SAY, new URLSearchParams({ a: 'b' }), {
      headers: { 'x-forwarded-for': '203.0.113.9' },
    })
    assert.equal(elsewhere.status, 303, 'behind a proxy on this machine, another address is another sender')
  } finally {
    await small.close()
  }
})
