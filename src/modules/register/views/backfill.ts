// The columns of a paper register as it is taken over, what can be wrong with a cell, and what the page is given.
import type { Localized } from '../../../packs/schema.ts'

/** Columns of the CSV and fields of the form. `several`: more than one value, separated by semicolons. */
export const PAPER_COLUMNS = {
  number: { must: true, most: 60 },
  kind: { must: true, most: 60 },
  name: { must: true, most: 200 },
  trade_names: { several: 20, most: 200 },
  tax_number: { most: 60 },
  telephones: { several: 20, most: 200 },
  emails: { several: 20, most: 200 },
  webs: { several: 20, most: 200 },
  address: { most: 300 },
  place: { most: 200 },
  representatives: { several: 20, most: 200 },
  sectors: { several: 40, most: 60 },
  countries: { several: 20, most: 2 },
  occupations: { several: 60, most: 4 },
  workers: { most: 9 },
  granted_on: { must: true, most: 10 },
  valid_until: { most: 10 },
  decree: { must: true, most: 500 },
  remarks: { most: 5000 },
} as const satisfies Readonly<Record<string, PaperRule>>

export type PaperRule = { readonly must?: true; readonly several?: number; readonly most: number }
export type PaperColumn = keyof typeof PAPER_COLUMNS

export type PaperFaultCode =
  | 'missing'
  | 'too-long'
  | 'too-many'
  | 'not-a-day'
  | 'in-the-future'
  | 'ends-before'
  | 'unknown-kind'
  | 'unknown-sector'
  | 'not-a-code'
  | 'not-a-number'
  | 'twice'
  | 'taken'

/** What is wrong with a cell; `values` fill its text (`fault.…`). */
export type PaperFault = {
  readonly column: PaperColumn
  readonly code: PaperFaultCode
  readonly values?: Readonly<Record<string, string>>
}

/** What is wrong with a file as a whole. */
export type PaperFileFault = {
  readonly code: 'no-file' | 'too-large' | 'too-many-rows' | 'no-rows' | 'no-column' | 'not-a-csv'
  readonly values?: Readonly<Record<string, string>>
}

export type BackfillView = {
  readonly kinds: readonly { readonly id: string; readonly name: Localized }[]
  readonly sectors: readonly { readonly id: string; readonly name: Localized }[]
  /** The form as it came back. */
  readonly typed?: Readonly<Record<string, string>>
  readonly chosen?: readonly string[]
  readonly faults?: readonly PaperFault[]
  readonly fileFault?: PaperFileFault
  /** What became of a CSV. */
  readonly outcome?: {
    readonly opened: number
    readonly bad: readonly { readonly line: number; readonly faults: readonly PaperFault[] }[]
    /** Where the bad rows can be fetched. */
    readonly rejected?: string
  }
}
