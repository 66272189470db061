// The life of an application as properties over random histories: no state outside the table, and never a decision by who checked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Country } from '../../../kernel/country.ts'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import {
  APPLICATION_LIFE,
  type Application,
  type ApplicationAct,
  type ApplicationFact,
  type ApplicationFactInStream,
  decideApplication,
  evolveApplication,
} from './application.ts'

const REQUIREMENTS = ['a', 'b', 'c']
const START = day('2026-01-05')
const DECIDING: readonly ApplicationAct[] = ['grant', 'refuse', 'return', 'confirm', 'overturn']

type Step = {
  readonly act: ApplicationAct
  readonly by: string
  readonly after: number
  readonly requirement: string
  readonly met: boolean
  readonly grant: boolean
  readonly term: number
}

const ACTS = [...new Set(Object.values(APPLICATION_LIFE).flatMap((acts) => Object.keys(acts)))].filter(
  (act) => act !== 'submit',
) as ApplicationAct[]

// Checking is what happens most at a desk: without its weight few random histories would come to a decision.
const act = fc.oneof(
  { arbitrary: fc.constantFrom(...ACTS), weight: 2 },
  { arbitrary: fc.constantFrom<ApplicationAct>('check', 'propose', 'confirm complete', 'grant'), weight: 3 },
)
const step: fc.Arbitrary<Step> = fc.record({
  act,
  by: fc.constantFrom('officer-1', 'officer-2', 'officer-3'),
  after: fc.integer({ min: -2, max: 30 }),
  requirement: fc.constantFrom(...REQUIREMENTS),
  met: fc.boolean(),
  grant: fc.boolean(),
  term: fc.integer({ min: 1, max: 20 }),
})

function factOf({ act: name, requirement, met, grant, term }: Step, on: Day): ApplicationFact {
  const until = addDays(on, term)
  const fact = (type: ApplicationFact['type'], data: unknown) => ({ type, legalDay: on, data }) as ApplicationFact
  switch (name) {
    case 'confirm complete':
      return fact('application.completed', { decideBy: until })
    case 'ask for more':
      return fact('application.more-asked', { items: [{ requirement, text: 'more' }], until })
    case 'answer':
      return fact('application.answered', { form: { version: 2, commitment: 'c' } })
    case 'check':
      return fact('application.requirement-checked', { requirement, result: met ? 'met' : 'not met', reason: 'r' })
    case 'stop waiting':
      return fact('application.waiting-stopped', {})
    case 'propose':
      return fact('application.proposed', { outcome: grant ? 'grant' : 'refuse', reason: 'r' })
    case 'return':
      return fact('application.returned', { reason: 'r' })
    case 'grant':
      return fact('application.granted', { recruiter: 'rec_1', licence: 'XA-1' })
    case 'refuse':
      return fact('application.refused', { reason: 'r', appealBy: until })
    case 'withdraw':
      return fact('application.withdrawn', {})
    case 'lapse':
      return fact('application.lapsed', {})
    case 'appeal':
      return fact('application.appealed', {})
    default:
      return fact('application.appeal-decided', {
        outcome: name === 'confirm' ? 'confirmed' : 'overturned',
        reason: 'r',
      })
  }
}

function submitted(): Application {
  return evolveApplication(undefined, {
    type: 'application.submitted',
    legalDay: START,
    stream: 'file_1',
    streamVersion: 1,
    by: 'applicant',
    data: {
      number: 'XA-S-1',
      kind: 'authorization',
      country: 'XA' as Country,
      recruiterKind: 'agency',
      applicant: 'applicant',
      requirements: 'hash',
      pack: { id: 'xa-xb', version: '1.0.0' },
      form: { version: 1, commitment: 'c' },
    },
  })
}

/** Lives through the steps that may happen; each with the application before and after, or why not. */
function live(list: readonly Step[]) {
  let application = submitted()
  let today: Day = START
  return list.map((one) => {
    today = addDays(today, one.after)
    const before = application
    const outcome = one.act === 'propose' ? (one.grant ? 'grant' : 'refuse') : undefined
    const decided = decideApplication(before, one.act, {
      account: one.by,
      day: today,
      requirements: REQUIREMENTS,
      requirement: one.requirement,
      ...(outcome && { outcome }),
    })
    if (decided.ok) {
      const streamVersion = before.version + 1
      const placed = { stream: 'file_1', streamVersion, by: one.by }
      application = evolveApplication(before, { ...factOf(one, today), ...placed } as ApplicationFactInStream)
    }
    return { step: one, today, before, after: application, decided }
  })
}

// Half of the histories begin with a whole review, so that decisions and appeals are lived through as well.
const review = fc.tuple(fc.constantFrom('officer-1', 'officer-2'), fc.boolean()).map(([by, met]) => {
  const step = { by, after: 1, met, grant: met, term: 5 }
  const checks = REQUIREMENTS.map((requirement): Step => ({ ...step, act: 'check', requirement }))
  const other = (name: ApplicationAct): Step => ({ ...step, act: name, requirement: 'a' })
  return [other('confirm complete'), ...checks, other('propose')]
})
const histories = fc
  .tuple(fc.option(review, { nil: [] }), fc.array(step, { maxLength: 30 }))
  .map(([begun, rest]) => [...begun, ...rest])

test('the fold goes where the table says, and nowhere else', () => {
  fc.assert(
    fc.property(histories, (list) => {
      for (const { step: one, before, after, decided } of live(list)) {
        const allowed = (APPLICATION_LIFE[before.state] as Partial<Record<ApplicationAct, string>>)[one.act]
        if (decided.ok) assert.deepEqual([after.state, decided.value], [allowed, allowed])
        else assert.equal(after, before, 'what is refused changes nothing')
        if (!allowed) assert.ok(!decided.ok)
      }
    }),
    { numRuns: 500 },
  )
})

test('whoever checked, asked or proposed signs no decision; who refused does not decide the appeal', () => {
  let decisions = 0
  fc.assert(
    fc.property(histories, (list) => {
      const hands = new Set<string>()
      let refusedBy = ''
      for (const { step: one, decided } of live(list)) {
        if (!decided.ok) continue
        if (DECIDING.includes(one.act)) {
          decisions += 1
          assert.ok(!hands.has(one.by), `${one.by} had a hand in it and signed ${one.act}`)
          if (one.act === 'confirm' || one.act === 'overturn') assert.notEqual(one.by, refusedBy)
        }
        if (['confirm complete', 'ask for more', 'check', 'stop waiting', 'propose'].includes(one.act))
          hands.add(one.by)
        if (one.act === 'refuse') refusedBy = one.by
      }
    }),
    { numRuns: 500 },
  )
  assert.ok(decisions > 100, `only ${decisions} decisions were seen: the histories are too tame`)
})

test('nothing is granted while a requirement is not met or not checked', () => {
  fc.assert(
    fc.property(histories, (list) => {
      for (const { step: one, before, decided } of live(list)) {
        if (!decided.ok || one.act !== 'grant') continue
        for (const requirement of REQUIREMENTS) assert.equal(before.checks[requirement]?.result, 'met')
      }
    }),
    { numRuns: 500 },
  )
})

test('no act is dated before the last one, and nobody stops waiting while the recruiter has time', () => {
  fc.assert(
    fc.property(histories, (list) => {
      for (const { step: one, today, before, decided } of live(list)) {
        if (!decided.ok) continue
        assert.ok(today >= before.lastDay)
        if (one.act === 'lapse' || one.act === 'stop waiting')
          assert.ok(before.until !== undefined && before.until < today)
      }
    }),
    { numRuns: 500 },
  )
})

test('every state of the table is reached by some history', () => {
  const reached = new Set<string>()
  const always = { by: 'officer-1', after: 1, requirement: 'a', met: true, grant: true, term: 1 }
  const checked = (met: boolean): Step[] =>
    REQUIREMENTS.map((requirement) => ({ ...always, act: 'check', requirement, met }))
  const complete: Step = { ...always, act: 'confirm complete' }
  const propose = (grant: boolean): Step => ({ ...always, act: 'propose', grant })
  const second = (name: ApplicationAct): Step => ({ ...always, act: name, by: 'officer-2' })
  const refused = [complete, ...checked(false), propose(false), second('refuse')]
  const third = (name: ApplicationAct): Step => ({ ...always, act: name, by: 'officer-3' })
  const ways: Step[][] = [
    [
      { ...always, act: 'ask for more' },
      { ...always, act: 'lapse', after: 9 },
    ],
    [complete, { ...always, act: 'ask for more' }],
    [complete, ...checked(true), propose(true), second('grant')],
    [...refused, { ...always, act: 'appeal' }, third('confirm')],
    [{ ...always, act: 'withdraw' }],
  ]
  for (const way of ways) for (const { before, after } of live(way)) reached.add(before.state).add(after.state)
  const states = Object.keys(APPLICATION_LIFE).filter((state) => state !== 'none')
  assert.deepEqual([...reached].sort(), states.sort())
})
