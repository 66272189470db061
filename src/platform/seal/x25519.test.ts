// What we seal the age library opens by itself, and the other way round: the same file format, whoever computes it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Decrypter, Encrypter } from 'age-encryption'
import { newSealKey, seal, unseal } from './age.ts'

const text = Buffer.from('invented words '.repeat(300))

test('the library opens what we sealed, for each of its readers', async () => {
  const keys = [await newSealKey(), await newSealKey(), await newSealKey()]
  const sealed = await seal(
    text,
    keys.map(({ recipient }) => recipient),
  )
  for (const { identity } of keys) {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    assert.deepEqual(Buffer.from(await decrypter.decrypt(sealed)), text)
  }
})

test('files of every length around a chunk are the same on both sides; cut, doubled or moved chunks open nothing', async () => {
  const key = await newSealKey()
  const chunk = 64 * 1024
  for (const length of [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 7]) {
    const bytes = new Uint8Array(length).fill(length % 251)
    const [ours, theirs] = [await seal(bytes, [key.recipient]), await byLibrary(bytes, key.recipient)]
    assert.equal(ours.length, theirs.length, String(length))
    const decrypter = new Decrypter()
    decrypter.addIdentity(key.identity)
    assert.deepEqual(Buffer.from(await decrypter.decrypt(ours)), Buffer.from(bytes))
    assert.deepEqual(Buffer.from(await unseal(theirs, [key.identity])), Buffer.from(bytes))
  }
  const sealed = Buffer.from(await seal(new Uint8Array(2 * chunk + 7), [key.recipient]))
  const start = sealed.length - (2 * chunk + 7 + 3 * 16)
  const [one, two] = [
    sealed.subarray(start, start + chunk + 16),
    sealed.subarray(start + chunk + 16, start + 2 * chunk + 32),
  ]
  const [head, rest] = [sealed.subarray(0, start), sealed.subarray(start + 2 * chunk + 32)]
  for (const parts of [
    [head, one, two],
    [head, one, rest],
    [head, two, one, rest],
    [head, one, two, two, rest],
    [head],
    [head, one, two, rest, rest],
  ])
    await assert.rejects(unseal(Buffer.concat(parts), [key.identity]), { code: 'damaged' })
})

test('a file with any byte of its head or its end changed opens nothing', async () => {
  const key = await newSealKey()
  const sealed = Buffer.from(await seal(Buffer.from('words'), [key.recipient]))
  // Every other letter for the last one of the header's code: its two unused bits are held as well.
  const last = sealed.indexOf('\n', sealed.indexOf('--- ')) - 1
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') {
    const changed = Buffer.from(sealed)
    if (changed[last] === letter.charCodeAt(0)) continue
    changed[last] = letter.charCodeAt(0)
    await assert.rejects(unseal(changed, [key.identity]), { name: 'SealFault' }, letter)
  }
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    await assert.rejects(unseal(changed, [key.identity]), { name: 'SealFault' }, `byte ${at}`)
  }
})

test('we open what the library sealed, and nobody else does', async () => {
  const [key, other] = [await newSealKey(), await newSealKey()]
  const encrypter = new Encrypter()
  encrypter.addRecipient((await newSealKey()).recipient)
  encrypter.addRecipient(key.recipient)
  const sealed = await encrypter.encrypt(text)
  assert.deepEqual(Buffer.from(await unseal(sealed, [key.identity])), text)
  await assert.rejects(unseal(sealed, [other.identity]), { code: 'wrong-key' })
})

test('a share of low order, and one written in another way, open nothing', async () => {
  const key = await newSealKey()
  const sealed = Buffer.from(await seal(text, [key.recipient])).toString('latin1')
  const share = /-> X25519 (\S+)/.exec(sealed)?.[1] ?? ''
  for (const other of [Buffer.alloc(32).toString('base64').replace('=', ''), `${share}=`]) {
    const changed = Buffer.from(sealed.replace(share, other), 'latin1')
    await assert.rejects(unseal(changed, [key.identity]), { name: 'SealFault' })
  }
})

test('a recipient with a wrong checksum is refused, however often it is tried', async () => {
  const { recipient } = await newSealKey()
  const wrong = `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`
  for (let n = 0; n < 2; n++) await assert.rejects(seal(text, [wrong]), { code: 'bad-recipient' })
})

async function byLibrary(bytes: Uint8Array, recipient: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return encrypter.encrypt(bytes)
}
