// What is kept comes back: export read again, backup restored into an empty database, row by row the same.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { day } from '../src/kernel/day.ts'
import { enterRecruiter, exportRegister, readLists, recordAct } from '../src/modules/register/index.ts'
import { loadPack } from '../src/packs/index.ts'
import { restoreBackup, verifyBackup, writeBackup } from '../src/platform/backup/index.ts'
import { actor, openTestDatabase, type TestDatabase, testNode, XA } from './fixtures/database.ts'
import { listOf, load } from './fixtures/lists.ts'

let place: TestDatabase
let folder: string
before(async () => {
  place = await openTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'sursur-keep-'))
  const { node } = testNode(place.database)
  const ground = { text: { en: 'a test' } }
  const particulars = {
    names: [{ text: '=HYPERLINK("http://example.invalid") Ejemplo', kind: 'name' as const }],
    telephones: ['+502 0000 0001'],
    telephoneHashes: [],
    emails: [],
    webs: [],
    place: 'Ñuñoa, “Lugar”',
  }
  await enterRecruiter(node, actor('register officer'), {
    licence: 'K-1',
    country: XA,
    kind: 'agency',
    day: day('2026-01-01'),
    ground,
    particulars,
  })
  const grant = {
    act: 'grant',
    home: XA,
    licence: 'K-1',
    country: XA,
    day: day('2026-01-02'),
    ground,
    scope: { sectors: [], workers: 7 },
  } as const
  await recordAct(node, actor('deciding officer'), grant)
  await load(node, listOf(Array.from({ length: 1500 }, (_, at) => `L-${at},Ñame ${at} "Ejemplo"`)))
})
after(async () => {
  await place.close()
  await rm(folder, { recursive: true })
})

test('an export is read back from CSV, JSON Lines and Parquet; a formula stays text', async () => {
  const pack = await loadPack(join(import.meta.dirname, 'fixtures/xa-xb'))
  assert.ok(pack.ok)
  const out = join(folder, 'export')
  await mkdir(out)
  const speaker = { pack: pack.value, country: XA, sample: false, lists: await readLists(place.database) }
  const exported = await exportRegister(speaker, place.database, day('2026-03-05'), out, () => undefined)
  assert.deepEqual(exported, { recruiters: 1501, standings: 1501, changes: 1502 })
  const lines = (await readFile(join(out, 'recruiters.jsonl'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const parquet = await parquetReadObjects({ file: await asyncBufferFromFile(join(out, 'recruiters.parquet')) })
  assert.deepEqual(parquet, lines)
  const formula = lines.find(({ licence }) => licence === 'K-1')
  assert.equal(formula?.name, '=HYPERLINK("http://example.invalid") Ejemplo')
  assert.equal(formula?.workers, 7)
  const csv = await readFile(join(out, 'recruiters.csv'), 'utf8')
  assert.equal(csv.split('\n').length, 1503)
  assert.doesNotMatch(csv, /(^|,)"?[=+@-]/m)
  assert.match(csv, /'=HYPERLINK/)
  const changes = await readFile(join(out, 'changes.jsonl'), 'utf8')
  assert.doesNotMatch(changes, /Ejemplo|0000 0001/)
})

test('a backup restored into an empty database is the database that was', async () => {
  const file = join(folder, 'node.backup')
  const about = {
    node: 'xa-xb/xa',
    pack: { id: 'xa-xb', version: '1.0.0' },
    sample: false,
    demonstration: false,
    program: '0.0.0',
  }
  await writeBackup(place.database, about, file, () => new Date())
  const other = await openTestDatabase()
  try {
    // A fresh database holds its migrations and nothing else: what a restore expects.
    const verified = await verifyBackup(file)
    const restoration = { path: file, verified, afterwards: async () => undefined }
    await restoreBackup(other.database, restoration)
    for (const table of ['events', 'event_next', 'audit', 'recruiters', 'particulars', 'lists', 'listings', 'loads']) {
      const rows = async ({ database }: TestDatabase) =>
        (await database.query<{ row: string }>(`select t::text as row from ${table} t order by 1`)).map(
          ({ row }) => row,
        )
      assert.deepEqual(await rows(other), await rows(place), table)
    }
    await assert.rejects(restoreBackup(other.database, restoration), /not empty/)
    const { node } = testNode(other.database)
    const next = await recordAct(node, actor('deciding officer'), {
      act: 'suspend',
      home: XA,
      licence: 'K-1',
      country: XA,
      day: day('2026-02-01'),
      ground: { text: { en: 'a test' } },
    })
    assert.ok(next.ok, 'the restored node goes on')
  } finally {
    await other.close()
  }
})
