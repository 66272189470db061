// Migrations: forward only, each once, and a refusal in words when database and program do not fit.
import assert from 'node:assert/strict'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Database } from './database.ts'
import { MIGRATIONS_FOLDER, migrate, readMigrations } from './migrate.ts'
import { openEmbedded } from './open.ts'

let database: Database
let parent: string
let folder: string
before(async () => {
  database = await openEmbedded()
  parent = await mkdtemp(join(tmpdir(), 'sursur-migrations-'))
})
beforeEach(async () => {
  folder = await mkdtemp(join(parent, 'case-'))
  await write('0001-one.sql', 'create table one (a integer); create table two (b integer);')
  await database.query('drop table if exists migrations, one, two, three')
})
after(async () => {
  await database.close()
  await rm(parent, { recursive: true })
})

const write = (name: string, sql: string) => writeFile(join(folder, name), sql)
const tables = async () =>
  (
    await database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
    )
  ).map(({ name }) => name)

describe('migrations', { concurrency: false }, () => {
  test('each is applied once, what is new later on', async () => {
    assert.equal(await migrate(database, folder), 1)
    assert.equal(await migrate(database, folder), 0)
    await write('0002-two.sql', 'create table three (c integer)')
    assert.equal(await migrate(database, folder), 1)
    assert.deepEqual(await tables(), ['migrations', 'one', 'three', 'two'])
  })

  test('two that start at once apply each once', async () => {
    const applied = await Promise.all([migrate(database, folder), migrate(database, folder)])
    assert.equal(applied[0] + applied[1], 1)
  })

  test('one that fails leaves nothing of itself, and is applied whole when it has been mended', async () => {
    await write('0002-two.sql', 'create table three (c integer); select nonsense;')
    await assert.rejects(migrate(database, folder), /nonsense/)
    assert.deepEqual(await tables(), ['migrations', 'one', 'two'])
    await write('0002-two.sql', 'create table three (c integer)')
    assert.equal(await migrate(database, folder), 1)
  })

  test('a database newer than the program is refused, by the name of what it has', async () => {
    await write('0002-of-tomorrow.sql', 'create table three (c integer)')
    await migrate(database, folder)
    await rm(join(folder, '0002-of-tomorrow.sql'))
    await assert.rejects(migrate(database, folder), /newer than this program.*0002-of-tomorrow\.sql.*0001-one\.sql/)
  })

  test('a migration that was changed after it had been applied is refused, and nothing new is applied', async () => {
    await migrate(database, folder)
    await write('0001-one.sql', 'create table one (a text);')
    await write('0002-two.sql', 'create table three (c integer)')
    await assert.rejects(migrate(database, folder), /0001-one\.sql was changed/)
    assert.deepEqual(await tables(), ['migrations', 'one', 'two'])
  })

  test('a missing number and a number taken twice are named before anything is applied', async () => {
    await write('0003-three.sql', 'select 1')
    await assert.rejects(migrate(database, folder), /0003-three\.sql should be number 2/)
    await rm(join(folder, '0003-three.sql'))
    await write('0001-other.sql', 'select 1')
    await assert.rejects(migrate(database, folder), /0001-other\.sql should be number 2/)
    assert.deepEqual(await tables(), [])
  })

  test("the project's own are whole, and say the same to a copy of them", async () => {
    const own = await readMigrations(MIGRATIONS_FOLDER)
    assert.ok(own.length >= 2)
    await rm(join(folder, '0001-one.sql'))
    for (const { name } of own) await copyFile(join(MIGRATIONS_FOLDER, name), join(folder, name))
    assert.deepEqual(await readMigrations(folder), own)
  })
})
