// Checkpoints have three lines and one spelling; cosignatures carry their time big-endian and cover the whole body.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { base64, casesOf, readTlog, skipTlog, TESSERA_KEY } from '../../../test/fixtures/tlog.ts'
import { newSeed, signerOf } from '../keys/signer.ts'
import { toBase64, utf8 } from './bytes.ts'
import { type Checkpoint, checkpointBody, openCheckpoint, parseCheckpointBody } from './checkpoint.ts'
import { cosignatureLine, cosignatureMessage, readCosignature } from './cosignature.ts'
import { TransparencyFault } from './fault.ts'
import { EMPTY_ROOT } from './hash.ts'
import { parseVerifierKey } from './key.ts'
import { parseNote, signatureLine, writeNote } from './note.ts'

const refused = (code: string) => ({ name: 'TransparencyFault', code })
const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='
// The example of tlog-cosignature.
const EXAMPLE = `example.com/behind-the-sofa
20852163
${ROOT}

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`

const log = signerOf('xa.example/log', 1, newSeed())
const witness = signerOf('xb.example/witness', 4, newSeed())
const [logKey, witnessKey] = [parseVerifierKey(log.verifierKey), parseVerifierKey(witness.verifierKey)]
const body = checkpointBody({ origin: 'xa.example/log', size: 12, root: base64(ROOT) })
const logLine = (text: string) => signatureLine(log.name, log.id, log.sign(utf8(text)))
const cosigned = (text: string, time: number, by = witness) =>
  cosignatureLine(by.name, by.id, time, by.sign(cosignatureMessage(text, time)))

test('the example of the specification is taken apart, and its cosignature has the time that the text states', () => {
  const { text, signatures } = parseNote(EXAMPLE)
  const { origin, size, root } = parseCheckpointBody(text)
  assert.deepEqual([origin, size, toBase64(root)], ['example.com/behind-the-sofa', 20852163, ROOT])
  const payload = signatures[1]?.signature ?? new Uint8Array()
  assert.equal(readCosignature(payload)?.time, 1679315147)
  const said = 'cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n'
  assert.equal(Buffer.from(cosignatureMessage(text, 1679315147)).toString(), `${said}${ROOT}\n`)
  // Written again it is the same line.
  const { name = '', id = 0 } = signatures[1] ?? {}
  assert.ok(EXAMPLE.includes(`\n${cosignatureLine(name, id, 1679315147, payload.slice(8))}\n`))
})

test('the time stands big-endian: with its bytes turned round the cosignature fails', () => {
  const payload = parseNote(writeNote(body, [cosigned(body, 1679315147)])).signatures[0]?.signature ?? new Uint8Array()
  assert.deepEqual([...payload.subarray(0, 8)], [0, 0, 0, 0, 0x64, 0x18, 0x50, 0xcb])
  const turned = Uint8Array.from([0xcb, 0x50, 0x18, 0x64, 0, 0, 0, 0, ...payload.subarray(8)])
  const note = writeNote(body, [signatureLine(witness.name, witness.id, turned)])
  assert.throws(() => openCheckpoint(note, [witnessKey]), refused('bad-signature'))
})

test('a checkpoint opens under the keys of its log and of its witness, and says when it was cosigned', () => {
  const opened = openCheckpoint(utf8(writeNote(body, [logLine(body), cosigned(body, 1_700_000_000)])), [
    logKey,
    witnessKey,
  ])
  assert.deepEqual(opened.checkpoint, { origin: 'xa.example/log', size: 12, root: base64(ROOT) })
  assert.deepEqual(opened.verified, [{ key: logKey }, { key: witnessKey, time: 1_700_000_000 }])
})

test('of two cosignatures of one witness the later counts, and both must hold', () => {
  const at = (...times: readonly number[]) =>
    writeNote(
      body,
      times.map((time) => cosigned(body, time)),
    )
  assert.deepEqual(openCheckpoint(at(20, 30, 10), [witnessKey]).verified, [{ key: witnessKey, time: 30 }])
  const bad = cosigned(body.replace('12', '13'), 40)
  assert.throws(
    () => openCheckpoint(writeNote(body, [cosigned(body, 30), bad]), [witnessKey]),
    refused('bad-signature'),
  )
})

test('a cosignature is no note signature, and the other way round', () => {
  const sameSeed = newSeed()
  const [asNote, asWitness] = [signerOf('xb.example/witness', 1, sameSeed), signerOf('xb.example/witness', 4, sameSeed)]
  const asCosignature = signatureLine(asWitness.name, asWitness.id, asNote.sign(utf8(body)))
  const asSignature = signatureLine(asNote.name, asNote.id, asWitness.sign(cosignatureMessage(body, 7)))
  for (const [line, key] of [
    [asCosignature, asWitness],
    [asSignature, asNote],
  ] as const)
    assert.throws(
      () => openCheckpoint(writeNote(body, [line]), [parseVerifierKey(key.verifierKey)]),
      refused('bad-signature'),
    )
})

test('no time beyond what numbers hold exactly, and none before 1970', () => {
  const stamp = new Uint8Array(72).fill(0x7f)
  assert.equal(readCosignature(stamp), undefined)
  assert.equal(readCosignature(stamp.subarray(1)), undefined)
  for (const time of [-1, 1.5, Number.NaN, 2 ** 53])
    assert.throws(() => cosignatureMessage(body, time), refused('malformed-note'), String(time))
})

test('extension lines are refused, though properly signed by the log and a witness', () => {
  for (const extension of ['more\n', '\n', 'a\nb\n']) {
    const text = `${body}${extension}`
    const note = writeNote(text, [logLine(text), cosigned(text, 7)])
    assert.throws(() => openCheckpoint(note, [logKey, witnessKey]), refused('malformed-checkpoint'))
  }
})

const [origin, size, root] = ['xa.example/log', '12', ROOT]
for (const [what, text] of [
  ['without an origin', `\n${size}\n${root}\n`],
  ['without a size', `${origin}\n\n${root}\n`],
  ['with two lines', `${origin}\n${size}\n`],
  ['without its last line end', `${origin}\n${size}\n${root}`],
  ['with a leading zero', `${origin}\n0${size}\n${root}\n`],
  ['with a sign', `${origin}\n+${size}\n${root}\n`],
  ['with a space behind the size', `${origin}\n${size} \n${root}\n`],
  ['beyond exact numbers', `${origin}\n9007199254740992\n${root}\n`],
  ['with a hexadecimal size', `${origin}\n0xc\n${root}\n`],
  ['with a root in another spelling', `${origin}\n${size}\n${root.replace('2I=', '2J=')}\n`],
  ['with a root without padding', `${origin}\n${size}\n${root.replace('=', '')}\n`],
  ['with a root in the alphabet of URLs', `${origin}\n${size}\n${root.replace('/', '_')}\n`],
  ['with a short root', `${origin}\n${size}\nQUJD\n`],
  ['with CRLF', `${origin}\r\n${size}\r\n${root}\r\n`],
] as const) {
  test(`a checkpoint ${what} is refused`, () => {
    assert.throws(() => parseCheckpointBody(text), refused('malformed-checkpoint'))
  })
}

test('what could not be read is not written', () => {
  const fine: Checkpoint = { origin, size: 12, root: base64(ROOT) }
  for (const odd of [
    { origin: '' },
    { origin: 'a\nb' },
    { size: -1 },
    { size: 0.5 },
    { size: 2 ** 53 },
    { root: EMPTY_ROOT.subarray(1) },
  ])
    assert.throws(() => checkpointBody({ ...fine, ...odd }), refused('malformed-checkpoint'))
})

const checkpoints = fc.record(
  {
    origin: fc.webUrl().map((url) => url.replace(/^https?:\/\//, '')),
    size: fc.maxSafeNat(),
    root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  },
  { noNullPrototype: true },
)

test('whatever is written can be read again, signed and cosigned', () => {
  fc.assert(
    fc.property(checkpoints, fc.maxSafeNat(), (checkpoint, time) => {
      const text = checkpointBody(checkpoint)
      const opened = openCheckpoint(writeNote(text, [logLine(text), cosigned(text, time)]), [logKey, witnessKey])
      assert.deepEqual([opened.checkpoint, opened.verified[1]?.time], [checkpoint, time])
    }),
    { numRuns: 30 },
  )
})

test('a cosigned checkpoint with any byte changed is refused', () => {
  const note = utf8(writeNote(body, [cosigned(body, 1_700_000_000)]))
  for (let at = 0; at < note.length; at += 1) {
    const changed = Uint8Array.from(note, (byte, index) => (index === at ? byte ^ (1 << (at % 8)) : byte))
    assert.throws(() => openCheckpoint(changed, [witnessKey]), TransparencyFault, `byte ${at}`)
  }
})

type NoteCase = {
  id: string
  note_base64: string
  verifiers: string[]
  checkpoint?: { origin: string; size: number; root: string }
}

test('the published checkpoints hold what they hold', { skip: skipTlog }, () => {
  const cases = casesOf<NoteCase>('signed-notes.json').filter(({ checkpoint }) => checkpoint)
  assert.ok(cases.length >= 6)
  for (const { id, note_base64, verifiers, checkpoint } of cases) {
    const { origin, size, root } = openCheckpoint(base64(note_base64), verifiers.map(parseVerifierKey)).checkpoint
    assert.deepEqual({ origin, size, root: toBase64(root) }, checkpoint, id)
  }
  const { tree_note } = JSON.parse(new TextDecoder().decode(readTlog('tile-vectors.json'))) as { tree_note: string }
  const { origin, size } = parseCheckpointBody(tree_note)
  assert.deepEqual([origin, size], ['go.sum database tree', 123456789012])
  assert.deepEqual(
    openCheckpoint(readTlog('tessera-log/checkpoint.0'), [parseVerifierKey(TESSERA_KEY)]).checkpoint.root,
    EMPTY_ROOT,
  )
})
