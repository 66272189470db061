// A legal day: a date in a country's calendar, without a clock time, written YYYY-MM-DD.

export type Day = string & { readonly __brand: 'Day' }

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/

/** The day written as `YYYY-MM-DD`, or undefined when no such day exists (2026-02-30) or the form is another. */
export function parseDay(text: string): Day | undefined {
  const parts = FORM.exec(text)
  if (!parts) return undefined
  const [, year, month, day] = parts.map(Number) as [number, number, number, number]
  return dayOf(year, month, day)
}

/** The day of a year, a month 1–12 and a day of the month, or undefined when the calendar has no such day. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  const date = new Date(Date.UTC(2000, month - 1, dayOfMonth))
  date.setUTCFullYear(year, month - 1, dayOfMonth)
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth
  if (!real || year < 1 || year > 9999) return undefined
  return date.toISOString().slice(0, 10) as Day
}

/** A day known to be right, for constants and tests. Throws RangeError when it is none. */
export function day(text: string): Day {
  const parsed = parseDay(text)
  if (!parsed) throw new RangeError(`not a day: ${text}`)
  return parsed
}

/** The day `days` later (earlier when negative). */
export function addDays(from: Day, days: number): Day {
  const date = new Date(`${from}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10) as Day
}

/** The same day `years` later; 29 February becomes 28 February in a year that has none. */
export function addYears(from: Day, years: number): Day {
  const [year, month, dayOfMonth] = from.split('-').map(Number) as [number, number, number]
  return dayOf(year + years, month, dayOfMonth) ?? day(`${String(year + years).padStart(4, '0')}-02-28`)
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

type Zone = { readonly format: Intl.DateTimeFormat; minute: number; day: Day }
const zones = new Map<string, Zone>()

/** The legal day on which an instant falls in an IANA time zone (`Area/City`). Throws RangeError for an unknown zone. */
export function dayIn(zone: string, instant: Date): Day {
  let known = zones.get(zone)
  if (!known) {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    known = { format, minute: Number.NaN, day: '' as Day }
    zones.set(zone, known)
  }
  // Every request asks for today: days begin at whole minutes, so the answer of the same minute is the same.
  const minute = Math.floor(instant.getTime() / 60_000)
  if (minute !== known.minute) {
    known.day = known.format.format(instant) as Day
    known.minute = minute
  }
  return known.day
}
