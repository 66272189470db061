// Some thousand corridors under faults with the real rules; and rules broken on purpose, each of which must be caught.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Country } from '../../kernel/country.ts'
import { foldAct, type Step } from '../joint/domain.ts'
import { JOINT_RULE, type Known, type Rule, stepOf } from './rules.ts'
import { runSchedule, type Settings } from './schedule.ts'
import { FAULTS } from './world.ts'

const RUNS = 3000

test(`in ${RUNS} schedules nothing is lost or doubled, and all nodes say what really happened`, () => {
  const faults = new Map<string, number>()
  let effective = 0
  for (let seed = 1; seed <= RUNS; seed++) {
    const outcome = runSchedule(seed)
    const { lost, doubled, differing } = outcome
    assert.deepEqual({ seed, lost, doubled, differing }, { seed, lost: 0, doubled: 0, differing: [] })
    for (const [fault, count] of outcome.faults) faults.set(fault, (faults.get(fault) ?? 0) + count)
    effective += outcome.effective
  }
  for (const fault of FAULTS) assert.ok((faults.get(fault) ?? 0) > RUNS / 10, `${fault} happened too seldom`)
  assert.ok(effective > RUNS / 10, `only ${effective} acts came into force`)
})

test('a seed gives the same schedule again', () => {
  for (const seed of [7, 8, 9]) assert.deepEqual(runSchedule(seed), runSchedule(seed))
})

const stepsOf = ({ entries }: Known) => entries.flatMap((entry) => stepOf(entry) ?? [])
function brokenBy(name: string, stateOf: NonNullable<Rule['stateOf']>): Rule {
  return { name, view: (known) => ['joint_2'].map((act) => stateOf(known, act)), stateOf }
}

const BROKEN: readonly (readonly [string, Settings])[] = [
  [
    'one that believes the time that an approval itself claims',
    {
      rules: [
        brokenBy('own time', (known, act) => {
          const claimed = (party: string, index: number) => {
            const step = stepsOf(known).find((one) => one.party === party && one.index === index)
            return step && Date.parse(step.time) / 1000
          }
          return foldAct(act, stepsOf(known), claimed, known.now)?.state
        }),
      ],
    },
  ],
  [
    'one that takes of a party the word that arrived last',
    {
      rules: [
        brokenBy('last word', (known, act) => {
          const steps = stepsOf(known)
          const renumbered = steps.map((step, at): Step => ({ ...step, index: 1000 - at }))
          const covered = (party: Country, index: number) => known.coveredAt(party, steps[1000 - index]?.index ?? 0)
          return foldAct(act, renumbered, covered, known.now)?.state
        }),
      ],
    },
  ],
  [
    'one that believes what stands in any log',
    {
      rules: [
        brokenBy('any log', ({ entries, coveredAt, now }, act) => {
          const steps = entries.flatMap((logged): Step[] => {
            const { entry, index, country } = logged
            const step = stepOf(logged)
            if (step || !entry.type.endsWith('approved')) return step ? [step] : []
            const { hash, parties, expires } = entry.data as never
            const at = { act: entry.subject, hash, parties, expires, party: country, index, time: entry.time }
            return [{ ...at, step: 'approved', officers: ['any'], needed: 1 }]
          })
          return foldAct(act, steps, coveredAt, now)?.state
        }),
      ],
    },
  ],
  // Not a rule but an exchange: the witness alone knows of a cosignature whose answer was lost.
  ['an exchange in which nodes tell each other the latest cosignatures alone', { gossip: false }],
]

describe('the simulation catches', () => {
  for (const [name, settings] of BROKEN)
    test(name, () => {
      const seeds = Array.from({ length: 3000 }, (_, seed) => seed + 1)
      assert.ok(seeds.some((seed) => runSchedule(seed, settings).differing.length > 0))
    })
  test('none of these without their fault', () => {
    assert.deepEqual(runSchedule(1, { rules: [JOINT_RULE] }).differing, [])
  })
})
