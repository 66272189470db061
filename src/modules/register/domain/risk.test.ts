// The score of risk: it is the sum of what is shown, within its bounds, and never falls when something gets worse.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { RISK_WEIGHTS, type RiskFacts, riskOf, SIGNAL_KINDS } from './risk.ts'

const NONE: RiskFacts = { daysSinceInspection: 0, signals: {}, sanctionsBefore: 0 }
const few = fc.integer({ min: 0, max: 12 })
const anyFacts: fc.Arbitrary<RiskFacts> = fc.record({
  daysSinceInspection: fc.option(fc.integer({ min: 0, max: 4000 }), { nil: undefined }),
  workers: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
  links: fc.option(fc.record({ refused: few, revoked: few }), { nil: undefined }),
  signals: fc.dictionary(fc.constantFrom(...SIGNAL_KINDS), few),
  sanctionsBefore: few,
  elsewhere: fc.option(
    fc.constantFrom('authorized', 'listed', 'delisted', 'expired', 'suspended', 'revoked' as const),
    { nil: undefined },
  ),
})

test('the score is the sum of its parts, each whole and within its bounds', () => {
  const most = Object.values(RISK_WEIGHTS).reduce((sum, one) => sum + one.most, 0)
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { score, parts } = riskOf(facts)
      assert.equal(
        score,
        parts.reduce((sum, { points }) => sum + points, 0),
      )
      assert.equal(new Set(parts.map(({ part }) => part)).size, 6)
      for (const one of parts) assert.ok(Number.isInteger(one.points) && one.points >= 0 && one.points <= one.most)
      assert.ok(score <= most)
    }),
  )
})

test('more of anything never makes it less', () => {
  fc.assert(
    fc.property(anyFacts, few, (facts, more) => {
      const { score } = riskOf(facts)
      const days = facts.daysSinceInspection
      const worse: RiskFacts[] = [
        { ...facts, daysSinceInspection: undefined },
        { ...facts, daysSinceInspection: days === undefined ? undefined : days + more },
        { ...facts, workers: (facts.workers ?? 0) + more },
        { ...facts, sanctionsBefore: facts.sanctionsBefore + more },
        { ...facts, signals: { ...facts.signals, complaint: (facts.signals.complaint ?? 0) + more } },
        { ...facts, links: { refused: (facts.links?.refused ?? 0) + more, revoked: facts.links?.revoked ?? 0 } },
      ]
      for (const one of worse) assert.ok(riskOf(one).score >= score)
    }),
  )
})

test('who was inspected today, and of whom nothing is known, has no points; who never was has all of that part', () => {
  assert.equal(riskOf(NONE).score, 0)
  const never = riskOf({ signals: {}, sanctionsBefore: 0 })
  assert.deepEqual(
    never.parts.filter(({ points }) => points > 0).map(({ part, points, most }) => [part, points === most]),
    [['age', true]],
  )
})
