// The register as flat tables for people who work with spreadsheets and statistics: columns with their meaning, rows of plain values.
import type { StoredEvent } from '../../../events/index.ts'
import type { Localized } from '../../../packs/index.ts'
import type { ListOfSource } from '../store/loads.ts'
import type { RecruiterSummary } from '../views.ts'

export type Value = string | number | boolean | null
export type Column = {
  readonly name: string
  readonly type: 'text' | 'whole number' | 'yes or no'
  readonly meaning: string
}
export type Table = { readonly name: string; readonly about: string; readonly columns: readonly Column[] }
export type Row = readonly Value[]

const text = (name: string, meaning: string): Column => ({ name, type: 'text', meaning })

export const RECRUITERS: Table = {
  name: 'recruiters',
  about: 'Every recruiter with a public standing on the day of the export.',
  columns: [
    text('address', 'country and licence number, as in the address of the public page'),
    text('licence', 'licence number as printed'),
    {
      name: 'licence_derived',
      type: 'yes or no',
      meaning: 'the number was made by this register, because the source gave none',
    },
    text('name', 'registered name'),
    text('trade_names', 'separated by " | "'),
    text('former_names', 'separated by " | "'),
    text('country', 'home country, ISO 3166-1 alpha-2'),
    text('status', 'headline: the most careful of the countries’ words'),
    text('place', 'place of business'),
    text('telephones', 'as registered, separated by " | "'),
    text('emails', 'separated by " | "'),
    text('webs', 'separated by " | "'),
    text('sectors', 'what an authorization is for, separated by " | "'),
    text('places', 'where it may place workers'),
    { name: 'workers', type: 'whole number', meaning: 'most workers at one time' },
  ],
}

export const STANDINGS: Table = {
  name: 'standings',
  about: 'One row a recruiter and country that has said something about it.',
  columns: [
    text('address', 'the recruiter'),
    text('country', 'whose word it is, ISO 3166-1 alpha-2'),
    text(
      'status',
      'authorized, suspended, expired, revoked, delisted (no longer on the list) or listed (on a list whose meaning is not an authorization)',
    ),
    text('since', 'first day of this status, YYYY-MM-DD'),
    text('valid_from', 'YYYY-MM-DD'),
    text('valid_until', 'last day, YYYY-MM-DD'),
    text('says', 'the authority, or the list'),
  ],
}

export const LISTS: Table = {
  name: 'lists',
  about: 'The published lists that this node holds.',
  columns: [
    text('source', 'identifier of the list'),
    text('name', 'name of the list'),
    text('publisher', 'who publishes it'),
    text('terms', 'under which terms'),
    text('attribution', 'the sentence to repeat wherever the data is used'),
    text('as_of', 'the day of the list, YYYY-MM-DD'),
    text('meaning', 'what being on it means; it is never an authorization'),
    { name: 'sample', type: 'yes or no', meaning: 'never a current statement about anyone' },
  ],
}

const joined = (values: readonly string[]): string | null => (values.length > 0 ? values.join(' | ') : null)

/** A text in English where there is one: column names are English too. */
const words = (localized: Localized | undefined): string | null =>
  localized?.en ?? Object.values(localized ?? {})[0] ?? null

export function recruiterRow(summary: RecruiterSummary): Row {
  const {
    address,
    licence,
    licenceDerived,
    name,
    tradeNames,
    formerNames,
    country,
    status,
    place,
    telephones,
    emails,
    webs,
    scope,
  } = summary
  const sectors = (scope?.sectors ?? []).flatMap((sector) => words(sector) ?? [])
  return [
    address,
    licence,
    licenceDerived,
    name,
    joined(tradeNames),
    joined(formerNames),
    country,
    status,
    place ?? null,
    joined(telephones),
    joined(emails),
    joined(webs),
    joined(sectors),
    words(scope?.places),
    scope?.workers ?? null,
  ]
}

/** The rows of a recruiter's standings; a country that could not be asked has none. */
export function standingRows({ address, standings }: RecruiterSummary): readonly Row[] {
  return standings
    .filter(({ status }) => status !== 'unknown')
    .map(({ country, status, since, validFrom, validUntil, says }) => [
      address,
      country,
      status,
      since ?? null,
      validFrom ?? null,
      validUntil ?? null,
      words(says),
    ])
}

export function listRow({ mapping, asOf }: ListOfSource): Row {
  const { id, name, publisher, terms, attribution } = mapping.source
  return [id, words(name), publisher, terms, attribution, asOf, words(mapping.meaning), mapping.sample]
}

/** A public event as it goes into `changes.jsonl`: acts, numbers and salted commitments, nothing personal. */
export function changeOf({ position, id, type, legalDay, recordedAt, origin, stream, data }: StoredEvent) {
  return { position, id, type, day: legalDay, recordedAt: recordedAt.toISOString(), origin, recruiter: stream, data }
}
