// The delay from a decision to the other node's public answer, as rows.
import { quantile } from '../quantile.ts'
import type { Row } from '../table.ts'
import { measureCrossing } from './crossing.ts'

export async function benchCrossing(say: (row: Row) => void, quick: boolean): Promise<void> {
  const { milliseconds } = await measureCrossing(quick ? 10 : 100)
  const name = 'crossing: decision to the other node’s answer'
  say({ name: `${name}, p50`, value: quantile(milliseconds, 0.5), unit: 'ms', better: 'lower' })
  const aim = { of: 'value', bound: 2000 } as const
  say({ name: `${name}, p95`, value: quantile(milliseconds, 0.95), unit: 'ms', better: 'lower', aim })
}
