// A decision on one node until the other's answer says it, as rows of the benchmark.
import { quantile } from '../quantile.ts'
import type { Row } from '../table.ts'
import { measureCrossing } from './crossing.ts'

export async function benchCrossing(say: (row: Row) => void, quick: boolean): Promise<void> {
  const { milliseconds } = await measureCrossing(quick ? 10 : 100)
  const name = 'decision on one node -> public answer of the other'
  say({ name: `${name}, p50`, value: quantile(milliseconds, 0.5), unit: 'ms', better: 'lower' })
  say({
    name: `${name}, p95`,
    value: quantile(milliseconds, 0.95),
    unit: 'ms',
    better: 'lower',
    aim: { of: 'value', bound: 2000 },
  })
}
