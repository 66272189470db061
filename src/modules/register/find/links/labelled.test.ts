// The link check on files with true identities, on the identities that its limits were not chosen on: floors below which it is broken.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureLinks } from '../../../../../bench/links/measure-links.ts'

/** Promised, not measured: what an officer may rely on. */
const FLOORS = [
  { file: 'organisations-chicago-true-ids.csv', precision: 0.95, recall: 0.75, shown: 0.95 },
  { file: 'organisations-patstat-true-ids.csv', precision: 0.95, recall: 0, shown: 0.95 },
]

for (const { file, ...floors } of FLOORS) {
  const row = measureLinks(file, 1)
  test(`${file}: likely the same is the same`, { skip: row ? false : 'the file is not here' }, () => {
    assert.ok(row)
    for (const what of ['precision', 'recall', 'shown'] as const)
      assert.ok(row[what] >= floors[what], `${what} ${row[what]}`)
  })
}
