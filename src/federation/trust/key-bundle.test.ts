// The export of keys: what goes in comes back; nothing is written over; a wrong word or a changed byte opens nothing.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { BundleFault, sealKeys, unsealKeys } from './key-bundle.ts'

const place = mkdtempSync(join(tmpdir(), 'sursur-keys-'))
after(() => rmSync(place, { recursive: true, force: true }))
const WORDS = 'invented words for a test'

function folderWith(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(place, name)
  mkdirSync(join(folder, 'keys'), { recursive: true })
  for (const [file, content] of Object.entries(files))
    writeFileSync(join(folder, 'keys', file), content, { mode: 0o600 })
  return folder
}

const from = folderWith('from', {
  'log.key': 'log words',
  'papers.key': 'paper words',
  'log.key.1': 'older',
  notes: 'no key',
})
const sealed = await sealKeys(from, 'xa-xb/xa', WORDS)

test('keys come back as they were, for their owner only', async () => {
  assert.deepEqual(sealed.names, ['log.key', 'log.key.1', 'papers.key'])
  const to = join(place, 'to')
  await unsealKeys(sealed.bytes, to, 'xa-xb/xa', WORDS)
  assert.equal(readFileSync(join(to, 'keys', 'log.key'), 'utf8'), 'log words')
  assert.equal(statSync(join(to, 'keys', 'papers.key')).mode & 0o777, 0o600)
  await unsealKeys(sealed.bytes, to, 'xa-xb/xa', WORDS)
})

test('nothing of a key stands in the file', () => {
  assert.ok(!Buffer.from(sealed.bytes).toString('latin1').includes('log words'))
})

test('another key is never written over, and then nothing is written', async () => {
  const to = folderWith('other', { 'papers.key': 'another' })
  await assert.rejects(unsealKeys(sealed.bytes, to, 'xa-xb/xa', WORDS), BundleFault)
  assert.throws(() => readFileSync(join(to, 'keys', 'log.key')))
})

test('a wrong passphrase, another node, and a changed byte are told apart from success', async () => {
  const to = join(place, 'never')
  await assert.rejects(unsealKeys(sealed.bytes, to, 'xa-xb/xa', 'other invented words'), /passphrase/)
  await assert.rejects(unsealKeys(sealed.bytes, to, 'xa-xb/xb', WORDS), /keys of xa-xb\/xa/)
  const changed = Uint8Array.from(sealed.bytes)
  changed[changed.length - 5] = (changed[changed.length - 5] ?? 0) ^ 1
  await assert.rejects(unsealKeys(changed, to, 'xa-xb/xa', WORDS), /damaged/)
})
