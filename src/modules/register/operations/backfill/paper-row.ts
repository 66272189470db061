// One authorization of a paper register: from its cells to a form, or what is wrong with each of them.
import type { Country } from '../../../../kernel/country.ts'
import { type Day, parseDay } from '../../../../kernel/day.ts'
import { fail, ok, type Result } from '../../../../kernel/result.ts'
import { countryOfPack, type Pack } from '../../../../packs/index.ts'
import type { ApplicationForm } from '../../forms.ts'
import { PAPER_COLUMNS, type PaperColumn, type PaperFault, type PaperRule } from '../../views/backfill.ts'

export type PaperRow = { readonly number: string; readonly kind: string; readonly form: ApplicationForm }
export type PaperCells = Readonly<Partial<Record<PaperColumn, string>>>

const COLUMNS = Object.keys(PAPER_COLUMNS) as readonly PaperColumn[]

/** Reads the cells; every fault of every cell is named, not the first alone. `language` is the one it is written in. */
export function readPaperRow(
  cells: PaperCells,
  around: { readonly pack: Pack; readonly country: Country; readonly today: Day; readonly language: string },
): Result<PaperRow, readonly PaperFault[]> {
  const { pack, country, today, language } = around
  const text = (column: PaperColumn) => (cells[column] ?? '').trim()
  const several = (column: PaperColumn) =>
    text(column)
      .split(/[;\n]/)
      .map((value) => value.trim())
      .filter((value) => value !== '')
  const faults = COLUMNS.flatMap((column) => shapeFaults(column, text(column), several(column)))
  const add = (column: PaperColumn, code: PaperFault['code'], values?: Record<string, string>) => {
    if (!faults.some((one) => one.column === column)) faults.push({ column, code, ...(values && { values }) })
  }
  const kinds = (countryOfPack(pack, country)?.kindsOfRecruiter ?? []).map(({ id }) => id)
  const kind = text('kind').toLowerCase()
  if (!kinds.includes(kind)) add('kind', 'unknown-kind', { values: kinds.join(', ') })
  const known = pack.sectors.map(({ id }) => id)
  const sectors = several('sectors')
  if (sectors.some((id) => !known.includes(id))) add('sectors', 'unknown-sector', { values: known.join(', ') })
  const countries = several('countries').map((code) => code.toUpperCase())
  if (countries.some((code) => !/^[A-Z]{2}$/.test(code))) add('countries', 'not-a-code')
  const occupations = several('occupations')
  if (occupations.some((code) => !/^\d{4}$/.test(code))) add('occupations', 'not-a-code')
  const workers = text('workers')
  if (workers && !/^[1-9]\d{0,5}$/.test(workers)) add('workers', 'not-a-number')
  const [grantedOn, validUntil] = [parseDay(text('granted_on')), parseDay(text('valid_until'))]
  if (!grantedOn) add('granted_on', 'not-a-day')
  else if (grantedOn > today) add('granted_on', 'in-the-future')
  if (text('valid_until') && !validUntil) add('valid_until', 'not-a-day')
  if (grantedOn && validUntil && validUntil < grantedOn) add('valid_until', 'ends-before')
  if (faults.length > 0 || !grantedOn) return fail(faults)
  const number = text('number')
  const optional = (name: string, value: string) => (value ? { [name]: value } : {})
  const form: ApplicationForm = {
    language,
    name: text('name'),
    tradeNames: several('trade_names'),
    telephones: several('telephones'),
    emails: several('emails'),
    webs: several('webs'),
    representatives: several('representatives').map((name) => ({ name })),
    guarantors: [],
    sectors,
    occupations,
    countries,
    answers: {},
    papers: {},
    ...optional('taxNumber', text('tax_number')),
    ...optional('address', text('address')),
    ...optional('place', text('place')),
    ...optional('remarks', text('remarks')),
    ...(workers && { workers: Number(workers) }),
    paper: { licence: number, grantedOn, decree: text('decree'), ...(validUntil && { validUntil }) },
  }
  return ok({ number, kind, form })
}

/** Missing, too long, too many. */
function shapeFaults(column: PaperColumn, text: string, several: readonly string[]): PaperFault[] {
  const { must, several: most, most: longest }: PaperRule = PAPER_COLUMNS[column]
  if (must && text === '') return [{ column, code: 'missing' }]
  if (most !== undefined && several.length > most) return [{ column, code: 'too-many', values: { most: String(most) } }]
  const long = (most === undefined ? [text] : several).some((value) => value.length > longest)
  return long ? [{ column, code: 'too-long', values: { most: String(longest) } }] : []
}
