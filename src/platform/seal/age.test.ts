// Sealing: whoever holds one of the keys reads it, nobody else, and nothing changed passes.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { newSealKey, SealFault, seal, sealKeyOf, unseal } from './age.ts'

const text = new TextEncoder().encode('an invented paper')
const fault = (code: SealFault['code']) => (error: unknown) => error instanceof SealFault && error.code === code

describe('a seal', () => {
  test('each recipient alone opens it, whatever the bytes', async () => {
    const [one, two] = [await newSealKey(), await newSealKey()]
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200_000, size: 'max' }), async (bytes) => {
        const sealed = await seal(bytes, [one.recipient, two.recipient])
        assert.deepEqual(await unseal(sealed, [one.identity]), bytes)
        assert.deepEqual(await unseal(sealed, [two.identity]), bytes)
      }),
      { numRuns: 10 },
    )
  })

  test('an older key still opens what was sealed under it, beside the newer one', async () => {
    const [old, now] = [await newSealKey(), await newSealKey()]
    assert.deepEqual(await unseal(await seal(text, [old.recipient]), [now.identity, old.identity]), text)
  })

  test('another key opens nothing', async () => {
    const [mine, theirs] = [await newSealKey(), await newSealKey()]
    const sealed = await seal(text, [theirs.recipient])
    await assert.rejects(unseal(sealed, [mine.identity]), fault('wrong-key'))
    await assert.rejects(unseal(sealed, []), fault('wrong-key'))
  })

  test('a changed byte, a missing end and plain bytes are damaged', async () => {
    const key = await newSealKey()
    const sealed = await seal(text, [key.recipient])
    const last = sealed.with(-1, (sealed.at(-1) ?? 0) ^ 1)
    for (const bytes of [last, sealed.subarray(0, -1), sealed.subarray(0, 40), text, new Uint8Array()])
      await assert.rejects(unseal(bytes, [key.identity]), fault('damaged'))
  })

  test('what is no key is refused, and a secret is not repeated', async () => {
    const { identity } = await newSealKey()
    await assert.rejects(seal(text, []), fault('no-recipient'))
    await assert.rejects(seal(text, [identity]), fault('bad-recipient'))
    const wrong = identity.slice(0, -1)
    for (const attempt of [unseal(text, [wrong]), sealKeyOf(wrong)]) {
      await assert.rejects(attempt, (error: SealFault) => {
        assert.ok(!JSON.stringify([error.message, error.stack, String(error.cause)]).includes(wrong.slice(20, 50)))
        return error.code === 'bad-identity'
      })
    }
  })

  test('the recipient belongs to the identity', async () => {
    const key = await newSealKey()
    assert.deepEqual(await sealKeyOf(key.identity), key)
  })
})
