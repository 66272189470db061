// The rules of a joint act, for any order, repetition and partition: the same on every node, and effective for good.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Country } from '../../kernel/country.ts'
import { type Approved, type CoveredAt, foldAct, GRACE_SECONDS, inForce, type JointAct, type Step } from './domain.ts'

const XA = 'XA' as Country
const XB = 'XB' as Country
const EXPIRES = 1000
const TERMS = { act: 'joint_1', hash: 'h1', parties: [XA, XB], expires: EXPIRES }
const BODY = { kind: 'suspension', recruiter: 'rec_1', licence: 'L-1' } as const
const time = '2026-03-01T12:00:00Z'

const proposed = (index = 0, more: object = {}): Step => ({
  ...TERMS,
  step: 'proposed',
  party: XA,
  index,
  time,
  body: BODY,
  proposer: 'one',
  ...more,
})
const approved = (party: Country, index = 1, more: Partial<Approved> = {}): Step => ({
  ...TERMS,
  step: 'approved',
  party,
  index,
  time,
  officers: ['one', 'two'],
  needed: 2,
  ...more,
})
const rejected = (party: Country, index = 1): Step => ({
  step: 'rejected',
  act: 'joint_1',
  party,
  index,
  time,
  reason: { en: 'no' },
})
const at =
  (seconds: number | undefined): CoveredAt =>
  () =>
    seconds
const stateOf = (steps: readonly Step[], covered: CoveredAt, now = 0) => foldAct('joint_1', steps, covered, now)?.state

describe('one act', () => {
  const both = [proposed(), approved(XA), approved(XB)]
  test('goes from proposed over approvals to effective', () => {
    assert.equal(stateOf([proposed()], at(5)), 'proposed')
    assert.equal(stateOf([proposed(), approved(XB)], at(5)), 'approved in part')
    assert.equal(stateOf(both, at(undefined)), 'approved by all')
    assert.equal(stateOf(both, at(EXPIRES)), 'effective')
    assert.equal(foldAct('joint_1', both, (party) => (party === XA ? 7 : 9), 0)?.effectiveAt, 9)
  })
  test('is nothing while nobody is known to have proposed it', () => {
    assert.equal(stateOf([approved(XA), approved(XB)], at(5)), undefined)
  })
  test('an approval whose only cosignature came after its end has lapsed, whatever its own time says', () => {
    const late: CoveredAt = (party) => (party === XB ? EXPIRES + 1 : 5)
    assert.equal(stateOf(both, late, EXPIRES + GRACE_SECONDS), 'approved by all')
    assert.equal(stateOf(both, late, EXPIRES + GRACE_SECONDS + 1), 'lapsed')
    assert.equal(stateOf(both, at(undefined), EXPIRES + GRACE_SECONDS + 1), 'lapsed')
    assert.equal(stateOf(both, at(5), EXPIRES * 1000), 'effective')
  })
  test('of a rejection and an approval by one party the first in its own log counts', () => {
    assert.equal(stateOf([...both, rejected(XB, 2)], at(5)), 'effective')
    assert.equal(stateOf([proposed(), approved(XA), rejected(XB, 1), approved(XB, 2)], at(5)), 'rejected')
    assert.equal(stateOf([...both, rejected('XC' as Country, 0)], at(5)), 'effective')
  })
  test('too few officers, one officer twice, and the proposer alone do not approve', () => {
    const one = (more: Partial<Approved>) => stateOf([proposed(), approved(XA, 1, more), approved(XB)], at(5))
    assert.equal(one({ officers: ['one'] }), 'approved in part')
    assert.equal(one({ officers: ['one', 'one'] }), 'approved in part')
    assert.equal(one({ officers: [], needed: 0 }), 'approved in part')
    assert.equal(one({ officers: ['one'], needed: 1 }), 'approved in part')
    assert.equal(one({ officers: ['two'], needed: 1 }), 'effective')
  })
  test('approvals of other terms do not count, and two texts under one identifier are never both effective', () => {
    assert.equal(stateOf([proposed(), approved(XA), approved(XB, 1, { hash: 'h2' })], at(5)), 'approved in part')
    assert.equal(stateOf([proposed(), approved(XA), approved(XB, 1, { expires: 9999 })], at(5)), 'approved in part')
    const second = proposed(5, { party: XB, hash: 'h2' })
    assert.equal(foldAct('joint_1', [second, ...both], at(5), 0)?.hash, 'h1')
  })
})

test('an effective act stands until as many parties repeal it; a repeal cannot be repealed', () => {
  const act = (id: string, body: JointAct['body'], parties = [XA, XB]) =>
    ({ act: id, body, parties, state: 'effective' }) as unknown as JointAct
  const suspension = act('joint_1', BODY)
  const repeal = act('joint_2', { kind: 'repeal', of: 'joint_1' })
  assert.ok(inForce(suspension, [suspension]))
  assert.ok(!inForce(suspension, [suspension, repeal]))
  assert.ok(inForce(suspension, [act('joint_2', { kind: 'repeal', of: 'joint_1' }, [XA, 'XC' as Country])]))
  assert.ok(!inForce(suspension, [repeal, act('joint_3', { kind: 'repeal', of: 'joint_2' })]))
})

// What a party may write into its own log, honest or not.
const anyStep = (party: Country) =>
  fc.oneof(
    fc
      .record({ hash: fc.constantFrom('h1', 'h2'), expires: fc.constantFrom(EXPIRES, 2000) })
      .map((more) => proposed(0, { ...more, party })),
    fc
      .record({
        hash: fc.constantFrom('h1', 'h1', 'h1', 'h2'),
        officers: fc.subarray(['one', 'two', 'three']),
        needed: fc.constantFrom(1, 2),
      })
      .map((more) => approved(party, 0, more)),
    fc.constant(rejected(party)),
  )
const logOf = (party: Country) =>
  fc.array(anyStep(party), { maxLength: 6 }).map((steps) => steps.map((step, index) => ({ ...step, index })))
const logs = fc.tuple(logOf(XA), logOf(XB))
const covers = fc.array(
  fc.record({
    party: fc.constantFrom(XA, XB),
    size: fc.integer({ min: 1, max: 7 }),
    time: fc.integer({ min: 0, max: 1500 }),
  }),
  { maxLength: 6 },
)
type Seen = { readonly party: Country; readonly size: number; readonly time: number }
const coveredBy =
  (seen: readonly Seen[]): CoveredAt =>
  (party, index) => {
    const times = seen.filter((one) => one.party === party && one.size > index).map((one) => one.time)
    return times.length > 0 ? Math.min(...times) : undefined
  }
const RUNS = { numRuns: 2000 }

test('any order and any repetition give the same act on every node', () => {
  const shuffled = logs.chain(([a, b]) => {
    const all = [...a, ...b]
    return fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray([...all, ...all, ...all], { minLength: all.length * 3, maxLength: all.length * 3 }),
    )
  })
  fc.assert(
    fc.property(shuffled, covers, fc.integer({ min: 0, max: 100_000 }), ([steps, mixed], seen, now) => {
      assert.deepEqual(
        foldAct('joint_1', mixed, coveredBy([...seen].reverse()), now),
        foldAct('joint_1', steps, coveredBy(seen), now),
      )
    }),
    RUNS,
  )
})

test('effective is never lost, whatever arrives later', () => {
  // Pieces of the two logs and cosignatures arrive one by one: a partition is a stretch in which one side gets nothing.
  const schedule = fc.array(fc.constantFrom('a', 'b', 'seen'), { minLength: 12, maxLength: 24 })
  let effective = 0
  fc.assert(
    fc.property(logs, covers, schedule, ([a, b], seen, order) => {
      const got = { a: 0, b: 0, seen: 0 }
      let before: JointAct | undefined
      for (const [now, next] of order.entries()) {
        got[next]++
        const steps = [...a.slice(0, got.a), ...b.slice(0, got.b)]
        const act = foldAct('joint_1', steps, coveredBy(seen.slice(0, got.seen)), now * 10_000)
        if (before?.state === 'effective') {
          assert.equal(act?.state, 'effective')
          assert.equal(act?.hash, before.hash)
        }
        before = act
      }
      if (before?.state === 'effective') effective++
    }),
    {
      numRuns: 6000,
      examples: [
        [
          [[{ ...proposed(), index: 0 }, approved(XA)], [approved(XB, 0)]],
          [
            { party: XA, size: 2, time: 1 },
            { party: XB, size: 1, time: 1 },
          ],
          ['a', 'a', 'b', 'seen', 'seen', 'a'],
        ],
      ],
    },
  )
  assert.ok(effective > 10, `only ${effective} schedules came to an effective act`)
})
