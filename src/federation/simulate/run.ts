// `npm run simulate -- --runs N [--seed S]`: many seeded schedules of a corridor under faults, and what they came to.
import { parseArgs } from 'node:util'
import { runSchedule } from './schedule.ts'
import { FAULTS, type Fault } from './world.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '60' },
  },
})
const [runs, first, steps] = [Number(values.runs), Number(values.seed), Number(values.steps)]
if (![runs, first, steps].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  process.stderr.write('npm run simulate -- --runs N [--seed S] [--steps K]: whole numbers, please\n')
  process.exit(2)
}

const faults = new Map<Fault, number>()
let [lost, doubled, differing, effective] = [0, 0, 0, 0]
const failures: string[] = []
for (let seed = first; seed < first + runs; seed++) {
  const outcome = runSchedule(seed, { steps })
  for (const fault of FAULTS) faults.set(fault, (faults.get(fault) ?? 0) + (outcome.faults.get(fault) ?? 0))
  lost += outcome.lost
  doubled += outcome.doubled
  differing += outcome.differing.length
  effective += outcome.effective
  if (outcome.lost + outcome.doubled + outcome.differing.length > 0)
    failures.push(`seed ${seed}: lost ${outcome.lost}, doubled ${outcome.doubled}; ${outcome.differing.join('; ')}`)
}

const injected = [...faults].map(([fault, count]) => `${fault} ${count}`).join(', ')
process.stdout.write(`runs ${runs}, seeds ${first} to ${first + runs - 1}, ${steps} steps each, ${effective} acts came into force
faults injected: ${injected}
lost ${lost}, doubled ${doubled}, differing states ${differing}
${failures.length === 0 ? 'no failures' : failures.slice(0, 50).join('\n')}
`)
process.exitCode = failures.length === 0 ? 0 : 1
