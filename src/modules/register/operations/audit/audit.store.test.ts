// The audit as it is read: filters, pages, whose lines, the exported file; looking and exporting leave lines themselves.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { XB } from '../../../../../test/fixtures/database.ts'
import { seated } from '../../../../../test/fixtures/desk-node.ts'
import { ask, openStaffDesk } from '../../../../../test/fixtures/staff-desk.ts'
import { writeAudit } from '../../../../events/index.ts'
import { auditFile, auditRoutes } from '../../routes/desk-audit.ts'
import type { AuditFilter } from '../../views/audit.ts'
import { exportAudit, showAudit } from './show-audit.ts'

let place: Awaited<ReturnType<typeof openStaffDesk>>
before(async () => {
  place = await openStaffDesk()
})
after(() => place.close())

const auditor = seated('acc_auditor', ['auditor'])
const of = (account: string, country = 'XA') => ({ office: 'invented', country, role: 'register officer', account })

async function line(act: string, account: string, subject: string, at: string, more: object = {}) {
  const written = { act, actor: of(account), subject, outcome: 'done', detail: {}, ...more } as const
  await writeAudit(place.database, written as Parameters<typeof writeAudit>[1], new Date(at))
}

async function linesOf(filter: AuditFilter, before?: number) {
  const shown = await showAudit(place.desk, auditor, filter, before)
  assert.ok(shown.ok)
  return shown.value
}

describe('the audit', { concurrency: false }, () => {
  test('is filtered by act, account, subject, outcome and day of the country', async () => {
    await line('register.see-file', 'acc_one', 'file_a', '2026-02-10T12:00:00Z')
    await line('register.decide', 'acc_two', 'file_a', '2026-02-11T12:00:00Z', { outcome: 'refused' })
    await line('people.create-account', 'acc_two', 'acc_new', '2026-02-12T12:00:00Z')
    const subjects = async (filter: AuditFilter) => (await linesOf(filter)).lines.map(({ act }) => act)
    assert.deepEqual(await subjects({ act: 'register.decide' }), ['register.decide'])
    assert.deepEqual(await subjects({ account: 'acc_two' }), ['people.create-account', 'register.decide'])
    assert.deepEqual(await subjects({ subject: 'file_a' }), ['register.decide', 'register.see-file'])
    assert.deepEqual(await subjects({ outcome: 'refused' }), ['register.decide'])
    assert.deepEqual(await subjects({ from: '2026-02-10', to: '2026-02-11' }), ['register.decide', 'register.see-file'])
  })

  test('a bad day is said, and no line is shown for it', async () => {
    const view = await linesOf({ from: '31.2.2026' })
    assert.deepEqual([view.faults, view.lines], [['from'], []])
    const path = '/staff/audit'
    const answer = await ask(auditRoutes(place.desk), {
      path,
      who: auditor,
      reader: place.reader,
      query: { from: 'x' },
    })
    assert.ok('page' in answer)
    assert.equal(answer.status, 422)
    assert.match(String(answer.page.body), /id="errors"/)
  })

  test('shows nothing of another country, and nothing to an officer; each look is a line without what was typed', async () => {
    const elsewhere = { act: 'register.decide', actor: of('acc_b', 'XB'), subject: 's', outcome: 'done', detail: {} }
    await writeAudit(place.database, elsewhere as Parameters<typeof writeAudit>[1], new Date())
    assert.deepEqual((await linesOf({ account: 'acc_b' })).lines, [])
    const other = await showAudit(place.desk, seated('acc_x', ['auditor'], XB), { account: 'acc_one' })
    assert.deepEqual(other.ok && other.value.lines, [])
    const officer = await showAudit(place.desk, seated('acc_o', ['register officer', 'deciding officer']), {})
    assert.equal(officer.ok ? '' : officer.error.code, 'not-allowed')
    assert.equal((await linesOf({ account: 'acc_o', act: 'register.see-audit' })).lines[0]?.outcome, 'refused')
    await linesOf({ subject: 'Somebody Example' })
    const [mine] = (await linesOf({ account: 'acc_auditor' })).lines
    assert.equal(mine?.subject, 'audit')
    assert.doesNotMatch(JSON.stringify(mine), /Somebody/)
  })

  test('goes page by page without losing or repeating a line', async () => {
    for (let count = 0; count < 205; count++)
      await line('register.note', 'acc_many', `file_${count}`, '2026-02-20T12:00:00Z')
    const seen: string[] = []
    for (let before: number | undefined, pages = 0; pages < 4; pages++) {
      const view = await linesOf({ account: 'acc_many' }, before)
      seen.push(...view.lines.map(({ subject }) => subject))
      before = view.next
      if (before === undefined) break
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 205 }, (_, at) => `file_${204 - at}`),
    )
  })

  test('is taken away as a file that no spreadsheet runs, and that is a line', async () => {
    await line('register.note', 'acc_formula', '=HYPERLINK("x")', '2026-02-21T12:00:00Z')
    const lines = await exportAudit(place.desk, auditor, { account: 'acc_formula' })
    assert.ok(lines.ok)
    assert.match(auditFile(lines.value), /^\ufeffnumber,at,.*\r\n\d+,2026-02-21T12:00:00\.000Z,register\.note,done,/)
    assert.match(auditFile(lines.value), /,"'=HYPERLINK\(""x""\)",/)
    assert.equal((await linesOf({ act: 'register.export-audit' })).lines.length, 1)
  })
})
