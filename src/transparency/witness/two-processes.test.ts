// Two processes on one folder (PostgreSQL admits several to one node): of two histories at once only one is ever signed; what one signed holds after it was killed.
import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { utf8 } from '../format/bytes.ts'
import { checkpointBody } from '../format/checkpoint.ts'
import { leafHash } from '../format/hash.ts'
import { signatureLine } from '../format/note.ts'
import { newSeed, signerOf } from '../keys/signer.ts'
import { originHash, writeAddCheckpoint } from './index.ts'
import { createWitnessState } from './state.ts'

const place = mkdtempSync(join(tmpdir(), 'sursur-two-witnesses-'))
const processes: ChildProcess[] = []
after(() => {
  for (const one of processes) one.kill('SIGKILL')
  rmSync(place, { recursive: true, force: true })
})

const ROUNDS = 40
const logKey = signerOf('localhost:1/log', 1, newSeed())
const witnessSeed = newSeed()

/** Answers each request at the moment that it names, so that both processes judge at once. */
const program = `
import { createWitness } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
import { signerOf } from ${JSON.stringify(join(import.meta.dirname, '../keys/signer.ts'))}
import { parseVerifierKey } from ${JSON.stringify(join(import.meta.dirname, '../format/key.ts'))}
const signer = signerOf('localhost:2/witness', 4, Buffer.from(process.argv[2], 'hex'))
const logs = [{ origin: ${JSON.stringify(logKey.name)}, keys: [parseVerifierKey(${JSON.stringify(logKey.verifierKey)})] }]
process.on('message', async ({ folder, body, at }) => {
  const witness = createWitness({ folder, signer, logs: () => logs, now: () => new Date() })
  while (Date.now() < at);
  const { status } = await witness.addCheckpoint(Buffer.from(body))
  process.send(status)
})
process.send('ready')
`

function bodyOver(entry: string): string {
  const body = checkpointBody({ origin: logKey.name, size: 1, root: leafHash(utf8(entry)) })
  const line = signatureLine(logKey.name, logKey.id, logKey.sign(utf8(body)))
  return writeAddCheckpoint({ oldSize: 0, proof: [], checkpoint: `${body}\n${line}\n` })
}

async function started(): Promise<ChildProcess> {
  const file = join(place, 'witness.ts')
  writeFileSync(file, program)
  const child = fork(file, [Buffer.from(witnessSeed).toString('hex')])
  processes.push(child)
  await once(child, 'message')
  return child
}

async function ask(child: ChildProcess, message: { folder: string; body: string; at: number }): Promise<unknown> {
  const answered = once(child, 'message')
  child.send(message)
  return (await answered)[0]
}

test('of two histories that two processes are shown at once, one is signed', async () => {
  const [one, other] = await Promise.all([started(), started()])
  for (let round = 0; round < ROUNDS; round++) {
    const folder = join(place, String(round))
    const at = Date.now() + 20
    const statuses = await Promise.all([
      ask(one, { folder, body: bodyOver('a'), at }),
      ask(other, { folder, body: bodyOver('b'), at }),
    ])
    assert.equal(statuses.filter((status) => status === 200).length, 1, `round ${round}: ${statuses}`)
  }
})

test('a state that was read before others went on cannot be followed, however far they are', () => {
  const state = createWitnessState(join(place, 'late'))
  const note = (size: number) => {
    const body = checkpointBody({ origin: logKey.name, size, root: leafHash(utf8('a')) })
    return `${body}\n${signatureLine(logKey.name, logKey.id, logKey.sign(utf8(body)))}\n`
  }
  assert.ok(state.follow(logKey.name, undefined, { note: note(1), time: 1 }))
  const early = state.read(logKey.name)
  // Beyond the number of states that are kept: the name after the early one is free again.
  for (let size = 2; size < 30; size++) {
    const before = state.read(logKey.name)
    assert.ok(state.follow(logKey.name, before, { note: note(size), time: size }))
    assert.equal(state.follow(logKey.name, early, { note: note(99), time: 99 }), false)
    assert.equal(state.follow(logKey.name, undefined, { note: note(99), time: 99 }), false)
    assert.equal(state.read(logKey.name)?.checkpoint.size, size)
  }
  assert.ok(readdirSync(join(place, 'late', originHash(logKey.name))).length < 12)
})

test('what was remembered before an answer left is held to after SIGKILL', async () => {
  const folder = join(place, 'persisted')
  const child = await started()
  assert.equal(await ask(child, { folder, body: bodyOver('a'), at: 0 }), 200)
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  const next = await started()
  // The same old size again, with another history: what the first process signed decides.
  assert.equal(await ask(next, { folder, body: bodyOver('b'), at: 0 }), 409)
  assert.equal(createWitnessState(folder).read(logKey.name)?.checkpoint.size, 1)
})
