// What a list's columns mean: the schema of a mapping file, and how its columns are found in a header.
import { z } from 'zod'
import { parseCountry } from '../../../kernel/country.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { Localized } from '../../../packs/schema.ts'
import { DATE_FORMATS } from './dates.ts'
import type { Fault } from './fault.ts'

const Column = z.string().min(1)
/** One column, or several of which the first that is filled counts. */
const FirstFilled = z.union([Column, z.array(Column).min(1)]).transform((columns) => [columns].flat())

const Country = z.string().transform((text, context) => {
  const country = parseCountry(text)
  if (!country) context.addIssue({ code: 'custom', message: 'two capital letters of ISO 3166-1, such as "XA"' })
  return country ?? z.NEVER
})

const DateColumn = z
  .strictObject({ column: Column, formats: z.array(z.enum(DATE_FORMATS)).min(1) })
  .refine(({ formats }) => !(formats.includes('DD/MM/YYYY') && formats.includes('MM/DD/YYYY')), {
    message: 'DD/MM/YYYY and MM/DD/YYYY together: 03/04/2026 would be two days; keep the one that the list prints',
    path: ['formats'],
  })

/** A mapping file: whose list it is, what being on it means, and where each thing stands. */
export const Mapping = z.strictObject({
  source: z.strictObject({
    /** Never changes: derived licence numbers come from it. */
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens, such as "xa-agencies"'),
    name: Localized,
    publisher: z.string().min(1),
    url: z.url().optional(),
    terms: z.string().min(1),
    attribution: z.string().min(1),
  }),
  /** The country that the list speaks for. */
  country: Country,
  /** What being on the list means; it is never an authorization. */
  meaning: Localized,
  /** True for a list that must never be shown as a current statement about anyone. */
  sample: z.boolean(),
  encoding: z.string().min(1).default('auto'),
  delimiter: z.enum(['auto', ',', ';', '\t', '|']).default('auto'),
  /** Lines above the header. */
  skipRows: z.number().int().min(0).max(1000).default(0),
  /** What stands in a cell that says nothing, such as `N/A`; compared without regard to case. */
  emptyWords: z.array(z.string().min(1)).default([]),
  columns: z.strictObject({
    name: FirstFilled,
    licence: Column.optional(),
    tradeName: Column.optional(),
    formerName: Column.optional(),
    telephone: FirstFilled.optional(),
    /** SHA-256 of the number's last `digits` digits (or all), cut to `hexLength` hexadecimal digits. */
    telephoneHash: z
      .strictObject({
        column: Column,
        digits: z.union([z.literal('all'), z.number().int().min(4).max(15)]),
        hexLength: z.number().int().min(8).max(64),
      })
      .optional(),
    email: Column.optional(),
    web: Column.optional(),
    /** Joined with a comma, in this order. */
    place: FirstFilled.optional(),
    validFrom: DateColumn.optional(),
    validUntil: DateColumn.optional(),
  }),
  /** Columns that tell one entry from another where there is no licence number; default: the name. */
  key: z.array(Column).min(1).optional(),
  /** Rows name natural persons: names and contacts are particulars that can be erased. */
  person: z.boolean().default(false),
  /** Kind of recruiter, as the pack calls it. */
  kind: z.string().min(1).optional(),
  /** The same for every row that says nothing itself. */
  constant: z.strictObject({ place: Column, email: Column, web: Column, telephone: Column }).partial().default({}),
})
export type Mapping = z.infer<typeof Mapping>

/** Reads a mapping file. The fault names the file, each wrong key and what is expected there. */
export function parseMapping(text: string, fileName: string): Result<Mapping, Fault> {
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return fail({ code: 'mapping unreadable', message: `${fileName} is not JSON: ${why}`, mend: 'Mend the file there' })
  }
  const parsed = Mapping.safeParse(data)
  if (parsed.success) return ok(parsed.data)
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || '(whole file)'}: ${issue.message}`)
  return fail({
    code: 'mapping invalid',
    message: `${fileName}: ${faults.join('; ')}`,
    mend: 'Mend these keys; docs/how-to/import-a-list.md explains each',
  })
}

/** Every column that a mapping names, once each. */
export function columnsNamed(mapping: Mapping): readonly string[] {
  const { telephoneHash, validFrom, validUntil, ...plain } = mapping.columns
  const dated = [telephoneHash, validFrom, validUntil].flatMap((column) => (column ? [column.column] : []))
  const named = Object.values(plain).flatMap((columns) => columns ?? [])
  return [...new Set([...named, ...dated, ...(mapping.key ?? [])])]
}

/** Where each named column stands in the header; the fault names the missing one, those there are, and the nearest. */
export function findColumns(
  mapping: Mapping,
  header: readonly string[],
  fileName: string,
): Result<ReadonlyMap<string, number>, Fault> {
  const found = new Map<string, number>()
  for (const column of columnsNamed(mapping)) {
    const at = header.indexOf(column)
    if (at === -1) return fail(missing(column, header, fileName))
    if (header.includes(column, at + 1)) {
      return fail({
        code: 'column twice',
        message: `${fileName} has two columns named "${column}"`,
        mend: 'Give one of them another name in the file',
      })
    }
    found.set(column, at)
  }
  return ok(found)
}

function missing(column: string, header: readonly string[], fileName: string): Fault {
  const shown = header.slice(0, 40).map((name) => `"${name.slice(0, 60)}"`)
  const ranked = header.map((name) => ({ name, slips: slips(column, name.slice(0, 200)) }))
  const nearest = ranked.sort((a, b) => a.slips - b.slips)[0]
  const close = nearest && nearest.slips <= Math.max(2, column.length / 2)
  return {
    code: 'column missing',
    message: `${fileName} has no column "${column}". It has: ${shown.join(', ')}${header.length > 40 ? ', …' : ''}`,
    mend: close
      ? `The nearest is "${nearest.name}": write that in the mapping if it is the same`
      : 'Write a column of the file in the mapping; if the first line is no header, set skipRows or add one',
  }
}

/** Letters to insert, drop or change to come from one name to the other, without regard to case. */
function slips(a: string, b: string): number {
  const from = a.toLowerCase()
  const to = b.toLowerCase()
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
