// The key files of a node: made once, also by two at once; another's eyes, another address and damage are refused, and nothing is written over.
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { verifyEd25519 } from '../format/ed25519.ts'
import { parseVerifierKey } from '../format/key.ts'
import { openNodeKeyFiles } from './key-file.ts'

const place = mkdtempSync(join(tmpdir(), 'sursur-keys-'))
after(() => rmSync(place, { recursive: true, force: true }))
const HOST = 'xa.example'
const file = (folder: string, name: string) => join(place, folder, 'keys', `${name}.key`)
const open = (folder: string, host = HOST) => openNodeKeyFiles(join(place, folder), host)

test('keys are made once, for their owner alone, and are the same when opened again', async () => {
  const first = await open('once')
  const again = await open('once')
  for (const role of ['root', 'log', 'witness', 'status', 'transport'] as const) {
    assert.equal(first[role].name, `${HOST}/${role}`)
    assert.equal(first[role].type, role === 'witness' ? 4 : 1)
    assert.equal(again[role].verifierKey, first[role].verifierKey)
    const message = Buffer.from('a message')
    const { publicKey } = parseVerifierKey(first[role].verifierKey)
    assert.ok(verifyEd25519(publicKey, message, again[role].sign(message)))
    if (process.platform !== 'win32') assert.equal(statSync(file('once', role)).mode & 0o777, 0o600)
  }
  assert.equal(again.seal.recipient, first.seal.recipient)
  assert.equal(readdirSync(join(place, 'once', 'keys')).length, 6, 'nothing beside the keys is left')
})

test('two that make them at once end with the same keys', async () => {
  const [one, other] = await Promise.all([open('both'), open('both')])
  assert.equal(one.log.verifierKey, other.log.verifierKey)
  assert.equal(one.seal.recipient, other.seal.recipient)
})

test('a key that others can read is refused, with the way to mend it', {
  skip: process.platform === 'win32',
}, async () => {
  await open('seen')
  chmodSync(file('seen', 'log'), 0o644)
  await assert.rejects(open('seen'), /chmod 600/)
})

test('a node that has moved to another address is told so, and its keys stay', async () => {
  await open('moved')
  const before = readFileSync(file('moved', 'root'), 'utf8')
  await assert.rejects(open('moved', 'other.example'), /xa\.example\/root.*other\.example\/root/)
  assert.equal(readFileSync(file('moved', 'root'), 'utf8'), before)
})

test('a damaged key, and one of another purpose, are refused', async () => {
  await open('hurt')
  const log = readFileSync(file('hurt', 'log'), 'utf8')
  const id = /\+([0-9a-f]{8})\+/.exec(log)?.[1] ?? ''
  writeFileSync(file('hurt', 'log'), log.replace(id, id === '00000000' ? '00000001' : '00000000'))
  await assert.rejects(open('hurt'), /damaged/)
  writeFileSync(file('hurt', 'log'), readFileSync(file('hurt', 'witness')))
  await assert.rejects(open('hurt'), /no key for its purpose/)
  writeFileSync(file('hurt', 'log'), '')
  await assert.rejects(open('hurt'), /no key for its purpose/)
})
