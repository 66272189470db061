// The warning list on a really migrated database: two officers, notice, term, contest; what the public sees, and what it never sees.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { XA, XB } from '../../../../../test/fixtures/database.ts'
import {
  authorized,
  bodyOf,
  check,
  codeOf,
  done,
  first,
  foldOf,
  inWords,
  judging,
  keeper,
  node,
  noticed,
  pack,
  party,
  place,
  published,
  register,
  report,
  second,
  setClock,
  speaker,
  statusOf,
  warnings,
  who,
  written,
} from '../../../../../test/fixtures/warning-desk.ts'
import { readerOf } from '../../../../../test/look/fixtures.ts'
import { readEventsAfter, readStream } from '../../../../events/index.ts'
import { addDays, day } from '../../../../kernel/day.ts'
import type { Pack } from '../../../../packs/index.ts'
import { CheckAnswerSchema, checkAnswer } from '../../answers.ts'
import type { Warning } from '../../domain/warning.ts'
import { PUBLIC_WARNING_EVENTS } from '../../events/warning.ts'
import { openKnownWarnings } from '../../known-files/warnings.ts'
import { warningPageRoutes } from '../../routes/warnings.ts'
import { readFile } from '../../store/files.ts'
import { readWarningParty, readWarningWords } from '../../store/warnings.ts'
import { WARNING_FILE } from './acting.ts'
import { contestPublicly, contestWarning } from './contest.ts'
import { approveWarning, decideContest, publishWarning, removeWarning, returnWarning } from './decide.ts'
import { eraseWarning } from './erase.ts'
import { amendWarning, reportWarning } from './report.ts'
import { dismissWarning, giveNotice, proposeWarning, verifyWarning } from './review.ts'

describe('the warning list', { concurrency: false }, () => {
  test('from report to publication: four eyes, notice, the whole term, and the public check says so', async () => {
    setClock('2026-03-02T15:00:00Z')
    const file = await report(party('Zorzal Fingido Trabajos', { telephones: ['0000 0771'] }))
    await done(verifyWarning(node, first, inWords(file)))
    await done(proposeWarning(node, first, inWords(file)))
    const approval = { ...inWords(file), apart: [] }
    assert.equal(codeOf(await approveWarning(judging(), first, approval)), 'checked-it-yourself')
    await done(approveWarning(judging(), second, approval))
    assert.equal(codeOf(await publishWarning(judging(), second, { file, apart: [] })), 'not-in-its-life')
    const notice = { ...inWords(file), way: 'letter', givenOn: '2026-03-02' } as const
    assert.equal(codeOf(await giveNotice(node, first, { ...notice, givenOn: '2026-03-03' })), 'day-to-come')
    assert.equal(codeOf(await giveNotice(node, first, { ...notice, until: '2026-03-20' })), 'term-too-short')
    await done(giveNotice(node, first, notice))
    const until = (await foldOf(file)).notice?.until
    assert.ok(until && until >= addDays(day('2026-03-02'), 30))
    setClock(`${until}T15:00:00Z`)
    assert.equal(codeOf(await publishWarning(judging(), second, { file, apart: [] })), 'still-waiting')
    setClock('2026-04-20T15:00:00Z')
    assert.equal(codeOf(await publishWarning(judging(), first, { file, apart: [] })), 'checked-it-yourself')
    await done(publishWarning(judging(), second, { file, apart: [] }))
    const view = await check('zorzal fingido trabajos')
    assert.equal(view.results.length, 0)
    assert.deepEqual(
      view.warnings?.map(({ name, since }) => [name, since]),
      [['Zorzal Fingido Trabajos', '2026-04-20']],
    )
    assert.equal((await check('0000 0771')).warnings?.[0]?.match.field, 'telephone')
    assert.equal((await check('Nobody Of That Kind')).warnings, undefined)
    const { warning = '' } = await foldOf(file)
    const [event, ...others] = await readStream(place.database, warning)
    assert.equal(others.length, 0)
    assert.equal(event?.type, 'warning.published')
    assert.deepEqual(Object.keys(event?.data as object).sort(), ['commitment', 'since', 'source'])
    assert.doesNotMatch(JSON.stringify(event), /zorzal/i)
  })

  test('the API says no more than interface.md fixes; the page says who, since when, what to do, before look-alikes', async () => {
    const view = await check('zorzal fingido trabajos')
    const body = checkAnswer(view)
    assert.deepEqual(CheckAnswerSchema.parse(body).warnings, [
      { name: 'Zorzal Fingido Trabajos', since: '2026-04-20', source: 'Ministère du Travail' },
    ])
    assert.deepEqual(Object.keys(body.warnings[0] ?? {}).sort(), ['name', 'since', 'source'])
    const page = bodyOf(view, 'es')
    assert.match(page, /Cuidado/)
    assert.match(page, /20 de abril de 2026/)
    assert.match(page, /Ministry of Labour|Ministère du Travail/)
    assert.match(page, /No pague y no entregue papeles/)
    assert.match(page, /\/es\/warnings\/warn_[a-z0-9]+\/contest/)
    assert.doesNotMatch(page, /0000 0771/, 'no telephone of the warned is told to who did not ask with it')
  })

  test('nothing of an unpublished warning is in any public answer, at any step', async () => {
    const name = 'Cardenal Oculto Empleos'
    const secret = party(name, { telephones: ['0000 0772'], webs: ['cardenal-oculto.invalid'], offered: 'a secret' })
    const pages = warningPageRoutes({ node, warnings, speaker })
    const seen = async () => {
      const views = [await check(name), await check('0000 0772'), await check('cardenal-oculto.invalid')]
      for (const view of views) assert.equal(view.warnings, undefined)
      const list = pages.find(({ path }) => path === '/warnings')
      const shown = list && written(await list.respond({ params: {}, query: {} }, readerOf('en')))
      const changes = (await readEventsAfter(place.database, 0, 5000)).filter(({ type }) =>
        (PUBLIC_WARNING_EVENTS as readonly string[]).includes(type),
      )
      const { warning } = await foldOf(file)
      assert.ok(!changes.some(({ stream }) => stream === file || stream === warning))
      const bodies = views.map((view) => JSON.stringify(checkAnswer(view).results) + JSON.stringify(view.lookalikes))
      assert.doesNotMatch([shown, ...bodies].join(''), /cardenal|0000 0772|secret/i)
    }
    setClock('2026-05-01T15:00:00Z')
    const file = await report(secret)
    await seen()
    await done(verifyWarning(node, first, inWords(file)))
    await seen()
    await done(proposeWarning(node, first, inWords(file)))
    await done(approveWarning(judging(), second, { ...inWords(file), apart: [] }))
    await seen()
    await done(giveNotice(node, first, { ...inWords(file), way: 'none', givenOn: '2026-05-01' }))
    await seen()
    const { warning = '' } = await foldOf(file)
    const contest = pages.find(({ path }) => path === '/warnings/:id/contest')
    const shown = contest && (await contest.respond({ params: { id: warning }, query: {} }, readerOf('en')))
    assert.ok(shown && statusOf(shown) === 200)
    assert.doesNotMatch(written(shown), /cardenal|0000 0772|secret/i, 'whoever got notice sees the form, not the name')
    for (const id of ['warn_nothing', file]) {
      const none = await contest?.respond({ params: { id }, query: {} }, readerOf('en'))
      assert.deepEqual(none, { problem: 'not-found' })
    }
    await done(removeWarning(node, second, { ...inWords(file), why: 'mistake' }))
    await seen()
    assert.equal(
      (await readStream(place.database, warning)).length,
      0,
      'what was never public is not removed in public',
    )
  })

  test('contested before publication: nothing is published while it is open, nor by who verified; rejected, it waits for the term', async () => {
    const file = await noticed(party('Gorrion Supuesto'), '2026-05-04')
    const { warning = '' } = await foldOf(file)
    assert.equal(
      codeOf(await contestPublicly(node, { warning: 'warn_nothing', text: 'x', language: 'en' })),
      'no-such-file',
    )
    assert.equal(codeOf(await contestPublicly(node, { warning, text: '  ', language: 'en' })), 'no-ground')
    await done(contestPublicly(node, { warning, text: 'It is not me', contact: 'me@example.invalid', language: 'en' }))
    setClock('2026-05-05T15:00:00Z')
    assert.equal(codeOf(await publishWarning(judging(), second, { file, apart: [] })), 'not-in-its-life')
    const rejecting = { ...inWords(file), outcome: 'rejected' } as const
    assert.equal(codeOf(await decideContest(node, first, rejecting)), 'checked-it-yourself')
    await done(decideContest(node, second, rejecting))
    assert.equal(codeOf(await publishWarning(judging(), second, { file, apart: [] })), 'still-waiting')
    setClock('2026-07-01T15:00:00Z')
    await done(publishWarning(judging(), second, { file, apart: [] }))
    const [found] = (await check('Gorrion Supuesto')).warnings ?? []
    assert.deepEqual([found?.contested, found?.confirmed], [false, true])
    assert.match(bodyOf(await check('Gorrion Supuesto'), 'es'), /lo revisó y lo mantiene/)
    const words = [...(await readWarningWords(place.database, file)).values()]
    assert.ok(words.some((one) => one?.contact === 'me@example.invalid'))
  })

  test('contested after publication: the page says so; upheld, it is gone from check, list and file', async () => {
    const file = await published(party('Mirlo Imaginado'), '2026-07-02')
    await done(contestWarning(node, first, inWords(file, 'came to the desk')))
    assert.match(bodyOf(await check('Mirlo Imaginado'), 'es'), /Alguien lo contradice/)
    await done(decideContest(node, second, { ...inWords(file), outcome: 'upheld' }))
    assert.equal((await check('Mirlo Imaginado')).warnings, undefined)
    const { warning = '', state } = await foldOf(file)
    assert.equal(state, 'removed')
    assert.equal(warnings.get(warning), undefined)
    const types = (await readStream(place.database, warning)).map(({ type, data }) => [
      type,
      (data as { why?: string }).why,
    ])
    assert.deepEqual(types, [
      ['warning.published', undefined],
      ['warning.removed', 'contest upheld'],
    ])
  })

  test('without a term in the pack nobody is published until an officer sets a day, with words', async () => {
    const without = {
      ...pack,
      countries: pack.countries.map((one) => ({ ...one, deadlines: { ...one.deadlines, contest: undefined } })),
    } as unknown as Pack
    const other = { ...node, pack: without }
    setClock('2026-08-20T15:00:00Z')
    const file = await report(party('Tordo Inventado'))
    await done(verifyWarning(other, first, inWords(file)))
    await done(proposeWarning(other, first, inWords(file)))
    await done(approveWarning({ ...other, register }, second, { ...inWords(file), apart: [] }))
    const notice = { ...inWords(file), way: 'in person', givenOn: '2026-08-20' } as const
    assert.equal(codeOf(await giveNotice(other, first, notice)), 'no-term')
    assert.equal(codeOf(await giveNotice(other, first, { ...notice, until: '2026-09-20', text: '' })), 'no-ground')
    await done(giveNotice(other, first, { ...notice, until: '2026-09-20' }))
    setClock('2026-09-21T15:00:00Z')
    const silent = { ...without, publicWarnings: { ...pack.publicWarnings, published: false } }
    const quiet = { ...node, pack: silent, register }
    assert.equal(codeOf(await publishWarning(quiet, second, { file, apart: [] })), 'not-published-here')
    await done(publishWarning({ ...other, register }, second, { file, apart: [] }))
    const off = await openKnownWarnings(place.database, silent, node.now)
    await off.refresh()
    assert.deepEqual([off.size(), off.find('Tordo Inventado', 5)], [0, []])
    const [list] = warningPageRoutes({ node, warnings: off, speaker: () => ({ ...speaker(), pack: silent }) })
    assert.deepEqual(await list?.respond({ params: {}, query: {} }, readerOf('en')), { problem: 'not-found' })
  })

  test('an authorized recruiter is never warned about by mistake: its number must be written, and the public is told', async () => {
    await authorized('XA-0900-1', 'Calandria Cierta Empleos')
    setClock('2026-10-01T15:00:00Z')
    const file = await report(party('Calandria Cierta Empleos'))
    await done(verifyWarning(node, first, inWords(file)))
    await done(proposeWarning(node, first, inWords(file)))
    const approve = (apart: readonly string[]) => approveWarning(judging(), second, { ...inWords(file), apart })
    const refused = await approve([])
    assert.equal(codeOf(refused), 'names-a-recruiter')
    assert.ok(!refused.ok && 'licences' in refused.error.values && refused.error.values.licences === 'XA-0900-1')
    assert.equal(codeOf(await approve(['XA-0900-2'])), 'names-a-recruiter')
    await done(approve(['xa-0900-1']))
    await done(giveNotice(node, first, { ...inWords(file), way: 'letter', givenOn: '2026-10-01' }))
    setClock('2026-11-20T15:00:00Z')
    assert.equal(codeOf(await publishWarning(judging(), second, { file, apart: [] })), 'names-a-recruiter')
    await done(publishWarning(judging(), second, { file, apart: ['XA-0900-1'] }))
    const view = await check('Calandria Cierta Empleos')
    assert.deepEqual(
      view.results.map(({ licence }) => licence),
      ['XA-0900-1'],
    )
    assert.deepEqual(view.warnings?.[0]?.apart, [{ name: 'Calandria Cierta Empleos', licence: 'XA-0900-1' }])
    const page = bodyOf(view)
    assert.match(page, /verdict is-yes/, 'the registered one keeps its answer')
    assert.match(page, /It is not <b><bdi>Calandria Cierta Empleos<\/bdi><\/b>/)
    assert.ok(page.indexOf('verdict') < page.indexOf('Take care'))
  })

  test('erasure leaves every event and no name; before the end it is refused; a rebuild gives the same row', async () => {
    const name = 'Jilguero Borrable'
    const file = await published(party(name, { offered: 'jilguero said' }), '2026-11-21')
    assert.equal(codeOf(await eraseWarning(node, keeper, { file })), 'not-in-its-life')
    await done(removeWarning(node, second, { ...inWords(file, 'jilguero has permission now'), why: 'registered' }))
    assert.equal(codeOf(await eraseWarning(node, second, { file })), 'not-allowed')
    await done(eraseWarning(node, keeper, { file }))
    assert.equal(codeOf(await eraseWarning(node, keeper, { file })), 'erased')
    const events = await readStream(place.database, file)
    assert.deepEqual(
      events.map(({ type }) => type.replace('warning.', '')),
      ['reported', 'verified', 'proposed', 'approved', 'notice-given', 'put-in-list', 'taken-off', 'erased'],
    )
    assert.equal((await readWarningParty(place.database, file))?.record, null)
    assert.ok([...(await readWarningWords(place.database, file)).values()].every((one) => one === null))
    const tables = ['events', 'files', 'warning_parties', 'warning_words', 'audit', 'acts_once']
    for (const table of tables) {
      const rows = await place.database.query(`select t::text as row from ${table} t`)
      assert.doesNotMatch(JSON.stringify(rows), /jilguero/i, table)
    }
    const rows = await place.database.query<{ salt: string }>('select salt from warning_parties where file = $1', [
      file,
    ])
    assert.ok(rows.every(({ salt }) => salt === null))
    let again: Warning | undefined
    for (const event of events) {
      const read = WARNING_FILE.read(event)
      if (read) again = WARNING_FILE.evolve(again, { ...read, stream: event.stream, by: event.actor.account })
    }
    const row = await readFile<Warning>(place.database, file)
    assert.deepEqual(JSON.parse(JSON.stringify(again)), row?.folded)
    const [open] = await readStream(place.database, again?.warning ?? '')
    assert.ok(open && WARNING_FILE.read(open) === undefined, 'what is public makes no file')
    const kept = await report(party('Verdin Guardado'))
    const files = [await foldOf(file), await foldOf(kept)]
    const names = await place.database.transaction((tx) => WARNING_FILE.names(tx, files))
    assert.deepEqual([...names], [[kept, 'Verdin Guardado']])
    assert.equal(row?.name, null)
  })

  test('who is not of the office, of another country, or late gets nothing; two officers are told of each other', async () => {
    setClock('2027-01-10T15:00:00Z')
    const file = await report(party('Alondra Supuesta'))
    assert.equal(codeOf(await verifyWarning(node, who('acc_p', ['placement officer']), inWords(file))), 'not-allowed')
    assert.equal(codeOf(await verifyWarning(node, who('acc_i', ['inspector']), inWords(file))), 'not-allowed')
    const stranger = who('acc_b', ['register officer'], XB)
    assert.equal(codeOf(await verifyWarning(node, stranger, inWords(file))), 'not-allowed')
    const mended = { file, seen: 1, party: party('Alondra Supuesta y Cia'), papers: [] }
    await done(amendWarning(node, second, mended))
    assert.equal(codeOf(await verifyWarning(node, first, { ...inWords(file), seen: 1 })), 'changed-meanwhile')
    await done(verifyWarning(node, first, { ...inWords(file), seen: 2 }))
    await done(proposeWarning(node, first, inWords(file)))
    const approval = { ...inWords(file), apart: [] }
    assert.equal(codeOf(await approveWarning(judging(), second, approval)), 'checked-it-yourself', 'who mended it')
    const third = who('acc_third', ['deciding officer'])
    await done(returnWarning(node, third, inWords(file)))
    await done(dismissWarning(node, first, inWords(file)))
    assert.equal((await readFile(place.database, file))?.open, false)
    const once = {
      country: XA,
      via: 'complaint',
      party: party('Twice Sent'),
      once: 'key-of-a-form',
    } as const
    const both = await Promise.all([reportWarning(node, first, once), reportWarning(node, first, once)])
    assert.deepEqual(both[0], both[1])
  })
})
