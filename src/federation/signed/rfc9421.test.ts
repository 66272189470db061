// What is signed, and a library as oracle, against the standard's own example of Ed25519 (RFC 9421, B.2.6); then the oracle on our own messages.
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { test } from 'node:test'
import { httpbis } from 'http-message-signatures'
import { newSeed, signerOf } from '../../transparency/keys/signer.ts'
import { signatureBase } from './base.ts'
import { type SignedAnswer, signAnswer, signRequest } from './signature.ts'
import { transportKey } from './transport-key.ts'

// RFC 9421, B.1.4 and B.2.6.
const PUBLIC = 'MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs='
const PRIVATE = 'MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF'
const INPUT =
  'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"'
const SIGNATURE = 'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:'
const request = {
  method: 'POST',
  url: 'https://example.com/foo?param=Value&Pet=dog',
  headers: {
    date: 'Tue, 20 Apr 2021 02:07:55 GMT',
    'content-type': 'application/json',
    'content-length': '18',
  },
}

const publicKey = createPublicKey({ key: Buffer.from(PUBLIC, 'base64'), format: 'der', type: 'spki' })

function check(headers: Record<string, string>, more = {}) {
  const verifier = async (base: Buffer, signature: Buffer) => verify(null, base, publicKey, signature)
  const config = { keyLookup: async () => ({ id: 'test-key-ed25519', verify: verifier }), ...more }
  return httpbis.verifyMessage(config, { ...request, headers })
}

test('the signature of the example is believed, and that of a changed request is not', async () => {
  const signed = { ...request.headers, 'signature-input': INPUT, signature: SIGNATURE }
  assert.equal(await check(signed), true)
  assert.equal(await check({ ...signed, 'content-length': '19' }), false)
})

test('signing the example gives the signature of the standard, byte for byte', async () => {
  const key = createPrivateKey({ key: Buffer.from(PRIVATE, 'base64'), format: 'der', type: 'pkcs8' })
  const signed = await httpbis.signMessage(
    {
      key: { id: 'test-key-ed25519', sign: async (base: Buffer) => sign(null, base, key) },
      name: 'sig-b26',
      fields: ['date', '@method', '@path', '@authority', 'content-type', 'content-length'],
      params: ['created', 'keyid'],
      paramValues: { created: new Date(1_618_884_473_000) },
    },
    request,
  )
  assert.deepEqual({ ...signed.headers }, { ...request.headers, Signature: SIGNATURE, 'Signature-Input': INPUT })
})

test('the base written here gives the signature of the standard, byte for byte', () => {
  const key = createPrivateKey({ key: Buffer.from(PRIVATE, 'base64'), format: 'der', type: 'pkcs8' })
  const parts = ['"date"', '"@method"', '"@path"', '"@authority"', '"content-type"', '"content-length"']
  const base = signatureBase(parts, INPUT.slice('sig-b26='.length), {
    ...request,
    method: 'POST',
    url: new URL(request.url),
  })
  assert.equal(base && `sig-b26=:${sign(null, base, key).toString('base64')}:`, SIGNATURE)
  assert.equal(signatureBase(['"@status"'], '()', { headers: {}, method: 'GET', url: new URL(request.url) }), undefined)
})

test('the library believes our requests and answers, and does not when a part is changed', async () => {
  const signer = signerOf('xa.example:8443/transport', 1, newSeed())
  const { verify: holds } = transportKey(signer.verifierKey)
  const library = { keyLookup: async () => ({ verify: async (base: Buffer, own: Buffer) => holds(base, own) }) }
  const now = Math.floor(Date.now() / 1000)
  for (const path of ['/fed/v1/messages', '/fed/v1/a%20b?after=1&x=%2F', '/?', '/a?']) {
    const headers = { 'content-type': 'application/json', 'idempotency-key': ' msg_1 ' }
    const plain = { method: 'POST' as const, url: new URL(path, 'https://XB.example:443'), headers, body: Buffer.of(1) }
    const asked = { ...plain, headers: await signRequest(signer, plain, { now, nonce: 'n'.repeat(22) }) }
    assert.equal(await httpbis.verifyMessage(library, asked), true, path)
    assert.equal(await httpbis.verifyMessage(library, { ...asked, url: new URL('/other', asked.url) }), false)
    const answer: SignedAnswer = { status: 201, headers: {}, body: Buffer.of(2) }
    const given = { ...answer, headers: await signAnswer(signer, answer, asked, now) }
    assert.equal(await httpbis.verifyMessage(library, given, asked), true, path)
    assert.equal(await httpbis.verifyMessage(library, { ...given, status: 200 }, asked), false)
  }
})
