// Measures duplicate detection on two files of organisations with their true identities: precision, recall, F1, pairs compared.
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { type ComparableRecord, clustersOf, likelyDuplicates } from '../../src/modules/register/find/duplicates.ts'

export type DuplicatesRow = {
  readonly file: string
  readonly records: number
  readonly truePairs: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** The same over the pairs inside the groups that the pairs make (`clustersOf`). */
  readonly groupPrecision: number
  readonly groupRecall: number
  readonly groupF1: number
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
    name: row.site_name ?? '',
    address: row.address ?? '',
    telephone: row.phone_key ?? '',
    other: row.website ?? '',
  }),
  'organisations-patstat-true-ids.csv': (row, at) => ({
    id: String(at),
    name: row.name ?? '',
    // Place as written in the file; 0.0 stands for an unknown one.
    other: Number(row.lat) === 0 ? '' : `${row.lat} ${row.lng}`,
  }),
}

/** One row a file, or undefined for a file that is not on this machine. `half` keeps the odd or even identities only. */
export function measureDuplicates(file: string, half?: 0 | 1, least?: number): DuplicatesRow | undefined {
  const path = new URL(file, DATA)
  const read = FILES[file]
  if (!read || !existsSync(path)) return undefined
  const rows: Row[] = parse(readFileSync(path), { columns: true, bom: true })
  const order = [...new Set(rows.map((row) => row.true_id ?? ''))]
  const place = new Map(order.map((id, at) => [id, at]))
  const kept = half === undefined ? rows : rows.filter((row) => (place.get(row.true_id ?? '') ?? 0) % 2 === half)
  const truth = kept.map((row) => row.true_id ?? '')
  const sizes = new Map<string, number>()
  for (const id of truth) sizes.set(id, (sizes.get(id) ?? 0) + 1)
  const truePairs = [...sizes.values()].reduce((sum, size) => sum + pairsIn(size), 0)
  const isTrue = ({ a, b }: { readonly a: string; readonly b: string }): boolean =>
    truth[Number(a)] === truth[Number(b)]
  const records = kept.map(read)
  const { pairs, compared } = likelyDuplicates(records, least)
  const right = pairs.filter(isTrue).length
  let [grouped, groupedRight] = [0, 0]
  for (const group of clustersOf(pairs)) {
    grouped += pairsIn(group.length)
    const counts = Map.groupBy(group, (id) => truth[Number(id)])
    for (const same of counts.values()) groupedRight += pairsIn(same.length)
  }
  const reached = likelyDuplicates(records, 0).pairs.filter(isTrue).length
  const [precision, recall] = [right / Math.max(pairs.length, 1), right / truePairs]
  const [groupPrecision, groupRecall] = [groupedRight / Math.max(grouped, 1), groupedRight / truePairs]
  const groups = { groupPrecision, groupRecall, groupF1: f1Of(groupPrecision, groupRecall) }
  const counts = {
    records: kept.length,
    truePairs,
    compared,
    allPairs: pairsIn(kept.length),
    reach: reached / truePairs,
  }
  return { file, ...counts, precision, recall, f1: f1Of(precision, recall), ...groups }
}

function pairsIn(size: number): number {
  return (size * (size - 1)) / 2
}

function f1Of(precision: number, recall: number): number {
  return (2 * precision * recall) / Math.max(precision + recall, 1e-9)
}

function main(): void {
  const least = process.argv[2] ? Number(process.argv[2]) : undefined
  const rows = Object.keys(FILES).flatMap((file) =>
    [0, 1].map(
      (half) => measureDuplicates(file, half === 0 ? 0 : 1, least) ?? `skipped: ${file} is not on this machine`,
    ),
  )
  for (const row of rows) if (typeof row === 'string') console.log(row)
  const shown = rows.flatMap((row, at) => {
    if (typeof row === 'string') return []
    const rounded = Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
      ]),
    )
    return [{ ...rounded, file: row.file.split('-')[1], half: at % 2 === 0 ? 'chosen on' : 'reported' }]
  })
  console.table(shown)
}

if (import.meta.main) main()
