// Wrong calls and bad surroundings, through the real program: exit code, words on standard error, nothing half done.
import assert from 'node:assert/strict'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openEmbedded } from '../../src/platform/database/open.ts'
import { importList } from '../fixtures/import.ts'
import { nodeFolder, ROOT, removeFolder, runSursur, serveProcess, sursur, XA_XB } from '../fixtures/node.ts'
import { MAPPING } from '../fixtures/sample-oracle.ts'
import { ask } from '../http/script.ts'

const COMMANDS = ['demo', 'init', 'serve', 'import recruiters', 'backup', 'restore', 'pack check']

test('every command has its help, on standard output, and ends with 0', async () => {
  for (const name of COMMANDS) {
    const { code, out, err } = await sursur(...name.split(' '), '--help')
    assert.deepEqual([code, err], [0, ''], name)
    assert.ok(out.startsWith(`Usage: sursur ${name}`), out)
  }
  const all = await sursur('--help')
  assert.equal(all.code, 0)
  for (const name of COMMANDS) assert.ok(all.out.includes(`sursur ${name}`), `${name} is listed`)
})

const WRONG: readonly (readonly [words: readonly string[], says: RegExp])[] = [
  [['frobnicate'], /there is no command frobnicate/],
  [['import'], /there is no command import/],
  [['serve', '--confg', 'x'], /--confg/],
  [['serve'], /--config is missing/],
  [['serve', 'surplus', '--config', 'x'], /one word too many: surplus/],
  [['import', 'recruiters', '--mapping', 'x', '--config', 'y'], /FILE is missing/],
  [['import', 'recruiters', 'f.csv', '--config', 'y'], /--mapping is missing/],
  [
    ['init', '--pack', XA_XB, '--country', 'ZZ', '--out', '/nowhere'],
    /--country ZZ is not in pack xa-xb: choose XA or XB/,
  ],
  [['demo', '--corridor', '../etc'], /no such folder in packs/],
  [['demo', '--port', 'x'], /not a port/],
]

for (const [words, says] of WRONG) {
  test(`sursur ${words.slice(0, 4).join(' ')}: a wrong call ends with 2 and says how it is called`, async () => {
    const { code, out, err } = await sursur(...words)
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, says)
    if (!words.includes('ZZ')) assert.match(err, /Usage: sursur /)
  })
}

test('a configuration with faults names file, key and mend, and a secret is not repeated', async () => {
  const { folder, config } = nodeFolder({ databaseUrl: 'mysql://user:hush@x', port: 70_000, colour: 'red' })
  try {
    const { code, err } = await sursur('serve', '--config', config)
    assert.equal(code, 1)
    for (const says of [/databaseUrl \(or DATABASE_URL\)/, /port \(or SURSUR_PORT\)/, /colour/]) assert.match(err, says)
    assert.doesNotMatch(err, /hush|at .*\.ts:/)
    writeFileSync(config, '{"pack": ')
    assert.match((await sursur('serve', '--config', config)).err, /not readable as JSON/)
    assert.match((await sursur('serve', '--config', `${config}.none`)).err, /no such file; `sursur init` makes one/)
  } finally {
    removeFolder(folder)
  }
})

test('a port in use is named, with the mend, and the folder is free afterwards', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => other.once('listening', listening))
  const { port } = other.address() as AddressInfo
  const { folder, config } = nodeFolder({ port })
  try {
    const { code, err } = await sursur('serve', '--config', config)
    assert.equal(code, 1)
    assert.match(
      err,
      new RegExp(`port ${port} on 127\\.0\\.0\\.1 is in use: stop what runs there, or choose another port`),
    )
    assert.doesNotMatch(err, /at .*\.ts:/)
    assert.ok(!existsSync(join(folder, 'data/node.lock')))
  } finally {
    other.close()
    removeFolder(folder)
  }
})

test('a data folder of a newer version is refused as it is', async () => {
  const { folder, config } = nodeFolder()
  try {
    const database = await openEmbedded(join(folder, 'data/database'))
    await migrate(database)
    await database.query("insert into migrations (number, name, hash) values (9999, '9999-of-tomorrow.sql', 'x')")
    await database.close()
    const { code, err } = await sursur('serve', '--config', config)
    assert.equal(code, 1)
    assert.match(err, /the database is newer than this program: it has migration 9999-of-tomorrow\.sql/)
    assert.doesNotMatch(err, /at .*\.ts:/)
  } finally {
    removeFolder(folder)
  }
})

test('a second node on the same folder is refused and the first goes on', async () => {
  const { folder, config } = nodeFolder({ demonstration: true })
  const first = await serveProcess(config)
  try {
    const second = await sursur('serve', '--config', config)
    assert.equal(second.code, 1)
    assert.match(second.err, new RegExp(`is in use by process ${first.child.pid}`))
    const check = await ask(first.url, '/en/check?q=Pont%20Clair%20Exemple')
    assert.equal(check.code, 200)
  } finally {
    const ended = await first.stop()
    assert.equal(ended.code, 0)
    // The log names routes, never what was asked.
    assert.match(ended.out, /"route":"\/:language\/check","status":200/)
    assert.doesNotMatch(ended.out, /Pont|127\.0\.0\.1/)
    removeFolder(folder)
  }
})

test('bad lists and mappings are refused with words and leave the register as it was', async () => {
  const { folder, config } = nodeFolder({ sample: true })
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  try {
    const good = file('good.csv', 'organisation_name\nAlpha Example\nBeta Example\nGamma Example\n')
    assert.equal((await importList(good, { config, mapping: MAPPING, 'as-of': '2026-01-01' })).code, 0)
    const other = file('mapping.json', readFileSync(MAPPING, 'utf8').replace('"organisation_name"', '"organization"'))
    const cut = file('cut.json', '{"source": ')
    const cases: readonly (readonly [list: string, mapping: string, says: RegExp])[] = [
      [good, other, /organization.*organisation_name/s],
      [good, cut, /not JSON/],
      [good, join(folder, 'none.json'), /none\.json does not exist/],
      [join(folder, 'none.csv'), MAPPING, /none\.csv does not exist/],
      [file('empty.csv', ''), MAPPING, /empty/],
      [file('quote.csv', `organisation_name\n"never closed ${'x'.repeat(3_000_000)}`), MAPPING, /quote|closed|long/],
      [file('endless.csv', `organisation_name\n${'x'.repeat(12_000_000)}`), MAPPING, /long/],
      [file('sheet.csv', 'PK\u0003\u0004rest of a spreadsheet'), MAPPING, /spreadsheet|CSV/],
      [file('broken.csv.gz', '\u001f\u008b not gzip at all'), MAPPING, /gz|compress/],
    ]
    for (const [list, mapping, says] of cases) {
      const said = await importList(list, { config, mapping, 'as-of': '2026-01-02' }).catch((error: unknown) => error)
      const words =
        said instanceof Error
          ? (await sursur('import', 'recruiters', list, '--mapping', mapping, '--config', config)).err
          : (said as { err: string }).err
      assert.match(words, says, list)
      assert.doesNotMatch(words, /at .*\.ts:/, 'no stack')
    }
    const again = await importList(good, { config, mapping: MAPPING, 'as-of': '2026-01-03' })
    assert.equal(again.last, 'read 3, imported 0, updated 0, unchanged 3, withdrawn 0, rejected 0')
  } finally {
    removeFolder(folder)
  }
})

test('a node killed in the middle of a load: the command says so, and the same command then comes to the right totals', async () => {
  const names = Array.from({ length: 24_000 }, (_, index) => `Invented ${index.toString(36)} Example ${index}`)
  const { folder, config } = nodeFolder({ sample: true, refreshSeconds: 0.05 })
  const list = join(folder, 'list.csv')
  writeFileSync(list, `organisation_name\n${names.join('\n')}\n`)
  const words = ['import', 'recruiters', list, '--mapping', MAPPING, '--config', config, '--as-of', '2026-01-01']
  try {
    const node = await serveProcess(config)
    const load = runSursur(words)
    const held = async () => Number(/^sursur_recruiters (\d+)$/m.exec((await ask(node.url, '/metrics')).body)?.[1])
    let seen = 0
    const finished = load.ended.then(() => true)
    while (seen === 0 && !(await Promise.race([finished, new Promise((on) => setTimeout(on, 10, false))])))
      seen = await held()
    node.child.kill('SIGKILL')
    const ended = await load.ended
    await node.ended
    assert.ok(seen > 0 && seen < names.length, `killed when ${seen} of ${names.length} were there`)
    assert.equal(ended.code, 1)
    assert.match(ended.err, /run the same command again/)

    // Killed once more, this time the command itself, at whatever moment that is.
    const second = runSursur(words)
    setTimeout(() => second.child.kill('SIGKILL'), 1200)
    await second.ended
    const last = await sursur(...words)
    assert.equal(last.code, 0, last.err)
    const total = /^read 24000, imported (\d+), updated 0, unchanged (\d+), withdrawn 0, rejected 0$/m.exec(last.out)
    assert.equal(Number(total?.[1]) + Number(total?.[2]), 24_000, last.out)
    const again = await importList(list, { config, mapping: MAPPING, 'as-of': '2026-01-01' })
    assert.equal(again.last, 'read 24000, imported 0, updated 0, unchanged 24000, withdrawn 0, rejected 0')
  } finally {
    removeFolder(folder)
  }
})

test('pack check names file and key of each fault and ends with 1', async () => {
  assert.equal((await sursur('pack', 'check', XA_XB)).code, 0)
  const { folder } = nodeFolder()
  try {
    copyFileSync(join(ROOT, 'test/fixtures/xa-xb/pack.json'), join(folder, 'pack.json'))
    const { code, err } = await sursur('pack', 'check', folder)
    assert.equal(code, 1)
    assert.match(err, /languages\.json/)
  } finally {
    removeFolder(folder)
  }
})
