// Migrations: forward only, each once, and a database that this program does not know is refused before anything changes.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../../test/fixtures/database.ts'
import { MIGRATIONS_FOLDER, migrate, readMigrations } from './migrate.ts'

let place: TestDatabase
let own: number
const folders: string[] = []
before(async () => {
  place = await openTestDatabase()
  own = (await readMigrations(MIGRATIONS_FOLDER)).length
})
after(async () => {
  await place.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder with the program's own migrations and those given. */
async function folderWith(more: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sursur-test-'))
  folders.push(folder)
  for (const { name, sql } of await readMigrations(MIGRATIONS_FOLDER)) writeFileSync(join(folder, name), sql)
  for (const [name, sql] of Object.entries(more)) writeFileSync(join(folder, name), sql)
  return folder
}
const name = (number: number, what: string) => `${String(number).padStart(4, '0')}-${what}.sql`
const tables = async () =>
  (
    await place.database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
    )
  ).map((row) => row.name)

describe('migrations', { concurrency: false }, () => {
  test('a second run has nothing to do', async () => {
    assert.ok(own > 0)
    assert.equal(await migrate(place.database), 0)
  })

  test('a migration that fails half way leaves nothing of itself', async () => {
    const folder = await folderWith({
      [name(own + 1, 'broken')]: 'create table half (x integer); select nonsense from nowhere;',
    })
    const before = await tables()
    await assert.rejects(migrate(place.database, folder), /nowhere/)
    assert.deepEqual(await tables(), before)
    assert.equal(await migrate(place.database), 0)
  })

  test('two programs that start at once apply the next one once', async () => {
    const folder = await folderWith({ [name(own + 1, 'later')]: 'create table later (x integer);' })
    const applied = await Promise.all([migrate(place.database, folder), migrate(place.database, folder)])
    assert.deepEqual([...applied].sort(), [0, 1])
    assert.ok((await tables()).includes('later'))
  })

  test('a database newer than the program is refused, and the message says what to do', async () => {
    const before = await place.database.query('select * from migrations')
    await assert.rejects(migrate(place.database), (error: Error) => {
      assert.match(error.message, /newer than this program/)
      assert.ok(error.message.includes(name(own + 1, 'later')))
      assert.match(error.message, /Install the newer version|restore a backup/)
      return true
    })
    assert.deepEqual(await place.database.query('select * from migrations'), before)
  })

  test('a migration that was changed after it had been applied is refused, and what follows it is not applied', async () => {
    const folder = await folderWith({
      [name(own + 1, 'later')]: 'create table later (x integer, y integer);',
      [name(own + 2, 'more')]: 'create table more (x integer);',
    })
    await assert.rejects(migrate(place.database, folder), /later\.sql was changed after it had been applied/)
    assert.ok(!(await tables()).includes('more'))
  })

  test('a missing number and a number taken twice are refused before the database is asked', async () => {
    const missing = await folderWith({ [name(own + 2, 'gap')]: 'select 1;' })
    await assert.rejects(readMigrations(missing), new RegExp(`gap.sql should be number ${own + 1}`))
    const twice = await folderWith({ [name(own, 'twice')]: 'select 1;' })
    await assert.rejects(readMigrations(twice), new RegExp(`should be number ${own + 1}`))
    await assert.rejects(migrate(place.database, missing), /should be number/)
  })
})
