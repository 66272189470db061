// The life of a warning over random histories: nobody is published without two officers, notice and a term.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Country } from '../../../kernel/country.ts'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import {
  decideWarning,
  evolveWarning,
  isPublished,
  WARNING_LIFE,
  type Warning,
  type WarningAct,
  type WarningFact,
  type WarningState,
} from './warning.ts'

const START = day('2026-03-02')
const ACCOUNTS = ['a', 'b', 'c'] as const
const ACTS = [...new Set(Object.values(WARNING_LIFE).flatMap((acts) => Object.keys(acts)))] as WarningAct[]
const words = 'commitment'

function factOf(act: WarningAct, on: Day, term: number): WarningFact {
  const facts: Record<WarningAct, Omit<WarningFact, 'legalDay'>> = {
    report: {
      type: 'warning.reported',
      data: {
        number: 'XA-W-1',
        country: 'XA' as Country,
        via: 'officer',
        party: { version: 1, commitment: 'p' },
        papers: [],
      },
    },
    amend: { type: 'warning.amended', data: { party: { version: 2, commitment: 'q' }, papers: [] } },
    verify: { type: 'warning.verified', data: { words } },
    dismiss: { type: 'warning.dismissed', data: { words } },
    propose: { type: 'warning.proposed', data: { words } },
    approve: { type: 'warning.approved', data: { words, warning: 'warn_x' } },
    return: { type: 'warning.returned', data: { words } },
    'give notice': {
      type: 'warning.notice-given',
      data: { words, way: 'letter', givenOn: on, until: addDays(on, term) },
    },
    contest: { type: 'warning.contested', data: { words, through: 'officer' } },
    uphold: { type: 'warning.contest-decided', data: { words, outcome: 'upheld' } },
    reject: { type: 'warning.contest-decided', data: { words, outcome: 'rejected' } },
    publish: { type: 'warning.put-in-list', data: { source: 'labour', since: on } },
    remove: { type: 'warning.taken-off', data: { words, why: 'expired' } },
    erase: { type: 'warning.erased', data: { versions: [1] } },
  }
  return { ...facts[act], legalDay: on } as WarningFact
}

type Step = { readonly act: WarningAct; readonly account: string; readonly later: number }
type Done = Step & { readonly on: Day; readonly from: WarningState | 'none' }

/** A history in which some steps follow the table and some are anything at all; what is refused does not happen. */
const histories = fc.array(
  fc.record({
    choice: fc.nat(20),
    any: fc.constantFrom(...ACTS),
    wild: fc.integer({ min: 0, max: 9 }).map((roll) => roll < 1),
    account: fc.constantFrom(...ACCOUNTS),
    later: fc.integer({ min: -2, max: 40 }),
  }),
  { minLength: 12, maxLength: 40, size: 'max' },
)

function live(steps: readonly { choice: number; any: WarningAct; wild: boolean; account: string; later: number }[]) {
  let on = START
  let version = 1
  const placed = () => ({ stream: 'file_x', streamVersion: version })
  let warning = evolveWarning(undefined, { ...factOf('report', on, 30), ...placed(), by: 'a' })
  const done: Done[] = [{ act: 'report', account: 'a', later: 0, on, from: 'none' }]
  const states: Warning[] = [warning]
  for (const { choice, any, wild, account, later } of steps) {
    const known = Object.keys(WARNING_LIFE[warning.state]) as WarningAct[]
    // Taking off and dismissing end a history: they are tried only by wild steps.
    const going = known.filter((act) => act !== 'remove' && act !== 'dismiss')
    const act = wild || going.length === 0 ? any : (going[choice % going.length] ?? any)
    const when = addDays(on, later)
    const decided = decideWarning(warning, act, { account, day: when })
    if (!decided.ok) continue
    const from = warning.state
    version += 1
    warning = evolveWarning(warning, { ...factOf(act, when, 30), ...placed(), by: account })
    assert.equal(warning.state, decided.value, 'the fold arrives where the table says')
    on = when
    done.push({ act, account, later, on, from })
    states.push(warning)
  }
  return { warning, done, states }
}

test('no path publishes without two officers, notice and the whole term', () => {
  let published = 0
  fc.assert(
    fc.property(histories, (steps) => {
      const { done } = live(steps)
      const at = done.findIndex(({ act }) => act === 'publish')
      if (at === -1) return
      published += 1
      const before = done.slice(0, at)
      const publish = done[at]
      const hands = before.filter(({ act }) => ['report', 'amend', 'verify', 'propose'].includes(act))
      const approval = before.findLast(({ act }) => act === 'approve')
      const notice = before.findLast(({ act }) => act === 'give notice')
      assert.ok(hands.some(({ act }) => act === 'verify') && approval && notice && publish)
      for (const { account } of hands) {
        assert.notEqual(account, approval.account)
        assert.notEqual(account, publish.account)
      }
      assert.ok(addDays(notice.on, 30) < publish.on, 'the term is over')
      assert.ok(before.indexOf(notice) > before.indexOf(approval), 'notice comes after the approval')
      const contest = before.findLast(({ act }) => act === 'contest')
      const rejected = before.findLast(({ act }) => act === 'reject')
      if (contest) assert.ok(rejected && before.indexOf(rejected) > before.indexOf(contest), 'no contest is left open')
      if (rejected) assert.ok(hands.every(({ account }) => account !== rejected.account))
    }),
    { numRuns: 2000, seed: 20261124 },
  )
  assert.ok(published > 60, `only ${published} histories were published: the property says little`)
})

test('no day before the last act, no act after the end but erasure, and what is upheld is seen by nobody', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      const { done, states } = live(steps)
      for (const [index, one] of done.entries()) {
        const before = done[index - 1]
        if (before) assert.ok(before.on <= one.on)
        if (one.from === 'removed' || one.from === 'dismissed') assert.equal(one.act, 'erase')
        const after = states[index]
        if (one.act === 'uphold' || one.act === 'remove') assert.ok(after && !isPublished(after))
        if (one.act === 'reject') assert.equal(after?.confirmed, true)
      }
      assert.ok(done.filter(({ act }) => act === 'erase').length <= 1)
    }),
    { numRuns: 1000, seed: 7 },
  )
})

test('every state of the table can be reached, and every act in it leads to a state of the table', () => {
  const states = new Set(Object.keys(WARNING_LIFE))
  const reached = new Set<string>(['none'])
  for (const acts of Object.values(WARNING_LIFE))
    for (const next of Object.values(acts)) {
      assert.ok(states.has(next))
      reached.add(next)
    }
  assert.deepEqual([...reached].sort(), [...states].sort())
})

test('a stream that does not begin with a report is damaged', () => {
  const fact = { ...factOf('verify', START, 30), stream: 'file_x', streamVersion: 1, by: 'a' } as const
  assert.throws(() => evolveWarning(undefined, fact), /begins with warning\.verified/)
})
