// Measures duplicate detection on two files of organisations with their true identities: precision, recall, F1, pairs compared.
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { type ComparableRecord, likelyDuplicates } from '../../src/modules/register/find/duplicates.ts'

export type DuplicatesRow = {
  readonly file: string
  readonly records: number
  readonly truePairs: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly compared: number
  readonly allPairs: number
  /** Of the true pairs, those that were compared at all: the most that any threshold could reach. */
  readonly reach: number
}

type Row = Readonly<Record<string, string>>
const DATA = new URL('../../../shared/data/entity-resolution/', import.meta.url)
const FILES: Readonly<Record<string, (row: Row, at: number) => ComparableRecord>> = {
  'organisations-chicago-true-ids.csv': (row, at) => ({
    id: String(at),
    name: row['site_name'] ?? '',
    address: row['address'] ?? '',
    telephone: row['phone_key'] ?? '',
    other: row['website'] ?? '',
  }),
  'organisations-patstat-true-ids.csv': (row, at) => ({
    id: String(at),
    name: row['name'] ?? '',
    // Place as written in the file; 0.0 stands for an unknown one.
    other: Number(row['lat']) === 0 ? '' : `${row['lat']} ${row['lng']}`,
  }),
}

/** One row a file, or undefined for a file that is not on this machine. `half` keeps the odd or even identities only. */
export function measureDuplicates(file: string, half?: 0 | 1, least?: number): DuplicatesRow | undefined {
  const path = new URL(file, DATA)
  const read = FILES[file]
  if (!read || !existsSync(path)) return undefined
  const rows: Row[] = parse(readFileSync(path), { columns: true, bom: true })
  const order = [...new Set(rows.map((row) => row['true_id'] ?? ''))]
  const place = new Map(order.map((id, at) => [id, at]))
  const kept = half === undefined ? rows : rows.filter((row) => (place.get(row['true_id'] ?? '') ?? 0) % 2 === half)
  const truth = kept.map((row) => row['true_id'] ?? '')
  const sizes = new Map<string, number>()
  for (const id of truth) sizes.set(id, (sizes.get(id) ?? 0) + 1)
  const truePairs = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  const isTrue = ({ a, b }: { readonly a: string; readonly b: string }): boolean => truth[Number(a)] === truth[Number(b)]
  const records = kept.map(read)
  const { pairs, compared } = likelyDuplicates(records, least)
  const right = pairs.filter(isTrue).length
  const reached = likelyDuplicates(records, 0).pairs.filter(isTrue).length
  const [precision, recall] = [right / Math.max(pairs.length, 1), right / truePairs]
  const allPairs = (kept.length * (kept.length - 1)) / 2
  const f1 = (2 * precision * recall) / Math.max(precision + recall, 1e-9)
  return { file, records: kept.length, truePairs, precision, recall, f1, compared, allPairs, reach: reached / truePairs }
}

function main(): void {
  const least = process.argv[2] ? Number(process.argv[2]) : undefined
  const rows = Object.keys(FILES).flatMap((file) =>
    [0, 1].map((half) => measureDuplicates(file, half === 0 ? 0 : 1, least) ?? `skipped: ${file} is not on this machine`),
  )
  for (const row of rows) if (typeof row === 'string') console.log(row)
  const round = (value: number): number => Math.round(value * 1000) / 1000
  console.table(
    rows.flatMap((row, at) =>
      typeof row === 'string'
        ? []
        : [{ ...row, half: at % 2 === 0 ? 'chosen on' : 'reported', precision: round(row.precision), recall: round(row.recall), f1: round(row.f1), reach: round(row.reach) }],
    ),
  )
}

if (import.meta.main) main()
