// The life of an inspection over random histories: nothing outside its table, and nothing closed that is not in order.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Country } from '../../../kernel/country.ts'
import { addDays, day } from '../../../kernel/day.ts'
import {
  ANSWERS,
  type Answer,
  decideInspection,
  evolveInspection,
  findingsOf,
  INSPECTION_LIFE,
  type Inspection,
  type InspectionAct,
  type InspectionFact,
  type InspectionState,
} from './inspection.ts'

const XA = 'XA' as Country
const START = day('2026-03-02')
const QUESTIONS = ['one', 'two', 'three']
const INSPECTOR = 'acc_inspector'

function planned(inspector = INSPECTOR): Inspection {
  return evolveInspection(undefined, {
    stream: 'file_a',
    streamVersion: 1,
    by: inspector,
    type: 'inspection.planned',
    legalDay: START,
    data: {
      number: 'XA-I-0001',
      country: XA,
      recruiter: 'rec_a',
      licence: 'XA-1',
      chosen: 'by hand',
      day: START,
      inspector,
      announced: false,
      checklist: 'hash',
      pack: { id: 'xa-xb', version: '1.0.0' },
    },
  })
}

const record = { version: 1, commitment: 'c' }
const anyAnswer = fc.constantFrom<Answer>(...ANSWERS)
const anyAnswers = fc.record({ one: anyAnswer, two: anyAnswer, three: anyAnswer }, { requiredKeys: [] })
const acts = Object.values(INSPECTION_LIFE).flatMap((row) => Object.keys(row)) as InspectionAct[]
const anyStep = fc.record({
  act: fc.constantFrom(...new Set(acts.filter((act) => act !== 'plan'))),
  account: fc.constantFrom(INSPECTOR, 'acc_other'),
  later: fc.integer({ min: -2, max: 5 }),
  answers: anyAnswers,
  noted: fc.boolean(),
})
type Step = (typeof anyStep extends fc.Arbitrary<infer S> ? S : never) & { readonly answers: Record<string, Answer> }

function factOf(act: InspectionAct, on: ReturnType<typeof day>, step: Step): InspectionFact {
  const carried = { on, answers: step.answers, evidence: {}, record }
  const byAct: Readonly<Partial<Record<InspectionAct, InspectionFact>>> = {
    'change plan': {
      type: 'inspection.replanned',
      legalDay: on,
      data: { day: on, inspector: step.account, announced: true },
    },
    'carry out': { type: 'inspection.carried-out', legalDay: on, data: carried },
    correct: { type: 'inspection.corrected', legalDay: on, data: carried },
    close: { type: 'inspection.closed', legalDay: on, data: { outcome: 'in order' } },
    'ask to mend': { type: 'inspection.mending-asked', legalDay: on, data: { items: ['one'], until: addDays(on, 9) } },
    'confirm mended': { type: 'inspection.closed', legalDay: on, data: { outcome: 'mended' } },
    'propose sanction': { type: 'inspection.sanction-proposed', legalDay: on, data: { sanction: 'file_s' } },
    cancel: { type: 'inspection.cancelled', legalDay: on, data: {} },
  }
  return byAct[act] as InspectionFact
}

test('no history leaves the table, and the fold agrees with what was decided', () => {
  const reached = new Set<InspectionState>()
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
      let inspection = planned()
      let today = START
      for (const raw of steps) {
        const step = raw as Step
        today = addDays(today, step.later)
        const before = inspection
        const notes = step.noted ? { one: 'seen', two: 'seen', three: 'seen' } : {}
        const given = {
          account: step.account,
          day: today,
          questions: QUESTIONS,
          on: today,
          answers: step.answers,
          notes,
        }
        const allowed = decideInspection(before, step.act, { ...given, until: addDays(today, 9) })
        if (!allowed.ok) continue
        assert.equal((INSPECTION_LIFE[before.state] as Record<string, string>)[step.act], allowed.value)
        assert.ok(today >= before.lastDay)
        if (step.act === 'carry out' || step.act === 'correct') {
          assert.equal(step.account, before.inspector)
          assert.deepEqual(
            QUESTIONS.filter((id) => !step.answers[id]),
            [],
          )
          assert.ok(step.noted || !Object.values(step.answers).includes('not in order'))
        }
        if (step.act === 'close') assert.deepEqual(findingsOf(before), [])
        if (step.act === 'propose sanction') assert.ok(findingsOf(before).length > 0)
        const fact = { ...factOf(step.act, today, step), stream: 'file_a', streamVersion: before.version + 1 }
        inspection = evolveInspection(before, { ...fact, by: step.account })
        assert.equal(inspection.state, allowed.value)
        reached.add(inspection.state)
      }
    }),
    { numRuns: 600 },
  )
  assert.deepEqual(
    [...reached].sort(),
    ['cancelled', 'carried out', 'closed', 'planned', 'sanction proposed', 'to be mended'].sort(),
  )
})

test('a visit of a day to come, or with a question left open, is not recorded', () => {
  const inspection = planned()
  const given = { account: INSPECTOR, day: START, questions: QUESTIONS }
  const all = { one: 'in order', two: 'in order', three: 'not seen' } as const
  const code = (more: object) => {
    const result = decideInspection(inspection, 'carry out', { ...given, on: START, answers: all, ...more })
    return result.ok ? 'done' : result.error.code
  }
  assert.equal(code({}), 'done')
  assert.equal(code({ on: addDays(START, 1) }), 'day-to-come')
  assert.equal(code({ answers: { one: 'in order' } }), 'not-all-answered')
  assert.equal(code({ answers: { ...all, two: 'not in order' } }), 'no-note')
  assert.equal(code({ answers: { ...all, two: 'not in order' }, notes: { two: '  ' } }), 'no-note')
  assert.equal(code({ account: 'acc_other' }), 'another-inspector')
})

test('a stream that does not begin with a plan is damaged', () => {
  const fact = { stream: 'file_a', streamVersion: 1, by: 'x', type: 'inspection.cancelled', legalDay: START, data: {} }
  assert.throws(() => evolveInspection(undefined, fact as never), /begins with inspection.cancelled/)
})
