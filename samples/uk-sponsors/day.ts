// The sample list as it stood on a day: node samples/uk-sponsors/day.ts 2026-06-05 > day.csv
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

const FIRST_DAY = '2026-03-18'
const LAST_DAY = '2026-06-25'

type Change = { readonly date: string; readonly event: string; readonly organisation_name: string }

function rowsOf(file: string): Record<string, string>[] {
  return parse(gunzipSync(readFileSync(new URL(file, import.meta.url))), { columns: true })
}

let snapshot: readonly string[] | undefined
let changes: readonly Change[] | undefined

function readSnapshot(): readonly string[] {
  snapshot ??= rowsOf('register-2026-03-18.csv.gz').map((row) => row.organisation_name ?? '')
  return snapshot
}

function readChanges(): readonly Change[] {
  changes ??= rowsOf('changes-2026-03-20-to-2026-06-25.csv.gz').map((row) => ({
    date: row.date ?? '',
    event: row.event ?? '',
    organisation_name: row.organisation_name ?? '',
  }))
  return changes
}

/** The days (YYYY-MM-DD, ascending) on which the list differed from the one before. */
export function daysOfChange(): readonly string[] {
  return [...new Set(readChanges().map(({ date }) => date))].sort()
}

/**
 * The names on the list on a day, sorted by code unit; on a day without a change, those of the last change before it.
 * Throws RangeError for a day outside 2026-03-18 to 2026-06-25 and for what is no day.
 */
export function listOnDay(day: string): readonly string[] {
  const real = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day
  if (!real) throw new RangeError(`"${day}" is no day; write it as YYYY-MM-DD, such as 2026-06-05`)
  if (day < FIRST_DAY || day > LAST_DAY) {
    throw new RangeError(`${day} lies outside the sample, which runs from ${FIRST_DAY} to ${LAST_DAY}`)
  }
  const names = new Set(readSnapshot())
  for (const { date, event, organisation_name: name } of readChanges()) {
    if (date > day) break
    if (event === 'added') names.add(name)
    else names.delete(name)
  }
  return [...names].sort()
}

/** The list on a day as a CSV file with one column. */
export function csvOnDay(day: string): string {
  const cells = listOnDay(day).map((name) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name))
  return `organisation_name\n${cells.join('\n')}\n`
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.stdout.write(csvOnDay(process.argv[2] ?? ''))
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    console.error(thrown.message)
    process.exitCode = 1
  }
}
