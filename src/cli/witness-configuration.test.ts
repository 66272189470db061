// Every fault of a witness's configuration is said with file, key and mend.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newSeed, signerOf } from '../transparency/keys/signer.ts'
import { readWitnessConfiguration } from './witness-configuration.ts'

const place = mkdtempSync(join(tmpdir(), 'sursur-witness-configuration-'))
after(() => rmSync(place, { recursive: true, force: true }))
const file = join(place, 'witness.json')
const { verifierKey } = signerOf('log.example/log', 1, newSeed())
const settings = (more: object = {}) => ({
  name: 'witness.example/ombuds',
  folder: 'kept',
  port: 8501,
  logs: [{ key: verifierKey, url: 'https://log.example/log/' }],
  ...more,
})
function read(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readWitnessConfiguration(file)
}

test('what is left out has its default; the folder is beside the file', () => {
  const { ok, value } = read(settings()) as { ok: true; value: Record<string, unknown> }
  assert.equal(ok, true)
  const { logs, ...rest } = value
  assert.deepEqual(rest, {
    name: 'witness.example/ombuds',
    folder: join(place, 'kept'),
    host: '127.0.0.1',
    port: 8501,
    watchSeconds: 60,
  })
  const [log] = logs as { key: { text: string }; url: string }[]
  assert.deepEqual([log?.key.text, log?.url], [verifierKey, 'https://log.example/log'])
})

const faults: readonly [string, unknown, RegExp][] = [
  ['not JSON', '{"name"', /witness\.json: not readable as JSON/],
  ['an unknown key', settings({ ports: 1 }), /ports: no such key/],
  ['an unknown key of a log', settings({ logs: [{ key: verifierKey, adress: 'x' }] }), /logs\.0\.adress: no such key/],
  ['no name', { ...settings(), name: undefined }, /name: missing: the name of its key/],
  ['a name that no key can have', settings({ name: 'two words' }), /name: .*neither spaces nor plus signs/],
  ['no logs', settings({ logs: [] }), /logs: name at least one log/],
  [
    'a damaged key',
    settings({ logs: [{ key: `${verifierKey.slice(0, -4)}AAA=` }] }),
    /logs\.0\.key: no key, or one with an error/,
  ],
  [
    'the key of a witness',
    settings({ logs: [{ key: signerOf('x.example/witness', 4, newSeed()).verifierKey }] }),
    /logs\.0\.key: the key of a witness, not of a log/,
  ],
  ['a key twice', settings({ logs: [{ key: verifierKey }, { key: verifierKey }] }), /logs\.1\.key: .*twice/],
  [
    'an address that is none',
    settings({ logs: [{ key: verifierKey, url: 'ftp://x' }] }),
    /logs\.0\.url: not an address/,
  ],
  ['a port that is none', settings({ port: 70_000 }), /port: a whole number from 1 to 65535/],
]
for (const [what, content, said] of faults)
  test(what, () => {
    const result = read(content)
    assert.ok(!result.ok)
    assert.equal(result.error.length, 1, result.error.join('; '))
    assert.match(result.error[0] ?? '', said)
    assert.ok(result.error[0]?.startsWith(`${file}: `))
  })

test('a file that is not there', () => {
  const result = readWitnessConfiguration(join(place, 'nowhere.json'))
  assert.ok(!result.ok)
  assert.match(result.error[0] ?? '', /nowhere\.json: no such file: docs\/how-to\/run-a-witness\.md shows one/)
})
