// Judgements of any order: the last one counts, nothing is judged twice alike, only what stands is taken back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decideJudgement, judgedAfter, type LinkJudgement, pairOf } from './link-judgement.ts'

test('a pair is one pair, whichever is named first', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      assert.deepEqual(pairOf(one, other), pairOf(other, one))
      assert.ok(pairOf(one, other).a <= pairOf(one, other).b)
    }),
  )
})

test('over any history the last act that was let through is what stands', () => {
  const acts = fc.array(fc.constantFrom('same', 'different', 'take back'))
  fc.assert(
    fc.property(acts, (history) => {
      const pair = pairOf('file_b', 'rec_a')
      let judged: LinkJudgement | undefined
      let standing: 'same' | 'different' | null = null
      for (const act of history) {
        const decided = decideJudgement(judged, pair, act)
        const wanted = act === 'take back' ? null : act
        assert.equal(decided.ok, wanted !== standing)
        if (!decided.ok) continue
        judged = judgedAfter(decided.value)
        standing = wanted
        assert.deepEqual(judged, { ...pair, verdict: standing })
      }
    }),
  )
})
