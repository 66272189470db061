// The deadlines of the desk as a calendar that other programs read.
import type { Who } from '../../../people/index.ts'
import { calendarOf } from '../../../platform/calendar/calendar.ts'
import type { SignedInRoute } from '../../../platform/http.ts'
import { showDeadlines } from '../operations/desk/show-work.ts'
import type { StaffDesk } from '../operations/desk/staff-desk.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { word } from '../pages/staff/words.ts'
import { DESK_ROLES } from './desk-acts.ts'

export function calendarRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  return [
    {
      path: '/staff/deadlines.ics',
      permission: { roles: DESK_ROLES },
      async respond({ who }, reader) {
        const items = await showDeadlines(desk, who)
        const days = items.flatMap(({ id, number, kind, subkind, deadline }) =>
          // A number and a kind, no name: a calendar is copied to telephones and to other people's servers.
          deadline
            ? [
                {
                  uid: id,
                  day: deadline,
                  summary: `${number}: ${word(reader, 'kind', kind === 'application' ? subkind : kind)}`,
                },
              ]
            : [],
        )
        const text = calendarOf(days, { name: reader.say('calendar.name'), now: desk.node.now() })
        return {
          file: { name: 'deadlines.ics', type: 'text/calendar; charset=utf-8', bytes: new TextEncoder().encode(text) },
        }
      },
    },
  ]
}
