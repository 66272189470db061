// The warning list on a really migrated database: two officers, notice, term, contest; what the public sees, and what it never sees.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { actor, openTestDatabase, type TestDatabase, testNode, XA, XB } from '../../../../../test/fixtures/database.ts'
import { pictureWith } from '../../../../../test/fixtures/picture.ts'
import { readerOf } from '../../../../../test/look/fixtures.ts'
import { readEventsAfter, readStream } from '../../../../events/index.ts'
import type { Country } from '../../../../kernel/country.ts'
import { addDays, day } from '../../../../kernel/day.ts'
import { loadPack, type Pack } from '../../../../packs/index.ts'
import type { Role, Who } from '../../../../people/index.ts'
import type { PageAnswer, SentForm } from '../../../../platform/http.ts'
import { newSealKey } from '../../../../platform/seal/age.ts'
import { CheckAnswerSchema, checkAnswer } from '../../answers.ts'
import type { Warning } from '../../domain/warning.ts'
import { PUBLIC_WARNING_EVENTS } from '../../events/warning.ts'
import type { WarningParty } from '../../events/warning-party.ts'
import { type KnownRegister, openKnownRegister } from '../../known.ts'
import { type KnownWarnings, openKnownWarnings } from '../../known-files/warnings.ts'
import { answer } from '../../pages/answer.ts'
import { warningFormRoutes, warningPageRoutes, warningRoutes } from '../../routes/warnings.ts'
import { readFile } from '../../store/files.ts'
import { readWarningParty, readWarningWords } from '../../store/warnings.ts'
import type { Speaker } from '../../summary.ts'
import { checkRecruiter } from '../check-recruiter.ts'
import type { DeskNode } from '../desk-node.ts'
import { enterRecruiter } from '../enter-recruiter.ts'
import { recordAct } from '../record-act.ts'
import { WARNING_FILE } from './acting.ts'
import { contestPublicly, contestWarning } from './contest.ts'
import { approveWarning, decideContest, publishWarning, removeWarning, returnWarning } from './decide.ts'
import { eraseWarning } from './erase.ts'
import { amendWarning, reportWarning } from './report.ts'
import { dismissWarning, giveNotice, proposeWarning, verifyWarning } from './review.ts'

let place: TestDatabase
let node: DeskNode
let pack: Pack
let setClock: (instant: string) => void
let register: KnownRegister
let warnings: KnownWarnings
before(async () => {
  place = await openTestDatabase()
  const loaded = await loadPack(join(import.meta.dirname, '../../../../../test/fixtures/xa-xb'))
  if (!loaded.ok) throw new Error('the invented pack has faults')
  pack = loaded.value
  const clock = testNode(place.database, '2026-03-02T15:00:00Z')
  setClock = clock.setClock
  node = { ...clock.node, pack, country: XA }
  register = await openKnownRegister(place.database, pack, node.now)
  warnings = await openKnownWarnings(place.database, pack, node.now)
})
after(() => place.close())

function who(account: string, roles: readonly Role[], country: Country = XA): Who {
  return { account, name: account, desk: 'staff', office: 'labour', country, roles, session: 's' }
}
const first = who('acc_first', ['register officer', 'deciding officer'])
const second = who('acc_second', ['deciding officer'])
const keeper = who('acc_keeper', ['administrator'])
const inWords = (file: string, text = 'words of the act') => ({ file, text, language: 'en' })
const judging = () => ({ ...node, register })
const speaker = (): Speaker => ({ pack, country: XA, sample: false, lists: [] })

const party = (name: string, more: Partial<WarningParty> = {}): WarningParty => ({
  language: 'en',
  name,
  names: [],
  telephones: [],
  emails: [],
  webs: [],
  ...more,
})
const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.ok ? 'done' : result.error?.code
async function done(result: Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>) {
  assert.equal(codeOf(await result), 'done')
}
const foldOf = async (file: string) => (await readFile<Warning>(place.database, file))?.folded as Warning

async function report(of: WarningParty, by = first): Promise<string> {
  const made = await reportWarning(node, by, { country: XA, via: 'officer', party: of })
  assert.ok(made.ok, JSON.stringify(made))
  return made.value.file
}

async function noticed(of: WarningParty, on: string): Promise<string> {
  setClock(`${on}T15:00:00Z`)
  const file = await report(of)
  await done(verifyWarning(node, first, inWords(file)))
  await done(proposeWarning(node, first, inWords(file)))
  await done(approveWarning(judging(), second, { ...inWords(file), apart: [] }))
  await done(giveNotice(node, first, { ...inWords(file), way: 'letter', givenOn: on }))
  return file
}

/** Published on the day after the pack's 30 calendar days, or a day of work later: `later` days after notice. */
async function published(of: WarningParty, on: string, later = 40): Promise<string> {
  const file = await noticed(of, on)
  setClock(`${addDays(day(on), later)}T15:00:00Z`)
  await done(publishWarning(judging(), second, { file, apart: [] }))
  await warnings.refresh()
  return file
}

async function check(text: string) {
  await register.refresh()
  await warnings.refresh()
  const today = day('2026-12-01')
  return checkRecruiter(
    speaker(),
    place.database,
    register,
    { text, on: today, limit: 10 },
    today,
    node.now(),
    warnings,
  )
}
const bodyOf = (view: Awaited<ReturnType<typeof check>>, tag = 'en') => String(answer(view, readerOf(tag)).body)

async function authorized(licence: string, name: string): Promise<void> {
  const decider = actor('deciding officer')
  const common = { licence, country: XA, day: day('2026-01-01'), ground: { text: { en: 'a test' } } }
  const particulars = {
    names: [{ text: name, kind: 'name' as const }],
    telephones: [],
    telephoneHashes: [],
    emails: [],
    webs: [],
  }
  await done(enterRecruiter(node, decider, { ...common, kind: 'agency', particulars }))
  const until = { act: 'grant', home: XA, validUntil: day('2030-01-01') } as const
  await done(recordAct(node, decider, { ...common, ...until }))
  await register.refresh()
}

const form = (fields: Readonly<Record<string, string>>, more: Partial<SentForm> = {}): SentForm => ({
  fields,
  lists: {},
  files: [],
  ...more,
})
const marks = { token: 't', once: 'once-0123456789abcdef' }
const statusOf = (given: PageAnswer) => ('status' in given ? given.status : JSON.stringify(given))
const written = (given: PageAnswer) =>
  'page' in given ? given.page.title + String(given.page.body) : JSON.stringify(given)

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

  test('the desk’s pages: forms act, a refusal keeps what was typed, names and words never become markup', async () => {
    setClock('2027-02-01T15:00:00Z')
    const papers = { key: await newSealKey(), limitBytes: 20_000 }
    const desk = { node, register, warnings, papers, names: async () => new Map<string, string>() }
    const routes = warningRoutes(desk)
    const reader = readerOf('es')
    async function call(method: 'get' | 'post', path: string, by: Who, params = {}, fields = {}, more = {}) {
      const route = routes.find((one) => one.path === path && (one.method ?? 'get') === method)
      if (!route) throw new Error(`no route ${path}`)
      const request = { params, query: {}, who: by, marks, form: form(fields, more), once: `once-${Math.random()}` }
      return route.respond(request, reader)
    }
    const evil = '<img src=x onerror=alert(1)>"\'&'
    const report = { name: evil, names: `${evil}\nOther`, offered: `</textarea>${evil}`, via: 'officer' }
    assert.match(
      written(await call('post', '/staff/warnings/new', first, {}, { ...report, name: '' })),
      /Escriba un nombre/,
    )
    const made = await call('post', '/staff/warnings/new', first, {}, report)
    assert.ok('redirect' in made, written(made))
    const file = /file_[a-z0-9]+/.exec(made.redirect)?.[0] ?? ''
    const pages = [
      await call('get', '/staff/warnings', first),
      await call('get', '/staff/warnings/new', first),
      await call('get', '/staff/warnings/:file', first, { file }),
    ]
    const empty = await call(
      'post',
      '/staff/warnings/:file/verify',
      first,
      { file },
      { 'verify-text': '', 'verify-law': evil },
    )
    assert.equal(statusOf(empty), 400)
    assert.match(written(empty), /class="errors"[\s\S]*href="#f-verify-text"/)
    // A photo is added from the file's page; ticked, it proves what is said; another file's proves nothing.
    const photo = { field: 'evidence-file', name: 'poster.png', type: 'image/png', bytes: pictureWith('a poster') }
    const evidence = '/staff/warnings/:file/evidence'
    const bare = await call('post', evidence, first, { file })
    assert.match(written(bare), /href="#f-evidence-file"/)
    const sent = await call('post', evidence, first, { file }, {}, { files: [photo] })
    assert.deepEqual(sent, { redirect: `/staff/warnings/${file}?done=done` })
    const shown = await call('get', '/staff/warnings/:file', first, { file })
    const id = /staff\/papers\/(paper_[a-z0-9]+)"><bdi>poster.png/.exec(written(shown))?.[1] ?? ''
    const [amend, mend] = ['/staff/warnings/:file/amend', { 'amend-name': evil, 'amend-offered': evil }]
    const both = { lists: { 'amend-papers': [id, 'paper_of_another'] } }
    const foreign = await call('post', amend, first, { file }, mend, both)
    assert.match(written(foreign), /href="#f-amend-papers"/)
    await call('post', amend, first, { file }, mend, { lists: { 'amend-papers': [id] } })
    assert.deepEqual((await foldOf(file)).papers, [id])
    const stale = { seen: '1', 'verify-text': `seen ${evil}` }
    await done(amendWarning(node, first, { file, party: party(evil, { offered: evil }), papers: [id] }))
    const late = await call('post', '/staff/warnings/:file/verify', first, { file }, stale)
    assert.equal(statusOf(late), 409)
    assert.match(written(late), /seen &lt;img/, 'nothing typed is lost')
    const verified = await call('post', '/staff/warnings/:file/verify', first, { file }, { ...stale, seen: '3' })
    assert.deepEqual(verified, { redirect: `/staff/warnings/${file}?done=done` })
    pages.push(empty, late, bare, foreign, shown, await call('get', '/staff/warnings/:file', first, { file }))
    for (const one of pages) {
      const body = 'page' in one ? String(one.page.body) : ''
      assert.ok(body.includes('<h1>'))
      assert.doesNotMatch(body, /<img|<\/textarea>&lt;\/textarea><img/)
      const ids = Array.from(body.matchAll(/ id="([^"]+)"/g), ([, id]) => id)
      assert.equal(new Set(ids).size, ids.length, 'every id stands once')
    }
    assert.deepEqual(await call('get', '/staff/warnings/:file', stranger(), { file }), { problem: 'not-found' })
    assert.deepEqual(await call('get', '/staff/warnings/:file', first, { file: 'file_none' }), { problem: 'not-found' })
  })

  test('the public form: words are needed and kept, once contested it says so; a name with markup is text', async () => {
    const evil = 'Pinzon <script>alert(1)</script> Fingido'
    const file = await published(party(evil, { names: ['<b>x</b>'], place: '<i>here</i>' }), '2027-02-02')
    const { warning = '' } = await foldOf(file)
    const desk = { node, warnings, speaker }
    const [list, page] = warningPageRoutes(desk)
    const [post] = warningFormRoutes(desk)
    const reader = readerOf('es')
    const ask = { params: { id: warning }, query: {} }
    const shown = [
      await list?.respond({ params: {}, query: {} }, reader),
      await page?.respond(ask, reader),
      await post?.respond({ ...ask, form: form({ text: ' ', contact: '<u>me</u>' }) }, reader),
    ].map((one) => (one ? written(one) : ''))
    const view = await check(evil)
    assert.equal(view.warnings?.length, 1)
    for (const body of [...shown, bodyOf(view)]) assert.doesNotMatch(body, /<script|<b>x|<i>here|<u>/)
    assert.match(shown[0] ?? '', /Pinzon &lt;script&gt;/)
    assert.match(shown[2] ?? '', /Error: /)
    assert.match(shown[2] ?? '', /value="&lt;u&gt;me&lt;\/u&gt;"/)
    const sent = await post?.respond({ ...ask, form: form({ text: 'It is not true', contact: '' }) }, reader)
    assert.deepEqual(sent, { redirect: `/warnings/${warning}/contest?done=yes` })
    assert.equal(warnings.get(warning)?.contested, true, 'the list says at once that it is contested')
    const again = await post?.respond({ ...ask, form: form({ text: 'Again', contact: '' }) }, reader)
    assert.ok(again && statusOf(again) === 409)
    const event = (await readStream(place.database, file)).at(-1)
    assert.deepEqual([event?.actor.account, event?.actor.office], ['anybody', 'public'])
  })
})

function stranger(): Who {
  return who('acc_stranger', ['register officer'], XB)
}
