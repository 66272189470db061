// The sample list through the real commands, as a user would: init, import, day after day, the guard, and the pages that show it.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { csvOnDay, daysOfChange } from '../../samples/uk-sponsors/day.ts'
import { openNode } from '../../src/node.ts'
import { readConfiguration } from '../../src/platform/configuration.ts'
import { importList } from '../fixtures/import.ts'
import { nodeFolder, packFolder, removeFolder, serveProcess, sursur } from '../fixtures/node.ts'
import { createOracle, MAPPING, SNAPSHOT, SNAPSHOT_DAY } from '../fixtures/sample-oracle.ts'
import { ask, wordsOf } from '../http/script.ts'

const oracle = createOracle()
const { folder } = nodeFolder()
const home = join(folder, 'sample')
const config = join(home, 'node.json')
after(() => removeFolder(folder))

const fileOf = (day: string): string => {
  const file = join(folder, `${day}.csv`)
  writeFileSync(file, csvOnDay(day))
  return file
}

async function countsInDatabase() {
  const configuration = await readConfiguration(config, {})
  if (!configuration.ok) return assert.fail('configuration')
  const node = await openNode(configuration.value)
  try {
    const [row] = await node.database.query<Record<string, number>>(
      'select (select count(*)::int from recruiters) as recruiters, (select count(*)::int from events) as events',
    )
    return row ?? assert.fail('no row')
  } finally {
    await node.close()
  }
}

test('init makes a node; marked as a sample, it takes the snapshot', async () => {
  const made = await sursur('init', '--pack', packFolder('gt-mx'), '--country', 'GT', '--out', home)
  assert.equal(made.code, 0, made.err)
  const refused = await sursur('import', 'recruiters', SNAPSHOT, '--mapping', MAPPING, '--config', config)
  assert.equal(refused.code, 1)
  assert.match(refused.err, /not marked "sample": true/)
  const settings = JSON.parse(readFileSync(config, 'utf8')) as object
  writeFileSync(config, JSON.stringify({ ...settings, sample: true, port: 0, logLevel: 'info' }))

  const loaded = await sursur(
    'import',
    'recruiters',
    SNAPSHOT,
    '--mapping',
    MAPPING,
    '--config',
    config,
    '--as-of',
    SNAPSHOT_DAY,
  )
  assert.equal(loaded.code, 0, loaded.err)
  assert.equal(loaded.out.trimEnd().split('\n').at(-1), oracle.load(SNAPSHOT_DAY))
})

test('the first half of June: the guard stops the 5th and changes nothing, the 8th goes through, the totals are right', async () => {
  const days = daysOfChange().filter((day) => day >= '2026-06-01' && day <= '2026-06-12')
  assert.ok(days.includes('2026-06-05') && days.includes('2026-06-08'))
  for (const day of days) {
    const expected = oracle.load(day)
    assert.equal(expected === undefined, day === '2026-06-05')
    const before = expected === undefined ? await countsInDatabase() : undefined
    const said = await importList(fileOf(day), { config, mapping: MAPPING, 'as-of': day })
    assert.equal(said.code, expected === undefined ? 1 : 0, `${day}: ${said.err}`)
    assert.equal(said.last, expected, day)
    if (before) {
      assert.match(said.err, /would withdraw (\d+) of \d+ entries .* Nothing was changed\. .*--accept-withdrawals \1/)
      assert.deepEqual(await countsInDatabase(), before)
    }
  }
})

test('the same file again changes nothing, and an older one is refused', async () => {
  const before = await countsInDatabase()
  const again = await importList(fileOf('2026-06-12'), { config, mapping: MAPPING, 'as-of': '2026-06-12' })
  assert.equal(again.last, oracle.load('2026-06-12'))
  assert.match(again.last ?? '', /imported 0, updated 0, unchanged \d+, withdrawn 0/)
  const older = await importList(fileOf('2026-06-11'), { config, mapping: MAPPING, 'as-of': '2026-06-11' })
  assert.equal(older.code, 1)
  assert.match(older.err, /a list of 2026-06-12 is loaded already/)
  assert.deepEqual(await countsInDatabase(), before)
  assert.equal(before.recruiters, oracle.counts().held)
})

test('the pages say what this is; a load into the running node shows within moments', async () => {
  const served = await serveProcess(config)
  try {
    const gone = oracle.vanishedOn('2026-06-08') ?? assert.fail('somebody vanished on 8 June')
    for (const path of ['/en/', '/en/list', '/en/api', '/es/nothing', `/en/check?q=${encodeURIComponent(gone)}`]) {
      const { body, headers } = await ask(served.url, path)
      const words = wordsOf(body)
      assert.match(
        words,
        path.startsWith('/es') ? /Muestra/ : /Sample as of 12 June 2026, not a statement about anyone\./,
        path,
      )
      assert.equal(headers['x-robots-tag'], 'noindex, nofollow')
      assert.match(body, /<meta name="robots" content="noindex, nofollow">/)
    }
    const list = wordsOf((await ask(served.url, '/en/list')).body)
    assert.ok(list.includes(oracle.counts().held.toLocaleString('en-GB')), list)
    assert.match(list, /Contains public sector information|Open Government Licence/)

    // Who vanished is no longer on the list; nobody was revoked.
    const answer = JSON.parse((await ask(served.url, `/api/v1/check?q=${encodeURIComponent(gone)}`)).body) as {
      results: { status: string; address: string; name: string; standings: { since: string }[] }[]
    }
    const [first] = answer.results.filter(({ name }) => name === gone)
    assert.ok(first, `${gone} is found`)
    assert.deepEqual([first.status, first.standings[0]?.since], ['delisted', '2026-06-08'])
    const page = await ask(served.url, `/en/recruiters/${first.address}`)
    assert.match(wordsOf(page.body), /No longer on the list Since 8 June 2026\./)
    assert.doesNotMatch(page.body, /[Rr]evoked|taken away/)
    const before = JSON.parse((await ask(served.url, `/recruiters/${first.address}.json?on=2026-06-04`)).body) as {
      onThatDay: { knownNow: { status: string }[] }
    }
    assert.equal(before.onThatDay.knownNow[0]?.status, 'listed')

    // A node that shows a sample speaks for no country: not found is not "not registered".
    const nobody = JSON.parse((await ask(served.url, '/api/v1/check?q=Zzyzxqw')).body) as {
      sources: { list?: { sample: boolean } }[]
    }
    assert.deepEqual(
      nobody.sources.map(({ list: one }) => one?.sample),
      [true],
    )

    const known = new Set(oracle.namesOn('2026-06-12'))
    const added = oracle
      .namesOn('2026-06-15')
      .find((name) => !known.has(name) && /^[A-Z][a-z]{6,} [A-Z][a-z]{5,}/.test(name))
    assert.ok(added)
    const status = async () =>
      (
        JSON.parse((await ask(served.url, `/api/v1/check?q=${encodeURIComponent(added)}`)).body) as typeof answer
      ).results.find(({ name }) => name === added)?.status
    assert.equal(await status(), undefined)
    const loaded = await sursur(
      'import',
      'recruiters',
      fileOf('2026-06-15'),
      '--mapping',
      MAPPING,
      '--config',
      config,
      '--as-of',
      '2026-06-15',
    )
    assert.equal(loaded.code, 0, loaded.err)
    assert.equal(loaded.out.trimEnd().split('\n').at(-1), oracle.load('2026-06-15'))
    let seen = await status()
    for (let tries = 0; seen === undefined && tries < 20; tries++) {
      await new Promise((later) => setTimeout(later, 100))
      seen = await status()
    }
    assert.equal(seen, 'listed', 'within two seconds of the command’s end')
    // The list's new day is written when the whole load is done, a moment after its last rows.
    let front = ''
    for (let tries = 0; !front.includes('15 June 2026') && tries < 50; tries++) {
      await new Promise((later) => setTimeout(later, 100))
      front = wordsOf((await ask(served.url, '/en/')).body)
    }
    assert.match(front, /Sample as of 15 June 2026/)
  } finally {
    const ended = await served.stop()
    assert.equal(ended.code, 0, 'the node stops cleanly')
    assert.doesNotMatch(ended.out + ended.err, /Zzyzxqw|SyntaxError|"level":50/, 'no question and no error in the log')
  }
})
