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
