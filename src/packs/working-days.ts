// Working days and the terms of a country's desks: counted from data of the pack, the day of the act not included.
import type { Country } from '../kernel/country.ts'
import { addDays, type Day, dayOf } from '../kernel/day.ts'
import { countryOfPack } from './questions.ts'
import type { Calendar, DeadlineKind } from './schema/desks.ts'
import type { Pack } from './schema.ts'

/** Longest run of days of rest that a calendar may hold: beyond it, the calendar is broken. */
const LONGEST_REST = 60

/** Whether the country's offices work on a day. Throws RangeError for a country that is not of the pack. */
export function workingDay(pack: Pack, country: Country, day: Day): boolean {
  return isWorking(calendarOf(pack, country), day)
}

/**
 * The n-th working day after `from`; with n = 0, `from` itself or the next working day when it is one of rest.
 * Throws RangeError when `n` is no whole number from 0, for a country that is not of the pack, and for a calendar that never ends resting.
 */
export function addWorkingDays(pack: Pack, country: Country, from: Day, n: number): Day {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`)
  const calendar = calendarOf(pack, country)
  if (n === 0) return nextWorking(calendar, from)
  let day = from
  for (let counted = 0; counted < n; counted += 1) day = nextWorking(calendar, addDays(day, 1))
  return day
}

/**
 * Last day of a term that begins with an act on `from`: the day after is its first day. Undefined where the pack knows no such term.
 * Months end on the same number of the month, or on the last day of a shorter one; a last day of rest moves where the calendar says so.
 */
export function deadlineFrom(pack: Pack, country: Country, kind: DeadlineKind, from: Day): Day | undefined {
  const found = countryOfPack(pack, country)
  const term = found?.deadlines[kind]
  if (!found || !term) return undefined
  const { days = 0, months = 0, counted } = term
  if (counted === 'working') return addWorkingDays(pack, country, from, days)
  const last = addDays(addMonths(from, months), days)
  return found.calendar.termEnds === 'next-working-day' ? nextWorking(found.calendar, last) : last
}

/** Whether the calendar lists the moving holidays of a day's year; beyond that, counted days are only near the truth. */
export function calendarReaches(pack: Pack, country: Country, day: Day): boolean {
  const { listedThrough } = calendarOf(pack, country)
  return listedThrough === undefined || day <= listedThrough
}

function calendarOf(pack: Pack, country: Country): Calendar {
  const found = countryOfPack(pack, country)
  if (!found) throw new RangeError(`no country ${country} in the pack ${pack.id}`)
  return found.calendar
}

function isWorking({ restDays, holidays }: Calendar, day: Day): boolean {
  if (restDays.includes(new Date(`${day}T00:00:00Z`).getUTCDay())) return false
  const everyYear = day.slice('YYYY-'.length)
  return !holidays.some((holiday) => holiday.day === day || holiday.day === everyYear)
}

function nextWorking(calendar: Calendar, from: Day): Day {
  let day = from
  for (let rest = 0; rest <= LONGEST_REST; rest += 1) {
    if (isWorking(calendar, day)) return day
    day = addDays(day, 1)
  }
  throw new RangeError(`no working day within ${LONGEST_REST} days of ${from}`)
}

function addMonths(from: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = from.split('-').map(Number)
  const counted = year * 12 + month - 1 + months
  const inYear = Math.floor(counted / 12)
  const inMonth = (counted % 12) + 1
  // Day 0 of the next month is the last day of this one.
  const longest = new Date(Date.UTC(inYear, inMonth, 0)).getUTCDate()
  const day = dayOf(inYear, inMonth, Math.min(date, longest))
  if (!day) throw new RangeError(`no day ${months} months after ${from}`)
  return day
}
