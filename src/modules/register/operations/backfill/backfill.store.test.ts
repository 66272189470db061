// A paper register taken over: sound rows become files, all or none; bad ones are named and come back; the same twice makes no second.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actor, XA } from '../../../../../test/fixtures/database.ts'
import { seated } from '../../../../../test/fixtures/desk-node.ts'
import { ask, openStaffDesk } from '../../../../../test/fixtures/staff-desk.ts'
import { lastPosition } from '../../../../events/index.ts'
import { day } from '../../../../kernel/day.ts'
import type { Application } from '../../domain/application.ts'
import { backfillRoutes } from '../../routes/desk-backfill.ts'
import { readFile, readForms } from '../../store/files.ts'
import { withdrawApplication } from '../application/by-the-recruiter.ts'
import { enterRecruiter } from '../enter-recruiter.ts'
import { MOST_BYTES, readPaperList } from './paper-list.ts'

let place: Awaited<ReturnType<typeof openStaffDesk>>
let kind = ''
let sector = ''
before(async () => {
  place = await openStaffDesk()
  kind = place.pack.countries.find(({ code }) => code === 'XA')?.kindsOfRecruiter[0]?.id ?? ''
  sector = place.pack.sectors[0]?.id ?? ''
})
after(() => place.close())

const officer = seated('acc_officer', ['register officer'])
const other = seated('acc_other', ['deciding officer'])

const HEADER = 'number,kind,name,telephones,sectors,granted_on,valid_until,decree'
const row = (number: string, more: Partial<Record<'name' | 'on' | 'until' | 'kind' | 'telephones', string>> = {}) =>
  `${number},${more.kind ?? kind},${more.name ?? 'Paper Example'},${more.telephones ?? '0000 0701;0000 0702'},${sector},${more.on ?? '2025-05-05'},${more.until ?? '2028-05-05'},Decree 5`

async function send(text: string | Uint8Array, more: { who?: typeof officer; once?: string } = {}) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const files = [{ field: 'list', name: 'paper.csv', type: 'text/csv', bytes }]
  const call = { path: '/staff/backfill/list', who: officer, reader: place.reader, form: {}, files, ...more }
  return ask(backfillRoutes(place.desk), call)
}
const bodyOf = (answer: Awaited<ReturnType<typeof send>>) => ('page' in answer ? String(answer.page.body) : '')
const filesNow = async () =>
  place.database.query<{ id: string; name: string }>(
    `select id, name from files where subkind = 'backfill' order by id`,
  )
let sent = 0
const fresh = () => ({ once: `once-${++sent}-0123456789abc` })

describe('a paper register', { concurrency: false }, () => {
  test('one authorization by the form becomes a file under its decree; a bad form comes back as typed', async () => {
    const call = { path: '/staff/backfill', who: officer, reader: place.reader }
    const typed = { number: 'P-1', kind, name: 'One <Paper>', granted_on: '2025-05-05', valid_until: '2025-01-01' }
    const bad = await ask(backfillRoutes(place.desk), { ...call, form: typed })
    assert.ok('page' in bad)
    assert.equal(bad.status, 422)
    assert.match(String(bad.page.body), /value="One &lt;Paper&gt;"/)
    assert.match(String(bad.page.body), /href="#f-valid_until">Valid until: It ends before it begins/)
    assert.match(String(bad.page.body), /href="#f-decree">Decree or resolution: It is empty/)
    const mended = { ...typed, valid_until: '', decree: 'Decree 5', sectors: sector, representatives: 'A\nB' }
    const done = await ask(backfillRoutes(place.desk), { ...call, form: mended })
    assert.ok('redirect' in done)
    const file = done.redirect.replace('/staff/files/', '')
    const held = await readFile<Application>(place.database, file)
    assert.deepEqual([held?.folded.kind, held?.folded.state, held?.name], ['backfill', 'received', 'One <Paper>'])
    const form = (await readForms(place.database, file))[0]?.record
    assert.deepEqual(form?.paper, { licence: 'P-1', grantedOn: '2025-05-05', decree: 'Decree 5' })
    assert.deepEqual(form?.representatives, [{ name: 'A' }, { name: 'B' }])
  })

  test('a list: the sound rows become files, each bad one is named with its line and column and comes back', async () => {
    const before = (await filesNow()).length
    const day0 = ['P-11', 'P-12', 'P-13'].map((number) => row(number))
    const bad = [row('P-14', { on: '5/5/2025' }), row('P-15', { kind: 'nobody' }), row('P-11')]
    const answer = await send([HEADER, ...day0, ...bad].join('\r\n'), fresh())
    const body = bodyOf(answer)
    assert.equal((await filesNow()).length, before + 3)
    assert.match(body, /3 files were opened/)
    assert.match(body, />5<\/th><td[^>]*><p><b>granted_on:<\/b> It is not a day/)
    assert.match(body, />6<\/th><td[^>]*><p><b>kind:<\/b> There is no such kind/)
    assert.match(body, />7<\/th><td[^>]*><p><b>number:<\/b> The same number is on line 2/)
    const id = /rejected\/(rejected_\w+)/.exec(body)?.[1] ?? ''
    const fetch = { path: '/staff/backfill/rejected/:id', who: officer, reader: place.reader, params: { id } }
    const back = await ask(backfillRoutes(place.desk), fetch)
    assert.ok('file' in back)
    const csv = new TextDecoder().decode(back.file.bytes)
    assert.equal(csv.split('\r\n')[0], `${HEADER},fault`)
    assert.equal(csv.split('\r\n').length, 5)
    assert.deepEqual(await ask(backfillRoutes(place.desk), { ...fetch, who: other }), { problem: 'not-found' })
    const mended = csv
      .replace('5/5/2025', '2025-05-05')
      .replace(',nobody,', `,${kind},`)
      .replace(/^P-11,.*\r\n/m, '')
    assert.deepEqual(await send(mended, fresh()), { redirect: '/staff/backfill?opened=2' })
  })

  test('the same list twice, by two officers at once or again, makes no second files', async () => {
    const before = (await filesNow()).length
    const list = [HEADER, row('P-21'), row('P-22')].join('\n')
    await Promise.all([send(list, fresh()), send(list, { who: other, ...fresh() })])
    assert.equal((await filesNow()).length, before + 2)
    const again = bodyOf(await send(list.replace('P-21', 'p 21'), fresh()))
    assert.match(again, /No file was opened/)
    assert.match(again, /The number is in the register, or a file takes it over already: XA-/)
    assert.equal((await filesNow()).length, before + 2)
    const once = fresh()
    const twice = [HEADER, row('P-23')].join('\n')
    assert.deepEqual(await send(twice, once), await send(twice, once))
    assert.equal((await filesNow()).length, before + 3)
  })

  test('a number of the register is taken; that of a withdrawn file is free again', async () => {
    const particulars = {
      names: [{ text: 'There', kind: 'name' as const }],
      telephones: [],
      telephoneHashes: [],
      emails: [],
      webs: [],
    }
    const entry = {
      licence: 'P-31',
      country: XA,
      kind,
      day: day('2026-01-05'),
      ground: { text: { en: 'x' } },
      particulars,
    }
    assert.ok((await enterRecruiter(place.node, actor('deciding officer'), entry)).ok)
    assert.match(bodyOf(await send([HEADER, row('P-31')].join('\n'), fresh())), /takes it over already: P-31/)
    const before = await filesNow()
    const first = [HEADER, row('P-32')].join('\n')
    await send(first, fresh())
    const opened = (await filesNow()).find(({ id }) => !before.some((one) => one.id === id))?.id ?? ''
    const recruiter = { ...officer, roles: ['recruiter'] as const, desk: 'recruiter' as const }
    assert.ok((await withdrawApplication(place.node, recruiter, { file: opened })).ok)
    assert.deepEqual(await send(first, fresh()), { redirect: '/staff/backfill?opened=1' })
  })

  test('what is no list is refused as a whole, and nothing is written', async () => {
    const start = await lastPosition(place.database)
    const files: readonly (readonly [string | Uint8Array, RegExp])[] = [
      ['', /There is no row/],
      [HEADER, /There is no row/],
      ['number,kind,name,granted_on\nP,k,n,2025-01-01', /The column decree is missing/],
      [new Uint8Array([0x1f, 0x8b, 8, 0]), /cannot be read as a CSV/],
      [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), /cannot be read as a CSV/],
      [`${HEADER}\n"P-9`, /cannot be read as a CSV/],
      [[HEADER, ...Array.from({ length: 2001 }, (_, at) => row(`P-${at}`))].join('\n'), /more than 2,000 rows/],
    ]
    for (const [text, said] of files) assert.match(bodyOf(await send(text, fresh())), said)
    const large = await readPaperList(new Uint8Array(MOST_BYTES + 1))
    assert.equal(large.ok ? '' : large.error.code, 'too-large')
    assert.equal(await lastPosition(place.database), start)
    const stranger = await send([HEADER, row('P-99')].join('\n'), { who: seated('acc_a', ['auditor']), ...fresh() })
    assert.deepEqual(stranger, { problem: 'not-found' })
    assert.equal(await lastPosition(place.database), start)
  })

  test('semicolons and old encodings are read, and a telephone that looks like a formula survives the way there and back', async () => {
    const semicolons = HEADER.replaceAll(',', ';')
    const cells = ['P-41', kind, 'Peñón Example', '"+0 0701; 0000 0702"', sector, '5.5.2025', '', 'Decree 5']
    const latin = Buffer.from([semicolons, cells.join(';')].join('\n'), 'latin1')
    const body = bodyOf(await send(latin, fresh()))
    const id = /rejected\/(rejected_\w+)/.exec(body)?.[1] ?? ''
    const fetch = { path: '/staff/backfill/rejected/:id', who: officer, reader: place.reader, params: { id } }
    const back = await ask(backfillRoutes(place.desk), fetch)
    assert.ok('file' in back)
    const csv = new TextDecoder().decode(back.file.bytes)
    assert.match(csv, /"'\+0 0701; 0000 0702"/)
    assert.deepEqual(await send(csv.replace('5.5.2025', '2025-05-05'), fresh()), {
      redirect: '/staff/backfill?opened=1',
    })
    const file = (await filesNow()).find(({ name }) => name === 'Peñón Example')?.id ?? ''
    assert.deepEqual((await readForms(place.database, file))[0]?.record?.telephones, ['+0 0701', '0000 0702'])
  })
})
