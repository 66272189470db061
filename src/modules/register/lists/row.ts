// One record of a list becomes one entry, or a reason why not.
import type { Day } from '../../../kernel/day.ts'
import { sha256Hex } from '../../../platform/seal/digest.ts'
import { type Cleaning, cleanCell } from './clean.ts'
import { readDay } from './dates.ts'
import { canonicalContent, deriveLicence, foldForKey, keyOfLicence, type Shown } from './derive.ts'
import type { Mapping } from './mapping.ts'

export type NameKind = 'name' | 'trade name' | 'former name'

/** An entry of a list as it is loaded. */
export type ListRow = {
  /** Tells the entry from every other of its source, load after load. */
  readonly key: string
  /** As printed, or derived. */
  readonly licence: string
  readonly licenceDerived: boolean
  /** As printed (`X T/A Y` is one name); the first is of kind `name`. */
  readonly names: readonly { readonly text: string; readonly kind: NameKind }[]
  /** As printed. */
  readonly telephones: readonly string[]
  /** Lower-case hexadecimal digits; which digits of the number were hashed stands in the mapping. */
  readonly telephoneHashes: readonly string[]
  readonly emails: readonly string[]
  readonly webs: readonly string[]
  readonly place?: string
  readonly validFrom?: Day
  readonly validUntil?: Day
  /** SHA-256 of what is shown, as 64 hexadecimal digits: differs exactly when something shown differs. */
  readonly contentHash: string
}

export type Refused = { readonly column: string; readonly reason: string }

export type Entry = {
  readonly row: ListRow
  /** What two rows of one file must have in common to be one entry said twice. */
  readonly sameness: string
}

/** Makes entries of a file's records. `cleaning` counts what was cleaned away. */
export function createRowReader(mapping: Mapping, columns: ReadonlyMap<string, number>, cleaning: Cleaning) {
  const { columns: named, constant } = mapping
  const nothing = new Set(mapping.emptyWords.map((word) => word.toLowerCase()))
  const keyColumns = mapping.key

  return function readRow(record: readonly string[]): Entry | Refused {
    const cell = (column: string): string => {
      const text = cleanCell(record[columns.get(column) ?? -1] ?? '', cleaning)
      return nothing.size > 0 && nothing.has(text.toLowerCase()) ? '' : text
    }
    const cells = (list: readonly string[] | undefined) => (list ?? []).map(cell).filter((text) => text !== '')
    const one = (column: string | undefined, otherwise?: string): readonly string[] => {
      const text = (column === undefined ? '' : cell(column)) || (otherwise ?? '')
      return text === '' ? [] : [text]
    }

    const name = cells(named.name)[0]
    if (name === undefined) return { column: named.name.join(', '), reason: 'the name is empty' }
    const dates = readValidity(mapping, cell)
    if ('reason' in dates) return dates
    const hashes = readHashes(mapping, cell)
    if ('reason' in hashes) return hashes

    const printed = named.licence === undefined ? '' : cell(named.licence)
    const keyParts = keyColumns ? keyColumns.map(cell) : [name]
    const licence = printed || deriveLicence(mapping.country, mapping.source.id, keyParts)
    const place = cells(named.place).join(', ') || constant.place
    const telephones = cells(named.telephone)
    const others = [
      ...one(named.tradeName).map((text) => ({ text, kind: 'trade name' as const })),
      ...one(named.formerName).map((text) => ({ text, kind: 'former name' as const })),
    ]
    const shown = {
      licence,
      licenceDerived: printed === '',
      names: [{ text: name, kind: 'name' as const }, ...others.filter(({ text }) => text !== name)],
      telephones: telephones.length === 0 && constant.telephone ? [constant.telephone] : telephones,
      telephoneHashes: hashes.hashes,
      emails: one(named.email, constant.email),
      webs: one(named.web, constant.web),
      ...(place ? { place } : {}),
      ...dates.validity,
    } satisfies Shown
    const content = canonicalContent(shown)
    const row = { key: printed ? keyOfLicence(printed) : licence, ...shown, contentHash: sha256Hex(content) }
    // Without a number of its own, an entry spelled in two ways (capitals, accents, spaces) is one entry.
    return { row, sameness: printed ? content : foldForKey(content) }
  }
}

type CellOf = (column: string) => string

function readValidity(mapping: Mapping, cell: CellOf): Refused | { validity: { validFrom?: Day; validUntil?: Day } } {
  const validity: { validFrom?: Day; validUntil?: Day } = {}
  for (const which of ['validFrom', 'validUntil'] as const) {
    const dated = mapping.columns[which]
    const text = dated ? cell(dated.column) : ''
    if (!dated || text === '') continue
    const day = readDay(text, dated.formats)
    if (!day)
      return {
        column: dated.column,
        reason: `"${text.slice(0, 60)}" is no date of the form ${dated.formats.join(' or ')}`,
      }
    validity[which] = day
  }
  if (validity.validFrom && validity.validUntil && validity.validUntil < validity.validFrom) {
    const column = mapping.columns.validUntil?.column ?? ''
    return { column, reason: `it ends (${validity.validUntil}) before it begins (${validity.validFrom})` }
  }
  return { validity }
}

function readHashes(mapping: Mapping, cell: CellOf): Refused | { hashes: readonly string[] } {
  const hashed = mapping.columns.telephoneHash
  const hash = hashed ? cell(hashed.column).toLowerCase() : ''
  if (!hashed || hash === '') return { hashes: [] }
  if (hash.length === hashed.hexLength && /^[0-9a-f]+$/.test(hash)) return { hashes: [hash] }
  return {
    column: hashed.column,
    reason: `"${hash.slice(0, 70)}" is no hash of ${hashed.hexLength} hexadecimal digits`,
  }
}
