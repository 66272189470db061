// Days as lists print them: named formats tried in the order of the mapping.
import { type Day, dayOf } from '../../../kernel/day.ts'

/** Formats a mapping may name. `D` and `M` stand for one or two digits; month names are English. */
export const DATE_FORMATS = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'DD/MM/YYYY',
  'DD-MM-YYYY',
  'DD.MM.YYYY',
  'MM/DD/YYYY',
  'D MMM YYYY',
  'MMM D, YYYY',
  'Excel serial',
] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NAMES = 'january february march april may june july august september october november december'.split(' ')

/** A clock time after the day, as databases print it, is read over: a list speaks of days. */
const TIME = '(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?'

const PATTERNS: Readonly<Record<Exclude<DateFormat, 'Excel serial'>, RegExp>> = {
  'YYYY-MM-DD': pattern('(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})'),
  'YYYY/MM/DD': pattern('(?<y>\\d{4})/(?<m>\\d{1,2})/(?<d>\\d{1,2})'),
  YYYYMMDD: pattern('(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})'),
  'DD/MM/YYYY': pattern('(?<d>\\d{1,2})/(?<m>\\d{1,2})/(?<y>\\d{4})'),
  'DD-MM-YYYY': pattern('(?<d>\\d{1,2})-(?<m>\\d{1,2})-(?<y>\\d{4})'),
  'DD.MM.YYYY': pattern('(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>\\d{4})'),
  'MM/DD/YYYY': pattern('(?<m>\\d{1,2})/(?<d>\\d{1,2})/(?<y>\\d{4})'),
  'D MMM YYYY': pattern('(?<d>\\d{1,2})[ -](?<m>[a-z]{3,9})\\.?[ -](?<y>\\d{4})'),
  'MMM D, YYYY': pattern('(?<m>[a-z]{3,9})\\.? (?<d>\\d{1,2}),? (?<y>\\d{4})'),
}

function pattern(form: string): RegExp {
  return new RegExp(`^${form}${TIME}$`, 'i')
}

/** The day a cell names in the first of the formats that fits it, or undefined when none does or no such day exists. */
export function readDay(cell: string, formats: readonly DateFormat[]): Day | undefined {
  for (const format of formats) {
    const day = format === 'Excel serial' ? fromSerial(cell) : fromText(cell, PATTERNS[format])
    if (day) return day
  }
  return undefined
}

function fromText(cell: string, form: RegExp): Day | undefined {
  const parts = form.exec(cell)?.groups
  if (!parts) return undefined
  const { y = '', m = '', d = '' } = parts
  const month = /^\d/.test(m) ? Number(m) : monthNamed(m.toLowerCase())
  return dayOf(Number(y), month, Number(d))
}

function monthNamed(word: string): number {
  const name = word === 'sept' ? 'sep' : word
  return 1 + (name.length === 3 ? MONTHS.indexOf(name) : NAMES.indexOf(name))
}

/** Days since the end of 1899; Excel believes in 29 February 1900, so the count is one too high from 1 March 1900 on. */
function fromSerial(cell: string): Day | undefined {
  if (!/^\d{1,7}(\.\d+)?$/.test(cell)) return undefined
  const serial = Math.floor(Number(cell))
  if (serial < 1 || serial === 60) return undefined
  const date = new Date(Date.UTC(1899, 11, serial > 60 ? 30 : 31))
  date.setUTCDate(date.getUTCDate() + serial)
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}
