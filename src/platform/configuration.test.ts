// The configuration: each fault named by file and key, the environment over the file, and no value ever repeated.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Configuration, readConfiguration, variableOf } from './configuration.ts'

let folder: string
let file: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sursur-configuration-'))
  file = join(folder, 'node.json')
})
after(() => rm(folder, { recursive: true }))

const SECRET = 'hunter2-not-to-be-seen'
const WHOLE = { pack: 'packs/xa-xb', country: 'XA' }

async function read(content: unknown, environment: Record<string, string> = {}) {
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readConfiguration(file, environment)
}

async function faults(content: unknown, environment: Record<string, string> = {}) {
  const result = await read(content, environment)
  assert.ok(!result.ok, 'it was taken')
  return result.error
}

test('two keys are enough; folders are taken from where the file stands', async () => {
  const result = await read(WHOLE)
  assert.ok(result.ok)
  assert.equal(result.value.pack, join(folder, 'packs/xa-xb'))
  assert.equal(result.value.dataFolder, join(folder, 'data'))
  assert.equal(result.value.host, '127.0.0.1')
  assert.equal(result.value.withdrawalShare, 0.05)
  assert.equal(result.value.sample, false)
})

test('every fault at once, each by its key', async () => {
  const named = await faults({
    country: 'Xa',
    port: 70_000,
    sample: 'perhaps',
    withdrawalShare: 5,
    databaseUrl: 'mysql://x',
  })
  assert.deepEqual(named.map((fault) => fault.key).sort(), [
    'country',
    'databaseUrl',
    'pack',
    'port',
    'sample',
    'withdrawalShare',
  ])
  for (const fault of named) {
    assert.equal(fault.file, file)
    assert.notEqual(fault.what, '')
  }
})

test('a key that does not exist is named, one fault each', async () => {
  const named = await faults({ ...WHOLE, databaseURL: 'x', prot: 1 })
  assert.deepEqual(named.map((fault) => fault.key).sort(), ['databaseURL', 'prot'])
})

test('the environment lies over the file, key by key, and an empty variable says nothing', async () => {
  const result = await read(
    { ...WHOLE, port: 1, sample: false, dataFolder: 'here' },
    { SURSUR_PORT: '9000', SURSUR_SAMPLE: 'true', SURSUR_DATA_FOLDER: '', DATABASE_URL: 'postgresql://h/d' },
  )
  assert.ok(result.ok)
  const { port, sample, dataFolder, databaseUrl } = result.value
  assert.deepEqual([port, sample, databaseUrl], [9000, true, 'postgresql://h/d'])
  assert.equal(dataFolder, join(folder, 'here'))
})

test('a fault of the environment names the variable, not the file', async () => {
  const [fault] = await faults(WHOLE, { SURSUR_WITHDRAWAL_SHARE: 'half' })
  assert.equal(fault?.file, 'environment variable SURSUR_WITHDRAWAL_SHARE')
  assert.equal(fault?.key, 'withdrawalShare')
})

test('every key has its own variable and says what it means', () => {
  const keys = Object.keys(Configuration.shape)
  assert.equal(new Set(keys.map(variableOf)).size, keys.length)
  for (const [key, schema] of Object.entries(Configuration.shape)) assert.ok(schema.description, key)
})

test('a missing file, no JSON and no object each say so', async () => {
  const missing = await readConfiguration(join(folder, 'absent.json'), {})
  assert.ok(!missing.ok && missing.error[0]?.what.startsWith('no such file'))
  assert.match((await faults('{"pack": '))[0]?.what ?? '', /not JSON/)
  assert.match((await faults('["pack"]'))[0]?.what ?? '', /not a JSON object/)
  const unreadable = await readConfiguration(folder, {})
  assert.ok(!unreadable.ok && unreadable.error[0]?.what.startsWith('not readable'))
})

test('no message repeats a value: one may be a secret', async () => {
  const address = `postgres://sursur:${SECRET}@h/d`
  const seen = [
    await faults(`{"country": "XA", "databaseUrl": "${address}",}`),
    await faults(`{"databaseUrl": "${address}" "country": "XA"}`),
    await faults(`{"databaseUrl": ${SECRET}}`),
    await faults({
      ...WHOLE,
      databaseUrl: `mysql://sursur:${SECRET}@h/d`,
      publicUrl: SECRET,
      logLevel: SECRET,
      port: SECRET,
    }),
    await faults(WHOLE, { DATABASE_URL: SECRET, SURSUR_SAMPLE: SECRET, SURSUR_COUNTRY: SECRET }),
  ]
  for (const named of seen) {
    // Even a part of it: the engine quotes the ten letters around a fault of JSON.
    for (const part of ['hunter', 'not-to-be', 'be-seen'])
      assert.ok(!JSON.stringify(named).includes(part), JSON.stringify(named))
  }
})
