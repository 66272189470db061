// The audit for those who look over the shoulders of all others: a page, and a file whose cells no spreadsheet runs.
import type { Who } from '../../../people/index.ts'
import type { SignedInRoute } from '../../../platform/http.ts'
import { safeCell } from '../lists/rejected-file.ts'
import { exportAudit, showAudit } from '../operations/audit/show-audit.ts'
import type { StaffDesk } from '../operations/desk/staff-desk.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { audit } from '../pages/staff/audit.ts'
import type { AuditFilter, AuditLineView } from '../views/audit.ts'

const FIELDS = ['act', 'account', 'subject', 'outcome', 'from', 'to'] as const

function filterOf(query: Readonly<Record<string, string>>): AuditFilter {
  return Object.fromEntries(FIELDS.flatMap((name) => (query[name] ? [[name, query[name].slice(0, 200)]] : [])))
}

const COLUMNS = [
  'number',
  'at',
  'act',
  'outcome',
  'account',
  'name',
  'role',
  'office',
  'subject',
  'subjectNumber',
  'detail',
] as const satisfies readonly (keyof AuditLineView)[]

/** The lines as a CSV (UTF-8 with its mark, lines ended by CRLF). */
export function auditFile(lines: readonly AuditLineView[]): string {
  const rows = lines.map((line) => COLUMNS.map((column) => safeCell(String(line[column] ?? ''))).join(','))
  return `\ufeff${[COLUMNS.join(','), ...rows].map((row) => `${row}\r\n`).join('')}`
}

export function auditRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const permission = { roles: ['auditor', 'administrator'] }
  return [
    {
      path: '/staff/audit',
      permission,
      async respond({ who, query }, reader) {
        const before = /^\d{1,15}$/.test(query.before ?? '') ? Number(query.before) : undefined
        const view = await showAudit(desk, who, filterOf(query), before)
        if (!view.ok) return { problem: 'not-found' }
        return { status: view.value.faults.length > 0 ? 422 : 200, page: audit(view.value, reader) }
      },
    },
    {
      path: '/staff/audit.csv',
      permission,
      async respond({ who, query }) {
        const lines = await exportAudit(desk, who, filterOf(query))
        if (!lines.ok) return { problem: 'not-found' }
        const bytes = new TextEncoder().encode(auditFile(lines.value))
        return { file: { name: 'audit.csv', type: 'text/csv; charset=utf-8', bytes } }
      },
    },
  ]
}
