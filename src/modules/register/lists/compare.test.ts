// Comparing loads: totals, running twice, order, and the guard, by properties and on the real fourteen weeks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { daysOfChange, listOnDay } from '../../../../samples/uk-sponsors/day.ts'
import { compare, guard, totals } from './compare.ts'
import { foldForKey } from './derive.ts'

const row = fc.record({ key: fc.stringMatching(/^[a-f]$/), contentHash: fc.constantFrom('1', '2') })
const rows = fc.uniqueArray(row, { selector: ({ key }) => key })
const held = rows.chain((list) =>
  fc
    .array(fc.boolean(), { minLength: list.length, maxLength: list.length })
    .map((flags) => new Map(list.map(({ key, contentHash }, at) => [key, { contentHash, listed: flags[at] ?? true }]))),
)

test('totals add up, whatever was held', () => {
  fc.assert(
    fc.property(held, fc.array(row), fc.nat(9), fc.nat(9), (before, incoming, repeated, rejected) => {
      const { added, changed, returned, withdrawn, unchanged } = compare(before, incoming)
      const counted = {
        added: added.length,
        changed: changed.length,
        returned: returned.length,
        unchanged,
        withdrawn: withdrawn.length,
      }
      const sum = totals(counted, { repeated, rejected })
      assert.equal(sum.read, incoming.length + repeated + rejected)
      assert.equal(sum.read, sum.imported + sum.updated + sum.unchanged + sum.rejected)
    }),
  )
})

test('the second run changes nothing, and the order of rows does not matter', () => {
  fc.assert(
    fc.property(held, rows, (before, incoming) => {
      const first = compare(before, incoming)
      const after = new Map(before)
      for (const { key, contentHash } of incoming) after.set(key, { contentHash, listed: true })
      for (const key of first.withdrawn)
        after.set(key, { contentHash: after.get(key)?.contentHash ?? '1', listed: false })
      const second = compare(after, incoming)
      assert.deepEqual(
        [second.added, second.changed, second.returned, second.withdrawn, second.unchanged],
        [[], [], [], [], incoming.length],
      )
      const turned = compare(before, incoming.toReversed())
      assert.deepEqual(new Set(turned.added), new Set(first.added))
      assert.deepEqual(turned.withdrawn, first.withdrawn)
      assert.equal(turned.unchanged, first.unchanged)
    }),
  )
})

test('the guard: more to withdraw never helps, more accepted never hurts, the number it names suffices', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000), (listedBefore, wouldWithdraw, accepted) => {
      const stopped = !guard({ listedBefore, wouldWithdraw, accepted }).ok
      if (stopped) {
        assert.ok(!guard({ listedBefore, wouldWithdraw: wouldWithdraw + 1, accepted }).ok)
        assert.ok(guard({ listedBefore, wouldWithdraw, accepted: wouldWithdraw }).ok)
      } else assert.ok(guard({ listedBefore, wouldWithdraw, accepted: accepted + 1 }).ok)
    }),
  )
  assert.ok(guard({ listedBefore: 100, wouldWithdraw: 5 }).ok)
  const stop = guard({ listedBefore: 100, wouldWithdraw: 6 })
  assert.match(stop.ok ? '' : stop.error.mend, /--accept-withdrawals 6/)
})

test('the UK list, day by day: the guard stops 5 June 2026 and no other day', () => {
  let before = new Map(listOnDay('2026-03-18').map((name) => [foldForKey(name), { contentHash: '', listed: true }]))
  const stopped: string[] = []
  for (const day of daysOfChange()) {
    const now = listOnDay(day).map((name) => ({ key: foldForKey(name), contentHash: '' }))
    const compared = compare(before, now)
    if (!guard({ listedBefore: before.size, wouldWithdraw: compared.withdrawn.length }).ok) stopped.push(day)
    else before = new Map(now.map(({ key, contentHash }) => [key, { contentHash, listed: true }]))
  }
  assert.deepEqual(stopped, ['2026-06-05'])
  assert.throws(() => listOnDay('2026-07-01'), /outside the sample/)
  assert.throws(() => listOnDay('2026-02-30'), /no day/)
})
