// Passkeys with an authenticator made of node:crypto: added, used, and refused when anything of a ceremony is not ours.
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { openPeople, type People, pageOf, wayOf } from '../../test/fixtures/people.ts'
import { relyingParty } from './relying-party.ts'
import { peopleScripts } from './scripts/source.ts'
import { deletePasskeys, readPasskeys } from './store/passkeys.ts'
import type { Who } from './who.ts'

const sha = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()
const b64 = (bytes: Buffer | string) => Buffer.from(bytes as string).toString('base64url')
/** CBOR of byte strings, text and small numbers: all that an attestation of kind "none" needs. */
const head = (major: number, length: number) =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : Buffer.from([(major << 5) | 25, length >> 8, length & 255])
const bin = (bytes: Buffer) => Buffer.concat([head(2, bytes.length), bytes])
const txt = (text: string) => Buffer.concat([head(3, text.length), Buffer.from(text)])

type Wrong = { origin?: string; rp?: string; flags?: number; challenge?: string; user?: string }

/** An authenticator for one site. */
function authenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let counter = 0
  let owner = ''
  const client = (type: string, options: { challenge: string }, wrong: Wrong) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: wrong.challenge ?? options.challenge,
        origin: wrong.origin ?? 'https://register.example',
        crossOrigin: false,
      }),
    )
  const start = (flags: number, wrong: Wrong) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha(wrong.rp ?? 'register.example'), Buffer.from([wrong.flags ?? flags]), count])
  }
  const frame = { id: b64(id), rawId: b64(id), type: 'public-key', clientExtensionResults: {} }
  return {
    id: b64(id),
    set: (value: number) => {
      counter = value
    },
    add(options: { challenge: string; user: { id: string } }, wrong: Wrong = {}) {
      owner = options.user.id
      // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
      const key = Buffer.concat([
        Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21]),
        bin(Buffer.from(x, 'base64url')),
        Buffer.from([0x22]),
        bin(Buffer.from(y, 'base64url')),
      ])
      const data = Buffer.concat([start(0x45, wrong), Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      const object = Buffer.concat([
        Buffer.from([0xa3]),
        txt('fmt'),
        txt('none'),
        txt('attStmt'),
        Buffer.from([0xa0]),
        txt('authData'),
        bin(data),
      ])
      const response = {
        clientDataJSON: b64(client('webauthn.create', options, wrong)),
        attestationObject: b64(object),
      }
      return JSON.stringify({ ...frame, response })
    },
    use(options: { challenge: string }, wrong: Wrong = {}) {
      counter += 1
      const data = start(0x05, wrong)
      const json = client('webauthn.get', options, wrong)
      const signature = sign('sha256', Buffer.concat([data, sha(json)]), privateKey)
      const response = {
        clientDataJSON: b64(json),
        authenticatorData: b64(data),
        signature: b64(signature),
        userHandle: wrong.user ?? owner,
      }
      return JSON.stringify({ ...frame, response })
    },
  }
}

let people: People
let who: Who
before(async () => {
  people = await openPeople()
  who = await people.person('ada', ['register officer'])
})
after(() => people.close())

const optionsOn = (text: string) =>
  JSON.parse((/data-passkey="([^"]*)"/.exec(text)?.[1] ?? 'null').replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
async function begin(label = 'phone <i>', as = who) {
  const { text } = pageOf(await people.post('/staff/account/passkey', { label }, as))
  assert.ok(text.includes('phone &lt;i&gt;') || label !== 'phone <i>')
  return optionsOn(text)
}
const finish = (credential: string, once?: string, as = who) =>
  people.post('/staff/account/passkey/answer', { credential, label: 'phone <i>' }, as, once)
const beginUse = async () =>
  optionsOn(pageOf(await people.post('/staff/sign-in/passkey', { next: '/staff/files/x' })).text)
const finishUse = (credential: string) =>
  people.post('/staff/sign-in/passkey/answer', { credential, next: '/staff/files/x' })
async function added() {
  const device = authenticator()
  assert.equal(wayOf(await finish(device.add(await begin()))), '/staff/account?done=passkey')
  return device
}

describe('passkeys', { concurrency: false }, () => {
  test('added by form, once; then it signs in and leads to the page that was asked for', async () => {
    const device = authenticator()
    const options = await begin()
    assert.equal(options.authenticatorSelection.userVerification, 'required')
    assert.equal(options.authenticatorSelection.residentKey, 'required')
    const credential = device.add(options)
    assert.equal(wayOf(await finish(credential, 'add-once')), '/staff/account?done=passkey')
    assert.equal(wayOf(await finish(credential, 'add-once')), '/staff/account?done=passkey')
    assert.equal((await readPasskeys(people.database, who.account)).length, 1)
    const answer = await finishUse(device.use(await beginUse()))
    assert.equal(wayOf(answer), '/staff/files/x')
    assert.ok('session' in answer && answer.session && 'begin' in answer.session)
    const { text } = pageOf(await people.get('/staff/account', who))
    assert.ok(text.includes('phone &lt;i&gt;') && !text.includes('phone <i>'))
  })

  test('a challenge serves once, for five minutes, and must be ours', async () => {
    const device = await added()
    const options = await beginUse()
    const first = device.use(options)
    wayOf(await finishUse(first))
    assert.equal(pageOf(await finishUse(first)).status, 422)
    assert.equal(pageOf(await finishUse(device.use(options))).status, 422)
    const foreign = device.use(await beginUse(), { challenge: randomBytes(32).toString('base64url') })
    assert.equal(pageOf(await finishUse(foreign)).status, 422)
    const late = await beginUse()
    people.pass(5 * 60_000 + 1)
    assert.equal(pageOf(await finishUse(device.use(late))).status, 422)
    wayOf(await finishUse(device.use(await beginUse())))
  })

  test('a counter that does not grow is a copied key', async () => {
    const device = await added()
    device.set(7)
    wayOf(await finishUse(device.use(await beginUse())))
    device.set(7)
    assert.equal(pageOf(await finishUse(device.use(await beginUse()))).status, 422)
    device.set(8)
    wayOf(await finishUse(device.use(await beginUse())))
  })

  test('another site, nobody verified, another account, not JSON: refused', async () => {
    const device = await added()
    const wrongs: readonly Wrong[] = [
      { origin: 'https://evil.example' },
      { rp: 'evil.example' },
      { flags: 0x01 },
      { user: Buffer.from('acc_other').toString('base64url') },
    ]
    for (const wrong of wrongs) {
      const page = pageOf(await finishUse(device.use(await beginUse(), wrong)))
      assert.equal(page.status, 422, JSON.stringify(wrong))
      assert.match(page.title, /^Error: /)
      assert.ok(wrong.user || pageOf(await finish(authenticator().add(await begin(), wrong))).status === 422)
    }
    for (const text of ['', '{}', 'null', '{"id":"x"}', 'x'.repeat(50_000)])
      assert.equal(pageOf(await finishUse(text)).status, 422)
    assert.equal(pageOf(await finishUse(authenticator().use(await beginUse(), { user: 'eA' }))).status, 422)
  })

  test('a ceremony of one account adds nothing to another', async () => {
    const eve = await people.person('eve', ['register officer'])
    assert.equal(pageOf(await finish(authenticator().add(await begin()), 'eve-adds', eve)).status, 422)
    assert.equal((await readPasskeys(people.database, eve.account)).length, 0)
  })

  test('removed by its owner only; after that it opens nothing', async () => {
    const device = await added()
    const eve = await people.enter('eve')
    await people.post('/staff/account/passkey/remove', { passkey: device.id }, eve)
    wayOf(await finishUse(device.use(await beginUse())))
    await people.post('/staff/account/passkey/remove', { passkey: device.id }, who)
    assert.equal(pageOf(await finishUse(device.use(await beginUse()))).status, 422)
  })

  test('an account has at most ten, each with a name', async () => {
    await people.database.transaction((tx) => deletePasskeys(tx, who.account))
    const { title, text } = pageOf(await people.post('/staff/account/passkey', { label: '  ' }, who))
    assert.ok(title.startsWith('Error:') && text.includes('href="#f-label"'))
    for (let count = 0; count < 10; count++) await added()
    assert.match(pageOf(await people.post('/staff/account/passkey', { label: 'one more' }, who)).text, /ten passkeys/)
  })
})

test('where browsers allow no passkeys none are offered', () => {
  for (const address of ['http://127.0.0.1:8080', 'http://[::1]:8080', 'http://register.example'])
    assert.equal(relyingParty(address), undefined)
  assert.deepEqual(relyingParty('http://localhost:8080'), { id: 'localhost', origin: 'http://localhost:8080' })
})

test('the scripts are programs', () => {
  for (const source of Object.values(peopleScripts)) assert.doesNotThrow(() => new Function(source))
})
