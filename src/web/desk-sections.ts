// What stands in the bar of the desks, and who sees it; the routes themselves hold who may.
import type { DeskSection } from './staff-shell.ts'

const OFFICERS = ['register officer', 'deciding officer', 'inspector', 'auditor']

export const DESK_SECTIONS: readonly DeskSection[] = [
  { desk: 'staff', path: '/staff', key: 'desk.section.work', roles: OFFICERS },
  { desk: 'staff', path: '/staff/search', key: 'desk.section.search', roles: OFFICERS },
  { desk: 'staff', path: '/staff/inspections', key: 'desk.section.inspections', roles: OFFICERS },
  { desk: 'staff', path: '/staff/warnings', key: 'desk.section.warnings', roles: OFFICERS },
  {
    desk: 'staff',
    path: '/staff/federation',
    key: 'desk.section.federation',
    roles: [...OFFICERS, 'administrator', 'observer'],
  },
  { desk: 'staff', path: '/staff/figures', key: 'desk.section.figures', roles: OFFICERS },
  { desk: 'staff', path: '/staff/accounts', key: 'desk.section.accounts', roles: ['administrator'] },
  { desk: 'staff', path: '/staff/audit', key: 'desk.section.audit', roles: ['auditor', 'administrator'] },
  { desk: 'staff', path: '/staff/account', key: 'desk.section.account' },
  { desk: 'recruiter', path: '/recruiter', key: 'desk.section.my-files' },
  { desk: 'recruiter', path: '/recruiter/account', key: 'desk.section.account' },
]
