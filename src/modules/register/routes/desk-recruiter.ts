// The desk's page of a registered recruiter, by its address or by its identifier.
import type { Who } from '../../../people/index.ts'
import type { SignedInRoute } from '../../../platform/http.ts'
import { addressOfRecruiter, showStaffRecruiter } from '../operations/desk/show-staff-recruiter.ts'
import type { StaffDesk } from '../operations/desk/staff-desk.ts'
import { showRecognition } from '../operations/joint/recognize.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { staffRecruiter } from '../pages/staff/recruiter.ts'
import { DESK_ROLES } from './desk-acts.ts'

export function staffRecruiterRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const permission = { roles: DESK_ROLES }
  return [
    {
      path: '/staff/recruiters/by-id/:id',
      permission,
      async respond({ params }) {
        const address = await addressOfRecruiter(desk, params.id ?? '')
        return address ? { redirect: `/staff/recruiters/${encodeURIComponent(address)}` } : { problem: 'not-found' }
      },
    },
    {
      path: '/staff/recruiters/:licence',
      permission,
      async respond({ params, who, marks }, reader) {
        const view = await showStaffRecruiter(desk, who, params.licence ?? '')
        if (!view.ok) return { problem: 'not-found' }
        const recognition = await showRecognition(desk, who, params.licence ?? '')
        return { status: 200, page: staffRecruiter(view.value, reader, marks, recognition) }
      },
    },
  ]
}
