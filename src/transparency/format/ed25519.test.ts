// The one verdict on Ed25519: the test vectors of RFC 8032 hold, what is odd in key or point is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { casesOf, skipTlog } from '../../../test/fixtures/tlog.ts'
import { newSeed, signerOf } from '../keys/signer.ts'
import { fromHex, utf8 } from './bytes.ts'
import { verifyEd25519 } from './ed25519.ts'

// RFC 8032, section 7.1, tests 1 to 3: key, message, signature.
const RFC = [
  [
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const

// The order of the group: S + L is the same scalar in another spelling.
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const ofScalar = (bytes: Uint8Array) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
const toScalar = (value: bigint) =>
  Uint8Array.from({ length: 32 }, (_, at) => Number((value >> BigInt(8 * at)) & 0xffn))

for (const [index, [key, message, signature]] of RFC.entries()) {
  test(`test ${index + 1} of RFC 8032 holds; with its scalar in another spelling it does not`, () => {
    const [publicKey, text, sig] = [fromHex(key), fromHex(message), fromHex(signature)]
    assert.equal(verifyEd25519(publicKey, text, sig), true)
    const again = Uint8Array.of(...sig.subarray(0, 32), ...toScalar(ofScalar(sig.subarray(32)) + L))
    assert.equal(verifyEd25519(publicKey, text, again), false)
  })
}

test('what the platform signs holds, and nothing with a bit changed', () => {
  const signer = signerOf('xa.example/log', 1, newSeed())
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.nat(511), fc.nat(255), (message, at, bit, keyBit) => {
      const signature = signer.sign(message)
      const flipped = (bytes: Uint8Array, bit: number) =>
        Uint8Array.from(bytes, (byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      assert.equal(verifyEd25519(signer.publicKey, message, signature), true)
      assert.equal(verifyEd25519(signer.publicKey, flipped(message, at % (8 * message.length)), signature), false)
      assert.equal(verifyEd25519(signer.publicKey, message, flipped(signature, bit)), false)
      assert.equal(verifyEd25519(flipped(signer.publicKey, keyBit), message, signature), false)
    }),
    { numRuns: 40 },
  )
})

test('nothing of another length, and no key that is no point', () => {
  const [key, message, signature] = RFC[1].map((hex) => fromHex(hex)) as [Uint8Array, Uint8Array, Uint8Array]
  assert.equal(verifyEd25519(key.subarray(1), message, signature), false)
  assert.equal(verifyEd25519(key, message, signature.subarray(1)), false)
  assert.equal(verifyEd25519(key, message, Uint8Array.of(...signature, 0)), false)
  // The coordinate 2 belongs to no point of the curve.
  assert.equal(verifyEd25519(Uint8Array.of(2, ...new Uint8Array(31)), message, signature), false)
})

type EdgeCase = { number: number; key: string; sig: string; msg: string; flags: string[] | null }

// The file gives no verdicts, because implementations differ; test/browser/verify.test.ts has Node and a browser agree on all.
test('of the published odd cases, keys of low order and points in another spelling are refused', {
  skip: skipTlog,
}, () => {
  const cases = casesOf<EdgeCase>('ed25519-edge-cases.json')
  assert.equal(cases.length, 606)
  const odd = ['low_order_A', 'non_canonical_A', 'non_canonical_R']
  const verdict = ({ key, sig, msg }: EdgeCase) => verifyEd25519(fromHex(key), utf8(msg), fromHex(sig))
  const refusals = cases.filter(({ flags }) => flags?.some((flag) => odd.includes(flag)))
  assert.ok(refusals.length > 300)
  assert.deepEqual(
    refusals.filter(verdict).map(({ number }) => number),
    [],
  )
  const plain = cases.filter(({ flags }) => !flags || flags.length === 0)
  assert.deepEqual(
    plain.map(verdict),
    plain.map(() => true),
  )
  assert.equal(plain.length, 1)
})
