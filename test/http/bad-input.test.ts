// Bad input over HTTP: each gets a clear message in the reader's language and the right status, and nothing comes back unescaped.
import assert from 'node:assert/strict'
import { createConnection } from 'node:net'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { day } from '../../src/kernel/day.ts'
import { enterRecruiter, recordAct } from '../../src/modules/register/index.ts'
import { startNode, type TestNode } from '../fixtures/node.ts'
import { ask, wordsOf } from './script.ts'

/** A name as an attacker would enter it: markup, a quote that ends an attribute, a formula, a direction that turns round. */
const NASTY = `=cmd|' /C calc'!A1 <script>alert(1)</script> "onmouseover=alert(2) &lt; <img src=x>`

let node: TestNode
before(async () => {
  node = await startNode({ demonstration: true, country: 'XA' })
  const actor = { office: 'xa-labour', country: node.node.country, role: 'register officer', account: 'test' }
  const ground = { text: { en: '<b>ground</b>' } }
  const entry = {
    licence: 'XA-<9>"x',
    country: node.node.country,
    kind: 'agency',
    day: day('2026-01-05'),
    ground,
    particulars: {
      names: [{ text: NASTY, kind: 'name' as const }],
      telephones: ['<i>0000 0666</i>'],
      telephoneHashes: [],
      emails: [],
      webs: ['javascript:alert(3)'],
    },
  }
  assert.ok((await enterRecruiter(node.node, actor, entry)).ok)
  const act = {
    act: 'grant',
    home: entry.country,
    licence: entry.licence,
    country: entry.country,
    day: entry.day,
    ground,
    validUntil: day('2030-01-01'),
  } as const
  assert.ok((await recordAct(node.node, { ...actor, role: 'deciding officer' }, act)).ok)
  for (let tries = 0; tries < 100 && !(await ask(node.url, '/metrics')).body.includes('sursur_recruiters 2'); tries++)
    await new Promise((later) => setTimeout(later, 50))
})
after(() => node.close())

/** Sends bytes as they are; what came back when the other side closed, or after `ms`. */
function send(bytes: string | Buffer, ms = 3000): Promise<{ readonly text: string; readonly closed: boolean }> {
  return new Promise((done) => {
    const socket = createConnection(node.port, '127.0.0.1')
    let text = ''
    const end = (closed: boolean) => {
      socket.destroy()
      done({ text, closed })
    }
    const timer = setTimeout(() => end(false), ms)
    socket.on('data', (chunk) => {
      text += chunk.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      end(true)
    })
    socket.write(bytes)
  })
}

const empty = 'Error: the question is empty. Type a name, a telephone or a licence number.'
const badDay = 'Error: that is not a day. Type the day like this: 2025-04-20 (year, month, day).'
const PAGES: readonly (readonly [path: string, code: number, says: string])[] = [
  ['/en/check', 400, empty],
  ['/en/check?q=', 400, empty],
  ['/en/check?q=%20%09%0A', 400, empty],
  ['/en/check?q=%00', 400, empty],
  ['/en/check?q=%E2%80%AE%E2%81%A6', 400, empty],
  ['/en/check?q=---', 400, empty],
  ['/en/check?q=%', 400, empty],
  [
    `/en/check?q=${'a'.repeat(301)}`,
    413,
    'Error: the question is too long. Type only the name, the telephone or the number.',
  ],
  ['/en/check?q=Pont&on=2026-02-30', 400, badDay],
  ['/en/check?q=Pont&on=abc', 400, badDay],
  ['/en/check?q=Pont&on=2026-2-3', 400, badDay],
  ['/en/recruiters/XA-0417-2?on=2026-02-30', 400, 'Type the day like this: 2025-04-20 (year, month, day).'],
  ['/en/check?q=Pont&limit=0', 400, 'Error: a part of the address is not valid.'],
  // Pages forgive what a messenger adds and what is given twice; the first counts.
  ['/en/check?q=Pont%20Clair%20Exemple&utm_source=x', 200, 'Yes. It is licensed'],
  ['/en/check?q=Pont%20Clair%20Exemple&q=other', 200, 'Yes. It is licensed'],
  ['/en/check?q=Pont%20Clair%20Exemple&on=', 200, 'Yes. It is licensed'],
  ['/en/check?q=Pont%00%20%E2%80%AEClair%20Exemple%07', 200, 'You searched for: Pont Clair Exemple'],
  // Percent signs that code nothing are characters.
  ['/en/check?q=100%zz', 200, 'You searched for: 100%zz'],
  ['/en/%zz', 404, 'Error: this page does not exist.'],
  ['/en/recruiters/%zz', 404, 'Error: that number is not in the register.'],
  ['/en/recruiters/%00', 404, 'Error: that number is not in the register.'],
  ['/en/recruiters/..%2f..%2fetc%2fpasswd', 404, 'Error: that number is not in the register.'],
  ['/en/recruiters/%252e%252e%252fetc', 404, 'Error: that number is not in the register.'],
  ['/en/recruiters/../../etc/passwd', 404, 'Err'],
  ['/en/recruiters/', 404, 'Error: this page does not exist.'],
  [`/en/recruiters/${'x'.repeat(9000)}`, 404, 'Error: that number is not in the register.'],
  ['/en/list?on=abc&x=y', 200, 'About this list'],
]

for (const [path, code, says] of PAGES) {
  test(`${path.slice(0, 70)} → ${code}, said in words`, async () => {
    const answer = await ask(node.url, path)
    assert.equal(answer.code, code)
    assert.ok(wordsOf(answer.body).includes(says), wordsOf(answer.body))
    assert.ok(code === 200 || /<title>Err(or|eur)/.test(answer.body), 'the title begins with the error')
    assert.ok(answer.bytes < 12_000, `${answer.bytes} bytes`)
  })
}

test('an empty question, an impossible day and an unknown address are said in each written language', async () => {
  for (const path of ['/check?q=', '/check?q=Pont&on=x', '/nothing', '/recruiters/XA-0-0']) {
    const titles = await Promise.all(
      ['fr', 'ar', 'en'].map(
        async (tag) => /<title>(.*?)<\/title>/.exec((await ask(node.url, `/${tag}${path}`)).body)?.[1],
      ),
    )
    assert.equal(new Set(titles).size, 3, titles.join(' | '))
    assert.match(titles[0] ?? '', /^Erreur\s: /)
    assert.match(titles[1] ?? '', /^خطأ: /)
    assert.match(titles[2] ?? '', /^Error: /)
  }
})

test('what was typed is kept in its field when the day is wrong', async () => {
  const { body } = await ask(node.url, '/en/check?q=Pont%20Clair&on=30/02/2026')
  assert.match(body, /<input id="q" name="q" value="Pont Clair"/)
  assert.match(body, /name="on" value="30\/02\/2026"/)
  assert.match(body, /<a href="#on">/, 'the summary leads to the field')
})

const API: readonly (readonly [path: string, code: number, type: string])[] = [
  ['/api/v1/check?q=Pont&x=1', 400, 'bad-parameter'],
  ['/api/v1/check?q=Pont&q=Clair', 400, 'bad-parameter'],
  ['/api/v1/check?q=Pont&on=2026-02-30', 400, 'bad-date'],
  ['/api/v1/check?q=Pont&on=', 400, 'bad-date'],
  ['/api/v1/check?q=Pont&limit=51', 400, 'bad-parameter'],
  ['/api/v1/check?q=Pont&limit=1e9', 400, 'bad-parameter'],
  ['/api/v1/check?q=%00', 400, 'empty-question'],
  ['/api/v1/recruiters?after=%00', 400, 'bad-parameter'],
  ["/api/v1/recruiters?after='%20or%201=1--", 400, 'bad-parameter'],
  ['/api/v1/recruiters?limit=1001', 400, 'bad-parameter'],
  ['/api/v1/changes?after=-1', 400, 'bad-parameter'],
  ['/api/v1/changes?after=99999999999999999999', 400, 'bad-parameter'],
  ['/api/v1/recruiters/%00', 404, 'unknown-licence'],
  [`/api/v1/recruiters/${'x'.repeat(101)}`, 400, 'bad-parameter'],
  ['/recruiters/..%2f..%2fetc.json', 404, 'unknown-licence'],
  ['/recruiters/XA-0417-2.json?on=abc', 400, 'bad-date'],
  ['/recruiters/XA-0417-2.json?x=1', 400, 'bad-parameter'],
]

for (const [path, code, type] of API) {
  test(`${path.slice(0, 70)} → ${code} ${type}`, async () => {
    const answer = await ask(node.url, path)
    assert.equal(answer.code, code, answer.body)
    assert.equal((JSON.parse(answer.body) as { type: string }).type, `urn:sursur:problem:${type}`)
  })
}

test('whatever is asked, it comes back as text: no tag of its own, and each repetition whole', async () => {
  const piece = fc.constantFrom(
    ...[
      '<',
      '>',
      '"',
      "'",
      '&',
      '&lt;',
      '<script>',
      '</title>',
      '<!--',
      ']]>',
      '${',
      'é',
      '\u202e',
      '\0',
      'Pont ',
      '%3C',
    ],
    ...['\ue0001\ue001', '<svg/onload=', '</bdi>', '" on="'],
  )
  const question = fc
    .array(piece, { minLength: 1, maxLength: 6 })
    .map((pieces) => `k7q${pieces.join('')}z`)
    .filter((text) => text.length <= 30)
  const path = fc.constantFrom(
    '/en/check?q=',
    '/ar/check?on=x&q=',
    '/qxa/check?q=',
    '/en/check?q=k&on=',
    '/en/recruiters/',
    '/en/',
  )
  const tagsOf = (body: string) => Array.from(body.matchAll(/<(\/?[a-z!-]+)/gi), ([, tag]) => tag?.toLowerCase() ?? '')
  const known = new Set<string>()
  for (const address of [
    'check?q=Pont',
    'check?q=',
    'check?q=x&on=x',
    'recruiters/x',
    'check?q=Pont%20Clar&on=2025-02-02',
    '',
  ])
    for (const tag of tagsOf((await ask(node.url, `/qxa/${address}`)).body)) known.add(tag)
  for (const tag of ['script', 'img', '!--']) assert.ok(!known.has(tag))
  await fc.assert(
    fc.asyncProperty(path, question, async (address, text) => {
      const { body, code } = await ask(node.url, address + encodeURIComponent(text))
      assert.ok(code < 500)
      assert.deepEqual(
        tagsOf(body).filter((tag) => !known.has(tag)),
        [],
      )
      assert.doesNotMatch(body, /[\0\u202e]/)
      const shown = text.replace(/[\0\u202e]+/g, ' ')
      for (const [repeated] of body.matchAll(/k7q[^"<>]*/g)) {
        const read = repeated.replace(
          /&(amp|lt|gt|quot|#39);/g,
          (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'",
        )
        assert.ok(
          read === shown || decodeURIComponent(read.split('&')[0] ?? '') === text,
          `${repeated} is not the whole of ${text}`,
        )
      }
    }),
    { numRuns: 150 },
  )
})

test('a name, number, telephone and address full of markup stay text on every page that shows them', async () => {
  const found = JSON.parse((await ask(node.url, '/api/v1/recruiters')).body) as {
    recruiters: { address: string; name: string }[]
  }
  const nasty =
    found.recruiters.find(({ name }) => name === NASTY) ?? assert.fail('the nasty recruiter is in the register')
  for (const path of [
    '/en/check?q=calc%20alert%20onmouseover',
    `/en/recruiters/${encodeURIComponent(nasty.address)}`,
    '/ar/check?q=XA9X',
  ]) {
    const { body, code } = await ask(node.url, path)
    assert.equal(code, 200, path)
    assert.ok(body.includes('&lt;script&gt;'), `${path} shows the name`)
    assert.doesNotMatch(body, /<script|<img|<i>|<b>ground|"onmouseover|href="javascript:/i)
  }
})

test('more than reading is refused for every address, with what is allowed, before its body is looked at', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    for (const path of [
      '/',
      '/en/check',
      '/api/v1/check?q=a',
      '/recruiters/XA-0417-2.json',
      '/en/nothing',
      '/healthz',
    ]) {
      const answer = await ask(node.url, path, { method })
      assert.deepEqual([answer.code, answer.headers.allow], [405, 'GET, HEAD'], `${method} ${path}`)
    }
  const ten = await ask(node.url, '/en/check', { method: 'POST', body: 'a'.repeat(10_000_000) }).catch(
    (error: NodeJS.ErrnoException) => error,
  )
  // The node answers without reading; whether the answer is seen before the line is cut is the client's luck.
  if (ten instanceof Error) assert.match(String(ten.code), /ECONNRESET|EPIPE/)
  else assert.equal(ten.code, 405)
})

test('a question of ten megabytes in the address is refused in every written language, and the node lives on', async () => {
  const { text, closed } = await send(`GET /en/check?q=${'a'.repeat(10_000_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)
  assert.ok(closed)
  // The line may be cut before the answer is read, while megabytes are still being written.
  if (text !== '') {
    assert.match(text, /^HTTP\/1\.1 431 /)
    for (const words of [/en: Error: the question is too long/, /fr: Erreur\s: la question est trop longue/, /ar: خطأ/])
      assert.match(text, words)
  }
  assert.equal((await ask(node.url, '/healthz')).code, 200)
})

test('an address of 20,000 characters is refused with words', async () => {
  const { text } = await send(`GET /en/check?q=${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)
  assert.match(text, /^HTTP\/1\.1 431 /)
  assert.match(text, /en: Error: the question is too long\. Type only the name/)
})

for (const [what, bytes] of [
  ['no HTTP at all', 'HELLO\r\n\r\n'],
  ['a TLS greeting', Buffer.from('16030100c8010000c40303', 'hex')],
  ['no host', 'GET /en/ HTTP/1.1\r\n\r\n'],
  ['an impossible host', 'GET /en/ HTTP/1.1\r\nhost: a b"<x>\r\n\r\n'],
  ['an address that is none', 'GET * HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabc'],
  ['a header with a line break inside', 'GET /en/ HTTP/1.1\r\nhost: x\r\na\rb: c\r\n\r\n'],
] as const) {
  test(`malformed HTTP, ${what}: 400 with words`, async () => {
    const { text } = await send(bytes, 400)
    assert.match(text, /^HTTP\/1\.1 400 /)
    assert.match(text, /en: Error: we did not understand the request/)
    assert.match(text, /fr: Erreur\s: /)
  })
}

test('half a request is not waited for without end', async () => {
  const half = send('GET /en/ HTTP/1.1\r\nhost: x\r\nx-slow: ', 20_000)
  const { text, closed } = await half
  assert.ok(closed, 'the line is closed')
  assert.match(text, /^HTTP\/1\.1 408 /)
})

test('no host of the request gets into where it leads', async () => {
  for (const path of ['/', '/check?q=a', '/en']) {
    const { headers } = await ask(node.url, path, {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    })
    assert.match(headers.location ?? '', /^\/[a-z]{2}\//)
  }
})
