// A witness: the published sequence, every refusal of the specification, and that it never signs two histories, whoever asks how often at once.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { fromHex, utf8 } from '../format/bytes.ts'
import { checkpointBody } from '../format/checkpoint.ts'
import { EMPTY_ROOT, type Hash } from '../format/hash.ts'
import { parseVerifierKey, writeVerifierKey } from '../format/key.ts'
import { consistencyProof } from '../format/merkle.ts'
import { openNote, signatureLine, writeNote } from '../format/note.ts'
import { newSeed, signerOf } from '../keys/signer.ts'
import { openTileTree } from '../log/tile-tree.ts'
import { type AskedWitness, bodyOf, createAsking, createWitness, originHash, writeAddCheckpoint } from './index.ts'

const place = mkdtempSync(join(tmpdir(), 'sursur-witness-'))
after(() => rmSync(place, { recursive: true, force: true }))
const VECTORS = join(import.meta.dirname, '../../../../shared/data/tlog/witness-add-checkpoint-sequence.json')

const logKey = signerOf('localhost:1/log', 1, newSeed())
const witnessKey = signerOf('localhost:2/witness', 4, newSeed())
let folders = 0
let clock = 1_790_000_000
function freshWitness(more: Partial<Parameters<typeof createWitness>[0]> = {}) {
  return createWitness({
    folder: join(place, String(folders++)),
    signer: witnessKey,
    logs: () => [{ origin: logKey.name, keys: [parseVerifierKey(logKey.verifierKey)] }],
    now: () => new Date(clock * 1000),
    ...more,
  })
}

/** A tree of so many entries; another `tag`, another history. */
function treeOf(size: number, tag = 'a') {
  const tree = openTileTree(join(place, `tree-${tag}-${size}`), 0)
  tree.append(Array.from({ length: size }, (_, at) => utf8(`${at < 3 ? '' : tag} ${at}`)))
  tree.flush()
  return tree
}
function signed(size: number, root: Hash, key = logKey): string {
  const body = checkpointBody({ origin: key.name, size, root })
  return writeNote(body, [signatureLine(key.name, key.id, key.sign(utf8(body)))])
}
async function request(oldSize: number, size: number, tag = 'a'): Promise<Uint8Array> {
  const tree = treeOf(size, tag)
  const proof = oldSize > 0 && oldSize < size ? await consistencyProof(oldSize, size, tree.read) : []
  return utf8(writeAddCheckpoint({ oldSize, proof, checkpoint: signed(size, tree.root()) }))
}

test('the published sequence gets the published answers', {
  skip: !existsSync(VECTORS) && 'the published vectors are not on this machine',
}, async () => {
  const { log, witness_name, steps } = JSON.parse(readFileSync(VECTORS, 'utf8'))
  const key = writeVerifierKey(log.origin, 1, fromHex(log.ed25519_public_key_hex))
  const witness = freshWitness({
    signer: signerOf(witness_name, 4, newSeed()),
    logs: () => [{ origin: log.origin, keys: [parseVerifierKey(key)] }],
  })
  for (const { step, request_body, status, body } of steps) {
    const answer = await witness.addCheckpoint(utf8(request_body))
    // The program of the vectors says 403 for a log that it does not know; the specification says 404 (federation.md, 6.4).
    const expected = /unknown log/.test(body) ? 404 : status
    assert.equal(answer.status, expected, `step ${step}: ${answer.body}`)
    if (status === 200) assert.ok(String(answer.body).includes(/"([^"]+)"/.exec(body)?.[1] ?? '?'))
  }
})

test('it follows a log that grows, and signs the same size afresh', async () => {
  const witness = freshWitness()
  for (const [old, size] of [
    [0, 5],
    [5, 300],
    [300, 300],
    [300, 70_000],
  ] as const) {
    const body = await request(old, size)
    const answer = await witness.addCheckpoint(body)
    assert.equal(answer.status, 200, String(answer.body))
    const checkpoint = signed(size, treeOf(size).root())
    const opened = openNote(`${checkpoint}${answer.body}`, [parseVerifierKey(witnessKey.verifierKey)])
    assert.equal(opened.verified[0]?.time, clock)
    clock += 1
  }
  assert.equal(witness.newest(logKey.name)?.checkpoint.size, 70_000)
})

test('each refusal has the number that the specification gives it', async () => {
  const witness = freshWitness()
  assert.equal((await witness.addCheckpoint(await request(0, 10))).status, 200)
  const other = signerOf('localhost:9/log', 1, newSeed())
  const ten = treeOf(10).root()
  const status = async (body: string | Uint8Array) =>
    (await witness.addCheckpoint(typeof body === 'string' ? utf8(body) : body)).status
  const wrap = (oldSize: number, checkpoint: string, proof: Hash[] = []) =>
    writeAddCheckpoint({ oldSize, proof, checkpoint })
  assert.equal(await status(wrap(0, signed(10, ten, other))), 404)
  const unsigned = checkpointBody({ origin: logKey.name, size: 10, root: ten })
  assert.equal(
    await status(wrap(0, writeNote(unsigned, [signatureLine(other.name, other.id, other.sign(utf8(unsigned)))]))),
    403,
  )
  assert.equal(
    await status(wrap(10, writeNote(unsigned, [signatureLine(logKey.name, logKey.id, new Uint8Array(64))]))),
    403,
  )
  assert.equal(await status('old 01\n\nx'), 400)
  assert.equal(await status(wrap(11, signed(10, ten))), 400)
  const conflict = await witness.addCheckpoint(utf8(wrap(3, signed(20, treeOf(20).root()))))
  assert.deepEqual(
    [conflict.status, conflict.body, conflict.headers['content-type']],
    [409, '10\n', 'text/x.tlog.size'],
  )
  assert.equal(await status(wrap(10, signed(20, treeOf(20).root()), [ten])), 422)
  assert.equal(await status(wrap(10, signed(10, ten), [ten])), 422)
  const fresh = freshWitness()
  assert.equal((await fresh.addCheckpoint(utf8(wrap(0, signed(10, ten), [ten])))).status, 422)
  assert.equal((await fresh.addCheckpoint(utf8(wrap(0, signed(0, ten))))).status, 422)
  assert.equal((await fresh.addCheckpoint(utf8(wrap(0, signed(0, EMPTY_ROOT))))).status, 200)
})

test('another root at the same size is refused, kept as a proof, and told', async () => {
  const told: string[] = []
  const folder = join(place, 'evidence')
  const witness = freshWitness({ folder, contradiction: ({ file }) => told.push(file) })
  await witness.addCheckpoint(await request(0, 20))
  assert.equal((await witness.addCheckpoint(await request(20, 20, 'b'))).status, 422)
  assert.equal(told.length, 1)
  const evidence = readdirSync(join(folder, originHash(logKey.name), 'evidence'))
  assert.equal(evidence.length, 1)
  assert.ok(readFileSync(told[0] as string, 'utf8').split('localhost:1/log\n20\n').length === 3)
})

test('a log in dispute is not signed', async () => {
  const keys = [parseVerifierKey(logKey.verifierKey)]
  const witness = freshWitness({ logs: () => [{ origin: logKey.name, keys, refused: true }] })
  assert.equal((await witness.addCheckpoint(await request(0, 5))).status, 403)
})

test('its own clock going back signs nothing', async () => {
  const witness = freshWitness()
  await witness.addCheckpoint(await request(0, 5))
  clock -= 100
  assert.equal((await witness.addCheckpoint(await request(5, 6))).status, 503)
  clock += 200
  assert.equal((await witness.addCheckpoint(await request(5, 6))).status, 200)
})

test('of two histories asked at once, in any order, only one is ever signed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 4, max: 12 }), fc.constantFrom('a', 'b')), { minLength: 2, maxLength: 8 }),
      async (asked) => {
        const witness = freshWitness()
        const bodies = await Promise.all(
          asked.map(async ([size, tag]) => ({ size, tag, body: await request(0, size, tag) })),
        )
        const answers = await Promise.all(bodies.map(({ body }) => witness.addCheckpoint(body)))
        // All ask with an old size of zero: the first is signed, and after it none but the very same size.
        const signedOnes = bodies.filter((_, at) => answers[at]?.status === 200)
        assert.equal(signedOnes.length, 1)
      },
    ),
    { numRuns: 25 },
  )
})

test('whatever bytes come, the answer is a refusal and the state stays', async () => {
  const witness = freshWitness()
  await witness.addCheckpoint(await request(0, 9))
  const before = witness.newest(logKey.name)?.note
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string().map(utf8)), async (bytes) => {
      const { status } = await witness.addCheckpoint(bytes)
      assert.ok(status >= 400 && status < 500, String(status))
    }),
  )
  const good = await request(9, 30)
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
      const changed = Uint8Array.from(good)
      changed[at] = (changed[at] ?? 0) ^ bits
      const { status } = await witness.addCheckpoint(changed)
      assert.ok(status >= 400 && status < 500, `${status} for a change at ${at}`)
    }),
  )
  assert.equal(witness.newest(logKey.name)?.note, before)
})

function asked(send: AskedWitness['send']): AskedWitness {
  return { name: 'xb', key: witnessKey.verifierKey, send }
}
const noProof = async () => []

test('asking: the size that a witness names is proved, and its cosignature is believed only under its key', async () => {
  const witness = freshWitness()
  await witness.addCheckpoint(await request(0, 7))
  const send: AskedWitness['send'] = async (body) => {
    const answer = await witness.addCheckpoint(utf8(body))
    return { status: answer.status, type: answer.headers['content-type'] ?? '', body: bodyOf(answer) }
  }
  const tree = treeOf(40)
  const checkpoint = signed(40, tree.root())
  const proof = (old: number) => (old === 0 ? noProof() : consistencyProof(old, 40, tree.read))
  const [one] = await createAsking(() => [asked(send)]).all(checkpoint, 40, proof)
  assert.ok(one && 'line' in one, JSON.stringify(one))
  const stranger = { ...asked(send), key: signerOf(witnessKey.name, 4, newSeed()).verifierKey }
  const [two] = await createAsking(() => [stranger]).all(checkpoint, 40, proof)
  assert.ok(two && 'alarm' in two)
})

test('asking: 409 without a size, or with a size beyond the own tree, is an alarm and never tried away (a pitfall of two known programs)', async () => {
  const answer = (status: number, type: string, body: string) => async () => ({ status, type, body: utf8(body) })
  const checkpoint = signed(4, treeOf(4).root())
  for (const send of [
    answer(409, 'text/plain', ''),
    answer(409, 'text/x.tlog.size', '900\n'),
    answer(422, 'text/plain', 'no\n'),
  ]) {
    const [one] = await createAsking(() => [asked(send)]).all(checkpoint, 4, noProof)
    assert.ok(one && 'alarm' in one, JSON.stringify(one))
  }
  const [away] = await createAsking(() => [asked(() => Promise.reject(new Error('away')))]).all(checkpoint, 4, noProof)
  assert.ok(away && 'failed' in away)
})
