// Lists of keys: written and read back to the letter, believed under their root alone, and followed only by a rightful successor.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Country } from '../../kernel/country.ts'
import { newSealKey } from '../../platform/seal/age.ts'
import { parsePolicy } from '../../transparency/format/policy.ts'
import { newSeed, type Signer, signerOf } from '../../transparency/keys/signer.ts'
import { signManifest } from './announce.ts'
import { OVERLAP_SECONDS, openTrustBook, TRANSPORT_OVERLAP_SECONDS } from './book.ts'
import { manifestText, openManifest, parseManifest } from './manifest.ts'
import { policyText } from './policy-text.ts'
import { faultOfSuccession } from './succession.ts'
import type { KeyManifest } from './trust.ts'

const seal = (await newSealKey()).recipient
const signer = (name: string, type: 1 | 4 = 1): Signer => signerOf(name, type, newSeed())
const ISSUED = 1_790_000_000

function partyOf(country: string, host: string) {
  const root = signer(`${host}/root`)
  const log = signer(`${host}/log`)
  const manifest: KeyManifest = {
    corridor: 'xa-xb',
    country: country as Country,
    version: 1,
    issued: ISSUED,
    url: `http://${host}`,
    log: log.verifierKey,
    witness: signer(`${host}/witness`, 4).verifierKey,
    status: signer(`${host}/status`).verifierKey,
    transport: signer(`${host}/transport`).verifierKey,
    seal,
    decision: {
      threshold: 2,
      officers: [{ officer: 'officer-1', key: signer(`${host}/decision/officer-1`).verifierKey }],
    },
    retired: [],
  }
  return { root, log, manifest, host }
}
const xa = partyOf('XA', 'localhost:1001')
const xb = partyOf('XB', 'localhost:1002')
const file = {
  corridor: 'xa-xb',
  parties: [xa, xb].map(({ manifest, root }) => ({
    country: manifest.country as string,
    root: root.verifierKey,
    manifest: signManifest(manifest, [root]),
  })),
  witnesses: [],
}

test('a list comes back as it was written', () => {
  const retired = [{ log: signer(`${xa.host}/log`).verifierKey, lastGoodSize: 12 }]
  const manifest = { ...xa.manifest, retired }
  assert.deepEqual(parseManifest(manifestText(manifest)), manifest)
})

test('whatever is changed in a signed list, it is not believed', () => {
  const note = signManifest(xa.manifest, [xa.root])
  fc.assert(
    fc.property(fc.nat(note.length - 1), fc.constantFrom('a', '1', ' ', '\n', 'Z'), (at, letter) => {
      const changed = note.slice(0, at) + letter + note.slice(at + 1)
      if (changed === note) return
      let read: KeyManifest | undefined
      try {
        read = openManifest(changed, xa.root.verifierKey).manifest
      } catch {
        return
      }
      assert.deepEqual(read, xa.manifest)
    }),
  )
})

test('a list that another root signed is not believed', () => {
  assert.throws(() => openManifest(signManifest(xa.manifest, [xb.root]), xa.root.verifierKey))
})

test('one key for two purposes is refused', () => {
  const twice = { ...xa.manifest, status: xa.manifest.log.replace('/log', '/status') }
  assert.throws(() => parseManifest(manifestText(twice)))
})

test('who may follow: officers on the root’s word; a log key with the old one, or with another root', () => {
  const next = (over: Partial<KeyManifest>): KeyManifest => ({ ...xa.manifest, version: 2, ...over })
  const nobody = { oldLogKey: false, peerRoot: false }
  assert.equal(faultOfSuccession(xa.manifest, next({ decision: { threshold: 1, officers: [] } }), nobody), undefined)
  const log = signer(`${xa.host}/log`).verifierKey
  assert.equal(faultOfSuccession(xa.manifest, next({ log }), nobody), 'log-key-alone')
  assert.equal(faultOfSuccession(xa.manifest, next({ log }), { oldLogKey: true, peerRoot: false }), undefined)
  assert.equal(faultOfSuccession(xa.manifest, next({ log }), { oldLogKey: false, peerRoot: true }), undefined)
  const retired = [{ log: xa.manifest.log, lastGoodSize: 3 }]
  assert.equal(
    faultOfSuccession(xa.manifest, next({ log, retired }), { oldLogKey: true, peerRoot: false }),
    'log-key-alone',
  )
  assert.equal(faultOfSuccession(next({ retired }), { ...next({}), version: 3 }, nobody), 'forgets-a-retired-key')
  assert.equal(faultOfSuccession(next({}), xa.manifest, nobody), 'not-newer')
  assert.equal(faultOfSuccession(xa.manifest, { ...xb.manifest, version: 2 }, nobody), 'other-party')
})

test('the policy of the corridor is read by the C2SP reader, with and without an independent witness', () => {
  const plain = parsePolicy(policyText([xa.manifest, xb.manifest], []))
  assert.equal(plain.logs.length, 4)
  assert.equal(plain.witnesses.length, 2)
  const key = signer('ombuds.invalid/witness', 4).verifierKey
  const more = parsePolicy(
    policyText([xa.manifest, xb.manifest], [{ name: 'ombuds', key, url: 'http://ombuds.invalid' }]),
  )
  assert.equal(more.witnesses.length, 3)
})

test('a replaced log key counts for 90 days, a retired one not at all', () => {
  let seconds = ISSUED + 10
  const book = openTrustBook(file, 'XA' as Country, [], () => new Date(seconds * 1000))
  const log = signer(`${xb.host}/log`).verifierKey
  book.take({ ...xb.manifest, version: 2, issued: ISSUED + 5, log })
  assert.deepEqual(book.logKeys('XB' as Country).keys, [log, xb.manifest.log])
  seconds = ISSUED + 5 + OVERLAP_SECONDS + 1
  assert.deepEqual(book.logKeys('XB' as Country).keys, [log])
  const third = signer(`${xb.host}/log`).verifierKey
  book.take({ ...xb.manifest, version: 3, issued: seconds, log: third, retired: [{ log, lastGoodSize: 4 }] })
  assert.deepEqual(book.logKeys('XB' as Country).keys, [third])
})

test('a replaced transport key counts for a week, and not at all when the keys were stolen', () => {
  let seconds = ISSUED + 10
  const book = openTrustBook(file, 'XA' as Country, [], () => new Date(seconds * 1000))
  const next = () => signer(`${xb.host}/transport`).verifierKey
  const [second, third] = [next(), next()]
  book.take({ ...xb.manifest, version: 2, issued: ISSUED + 5, transport: second })
  assert.deepEqual(book.transportKeys('XB' as Country), [second, xb.manifest.transport])
  assert.deepEqual(book.logKeys('XB' as Country).keys, [xb.manifest.log])
  seconds = ISSUED + 5 + TRANSPORT_OVERLAP_SECONDS + 1
  assert.deepEqual(book.transportKeys('XB' as Country), [second])
  const retired = [{ log: xb.manifest.log, lastGoodSize: 4 }]
  const log = signer(`${xb.host}/log`).verifierKey
  book.take({ ...xb.manifest, version: 3, issued: seconds, log, transport: third, retired })
  assert.deepEqual(book.transportKeys('XB' as Country), [third])
})

test('a party that has left is believed no longer, and known to have left', () => {
  const [first, second] = file.parties
  if (!first || !second) throw new Error('two parties')
  const gone = { ...file, parties: [first, { ...second, left: { day: '2026-11-25', size: 3 } }] }
  const book = openTrustBook(gone, 'XA' as Country, [], () => new Date(ISSUED * 1000))
  assert.deepEqual([book.left(), book.peers(), book.transportKeys('XB' as Country)], [['XB'], [], []])
})

test('an older list never replaces a newer one', () => {
  const book = openTrustBook(file, 'XA' as Country, [{ ...xb.manifest, version: 3 }], () => new Date())
  book.take({ ...xb.manifest, version: 2, seal })
  assert.equal(book.partyOf('XB' as Country)?.version, 3)
})

test('a file whose list another root signed opens no book', () => {
  const [first, second] = file.parties
  if (!first || !second) throw new Error('two parties')
  const wrong = { ...file, parties: [first, { ...second, root: first.root }] }
  assert.throws(() => openTrustBook(wrong, 'XA' as Country, [], () => new Date()), /XB/)
})
