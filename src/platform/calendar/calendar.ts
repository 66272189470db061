// Days as a calendar that other programs can follow: iCalendar (RFC 5545), whole days only.

/** `day` is a legal day (YYYY-MM-DD), without hour or zone. `uid` stays the same when the entry changes. */
export type CalendarDay = {
  readonly uid: string
  readonly day: string
  readonly summary: string
  readonly description?: string
  readonly url?: string
}

/**
 * The calendar as one text, lines ended by CRLF. `now` stamps each entry.
 * Throws RangeError for a day that is not in the calendar.
 */
export function calendarOf(
  days: readonly CalendarDay[],
  { name, now }: { readonly name: string; readonly now: Date },
): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//SurSur//SurSur//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...days.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${escaped(entry.uid)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(entry.day, 0)}`,
      // The end of a whole day is the day after it (3.6.1).
      `DTEND;VALUE=DATE:${compact(entry.day, 1)}`,
      `SUMMARY:${escaped(entry.summary)}`,
      ...(entry.description === undefined ? [] : [`DESCRIPTION:${escaped(entry.description)}`]),
      ...(entry.url === undefined ? [] : [`URL:${new URL(entry.url).href}`]),
      // A day to keep in mind is nobody's busy time.
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** A text value (3.3.11): a line end becomes the two characters \n; other control characters cannot stand in one. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/[\\;,]/g, '\\$&')
      .replace(/\r\n?|\n|\u2028|\u2029/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
  )
}

/** Lines of at most 75 octets, each further one begun by a space; no character is cut (3.1). */
function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const character of line) {
    const length = Buffer.byteLength(character)
    if (octets + length > 75) {
      text += '\r\n '
      octets = 1
    }
    text += character
    octets += length
  }
  return text
}

function compact(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day))
    throw new RangeError(`not a day: ${day}`)
  date.setUTCDate(date.getUTCDate() + later)
  return date.toISOString().slice(0, 10).replaceAll('-', '')
}
