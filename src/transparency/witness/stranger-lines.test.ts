// What anybody can add to a log's public checkpoint must not get into a witness's memory: it would be shown as its word, or stop it.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { utf8 } from '../format/bytes.ts'
import { checkpointBody, openCheckpoint } from '../format/checkpoint.ts'
import { leafHash } from '../format/hash.ts'
import { parseVerifierKey } from '../format/key.ts'
import { MAX_NOTE, MAX_SIGNATURES, signatureLine } from '../format/note.ts'
import { newSeed, signerOf } from '../keys/signer.ts'
import { createAsking, createWitness, writeAddCheckpoint } from './index.ts'

const place = mkdtempSync(join(tmpdir(), 'sursur-stranger-'))
after(() => rmSync(place, { recursive: true, force: true }))

const logKey = signerOf('localhost:1/log', 1, newSeed())
const witnessKey = signerOf('localhost:2/witness', 4, newSeed())
const keys = [parseVerifierKey(logKey.verifierKey)]
const reader = [...keys, parseVerifierKey(witnessKey.verifierKey)]
const root = leafHash(utf8('only entry'))
let folders = 0

function freshWitness(more: Partial<Parameters<typeof createWitness>[0]> = {}) {
  return createWitness({
    folder: join(place, String(folders++)),
    signer: witnessKey,
    logs: () => [{ origin: logKey.name, keys }],
    now: () => new Date(1_790_000_000_000),
    ...more,
  })
}

/** The log's checkpoint, with lines behind it that anybody may have written. */
function bodyWith(oldSize: number, lines: readonly string[] = [], hash = root): Uint8Array {
  const body = checkpointBody({ origin: logKey.name, size: 1, root: hash })
  const own = signatureLine(logKey.name, logKey.id, logKey.sign(utf8(body)))
  const checkpoint = `${body}\n${[own, ...lines].map((line) => `${line}\n`).join('')}`
  return utf8(writeAddCheckpoint({ oldSize, proof: [], checkpoint }))
}

test('a line under the name of the witness itself is not shown as its word', async () => {
  const witness = freshWitness()
  const false_ = signatureLine(witnessKey.name, witnessKey.id, new Uint8Array(72))
  assert.equal((await witness.addCheckpoint(bodyWith(0, [false_]))).status, 200)
  const { verified } = openCheckpoint(witness.newest(logKey.name)?.note ?? '', reader)
  assert.equal(verified.length, 2)
})

test('as many lines as a note may have do not stop the witness', async () => {
  const witness = freshWitness()
  const lines = Array.from({ length: MAX_SIGNATURES - 1 }, (_, at) => signatureLine(`s${at}`, at, new Uint8Array(64)))
  assert.equal((await witness.addCheckpoint(bodyWith(0, lines))).status, 200)
  assert.equal((await witness.addCheckpoint(bodyWith(1))).status, 200)
  openCheckpoint(witness.newest(logKey.name)?.note ?? '', reader)
})

test('as many bytes as a note may have do not stop the witness', async () => {
  const witness = freshWitness()
  // The note without a stranger's line, then a line that fills it to its last bytes: no cosignature fits behind it.
  const checkpoint = (body: Uint8Array) => body.length - utf8('old 0\n\n').length
  const room = Math.floor((MAX_NOTE - checkpoint(bodyWith(0)) - utf8('— s \n').length) / 4) * 3 - 4
  const full = bodyWith(0, [signatureLine('s', 1, new Uint8Array(room))])
  assert.ok(checkpoint(full) <= MAX_NOTE && checkpoint(full) > MAX_NOTE - 8)
  assert.equal((await witness.addCheckpoint(full)).status, 200)
  assert.equal((await witness.addCheckpoint(bodyWith(1))).status, 200)
  openCheckpoint(witness.newest(logKey.name)?.note ?? '', reader)
})

test('the log’s own line many times over is kept once', async () => {
  const witness = freshWitness()
  const body = checkpointBody({ origin: logKey.name, size: 1, root })
  const own = signatureLine(logKey.name, logKey.id, logKey.sign(utf8(body)))
  assert.equal((await witness.addCheckpoint(bodyWith(0, Array(MAX_SIGNATURES - 1).fill(own)))).status, 200)
  assert.equal((await witness.addCheckpoint(bodyWith(1))).status, 200)
})

test('one contradiction is one proof, whatever strangers write behind it', async () => {
  const files = new Set<string>()
  const witness = freshWitness({ contradiction: ({ file }) => files.add(file) })
  await witness.addCheckpoint(bodyWith(0))
  const other = leafHash(utf8('another entry'))
  for (const id of [1, 2, 3])
    await witness.addCheckpoint(bodyWith(1, [signatureLine('s', id, new Uint8Array(64))], other))
  assert.equal(files.size, 1)
})

test('another root under a wrong old size is a conflict as the specification says, and kept as a proof all the same', async () => {
  const files = new Set<string>()
  const witness = freshWitness({ contradiction: ({ file }) => files.add(file) })
  await witness.addCheckpoint(bodyWith(0))
  const answer = await witness.addCheckpoint(bodyWith(0, [], leafHash(utf8('another entry'))))
  assert.deepEqual([answer.status, answer.body, files.size], [409, '1\n', 1])
})

test('asking: a size beyond the own tree is an alarm also in the last answer (a pitfall of tessera: #509, #796, #799)', async () => {
  const sizes = ['1\n', '2\n', '900\n']
  const send = async () => ({ status: 409, type: 'text/x.tlog.size', body: utf8(sizes.shift() ?? '') })
  const asking = createAsking(() => [{ name: 'xb', key: witnessKey.verifierKey, send }])
  const [one] = await asking.all('', 4, async () => [])
  assert.ok(one && 'alarm' in one, JSON.stringify(one))
})
