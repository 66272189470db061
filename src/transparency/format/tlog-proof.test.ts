// Proof files: read as they were written, strict in every line, and never believed for what nobody has signed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newSeed, signerOf } from '../keys/signer.ts'
import { toBase64, utf8 } from './bytes.ts'
import { checkpointBody, openCheckpoint } from './checkpoint.ts'
import { TransparencyFault } from './fault.ts'
import { type Hash, leafHash, nodeHash } from './hash.ts'
import { parseVerifierKey } from './key.ts'
import { type HashReader, inclusionProof, rootOf, verifyInclusion } from './merkle.ts'
import { signatureLine, writeNote } from './note.ts'
import { parseProof, writeProof } from './tlog-proof.ts'

const refused = { name: 'TransparencyFault', code: 'malformed-proof' }
const signer = signerOf('xa.example/log', 1, newSeed())
const key = parseVerifierKey(signer.verifierKey)
const ENTRIES = Array.from({ length: 11 }, (_, index) => utf8(`entry ${index}`))
const read: HashReader = (level, index): Hash =>
  level === 0
    ? leafHash(ENTRIES[index] as Uint8Array)
    : nodeHash(read(level - 1, 2 * index) as Hash, read(level - 1, 2 * index + 1) as Hash)

async function proofOf(index: number): Promise<string> {
  const size = ENTRIES.length
  const body = checkpointBody({ origin: signer.name, size, root: await rootOf(size, read) })
  const checkpoint = writeNote(body, [signatureLine(signer.name, signer.id, signer.sign(utf8(body)))])
  return writeProof({ index, proof: await inclusionProof(index, size, read), checkpoint })
}

/** What a verifier does with a proof of an entry it holds. */
function believe(text: string, entry: Uint8Array): void {
  const { index, proof, checkpoint } = parseProof(text)
  const { size, root } = openCheckpoint(checkpoint, [key]).checkpoint
  verifyInclusion({ index, size, root, proof, leafHash: leafHash(entry) })
}

test('the proof of every entry is written, read and believed', async () => {
  for (const [index, entry] of ENTRIES.entries()) {
    const text = await proofOf(index)
    assert.equal(text.split('\n')[0], 'c2sp.org/tlog-proof@v1')
    assert.equal(text.split('\n')[1], `index ${index}`)
    believe(text, entry)
    assert.throws(() => believe(text, utf8('another entry')), { code: 'bad-proof' })
    const parsed = parseProof(text)
    assert.equal(writeProof(parsed), text)
    assert.equal(writeProof({ ...parsed, checkpoint: utf8(parsed.checkpoint) }), text)
  }
})

test('a proof with any byte changed is refused', async () => {
  const bytes = utf8(await proofOf(6))
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ (1 << (at % 7)) : byte))
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(changed)
    assert.throws(() => believe(text, ENTRIES[6] as Uint8Array), TransparencyFault, `byte ${at}`)
  }
})

test('an extra line is read past and not handed on; a malformed one is refused', async () => {
  const text = await proofOf(3)
  const withExtra = (line: string) => text.replace('index', `${line}\nindex`)
  believe(withExtra('extra YWJj'), ENTRIES[3] as Uint8Array)
  believe(withExtra('extra '), ENTRIES[3] as Uint8Array)
  assert.deepEqual(parseProof(withExtra('extra YWJj')), parseProof(text))
  for (const odd of ['extra', 'extra YWJ', 'extra YWJj ', 'Extra YWJj', 'extra YWJj\nextra YWJj', 'extra YWJ='])
    assert.throws(() => parseProof(withExtra(odd)), refused, odd)
})

test('every line has one spelling', async () => {
  const text = await proofOf(10)
  const hash = toBase64(parseProof(text).proof[0] as Hash)
  for (const [from, to] of [
    ['@v1', '@v2'],
    ['c2sp', '\ufeffc2sp'],
    ['index 10', 'index 010'],
    ['index 10', 'index +10'],
    ['index 10', 'index  10'],
    ['index 10', 'index 9007199254740992'],
    ['index 10\n', ''],
    ['index 10\n', 'index 10\n\n'],
    [hash, hash.slice(0, -1)],
    [hash, `${hash} `],
    [hash, `${hash}\r`],
    [hash, 'QUJD'],
  ] as const)
    assert.throws(() => parseProof(text.replace(from, to)), TransparencyFault, to)
  assert.throws(() => parseProof(''), refused)
  assert.throws(() => parseProof(text.replaceAll('\n', '\r\n')), refused)
})

test('at most 63 hashes, each whole, and a checkpoint that is a note', async () => {
  const parsed = parseProof(await proofOf(0))
  const hash = parsed.proof[0] as Hash
  const many = (count: number) => ({ ...parsed, proof: Array.from({ length: count }, () => hash) })
  assert.equal(parseProof(writeProof(many(63))).proof.length, 63)
  assert.throws(() => writeProof(many(64)), refused)
  assert.throws(() => parseProof(writeProof(many(63)).replace('\n\n', `\n${toBase64(hash)}\n\n`)), refused)
  assert.throws(() => writeProof({ ...parsed, proof: [hash.subarray(1)] }), refused)
  for (const index of [-1, 0.5, 2 ** 53]) assert.throws(() => writeProof({ ...parsed, index }), refused)
  assert.throws(() => writeProof({ ...parsed, checkpoint: 'no note' }), { code: 'malformed-note' })
})

test('whatever is written is read again', async () => {
  const { checkpoint } = parseProof(await proofOf(0))
  const hashes = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 })
  fc.assert(
    fc.property(fc.maxSafeNat(), hashes, (index, proof) => {
      assert.deepEqual(parseProof(writeProof({ index, proof, checkpoint })), { index, proof, checkpoint })
    }),
  )
})
