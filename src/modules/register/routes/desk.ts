// The pages of the officers' desk: work list, search, figures, files.
import type { Who } from '../../../people/index.ts'
import type { SignedInRoute } from '../../../platform/http.ts'
import { showFile } from '../operations/desk/show-file.ts'
import { searchDesk, showFigures, showWork } from '../operations/desk/show-work.ts'
import type { StaffDesk } from '../operations/desk/staff-desk.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { file as filePage } from '../pages/staff/file.ts'
import { figures, search } from '../pages/staff/search.ts'
import { work } from '../pages/staff/work.ts'
import { DESK_ROLES, deskActRoutes } from './desk-acts.ts'
import { auditRoutes } from './desk-audit.ts'
import { backfillRoutes } from './desk-backfill.ts'
import { calendarRoutes } from './desk-calendar.ts'
import { linkRoutes } from './desk-links.ts'
import { staffRecruiterRoutes } from './desk-recruiter.ts'
import { recognitionRoutes } from './recognition.ts'

export function deskRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const permission = { roles: DESK_ROLES }
  return [
    {
      path: '/staff',
      permission: 'staff',
      async respond({ who, query }, reader) {
        // Whoever keeps the accounts, or sits elsewhere, has no files here.
        if (!who.roles.some((role) => DESK_ROLES.includes(role)))
          return { redirect: who.roles.includes('administrator') ? '/staff/accounts' : '/staff/account' }
        return { status: 200, page: work(await showWork(desk, who, query), reader) }
      },
    },
    {
      path: '/staff/search',
      permission,
      async respond({ who, query }, reader) {
        return { status: 200, page: search(await searchDesk(desk, who, (query.q ?? '').slice(0, 200)), reader) }
      },
    },
    {
      path: '/staff/figures',
      permission,
      async respond({ who }, reader) {
        return { status: 200, page: figures(await showFigures(desk, who), reader) }
      },
    },
    {
      path: '/staff/files/:file',
      permission,
      async respond({ params, query, who, marks }, reader) {
        const view = await showFile(desk, who, params.file ?? '')
        if (!view.ok) return { problem: 'not-found' }
        const done = query.done === 'done' || query.done === 'noted' ? query.done : undefined
        return { status: 200, page: filePage(view.value, reader, marks, { done }) }
      },
    },
    ...deskActRoutes(desk),
    ...auditRoutes(desk),
    ...calendarRoutes(desk),
    ...linkRoutes(desk),
    ...backfillRoutes(desk),
    ...recognitionRoutes(desk),
    ...staffRecruiterRoutes(desk),
  ]
}
