// The deadlines of a desk as a calendar that other programs can follow.
import { type CalendarDay, calendarOf } from '../../../platform/calendar/calendar.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import type { WorkItem } from '../views/desk.ts'

/**
 * Files with a deadline as iCalendar, each on its legal day. Calendars are copied to other programs: numbers stand in them,
 * no names. An entry that is read again replaces itself.
 */
export function deadlineCalendar(
  items: readonly Pick<WorkItem, 'id' | 'number' | 'open' | 'waiting' | 'deadline'>[],
  reader: RegisterReader,
  { publicUrl, now }: { readonly publicUrl: string; readonly now: Date },
): string {
  const { host } = new URL(publicUrl)
  const days = items.flatMap(({ id, number, open, waiting, deadline }): readonly CalendarDay[] => {
    if (!open || !deadline) return []
    const summary = reader.say(waiting ? 'calendar.waiting' : 'calendar.office', { number })
    const url = new URL(reader.to(`/staff/files/${encodeURIComponent(id)}`), publicUrl).href
    return [{ uid: `${id}@${host}`, day: deadline, summary, url }]
  })
  return calendarOf(days, { name: reader.say('calendar.name'), now })
}
