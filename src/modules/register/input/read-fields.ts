// Reads one field of an application out of what was typed, and says what is wrong with it.
import { type Typed, textOf, tickedOf } from './typed.ts'
import { parseTypedDay } from './values.ts'

export type FaultCode =
  | 'missing'
  | 'too-long'
  | 'too-many'
  | 'not-a-day'
  | 'not-yet'
  | 'not-a-number'
  | 'not-money'
  | 'not-a-choice'
  | 'not-an-email'
  | 'not-a-telephone'
  | 'papers-missing'
  | 'papers-too-many'

/** Takes note of what is wrong with a field. `values` are for the sentence that says so. */
export type Fault = (field: string, code: FaultCode, values?: Readonly<Record<string, string | number>>) => void
/** A line of text without blanks at its ends; undefined when it is empty. */
export function line(typed: Typed, name: string, most: number, fault: Fault, required = false): string | undefined {
  const text = textOf(typed, name).trim()
  if (text === '' && required) fault(name, 'missing')
  if (text.length > most) fault(name, 'too-long', { most })
  return text === '' ? undefined : text
}

/** A text of several lines, each without blanks at its ends, empty ones left out. */
export function lines(typed: Typed, name: string, fault: Fault): readonly string[] {
  const all = textOf(typed, name)
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '')
  if (all.length > 20) fault(name, 'too-many', { most: 20 })
  if (all.some((text) => text.length > 200)) fault(name, 'too-long', { most: 200 })
  return all
}

/** The boxes that were ticked, of those that there are. */
export function chosen(typed: Typed, name: string, known: readonly string[], fault: Fault): readonly string[] {
  const ticked = tickedOf(typed, name)
  if (ticked.some((one) => !known.includes(one))) fault(name, 'not-a-choice')
  return ticked
}

/** A number as `parse` reads it; undefined when nothing was typed or it is none. */
export function amount(
  typed: Typed,
  name: string,
  parse: (text: string) => number | undefined,
  code: FaultCode,
  fault: Fault,
): number | undefined {
  const text = textOf(typed, name).trim()
  if (text === '') return undefined
  const value = parse(text)
  if (value === undefined) fault(name, code)
  return value
}

/** A day up to today; undefined when nothing was typed or it is none. */
export function pastDay(typed: Typed, name: string, today: string, fault: Fault): string | undefined {
  const text = textOf(typed, name).trim()
  if (text === '') return undefined
  const day = parseTypedDay(text)
  if (!day) fault(name, 'not-a-day')
  else if (day > today) fault(name, 'not-yet')
  return day
}
