// Backup and restore as commands: what comes back, where it may come back, and what is refused with its mend.
import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import type { Country } from '../kernel/country.ts'
import { day } from '../kernel/day.ts'
import { enterRecruiter, importList, parseMapping, recordAct } from '../modules/register/index.ts'
import { openNode } from '../node.ts'
import { BackupFault, restoreBackup, verifyBackup, writeBackup } from '../platform/backup/index.ts'
import { type Piece, readBackup } from '../platform/backup/read.ts'
import { MIGRATIONS_FOLDER, migrate, readMigrations } from '../platform/database/migrate.ts'
import { openEmbedded, openPostgresql } from '../platform/database/open.ts'
import { lockFolder } from '../platform/folder-lock.ts'
import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { restore } from './restore.ts'
import { configurationOf } from './run-on-node.ts'

const SERVER = process.env.SURSUR_TEST_DATABASE_URL
const XA = 'XA' as Country
const PACK = join(import.meta.dirname, '../../test/fixtures/xa-xb')
const GROUND = { text: { en: 'an invented ground' } }
const ABOUT = {
  node: 'xa-xb/xa',
  pack: { id: 'xa-xb', version: '0.1.0' },
  sample: false,
  demonstration: false,
  program: '0.1.0',
}

let folder = ''
let saved = ''

/** A configuration file in a new folder. */
async function configure(name: string, more: Record<string, unknown> = {}): Promise<string> {
  await mkdir(join(folder, name), { recursive: true })
  const file = join(folder, name, 'node.json')
  await writeFile(file, JSON.stringify({ pack: PACK, country: 'XA', dataFolder: 'data', ...more }))
  return file
}

async function run(command: Command, path: string, config: string) {
  const said = { out: '', err: '' }
  const io = {
    out: (line: string) => {
      said.out += `${line}\n`
    },
    err: (line: string) => {
      said.err += `${line}\n`
    },
    progress: () => undefined,
  }
  const code = await command.run({ values: { config }, positionals: [path], io })
  return { code, ...said }
}

/** Every row of a backup by table. The order of rows is that of the database's own collation. */
async function tablesOf(path: string): Promise<Record<string, readonly string[]>> {
  const tables: Record<string, string[]> = {}
  let rows: string[] = []
  for await (const piece of readBackup(path) as AsyncIterable<Piece>) {
    if (piece.kind === 'table') {
      rows = []
      tables[piece.mark.table] = rows
    }
    if (piece.kind === 'rows') rows.push(...piece.rows)
  }
  return Object.fromEntries(Object.entries(tables).map(([name, all]) => [name, all.sort()]))
}

/** The same but for the trail, where the making of a backup and its restoring are noted. */
async function assertSame(path: string, other: string, lines: readonly string[]): Promise<void> {
  const [{ audit: had = [], ...before }, { audit: has = [], ...now }] = [await tablesOf(path), await tablesOf(other)]
  // What came out of a backup says so of itself: that is its one difference.
  const { log_next: nextNow = [], ...restNow } = now
  const { log_next: nextBefore = [], ...restBefore } = before
  const unmarked = (rows: readonly string[]) => rows.map((row) => row.replace('"restored":true', '"restored":false'))
  assert.deepEqual(unmarked(nextNow), unmarked(nextBefore))
  assert.deepEqual(restNow, restBefore)
  assert.ok(had.every((line) => has.includes(line)))
  const added = has.filter((line) => !had.includes(line)).map((line) => JSON.parse(line) as { act: string })
  assert.deepEqual(added.map(({ act }) => act).sort(), [...lines].sort())
}

async function fill(config: string): Promise<void> {
  const node = await openNode(await configurationOf({ config }))
  try {
    const by = (role: string) => ({ office: 'labour', country: XA, role, account: 'test' })
    for (const number of [1, 2, 3]) {
      const licence = `XA-000${number}`
      const particulars = {
        names: [{ text: `=Ejemplo "${number}" \\ \n ñ زا 😀`, kind: 'name' as const }],
        telephones: ['+990 00000001'],
        telephoneHashes: [],
        emails: ['ejemplo@example.org'],
        webs: [],
      }
      const entry = { licence, country: XA, kind: 'agency', day: day('2026-01-01'), ground: GROUND, particulars }
      assert.ok((await enterRecruiter(node, by('register officer'), entry)).ok)
      const act = { act: 'grant', home: XA, licence, country: XA, day: day('2026-01-02'), ground: GROUND } as const
      assert.ok((await recordAct(node, by('deciding officer'), act)).ok)
    }
    const mapping = parseMapping(
      JSON.stringify({
        source: { id: 'xa-list', name: { en: 'Invented' }, publisher: 'Nobody', terms: 'None', attribution: 'None' },
        country: 'XA',
        meaning: { en: 'Nothing' },
        sample: false,
        columns: { name: 'name', licence: 'licence' },
      }),
      'mapping.json',
    )
    assert.ok(mapping.ok)
    const csv = `name,licence\n${Array.from({ length: 2500 }, (_, at) => `Ejemplo ${at},L-${at}`).join('\n')}\n`
    const list = join(folder, 'list.csv')
    await writeFile(list, csv)
    const loaded = await importList(node, by('administrator'), {
      mapping: mapping.value,
      file: { name: list, open: () => createReadStream(list) },
      fileHash: 'invented',
      asOf: day('2026-01-03'),
      withdrawalShare: 0.05,
      onRejected: async () => undefined,
      onProgress: () => undefined,
    })
    assert.ok(loaded.ok)
  } finally {
    await node.close()
  }
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sursur-restore-'))
  const config = await configure('first')
  await fill(config)
  saved = join(folder, 'first.backup')
  assert.equal((await run(backup, saved, config)).code, 0)
})
after(() => rm(folder, { recursive: true }))

describe('backup and restore', () => {
  test('every row comes back, and the node goes on', async () => {
    const config = await configure('second')
    const { code, err } = await run(restore, saved, config)
    assert.equal(code, 0, err)
    const again = join(folder, 'second.backup')
    assert.equal((await run(backup, again, config)).code, 0)
    await assertSame(saved, again, ['node.restore'])
    const node = await openNode(await configurationOf({ config }))
    try {
      const actor = { office: 'labour', country: XA, role: 'deciding officer', account: 'test' }
      const act = { home: XA, licence: 'XA-0001', country: XA, day: day('2026-01-04'), ground: GROUND }
      assert.ok((await recordAct(node, actor, { act: 'suspend', ...act })).ok)
      const [{ numbers = 0, top = 0 } = {}] = await node.database.query<{ numbers: number; top: number }>(
        'select count(distinct number) as numbers, max(number) as top from audit',
      )
      assert.equal(numbers, top, 'the trail is counted on without a gap or a number twice')
    } finally {
      await node.close()
    }
  })

  test('every table of the node is in it, but the one that the header stands for', async () => {
    const node = await openNode(await configurationOf({ config: await configure('first') }))
    const rows = await node.database.query<{ name: string }>(
      `select table_name::text as name from information_schema.tables where table_schema = current_schema()`,
    )
    await node.close()
    const names = rows.map(({ name }) => name).filter((name) => name !== 'migrations')
    assert.deepEqual(Object.keys(await tablesOf(saved)).sort(), names.sort())
  })

  test('a database that is not empty is left as it was', async () => {
    const config = await configure('first')
    const { code, err } = await run(restore, saved, config)
    assert.equal(code, 1)
    assert.match(err, /not empty.*new dataFolder/)
    const again = join(folder, 'untouched.backup')
    await run(backup, again, config)
    await assertSame(saved, again, ['node.backup'])
  })

  test('another node’s backup is refused, and nothing is made', async () => {
    const { code, err } = await run(restore, saved, await configure('other', { country: 'XB' }))
    assert.equal(code, 1)
    assert.match(err, /of the node xa-xb\/xa, the configuration of xa-xb\/xb/)
    assert.deepEqual(await readdir(join(folder, 'other')), ['node.json'])
  })

  test('a sample or a practice never comes back as a register', async () => {
    for (const mark of ['sample', 'demonstration']) {
      const marked = join(folder, `${mark}.backup`)
      assert.equal((await run(backup, marked, await configure('first', { [mark]: true }))).code, 0)
      const { code, err } = await run(restore, marked, await configure(`un-${mark}`))
      assert.equal(code, 1)
      assert.ok(err.includes(`"${mark}": true`), err)
    }
    await configure('first')
  })

  test('while a process holds the folder nothing is restored', async () => {
    const config = await configure('held')
    const lock = lockFolder(join(folder, 'held', 'data'))
    await assert.rejects(run(restore, saved, config), /in use by process \d+: stop that node first/)
    lock.release()
  })

  test('a missing file is named', async () => {
    const config = await configure('missing')
    await assert.rejects(run(restore, join(folder, 'none.backup'), config), { code: 'ENOENT' })
  })
})

describe('backups of other versions', () => {
  /** This program's migrations and one more. */
  async function nextVersion(): Promise<string> {
    const next = join(folder, 'migrations')
    await mkdir(next, { recursive: true })
    const known = await readMigrations(MIGRATIONS_FOLDER)
    for (const { name } of known) await copyFile(join(MIGRATIONS_FOLDER, name), join(next, name))
    const number = String(known.length + 1).padStart(4, '0')
    await writeFile(
      join(next, `${number}-later.sql`),
      `alter table recruiters add column later text not null default 'x'`,
    )
    return next
  }

  test('an older one is brought to the newer form; into a database of the newer form it does not go', async () => {
    const next = await nextVersion()
    const database = await openEmbedded()
    const verified = await verifyBackup(saved)
    const restoration = { path: saved, verified, afterwards: async () => undefined, migrationsFolder: next }
    await restoreBackup(database, restoration)
    const [row] = await database.query<{ count: number }>(`select count(*) as count from recruiters where later = 'x'`)
    assert.equal(row?.count, 2503)
    await database.close()
    const newer = await openEmbedded()
    await migrate(newer, next)
    await assert.rejects(
      restoreBackup(newer, restoration),
      /the backup is older: restore into a database that no program/,
    )
    await newer.close()
  })

  test('one of a newer program is refused, and the database stays empty', async () => {
    const newer = await openEmbedded()
    await migrate(newer, await nextVersion())
    const path = join(folder, 'newer.backup')
    await writeBackup(newer, { ...ABOUT, program: '9.9.9' }, path, () => new Date())
    await newer.close()
    const database = await openEmbedded()
    const verified = await verifyBackup(path)
    await assert.rejects(
      restoreBackup(database, { path, verified, afterwards: async () => undefined }),
      /newer program \(9\.9\.9\).*-later\.sql.*Install that program/,
    )
    assert.deepEqual(await database.query(`select 1 from pg_class where relnamespace = 'public'::regnamespace`), [])
    await database.close()
  })

  test('what goes wrong at the end takes everything back', async () => {
    const database = await openEmbedded()
    const afterwards = async () => {
      throw new BackupFault('invented')
    }
    await assert.rejects(restoreBackup(database, { path: saved, verified: await verifyBackup(saved), afterwards }))
    assert.deepEqual(await database.query(`select 1 from pg_class where relnamespace = 'public'::regnamespace`), [])
    await database.close()
  })
})

test('from the embedded database to PostgreSQL and back', async (t) => {
  if (!SERVER) return t.skip('SURSUR_TEST_DATABASE_URL names no server')
  const name = `sursur_test_keep_${process.pid}`
  const server = new pg.Client({ connectionString: SERVER })
  await server.connect()
  try {
    await server.query(`create database ${name}`)
    const address = new URL(SERVER)
    address.pathname = `/${name}`
    const there = await configure('there', { databaseUrl: address.href })
    assert.equal((await run(restore, saved, there)).code, 0)
    const moved = join(folder, 'moved.backup')
    assert.equal((await run(backup, moved, there)).code, 0)
    await assertSame(saved, moved, ['node.restore'])
    const back = await configure('back')
    assert.equal((await run(restore, moved, back)).code, 0)
    const returned = join(folder, 'returned.backup')
    assert.equal((await run(backup, returned, back)).code, 0)
    await assertSame(moved, returned, ['node.restore'])
    const database = openPostgresql(address.href)
    await assert.rejects(database.query('delete from events'), 'append only after a restore too')
    await database.close()
  } finally {
    await server.query(`drop database if exists ${name} with (force)`)
    await server.end()
  }
})
