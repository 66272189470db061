// Measures the link check on files with true identities: precision and recall of "likely the same", by half of the identities.
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { parseCountry } from '../../src/kernel/country.ts'
import { createLinkIndex, type Party } from '../../src/modules/register/find/links/link-index.ts'

export type LinksRow = {
  readonly file: string
  readonly parties: number
  readonly truePairs: number
  /** Of the pairs judged likely the same, those that are. */
  readonly precision: number
  /** Of the pairs that are the same, those judged so. */
  readonly recall: number
  /** Of the pairs that are the same, those named as a link at all. */
  readonly linked: number
  /** Of the parties that have another record, those with one of them among their first ten links. */
  readonly shown: number
}

type Row = Readonly<Record<string, string>>
const DATA = new URL('../../../shared/data/entity-resolution/', import.meta.url)
const COUNTRY = parseCountry('XA')
const LIMIT = 100

/** The files, and what of each row a party has; rows of persons become applicants known by their representative alone. */
export const FILES: Readonly<Record<string, (row: Row) => Partial<Party> & { readonly truth: string }>> = {
  'organisations-chicago-true-ids.csv': (row) => ({
    truth: row.true_id ?? '',
    names: [row.site_name ?? ''],
    addresses: [row.address ?? ''],
    webs: [row.website ?? ''],
    // The file has hashes; as tokens of digits they are equal exactly when the numbers are.
    telephones: row.phone_key ? [String(Number.parseInt(row.phone_key, 16)).slice(0, 15)] : [],
  }),
  'organisations-patstat-true-ids.csv': (row) => ({ truth: row.true_id ?? '', names: [row.name ?? ''] }),
  'febrl-dataset3.csv': (row) => ({
    truth: row.true_id ?? '',
    addresses: [`${row.street_number} ${row.address_1} ${row.address_2} ${row.suburb} ${row.postcode}`],
    representatives: [
      { name: `${row.given_name} ${row.surname}`, document: row.soc_sec_id ?? '', born: row.date_of_birth ?? '' },
    ],
  }),
  'historical-people.csv': (row) => ({
    truth: row.cluster ?? '',
    representatives: [{ name: row.full_name ?? '', born: row.dob ?? '' }],
  }),
}

/** One row, or undefined for a file that is not on this machine. `half` keeps every other identity. */
export function measureLinks(file: string, half: 0 | 1): LinksRow | undefined {
  const path = new URL(file, DATA)
  const read = FILES[file]
  if (!read || !COUNTRY || !existsSync(path)) return undefined
  const rows: Row[] = parse(readFileSync(path), { columns: true, bom: true })
  const all = rows.map(read)
  const place = new Map([...new Set(all.map(({ truth }) => truth))].map((truth, at) => [truth, at]))
  const kept = all.filter(({ truth }) => (place.get(truth) ?? 0) % 2 === half)
  const none = { names: [], telephones: [], emails: [], webs: [], addresses: [], taxNumbers: [] }
  const people = { representatives: [], guarantors: [] }
  const parties = kept.map(({ truth, ...known }, at): Party & { readonly truth: string } => {
    return { id: String(at), kind: 'recruiter', label: '', country: COUNTRY, ...none, ...people, ...known, truth }
  })
  const index = createLinkIndex([])
  for (const party of parties) index.put(party)
  // Each pair is seen from both sides; so are the true ones, so the shares are of the same things.
  let [said, right, linked, truePairs, withTwin, shown] = [0, 0, 0, 0, 0, 0]
  for (const same of Map.groupBy(parties, ({ truth }) => truth).values()) {
    truePairs += same.length * (same.length - 1)
    if (same.length > 1) withTwin += same.length
  }
  for (const party of parties) {
    const links = index.linksOf(party, { limit: LIMIT })
    if (links.slice(0, 10).some(({ id }) => parties[Number(id)]?.truth === party.truth)) shown += 1
    for (const { id, judgement } of links) {
      const same = parties[Number(id)]?.truth === party.truth
      if (same) linked += 1
      if (judgement !== 'likely the same') continue
      said += 1
      if (same) right += 1
    }
  }
  const [precision, recall] = [right / Math.max(said, 1), right / truePairs]
  const shares = { precision, recall, linked: linked / truePairs, shown: shown / withTwin }
  return { file, parties: parties.length, truePairs: truePairs / 2, ...shares }
}

if (import.meta.main) {
  for (const file of process.argv[2] ? [process.argv[2]] : Object.keys(FILES)) {
    for (const half of [0, 1] as const) {
      const row = measureLinks(file, half)
      if (!row) console.log(`skipped: ${file} is not on this machine`)
      else {
        const shares = (['precision', 'recall', 'linked', 'shown'] as const).map(
          (what) => `${what} ${row[what].toFixed(3)}`,
        )
        console.log(
          `${half === 0 ? 'chosen on' : 'reported '} ${file}: ${row.parties} parties, ${row.truePairs} pairs`,
          ...shares,
        )
      }
    }
  }
}
