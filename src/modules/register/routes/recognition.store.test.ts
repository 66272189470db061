// The desk of a host country: the page of another country's recruiter offers what the officer may do, and the work list leads to differences.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actor, XA, XB } from '../../../../test/fixtures/database.ts'
import { seated } from '../../../../test/fixtures/desk-node.ts'
import { ask, openStaffDesk } from '../../../../test/fixtures/staff-desk.ts'
import { day } from '../../../kernel/day.ts'
import { enterRecruiter } from '../operations/enter-recruiter.ts'
import { recordAct } from '../operations/record-act.ts'
import { deskRoutes } from './desk.ts'

let place: Awaited<ReturnType<typeof openStaffDesk>>
before(async () => {
  place = await openStaffDesk()
})
after(() => place.close())

test('a host suspends another country’s recruiter at its desk; both see the difference', async () => {
  const { node, desk, reader, settle } = place
  const ground = { text: { en: 'g' } }
  const [home, licence, on] = [XB, 'XB-7001-1', day('2026-02-01')]
  const entered = await enterRecruiter(node, actor('deciding officer', XB), {
    ...{ licence, country: home, kind: 'agency', day: on, ground },
    particulars: {
      names: [{ text: 'Otra Orilla', kind: 'name' }],
      telephones: [],
      telephoneHashes: [],
      emails: [],
      webs: [],
    },
  })
  assert.ok(entered.ok)
  const by = actor('deciding officer', XB)
  assert.ok((await recordAct(node, by, { act: 'grant', home, licence, country: home, day: on, ground })).ok)
  await settle()
  const routes = deskRoutes(desk)
  const who = seated('acc_host', ['deciding officer'], XA)
  const params = { licence }
  const page = async (path: string, of = params) => {
    const answer = await ask(routes, { path, who, reader, params: of })
    assert.ok('page' in answer, JSON.stringify(answer))
    return String(answer.page.body)
  }
  assert.match(await page('/staff/recruiters/:licence'), /value="suspend"/)
  const path = '/staff/recruiters/:licence/recognition'
  const empty = await ask(routes, { path, who, reader, params, form: { act: 'suspend', words: ' ' }, once: 'a' })
  assert.ok('status' in empty && empty.status === 422)
  const done = await ask(routes, { path, who, reader, params, form: { act: 'suspend', words: 'why' }, once: 'b' })
  assert.deepEqual(done, { redirect: `/staff/recruiters/${licence}/recognition?done=done` })
  await settle()
  assert.match(await page(path), /value="restore"/)
  assert.match(await page('/staff/divergences'), /Otra Orilla/)
  assert.match(await page('/staff'), /\/staff\/divergences/)
})
