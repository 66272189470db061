// Two nodes that call each other over real HTTP, and somebody on the line who changes, repeats and swaps what passes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase, XA, XB } from '../../../test/fixtures/database.ts'
import { makeParty, type RawServer, serveRaw, trustOf } from '../../../test/fixtures/parties.ts'
import type { PeerCalls } from '../context.ts'
import { contentDigest } from './digest.ts'
import { createPeerCalls, LIMITS, PeerFault, type PeerFaultCode } from './index.ts'
import { createSend } from './send.ts'
import { type SignedAnswer, type SignedRequest, signRequest } from './signature.ts'

let store: TestDatabase
let server: RawServer
let peers: { a: Awaited<ReturnType<typeof makeParty>>; b: Awaited<ReturnType<typeof makeParty>> }
let time = new Date('2026-03-01T12:00:00Z')
let served = 0
const wire = createSend({ ...LIMITS, patience: 2000, answer: 100_000 })
/** Who stands on the line: nobody, until a test says otherwise. */
let onWay = async (request: SignedRequest): Promise<SignedAnswer> => wire(request)

before(async () => {
  store = await openTestDatabase()
  server = await serveRaw()
  peers = { a: await makeParty(XA, 'http://127.0.0.1:9'), b: await makeParty(XB, server.url) }
  const b = nodeB()
  const echo = b.route(async (request, from) => {
    served++
    const text = `${from.country} ${request.path}${request.search} ${Buffer.from(request.body)}`
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: text }
  })
  const stores = b.route(
    async () => ({ status: 201, headers: { 'content-type': 'text/plain' }, body: `stored ${++served}` }),
    { keep: true },
  )
  const large = b.route(async () => ({ status: 200, headers: {}, body: new Uint8Array(100_001) }))
  const bare = async () => ({ status: 200, headers: {}, body: 'nobody signed this' })
  server.routes.push(
    { method: 'get', path: '/fed/v1/echo', permission: 'peer', respond: echo },
    { method: 'post', path: '/fed/v1/echo', permission: 'peer', respond: echo },
    { method: 'post', path: '/fed/v1/stores', permission: 'peer', respond: stores },
    { method: 'get', path: '/fed/v1/large', permission: 'peer', respond: large },
    { method: 'get', path: '/fed/v1/bare', permission: 'peer', respond: bare },
  )
})
after(async () => {
  wire.close()
  await server.close()
  await store.close()
})

const parties = () => [peers.a.party, peers.b.party]
const nodeB = () =>
  createPeerCalls({
    trust: trustOf(XB, parties()),
    signer: peers.b.keys.transport,
    now: () => time,
    database: store.database,
  })
const nodeA = (signer = peers.a.keys.transport, now = () => time): PeerCalls =>
  createPeerCalls({ trust: trustOf(XA, parties()), signer, now, database: store.database, send: (r) => onWay(r) })
const get = { method: 'GET', path: '/fed/v1/echo?after=7' } as const
const post = { method: 'POST', path: '/fed/v1/echo', body: Buffer.from('{"n":1}') } as const

/** Makes a call while `meddle` stands on the line; tells the code with which it failed. */
async function refusal(
  meddle: (request: SignedRequest) => Promise<SignedAnswer>,
  call: Parameters<PeerCalls['call']>[1] = post,
  from = nodeA(),
): Promise<string> {
  const before = served
  onWay = meddle
  try {
    await from.call(peers.b.party, call)
    return 'believed'
  } catch (error) {
    assert.ok(error instanceof PeerFault, String(error))
    // What B refuses it says without a signature, since it knows not to whom: A hears it, and believes nothing.
    if (error.code === 'not-signed' && error.detail.startsWith('4')) {
      assert.equal(served, before, 'nothing was done')
      return error.detail
    }
    return error.code
  } finally {
    onWay = (request) => wire(request)
  }
}

const changed =
  (change: (request: SignedRequest) => Partial<SignedRequest>) =>
  (request: SignedRequest): Promise<SignedAnswer> =>
    wire({ ...request, ...change(request) })
const code = (word: PeerFaultCode, status = 401) => `${status} ${word}`
const without = (headers: Readonly<Record<string, string>>, name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))

test('a call reaches the peer, which knows who calls, and its answer is believed', async () => {
  const answer = await nodeA().call(peers.b.party, get)
  assert.deepEqual([answer.status, answer.type], [200, 'text/plain'])
  assert.equal(Buffer.from(answer.body).toString(), 'XA /fed/v1/echo?after=7 ')
  const second = await nodeA().call(peers.b.party, post)
  assert.equal(Buffer.from(second.body).toString(), 'XA /fed/v1/echo {"n":1}')
})

test('a call that was recorded and made again is refused, also by a second process of the node', async () => {
  let recorded: SignedRequest | undefined
  onWay = (request) => {
    recorded = request
    return wire(request)
  }
  await nodeA().call(peers.b.party, post)
  onWay = (request) => wire(request)
  assert.ok(recorded)
  const { status, body } = await wire(recorded)
  assert.deepEqual([status, Buffer.from(body).toString()], [401, 'replayed\n'])
  // Two processes share the database and nothing else: of ten at once, one takes the call.
  const fresh = await signed({})
  const routes = [nodeB(), nodeB()].map((node) => node.route(async () => ({ status: 200, headers: {}, body: 'once' })))
  const raw = { ...rawOf(fresh), method: 'POST' as const }
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => routes[n % 2]?.(raw)))
  assert.deepEqual(answers.map((answer) => answer?.status).sort(), [200, ...Array(9).fill(401)])
})

test('a body changed on the way is refused, with the old digest or a new one', async () => {
  const body = Buffer.from('{"n":2}')
  assert.equal(await refusal(changed(() => ({ body }))), code('digest'))
  const headers = (request: SignedRequest) => ({ ...request.headers, 'content-digest': contentDigest(body) })
  assert.equal(await refusal(changed((request) => ({ body, headers: headers(request) }))), code('wrong-signature'))
})

test('an encoded body is refused: the digest speaks of the bytes before encoding', async () => {
  const headers = (request: SignedRequest) => ({ ...request.headers, 'content-encoding': 'gzip' })
  assert.equal(await refusal(changed((request) => ({ headers: headers(request) }))), code('digest'))
})

test('another question, path, method, type or key under the same signature is refused', async () => {
  const to = (path: string) => changed(() => ({ url: new URL(path, server.url) }))
  assert.equal(await refusal(to('/fed/v1/echo?after=8'), get), code('wrong-signature'))
  assert.equal(await refusal(to('/fed/v1/echo'), get), code('wrong-signature'))
  assert.equal(await refusal(to('/fed/v1/stores'), post), code('wrong-signature'))
  assert.equal(await refusal(changed(() => ({ method: 'GET', body: Buffer.alloc(0) }))), code('wrong-signature'))
  for (const name of ['content-type', 'idempotency-key']) {
    const other = (request: SignedRequest) => ({ headers: { ...request.headers, [name]: 'text/other' } })
    assert.equal(await refusal(changed(other)), code('wrong-signature'), name)
    const less = (request: SignedRequest) => ({ headers: without(request.headers, name) })
    assert.equal(await refusal(changed(less)), code('wrong-signature'), `no ${name}`)
  }
})

test('a call that was signed for another node is refused, whatever the line calls this one', async () => {
  const other = new URL('http://127.0.0.1:9/fed/v1/echo')
  const meant = await signed({ url: other })
  const here = { ...meant, url: new URL(post.path, server.url) }
  assert.equal(text(await wire(here)), 'wrong-signature')
  assert.equal(text(await wire({ ...here, headers: { ...here.headers, host: other.host } })), 'wrong-address')
})

test('too old, from the future, or living too long: refused; five minutes of skew are not', async () => {
  const at = (offset: number) => nodeA(peers.a.keys.transport, () => new Date(time.getTime() + offset * 1000))
  const [pass, minute] = [(request: SignedRequest) => wire(request), 60]
  assert.equal(await refusal(pass, post, at(-6 * minute)), code('stale'))
  assert.equal(await refusal(pass, post, at(6 * minute)), code('stale'))
  assert.equal(await refusal(pass, post, at(-4 * minute)), 'believed')
  assert.equal(await refusal(pass, post, at(4 * minute)), 'believed')
  const long = await signed({})
  const input = (long.headers['signature-input'] ?? '').replace(/expires=\d+/, 'expires=1900000000')
  assert.equal(text(await wire({ ...long, headers: { ...long.headers, 'signature-input': input } })), 'stale')
})

test('a part left out, another tag, a parameter missing: not covered', async () => {
  const { headers } = await signed({})
  const input = headers['signature-input'] ?? ''
  for (const other of [
    input.replace('"content-digest" ', ''),
    input.replace(' "idempotency-key"', ''),
    input.replace('"@query"', '"@query";req'),
    input.replace('sursur-fed-v1', 'other-v1'),
    input.replace(/nonce="[^"]*";/, ''),
    input.replace('alg="ed25519"', 'alg="hmac-sha256"'),
  ]) {
    assert.notEqual(other, input)
    assert.equal(
      text(await wire({ ...(await signed({})), headers: { ...headers, 'signature-input': other } })),
      'not-covered',
    )
  }
})

test('no signature, two of them, or one field twice: not signed', async () => {
  const request = await signed({})
  const { signature = '', 'signature-input': input = '' } = request.headers
  const cases: readonly Readonly<Record<string, string>>[] = [
    without(request.headers, 'signature'),
    without(request.headers, 'signature-input'),
    { ...request.headers, signature: `${signature}, ${signature}` },
    { ...request.headers, 'signature-input': `${input}, ${input}` },
    {
      ...request.headers,
      signature: `${signature}, ${signature.replace('sig1', 'sig2')}`,
      'signature-input': `${input}, ${input.replace('sig1', 'sig2')}`,
    },
    { ...request.headers, signature: 'sig1=:not base64:' },
  ]
  for (const headers of cases) assert.equal(text(await wire({ ...request, headers })), 'not-signed')
  const digest = request.headers['content-digest'] ?? ''
  const twice = { ...request.headers, 'content-digest': `${digest}, ${digest}` }
  assert.equal(text(await wire({ ...request, headers: twice })), 'wrong-signature')
})

test('a stranger, and a peer that signs with a key of another purpose, are unknown', async () => {
  const stranger = await makeParty(XA, 'http://127.0.0.1:10')
  assert.equal(await refusal((request) => wire(request), post, nodeA(stranger.keys.transport)), code('unknown-key'))
  assert.equal(await refusal((request) => wire(request), post, nodeA(peers.a.keys.status)), code('unknown-key'))
  // Named as the peer's key, signed with another.
  const forged = { ...stranger.keys.transport, verifierKey: peers.a.keys.transport.verifierKey }
  assert.equal(await refusal((request) => wire(request), post, nodeA(forged)), code('wrong-signature'))
})

test('an answer that nobody signed is not believed', async () => {
  assert.equal(await refusal((request) => wire(request), { method: 'GET', path: '/fed/v1/bare' }), 'not-signed')
  const stripped = async (request: SignedRequest) => {
    const answer = await wire(request)
    return { ...answer, headers: without(answer.headers, 'signature') }
  }
  assert.equal(await refusal(stripped, get), 'not-signed')
})

test('an answer changed on the way is not believed', async () => {
  const meddled = (change: (answer: SignedAnswer) => Partial<SignedAnswer>) => async (request: SignedRequest) => {
    const answer = await wire(request)
    return { ...answer, ...change(answer) }
  }
  assert.equal(
    await refusal(
      meddled(() => ({ body: Buffer.from('other') })),
      get,
    ),
    'digest',
  )
  assert.equal(
    await refusal(
      meddled(() => ({ status: 404 })),
      get,
    ),
    'wrong-signature',
  )
})

test('the answer of another question is not believed, even when neither has a body', async () => {
  let first: SignedAnswer | undefined
  onWay = async (request) => {
    first = await wire(request)
    return first
  }
  await nodeA().call(peers.b.party, { method: 'GET', path: '/fed/v1/echo?after=1' })
  const swap = async (request: SignedRequest) => {
    await wire(request)
    assert.ok(first)
    return first
  }
  assert.equal(await refusal(swap, { method: 'GET', path: '/fed/v1/echo?after=2' }), 'wrong-signature')
})

test('nobody there, no answer in time, and an answer without end each have their name', async () => {
  assert.equal(await refusal((request) => wire({ ...request, url: new URL('http://127.0.0.1:9/') })), 'unreachable')
  const impatient = createSend({ ...LIMITS, patience: 1 })
  assert.equal(await refusal((request) => impatient(request)), 'timeout')
  assert.equal(await refusal((request) => wire(request), { method: 'GET', path: '/fed/v1/large' }), 'too-large')
  impatient.close()
})

test('the same key gets the first answer again, and is refused for another call', async () => {
  const store = (body: string) =>
    nodeA().call(peers.b.party, {
      method: 'POST',
      path: '/fed/v1/stores',
      idempotencyKey: 'one-key-for-it',
      body: Buffer.from(body),
    })
  const [first, second] = [await store('{"n":1}'), await store('{"n":1}')]
  assert.equal(first.status, 201)
  assert.deepEqual(second, first)
  assert.equal((await store('{"n":2}')).status, 422)
})

test('a former key is believed as long as the list of keys says so', async () => {
  const next = await makeParty(XA, 'http://127.0.0.1:9')
  const rotated = { ...peers.a.party, transport: next.keys.transport.verifierKey }
  const setup = { trust: trustOf(XB, [rotated, peers.b.party]), signer: peers.b.keys.transport, now: () => time }
  const overlap = (party: { readonly transport: string }) => [party.transport, peers.a.keys.transport.verifierKey]
  const open = createPeerCalls({ ...setup, database: store.database, keysOf: overlap })
  const shut = createPeerCalls({ ...setup, database: store.database })
  const fine = async () => ({ status: 200, headers: {}, body: 'fine' })
  assert.equal((await open.route(fine)(rawOf(await signed({})))).status, 200)
  assert.equal((await shut.route(fine)(rawOf(await signed({})))).status, 401)
})

test('nonces go when their time is over', async () => {
  const later = time
  time = new Date(time.getTime() + 3_600_000)
  try {
    const { sweepNonces } = await import('./store/nonces.ts')
    await sweepNonces(store.database, time)
    assert.deepEqual(await store.database.query('select 1 from fed_nonces'), [])
  } finally {
    time = later
  }
})

/** A POST as A would sign it, with what a test wants otherwise. */
async function signed(other: Partial<SignedRequest>): Promise<SignedRequest> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'key-of-the-test' }
  const request = { method: 'POST', url: new URL(post.path, server.url), headers, body: post.body, ...other } as const
  const nonce = crypto.randomUUID()
  return {
    ...request,
    headers: await signRequest(peers.a.keys.transport, request, { now: time.getTime() / 1000, nonce }),
  }
}

function rawOf({ method, url, headers, body }: SignedRequest) {
  return { method, authority: url.host, path: url.pathname, search: url.search, params: {}, headers, body }
}

function text({ body }: SignedAnswer): string {
  return Buffer.from(body).toString().trim()
}
