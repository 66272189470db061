// The configuration: each fault is named by file and key, the environment lies over the file, and no value is ever repeated.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Configuration, type ConfigurationFault, readConfiguration, variableOf } from './configuration.ts'

let folder: string
let file: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'sursur-test-'))
  file = join(folder, 'node.json')
})
after(() => rmSync(folder, { recursive: true, force: true }))

type Environment = Parameters<typeof readConfiguration>[1]
const WHOLE = { pack: 'packs/xa-xb', country: 'XA' }

function read(content: unknown, environment: Environment = {}) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readConfiguration(file, environment)
}

async function faults(content: unknown, environment: Environment = {}): Promise<readonly ConfigurationFault[]> {
  const result = await read(content, environment)
  assert.ok(!result.ok, 'read without a fault')
  return result.error
}

describe('the configuration', { concurrency: false }, () => {
  test('what is left out has its default, and folders are absolute', async () => {
    const result = await read({ ...WHOLE, dataFolder: '../elsewhere' })
    assert.ok(result.ok)
    assert.equal(result.value.pack, join(folder, 'packs/xa-xb'))
    assert.equal(result.value.dataFolder, join(folder, '../elsewhere'))
    assert.equal(result.value.host, '127.0.0.1')
    assert.equal(result.value.withdrawalShare, 0.05)
    assert.deepEqual([result.value.sample, result.value.demonstration], [false, false])
  })

  const WRONG: Readonly<Record<string, unknown>> = {
    pack: 7,
    country: 'xa',
    dataFolder: null,
    databaseUrl: 'mysql://elsewhere',
    host: 1,
    port: 65_536,
    publicUrl: 'not an address',
    sample: 'perhaps',
    demonstration: 1,
    smtpUrl: 'https://elsewhere',
    mailFrom: 'nobody',
    paperLimitMegabytes: 0,
    virusScanHost: '',
    virusScanPort: 65_536,
    withdrawalShare: 1.5,
    refreshSeconds: 0,
    federation: 3,
    publishSeconds: 0,
    followSeconds: 0,
    formsPerMinute: 1,
    logLevel: 'loud',
  }
  test('there is a wrong value for every key', () => {
    assert.deepEqual(Object.keys(WRONG).sort(), Object.keys(Configuration.shape).sort())
  })
  for (const [key, value] of Object.entries(WRONG)) {
    test(`a wrong ${key} is named by file and key`, async () => {
      const named = (await faults({ ...WHOLE, [key]: value })).map((fault) => [fault.file, fault.key])
      assert.deepEqual(named, [[file, key]])
    })
  }

  test('every fault at once, a missing key and an unknown one among them', async () => {
    const found = await faults({ country: 'XA', port: -1, prot: 8401, colour: 'red' })
    assert.deepEqual(found.map(({ key }) => key).sort(), ['colour', 'pack', 'port', 'prot'])
    for (const fault of found) assert.notEqual(fault.what, '')
  })

  test('a file that is absent, no JSON, or no object', async () => {
    const absent = await readConfiguration(join(folder, 'absent.json'), {})
    assert.ok(!absent.ok)
    assert.match(absent.error[0]?.what ?? '', /no such file.*sursur init/)
    assert.match((await faults('{"pack": '))[0]?.what ?? '', /JSON/)
    for (const content of ['[]', 'null', '"text"', '7'])
      assert.match((await faults(content))[0]?.what ?? '', /not a JSON object/)
  })

  test('the environment lies over the file, key by key; an empty variable is none', async () => {
    const result = await read(
      { ...WHOLE, port: 1, host: 'h', sample: true },
      { SURSUR_PORT: '9000', SURSUR_SAMPLE: 'false', SURSUR_WITHDRAWAL_SHARE: '0.25', SURSUR_HOST: '' },
    )
    assert.ok(result.ok)
    const { port, sample, withdrawalShare, host } = result.value
    assert.deepEqual(
      { port, sample, withdrawalShare, host },
      { port: 9000, sample: false, withdrawalShare: 0.25, host: 'h' },
    )
  })

  test('a fault in the environment names the variable, not the file', async () => {
    const [fault] = await faults(WHOLE, { SURSUR_REFRESH_SECONDS: 'often' })
    assert.deepEqual([fault?.file, fault?.key], ['environment variable SURSUR_REFRESH_SECONDS', 'refreshSeconds'])
    assert.equal(variableOf('databaseUrl'), 'DATABASE_URL')
  })

  test('no message repeats a value: it may be a secret', async () => {
    const secret = 'hunter2'
    const all = [
      await faults({ ...WHOLE, databaseUrl: `mysql://u:${secret}@h` }),
      await faults(WHOLE, { DATABASE_URL: `mysql://u:${secret}@h` }),
      // The ways in which a hand that edits the file breaks it: no quote, a comma too many, a quote that is not closed.
      await faults(`{"pack": "p", "databaseUrl": ${secret}}`),
      await faults(`{"databaseUrl": "${secret}",}`),
      await faults(`{"databaseUrl": "${secret}\n"}`),
      await faults(`${secret}`),
    ]
    for (const found of all) assert.ok(!JSON.stringify(found).includes(secret), JSON.stringify(found))
  })

  test('a comma too many is told by line and column', async () => {
    const [fault] = await faults('{\n  "pack": "p",\n}')
    assert.deepEqual(fault, { file, key: '', what: 'not readable as JSON: line 3 column 1' })
  })

  test('a folder in the place of the file is no file', async () => {
    const result = await readConfiguration(folder, {})
    assert.ok(!result.ok)
    assert.equal(result.error[0]?.what, 'not readable: EISDIR')
  })
})
