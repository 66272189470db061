// The rows of keys hold what a map of sets would, however they grow and shrink.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createPostings } from './postings.ts'

test('adding and removing in any order leaves what a map of sets has', () => {
  const act = fc.record({ key: fc.integer({ max: 20 }).map(String), slot: fc.nat({ max: 5 }), add: fc.boolean() })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
      const postings = createPostings()
      const model = new Map<string, Set<number>>()
      for (const { key, slot, add } of acts) {
        const held = model.get(key) ?? new Set()
        model.set(key, held)
        if (add && !held.has(slot)) postings.add(key, slot)
        if (!add) postings.remove(key, slot)
        if (add) held.add(slot)
        else held.delete(slot)
      }
      for (const [key, held] of model) {
        const found: number[] = []
        postings.each(key, (slot) => found.push(slot))
        assert.deepEqual(found.toSorted(), [...held].toSorted())
        assert.equal(postings.count(key), held.size)
      }
    }),
  )
})

test('keys survive the growth of the table, and those of nobody do not fill it', () => {
  const postings = createPostings()
  for (let round = 0; round < 20; round++) {
    for (let at = 0; at < 3000; at++) postings.add(`${round} ${at}`, at)
    if (round > 0) for (let at = 0; at < 3000; at++) postings.remove(`${round} ${at}`, at)
  }
  for (let at = 0; at < 3000; at++) {
    assert.equal(postings.count(`0 ${at}`), 1)
    assert.equal(postings.count(`1 ${at}`), 0)
  }
  // 6,000 keys at a time, at 16 bytes and 8 for each holder, with room to grow: far from the 60,000 that ever were.
  assert.ok(postings.bytes() < 6000 * 24 * 4, `${postings.bytes()}`)
})
