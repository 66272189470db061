// The rows of the benchmark: printed as they come, as one table at the end, and as `results.json`.
import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'

export type Row = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly better: 'higher' | 'lower'
  /** What it is compared with, and that one's value. */
  readonly baseline?: { readonly name: string; readonly value: number }
  /** The aim of the issue: a bound on the value, or on the ratio. */
  readonly aim?: { readonly of: 'value' | 'ratio'; readonly bound: number }
}

/** Value over baseline; for times, how many times faster than the baseline. Undefined without a baseline. */
export function ratioOf({ value, better, baseline }: Row): number | undefined {
  if (!baseline) return undefined
  const [over, under] = better === 'higher' ? [value, baseline.value] : [baseline.value, value]
  return under === 0 ? undefined : over / under
}

/** Whether the row meets its aim; undefined when it has none, or nothing to measure it against. */
export function meetsAim(row: Row): boolean | undefined {
  if (!row.aim) return undefined
  const [measured, better] = row.aim.of === 'ratio' ? [ratioOf(row), 'higher'] : [row.value, row.better]
  if (measured === undefined) return undefined
  return better === 'higher' ? measured >= row.aim.bound : measured <= row.aim.bound
}

/** Three figures that count, thousands apart. */
export function figure(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}

function cells(row: Row): readonly string[] {
  const ratio = ratioOf(row)
  const met = meetsAim(row)
  const than = row.aim?.of === 'ratio' || row.better === 'higher' ? '≥' : '≤'
  const aim = row.aim ? `${than} ${figure(row.aim.bound)}${row.aim.of === 'ratio' ? ' ×' : ''}` : ''
  return [
    row.name,
    figure(row.value),
    row.unit,
    row.baseline ? `${row.baseline.name}: ${figure(row.baseline.value)}` : '',
    ratio === undefined ? '' : `${figure(ratio)} ×`,
    aim,
    met === undefined ? '' : met ? 'met' : 'MISSED',
  ]
}

const HEAD = ['name', 'value', 'unit', 'baseline', 'ratio', 'aim', '']

/** The rows as a Markdown table, its columns aligned. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)))
  const right = (column: number) => column === 1 || column === 4
  const written = lines.map((line) =>
    line.map((text, column) => text[right(column) ? 'padStart' : 'padEnd'](widths[column] ?? 0)).join(' | '),
  )
  const rule = widths.map((width, column) => (right(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)))
  return [written[0], rule.join(' | '), ...written.slice(1)].map((line) => `| ${line} |`).join('\n')
}

/** One row as it comes. */
export function lineOf(row: Row): string {
  const [name = '', value, unit, baseline, ratio, aim, met] = cells(row)
  const against = baseline ? `  (${[baseline, ratio].filter(Boolean).join(', ')})` : ''
  return `  ${name}: ${value} ${unit}${against}${aim ? `  aim ${aim}: ${met || 'not measured'}` : ''}`
}

/** Date and size of the machine. */
export function header(recruiters: number): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  return [
    `SurSur benchmark, ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${memory} GB; Node ${process.versions.node}; ${process.platform} ${process.arch}; ${recruiters.toLocaleString('en')} recruiters`,
  ].join('\n')
}

/** Writes `bench/results.json`. */
export function writeResults(rows: readonly Row[]): void {
  const results = rows.map((row) => ({
    name: row.name,
    value: round(row.value),
    unit: row.unit,
    better: row.better,
    baseline: row.baseline ? { name: row.baseline.name, value: round(row.baseline.value) } : null,
    ratio: round(ratioOf(row)),
  }))
  writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`)
}

function round(value: number | undefined): number | null {
  return value === undefined ? null : Number(value.toPrecision(4))
}
