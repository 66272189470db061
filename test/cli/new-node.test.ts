// A new node from the command line: its configuration, its keys under its address, and what is said when the address changes afterwards.
import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { introduce, writeTrustFile } from '../../src/federation/index.ts'
import type { Country } from '../../src/kernel/country.ts'
import { parseVerifierKey } from '../../src/transparency/format/key.ts'
import { openNodeKeyFiles } from '../../src/transparency/log/index.ts'
import { nodeFolder, removeFolder, sursur, XA_XB } from '../fixtures/node.ts'

const { folder } = nodeFolder()
const home = join(folder, 'new')
const config = join(home, 'node.json')
const call = ['init', '--pack', XA_XB, '--country', 'XA', '--out', home] as const
after(() => removeFolder(folder))

test('init writes the address, makes the keys under it and prints the root key', async () => {
  const made = await sursur(...call, '--url', 'https://xa.example.org/')
  assert.equal(made.code, 0, made.err)
  assert.equal(JSON.parse(readFileSync(config, 'utf8')).publicUrl, 'https://xa.example.org')
  const root = /^root key: (\S+)$/m.exec(made.out)?.[1] ?? assert.fail(made.out)
  assert.equal(parseVerifierKey(root).name, 'xa.example.org/root')
  const shown = await sursur('keys', 'show', '--config', config)
  assert.ok(shown.out.includes(root), shown.out)
  const again = await sursur(...call)
  assert.equal(again.code, 1)
  assert.equal((await sursur('keys', 'show', '--config', config)).out, shown.out)
})

test('an address that is none is a wrong call, and nothing is made', async () => {
  const out = join(folder, 'never')
  const { code, err } = await sursur(...call.slice(0, -1), out, '--url', 'xa.example.org')
  assert.equal(code, 2)
  assert.match(err, /--url xa\.example\.org is no address/)
  assert.throws(() => readFileSync(join(out, 'node.json')))
})

test('another publicUrl or port over existing keys: what is wrong and the mend, no stack', async () => {
  const settings = JSON.parse(readFileSync(config, 'utf8')) as object
  const over = async (change: object, ...words: readonly string[]) => {
    writeFileSync(config, JSON.stringify({ ...settings, ...change }))
    const { code, err } = await sursur(...words, '--config', config)
    writeFileSync(config, JSON.stringify(settings))
    assert.equal(code, 1)
    assert.match(
      err,
      /is the key of xa\.example\.org\/root, this node is .*: .* Set publicUrl \(or the port\) as it was/,
    )
    assert.doesNotMatch(err, /\.ts:\d/)
  }
  await over({ publicUrl: 'https://moved.example.org' }, 'serve')
  await over({ publicUrl: undefined, port: 8402 }, 'serve')
  await over({ publicUrl: undefined }, 'corridor', 'party', join(folder, 'party.json'))
})

test('a demonstration started on other ports than it was made for says how to go on', async () => {
  const data = join(folder, 'demo')
  const places = await Promise.all(
    ['br', 'cl'].map(async (country, at) => {
      const place = join(data, 'br-cl', country)
      const host = `localhost:${9401 + at}`
      const keys = await openNodeKeyFiles(place, host)
      const who = {
        corridor: 'br-cl',
        country: country.toUpperCase() as Country,
        url: `http://${host}`,
        now: new Date(),
      }
      return { place, party: introduce(who, keys) }
    }),
  )
  const parties = places.map(({ party }) => party)
  for (const { place } of places)
    writeTrustFile(join(place, 'corridor.json'), { corridor: 'br-cl', parties, witnesses: [] })
  const { code, err } = await sursur('demo', '--corridor', 'br-cl', '--port', '9501', '--data', data)
  assert.equal(code, 1)
  assert.match(err, /was made for port 9401, .*--port 9401.*--port 9501 --reset.*--data DIR/)
  assert.doesNotMatch(err, /\.ts:\d/)
  rmSync(data, { recursive: true })
})
