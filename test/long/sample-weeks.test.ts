// The whole sample, all its days of change, one load after the other: too long for the default suite.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { csvOnDay, daysOfChange } from '../../samples/uk-sponsors/day.ts'
import { importList } from '../fixtures/import.ts'
import { nodeFolder, removeFolder } from '../fixtures/node.ts'
import { createOracle, MAPPING, SNAPSHOT, SNAPSHOT_DAY } from '../fixtures/sample-oracle.ts'

test('fourteen weeks of the sample load day by day with the right totals; the guard stops 5 June alone', async () => {
  const oracle = createOracle()
  const { folder, config } = nodeFolder({ sample: true })
  try {
    assert.equal(
      (await importList(SNAPSHOT, { config, mapping: MAPPING, 'as-of': SNAPSHOT_DAY })).last,
      oracle.load(SNAPSHOT_DAY),
    )
    assert.deepEqual(daysOfChange(), oracle.days)
    const stopped: string[] = []
    for (const day of daysOfChange()) {
      const file = join(folder, `${day}.csv`)
      writeFileSync(file, csvOnDay(day))
      const said = await importList(file, { config, mapping: MAPPING, 'as-of': day })
      assert.equal(said.last, oracle.load(day), `${day}: ${said.err}`)
      if (said.code !== 0) stopped.push(day)
    }
    assert.deepEqual(stopped, ['2026-06-05'])
  } finally {
    removeFolder(folder)
  }
})
