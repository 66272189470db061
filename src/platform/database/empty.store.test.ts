// Emptying a node's database: everything goes, a node can begin anew, and never under another that runs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshServerDatabase, openTestDatabase } from '../../../test/fixtures/database.ts'
import { DatabaseInUse, emptyDatabase } from './empty.ts'
import { migrate } from './migrate.ts'

test('an emptied database holds no table, and migrates as a new one', async () => {
  const { database, close } = await openTestDatabase()
  const tables = async () =>
    (
      await database.query<{ n: number }>(
        'select count(*)::int as n from pg_tables where schemaname = current_schema()',
      )
    )[0]?.n
  try {
    const before = await tables()
    await emptyDatabase(database)
    assert.equal(await tables(), 0)
    await migrate(database)
    assert.equal(await tables(), before)
  } finally {
    await close()
  }
})

test('a database that another program is connected to stays as it is', async (t) => {
  const server = await freshServerDatabase()
  if (!server) return t.skip('the embedded engine has one connection')
  const [node, other] = [server.open(), server.open()]
  try {
    await migrate(node)
    await assert.rejects(emptyDatabase(other), DatabaseInUse)
    assert.deepEqual(await node.query('select count(*)::int as n from events'), [{ n: 0 }])
    await node.close()
    await emptyDatabase(other)
  } finally {
    await other.close()
    await server.drop()
  }
})
