// The pages and forms of inspections and sanctions on a real database: what is typed is escaped and comes back, queries do not grow.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after as atTheEnd, before, describe, test } from 'node:test'
import { setTimeout as after } from 'node:timers/promises'
import { actor, openTestDatabase, type TestDatabase, testNode, XA } from '../../../../test/fixtures/database.ts'
import { pictureWith } from '../../../../test/fixtures/picture.ts'
import { day } from '../../../kernel/day.ts'
import { loadPack, type Pack } from '../../../packs/index.ts'
import { createReader } from '../../../packs/reader.ts'
import { ROLES, type Role, type Who } from '../../../people/index.ts'
import type { Database, Queryable } from '../../../platform/database/database.ts'
import type { PageAnswer, SentForm, SignedInRoute } from '../../../platform/http.ts'
import { newSealKey } from '../../../platform/seal/age.ts'
import { createTexts } from '../../../platform/texts.ts'
import { openKnownRegister } from '../known.ts'
import { openKnownFiles } from '../known-files/index.ts'
import { enterRecruiter } from '../operations/enter-recruiter.ts'
import type { InspectionDesk } from '../operations/inspection/inspection-desk.ts'
import { signalRisk } from '../operations/inspection/signal-risk.ts'
import { recordAct } from '../operations/record-act.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { findIdByKey } from '../store/recruiters.ts'
import { type RegisterKey, registerTexts } from '../texts/index.ts'
import { inspectionRoutes } from './inspections.ts'

const EVIL = '<script>alert(1)</script>&"\''
let place: TestDatabase
let pack: Pack
let desk: InspectionDesk
let routes: readonly SignedInRoute<RegisterReader, Who>[]
let queries = 0
let setClock: (instant: string) => void

/** The same database, counting what it is asked. */
function counted(database: Database): Database {
  const counting = <Q extends Queryable>(one: Q): Q => ({
    ...one,
    query: <Row>(...given: Parameters<Queryable['query']>) => {
      queries += 1
      return one.query<Row>(...given)
    },
  })
  return {
    ...counting(database),
    transaction: (work, level) => database.transaction((tx) => work(counting(tx)), level),
  }
}

const officers: readonly Who[] = [
  who('acc_inspector', ['inspector']),
  who('acc_decider', ['deciding officer']),
  who('acc_third', ['deciding officer']),
]
const [inspector, decider, third] = officers as readonly [Who, Who, Who]
function who(account: string, roles: readonly Role[]): Who {
  const desk = roles.includes('recruiter') ? 'recruiter' : 'staff'
  return { account, name: `${account} ${EVIL}`, desk, office: 'invented', country: XA, roles, session: 's' }
}

before(async () => {
  place = await openTestDatabase()
  const loaded = await loadPack(join(import.meta.dirname, '../../../../test/fixtures/xa-xb'))
  if (!loaded.ok) throw new Error('the invented pack has faults')
  pack = loaded.value
  const database = counted(place.database)
  const clock = testNode(database, '2026-03-02T15:00:00Z')
  setClock = clock.setClock
  const { node } = clock
  const register = await openKnownRegister(database, pack, node.now)
  const files = openKnownFiles(database, pack, XA, node.now)
  desk = {
    node: { ...node, pack, country: XA },
    register,
    papers: { key: await newSealKey(), limitBytes: 20_000 },
    files,
    concerns: files.concernsOf,
    speaker: () => ({ pack, country: XA, sample: false, lists: [] }),
    names: async (accounts) => new Map(accounts.map((account) => [account, `${account} ${EVIL}`])),
    officers: async () => [{ account: inspector.account, name: inspector.name }],
  }
  routes = inspectionRoutes(desk)
})
atTheEnd(() => place.close())

/** A reader that refuses a text that is not there. */
function readerOf(tag: string): RegisterReader {
  const texts = createTexts<RegisterKey>(registerTexts)
  const facts = { languages: pack.languages, asked: tag, withTexts: texts.languages, zone: 'UTC' }
  return createReader<RegisterKey>({
    ...facts,
    say: (language, locale) => (key, values) => {
      assert.ok(key in registerTexts.en, `no text ${key}`)
      return texts.say(language, locale)(key, values)
    },
  })
}
let reader: RegisterReader
const marks = { token: 't', once: 'o' }
let sent = 0

function routeOf(method: 'get' | 'post', path: string) {
  for (const route of routes) {
    if ((route.method ?? 'get') !== method) continue
    const names = route.path.split('/')
    const parts = path.split('/')
    if (names.length !== parts.length) continue
    if (!names.every((name, at) => name.startsWith(':') || name === parts[at])) continue
    const params = Object.fromEntries(
      names.flatMap((name, at) => (name.startsWith(':') ? [[name.slice(1), decodeURIComponent(parts[at] ?? '')]] : [])),
    )
    return { route, params }
  }
  throw new Error(`no route ${method} ${path}`)
}

const allowed = (route: SignedInRoute<RegisterReader, Who>, by: Who) =>
  typeof route.permission === 'string'
    ? route.permission === by.desk
    : route.permission.roles.some((role) => (by.roles as readonly string[]).includes(role))

async function get(by: Who, address: string): Promise<string> {
  const [path = '', search = ''] = address.split('?')
  const { route, params } = routeOf('get', path)
  assert.ok(allowed(route, by), `${by.account} may not see ${path}`)
  reader ??= readerOf('en')
  const request = { params, query: Object.fromEntries(new URLSearchParams(search)), who: by, marks }
  return bodyOf(
    await (route as { respond: (r: object, reader: RegisterReader) => Promise<PageAnswer> }).respond(request, reader),
  )
}

async function post(
  by: Who,
  path: string,
  fields: Readonly<Record<string, string>>,
  { lists = {}, files = [] }: Partial<Pick<SentForm, 'lists' | 'files'>> = {},
): Promise<PageAnswer> {
  const { route, params } = routeOf('post', path)
  assert.ok(allowed(route, by), `${by.account} may not send ${path}`)
  reader ??= readerOf('en')
  const form: SentForm = { fields, lists, files }
  const request = { params, query: {}, who: by, marks, form, once: `once-${++sent}` }
  return await (route as { respond: (r: object, reader: RegisterReader) => Promise<PageAnswer> }).respond(
    request,
    reader,
  )
}

function bodyOf(answer: PageAnswer): string {
  assert.ok('page' in answer, JSON.stringify(answer))
  // The title is plain text: the layout escapes it.
  const body = String(answer.page.body)
  assert.doesNotMatch(body, /<script|undefined|\[object/)
  assert.ok(body.length < 100_000, `${body.length} bytes`)
  return body
}

async function done(answer: Promise<PageAnswer>): Promise<string> {
  const given = await answer
  assert.ok('redirect' in given, 'page' in given ? String(given.page.body) : JSON.stringify(given))
  return given.redirect.replace(/\?.*/, '')
}

let entered = 0
async function authorized(telephones: readonly string[] = []): Promise<string> {
  const licence = `XA-PAGE-${++entered}`
  const by = actor('deciding officer')
  const names = [{ text: `Agency ${entered} ${EVIL}`, kind: 'name' as const }]
  const particulars = { names, telephones, telephoneHashes: [], emails: [], webs: [] }
  const common = { country: XA, day: day('2026-01-05'), ground: { text: { en: 'a test' } } }
  assert.ok((await enterRecruiter(desk.node, by, { licence, kind: 'agency', particulars, ...common })).ok)
  const scope = { sectors: [], workers: entered * 40 }
  const grant = { act: 'grant', home: XA, licence, validUntil: day('2028-01-05'), scope, ...common } as const
  assert.ok((await recordAct(desk.node, by, grant)).ok)
  return licence
}

const STILL = /still suspended: a suspension does not end by itself/

const ANSWERS = {
  on: '2026-03-02',
  'answer-no-charge': 'not in order',
  'answer-papers-kept': 'in order',
  'answer-written-contract': 'not seen',
}

// Written by hand, not read from the routes: what each role may ask for and send.
const SEE = ['/staff/inspections', '/staff/inspections/:file', '/staff/sanctions/:file']
const PROPOSE = ['/staff/recruiters/:licence/sanction']
const HANDLE = ['hearing', 'answer', 'close-hearing', 'appeal', 'payment']
const DECIDE = ['impose', 'drop', 'suspend', 'end-precaution', 'appeal-decision', 'lift']
const INSPECT = ['/staff/recruiters/:licence/inspection', '/staff/inspections/:file/propose']
const onSanction = (names: readonly string[]) => names.map((name) => `/staff/sanctions/:file/${name}`)
const onInspection = ['carry-out', 'evidence', 'replan', 'cancel', 'close', 'mend'].map(
  (name) => `/staff/inspections/:file/${name}`,
)
const own = '/recruiter/sanctions/:file'
const MAY: Readonly<Record<string, { readonly get: readonly string[]; readonly post: readonly string[] }>> = {
  inspector: {
    get: [...SEE, ...INSPECT, ...PROPOSE],
    post: [...INSPECT, ...PROPOSE, ...onInspection, ...onSanction(HANDLE)],
  },
  'register officer': { get: [...SEE, ...PROPOSE], post: [...PROPOSE, ...onSanction(HANDLE)] },
  'deciding officer': { get: [...SEE, ...PROPOSE], post: [...PROPOSE, ...onSanction([...HANDLE, ...DECIDE])] },
  auditor: { get: SEE, post: [] },
  'placement officer': { get: [], post: [] },
  administrator: { get: [], post: [] },
  observer: { get: [], post: [] },
  recruiter: { get: [own], post: [`${own}/answer`, `${own}/appeal`] },
}

test('every route and every role: allowed or refused', () => {
  for (const role of ROLES) {
    for (const method of ['get', 'post'] as const) {
      const open = routes.filter((one) => (one.method ?? 'get') === method && allowed(one, who('acc_role', [role])))
      assert.deepEqual(
        open.map(({ path }) => path).sort(),
        [...(MAY[role]?.[method] ?? [])].sort(),
        `${role} ${method}`,
      )
    }
  }
})

describe('pages of inspections and sanctions', { concurrency: false }, () => {
  test('from the plan to the suspension by forms alone; the public answer says it with the redirect', async () => {
    const licence = await authorized()
    assert.match(await get(inspector, '/staff/inspections'), /Agency 1 &lt;script/)
    await get(inspector, `/staff/recruiters/${licence}/inspection`)
    const plan = { day: '2026-03-02', inspector: inspector.account }
    const file = await done(post(inspector, `/staff/recruiters/${licence}/inspection`, plan))
    await get(inspector, file)
    assert.match(await get(inspector, `${file}?paper=1`), /☐/)
    await done(post(inspector, `${file}/carry-out`, { ...ANSWERS, 'note-no-charge': EVIL, remarks: EVIL }))
    assert.match(await get(decider, file), /&lt;script&gt;alert\(1\)/)
    await get(inspector, `${file}/propose`)
    await done(post(inspector, `${file}/propose`, { sanction: 'suspension', facts: EVIL, law: '' }))
    const sanction = /\/staff\/sanctions\/(file_[a-z0-9]+)/.exec(await get(inspector, file))?.[0] ?? ''
    await done(post(inspector, `${sanction}/hearing`, { 'until-hearing': '' }))
    await done(post(inspector, `${sanction}/answer`, { 'words-answer': EVIL }))
    assert.match(await get(inspector, sanction), /who neither proposed nor inspected/)
    await done(post(decider, `${sanction}/impose`, { 'reason-impose': EVIL, 'law-impose': 'Invented Labour Code, 22' }))
    await get(decider, sanction)
    const id = (await findIdByKey(place.database, licence.replaceAll('-', ''))) ?? ''
    assert.equal(desk.register.get(id)?.effects.at(-1)?.status, 'suspended')
    await done(post(inspector, `${sanction}/appeal`, { 'words-appeal': EVIL }))
    const decision = { 'outcome-appeal-decision': 'overturned', 'reason-appeal-decision': EVIL }
    await done(post(third, `${sanction}/appeal-decision`, decision))
    assert.match(await get(third, sanction), /Allowed: the sanction falls/)
    assert.equal(desk.register.get(id)?.effects.at(-1)?.status, 'authorized')
    for (const tab of ['planned', 'found', 'closed']) await get(inspector, `/staff/inspections?tab=${tab}`)
  })

  test('a refused form comes back with every word, and leads to the field that is to be mended', async () => {
    const licence = await authorized()
    const wrong = await post(inspector, `/staff/recruiters/${licence}/inspection`, {
      day: '2026-02-30',
      inspector: 'x',
    })
    assert.match(bodyOf(wrong), /href="#f-day"/)
    const plan = { day: '2026-03-05', inspector: inspector.account }
    const file = await done(post(inspector, `/staff/recruiters/${licence}/inspection`, plan))
    const typed = { ...ANSWERS, 'note-papers-kept': 'a cupboard, locked', remarks: `long remarks ${EVIL}` }
    const refused = await post(inspector, `${file}/carry-out`, typed)
    assert.equal('status' in refused && refused.status, 422)
    const page = bodyOf(refused)
    assert.match(page, /href="#f-note-no-charge"/)
    assert.match(page, /a cupboard, locked/)
    assert.match(page, /long remarks &lt;script/)
    assert.match(page, /value="not in order" checked/)
    await done(post(inspector, `${file}/cancel`, { 'reason-cancel': 'moved' }))
    const late = await post(inspector, `${file}/carry-out`, { ...typed, 'note-no-charge': 'paid', seen: '1' })
    assert.equal('status' in late && late.status, 409)
    assert.match(bodyOf(late), /Cancelled the inspection/)
  })

  test('evidence from inside the checklist: what was typed stays, the paper can be ticked, and is listed with the finding', async () => {
    const licence = await authorized()
    const plan = { day: '2026-03-02', inspector: inspector.account }
    const file = await done(post(inspector, `/staff/recruiters/${licence}/inspection`, plan))
    const before = await get(inspector, file)
    assert.match(before, /enctype="multipart\/form-data"/)
    assert.equal(before.match(/type="file"/g)?.length, 1, 'one place to add evidence')
    const photo = { field: 'checklist-file', name: `photo ${EVIL}.png`, type: 'image/png', bytes: pictureWith('seen') }
    const typed = { ...ANSWERS, 'note-no-charge': 'a worker paid', remarks: `half done ${EVIL}`, go: 'evidence' }
    // Sent with nothing chosen: refused at its field, and all that was typed stays.
    const empty = await post(inspector, `${file}/evidence`, typed)
    assert.equal('status' in empty && empty.status, 422)
    assert.match(bodyOf(empty), /href="#f-checklist-file"/)
    const kept = await post(inspector, `${file}/evidence`, typed, { files: [photo] })
    assert.equal('status' in kept && kept.status, 200)
    for (const page of [bodyOf(empty), bodyOf(kept)]) {
      assert.match(page, /half done &lt;script/)
      assert.match(page, />\s*a worker paid</)
      assert.match(page, /value="not in order" checked/)
    }
    const id = /name="evidence-no-charge" value="([^"]+)"/.exec(bodyOf(kept))?.[1] ?? ''
    assert.match(id, /^paper_/)
    assert.doesNotMatch(bodyOf(kept), /class="errors"/)
    const damaged = { ...photo, bytes: Buffer.from('no picture') }
    const ticked = { 'evidence-no-charge': [id] }
    const late = await post(inspector, `${file}/carry-out`, typed, { lists: ticked, files: [damaged] })
    assert.match(bodyOf(late), /href="#f-checklist-file"[\s\S]*half done/)
    assert.match(bodyOf(late), new RegExp(`value="${id}" checked`))
    // One that was chosen and never kept by its own button comes along: it is not lost.
    const along = { ...photo, name: 'along.png' }
    await done(post(inspector, `${file}/carry-out`, typed, { lists: ticked, files: [along] }))
    assert.match(await get(inspector, file), /along\.png/)
    const after = await get(inspector, file)
    assert.equal(after.match(new RegExp(`/staff/papers/${id}`, 'g'))?.length, 2, 'in the list and at its finding')
    // From the form that stands by itself, two at once; an auditor reads that they are there and opens none.
    const more = [photo, { ...photo, name: 'second.png' }]
    await done(post(inspector, `${file}/evidence`, {}, { files: more }))
    const auditor = who('acc_auditor', ['auditor'])
    const seen = await get(auditor, file)
    assert.match(seen, /second.png/)
    assert.doesNotMatch(seen, /staff\/papers|type="file"/)
    const bad = await post(inspector, `${file}/evidence`, {}, { files: [damaged] })
    assert.match(bodyOf(bad), /href="#f-evidence-file"/)
  })

  test('a suspension whose last day is over stays, and the page says that an officer has to lift it', async () => {
    const licence = await authorized()
    const charge = { sanction: 'suspension', facts: 'charged', law: '' }
    const file = await done(post(inspector, `/staff/recruiters/${licence}/sanction`, charge))
    await done(post(inspector, `${file}/hearing`, {}))
    await done(post(inspector, `${file}/answer`, { 'words-answer': 'no' }))
    const law = {
      'reason-impose': 'the reason of the decision',
      'law-impose': 'Code, 22',
      'until-impose': '2026-03-10',
    }
    await done(post(decider, `${file}/impose`, law))
    setClock('2026-03-10T15:00:00Z')
    assert.doesNotMatch(await get(decider, file), STILL)
    setClock('2026-03-11T15:00:00Z')
    assert.match(await get(decider, file), STILL)
    await done(post(decider, `${file}/lift`, { 'reason-lift': 'its term is over', 'law-lift': 'Code, 22' }))
    assert.doesNotMatch(await get(decider, file), STILL)
    setClock('2026-03-02T15:00:00Z')
  })

  test('a suspension at once that becomes the sanction: the reason of the decision is on the office’s page', async () => {
    const licence = await authorized()
    const charge = { sanction: 'suspension', facts: 'charged', law: '', precaution: 'yes' }
    const file = await done(post(inspector, `/staff/recruiters/${licence}/sanction`, charge))
    await done(post(decider, `${file}/suspend`, { 'reason-suspend': 'workers in danger', 'law-suspend': 'Code, 22' }))
    await done(post(inspector, `${file}/hearing`, {}))
    await done(post(inspector, `${file}/answer`, { 'words-answer': 'no' }))
    const decision = { 'reason-impose': 'what the decision rests on', 'law-impose': 'Code, 22' }
    await done(post(decider, `${file}/impose`, decision))
    const page = await get(decider, file)
    assert.match(page, /workers in danger/)
    assert.match(page, /<h2>Decision<\/h2>[\s\S]*what the decision rests on/)
  })

  test('a fine is typed with its unit; one outside the scale comes back', async () => {
    const licence = await authorized()
    await get(inspector, `/staff/recruiters/${licence}/sanction`)
    const charge = { sanction: 'fine-charging', facts: 'two workers paid', law: '' }
    const file = await done(post(inspector, `/staff/recruiters/${licence}/sanction`, charge))
    await done(post(inspector, `${file}/hearing`, {}))
    await done(post(inspector, `${file}/answer`, { 'words-answer': 'no' }))
    const decision = { 'reason-impose': 'seen', 'law-impose': 'Invented Labour Code, 21' }
    for (const amount of ['49', '12,5', '-60', 'much', '']) {
      const answer = await post(decider, `${file}/impose`, { ...decision, 'amount-impose': amount })
      assert.match(bodyOf(answer), /href="#f-amount-impose"/, amount)
    }
    await done(post(decider, `${file}/impose`, { ...decision, 'amount-impose': '120' }))
    assert.match(await get(decider, file), /120 XUN/)
    await done(post(inspector, `${file}/payment`, { 'result-payment': 'paid', 'paid-payment': '2026-03-02' }))
    assert.match(await get(decider, file), /The fine was paid/)
  })

  test('another recruiter, a file of another kind, a file that is none: not there', async () => {
    const licence = await authorized()
    const charge = { sanction: 'written-warning', facts: 'x', law: '' }
    const file = await done(post(inspector, `/staff/recruiters/${licence}/sanction`, charge))
    const id = file.split('/').at(-1) ?? ''
    const stranger = who('acc_stranger', ['recruiter'])
    for (const [by, path] of [
      [stranger, `/recruiter/sanctions/${id}`],
      [inspector, `/staff/inspections/${id}`],
      [inspector, '/staff/sanctions/file_none'],
      [inspector, '/staff/recruiters/XA-NOBODY/sanction'],
    ] as const) {
      const { route, params } = routeOf('get', path)
      const respond = (route as { respond: (r: object, reader: RegisterReader) => Promise<PageAnswer> }).respond
      assert.deepEqual(await respond({ params, query: {}, who: by, marks }, reader), { problem: 'not-found' }, path)
    }
  })

  test('the recruiter reads its own file, answers and appeals; of the office it reads no name', async () => {
    const licence = await authorized()
    const recruiter = (await findIdByKey(place.database, licence.replaceAll('-', ''))) ?? ''
    const account = 'acc_agency'
    await place.database.query(
      `insert into files (id, number, kind, subkind, country, state, open, waiting, recruiter, account, opened_on, decided_on,
         changed_at, changed_by, last_event, stream_version, folded)
       values ('file_grant', 'XA-S-9999', 'application', 'authorization', 'XA', 'granted', false, false, $1, $2, '2026-01-05',
         '2026-01-05', now(), 'x', 'application.granted', 1, '{}')`,
      [recruiter, account],
    )
    const charge = { sanction: 'suspension', facts: `charged ${EVIL}`, law: '' }
    const path = await done(post(inspector, `/staff/recruiters/${licence}/sanction`, charge))
    const id = path.split('/').at(-1) ?? ''
    const agency: Who = { ...who(account, ['recruiter']), name: 'Agency account' }
    const own = `/recruiter/sanctions/${id}`
    const { route, params } = routeOf('get', own)
    const respond = (route as { respond: (r: object, reader: RegisterReader) => Promise<PageAnswer> }).respond
    assert.deepEqual(await respond({ params, query: {}, who: agency, marks }, reader), { problem: 'not-found' })
    await done(post(inspector, `${path}/hearing`, {}))
    const page = await get(agency, own)
    assert.match(page, /charged &lt;script/)
    assert.doesNotMatch(page, /acc_inspector|acc_decider/)
    await done(post(agency, `${own}/answer`, { 'words-answer': 'it was not so' }))
    await done(post(decider, `${path}/suspend`, { 'reason-suspend': `in danger ${EVIL}`, 'law-suspend': 'Code, 22' }))
    assert.match(await get(agency, own), /in danger &lt;script/)
    const decision = { 'reason-impose': 'what it rests on', 'law-impose': 'Code, 22', 'until-impose': '2026-03-10' }
    await done(post(decider, `${path}/impose`, decision))
    assert.match(await get(agency, own), /You can appeal until/)
    assert.match(await get(agency, own), /what it rests on/)
    setClock('2026-03-11T15:00:00Z')
    assert.match(await get(agency, own), STILL)
    setClock('2026-03-02T15:00:00Z')
    await done(post(agency, `${own}/appeal`, { 'words-appeal': 'we disagree' }))
    assert.doesNotMatch(await get(agency, own), /acc_inspector|acc_decider/)
  })

  test('pages of many rows ask no more than pages of few, and every language of the pack can be read', async () => {
    const cost = async (path: string) => {
      const begun = queries
      await get(inspector, path)
      return queries - begun
    }
    const few = await cost('/staff/inspections')
    const listed = await cost('/staff/inspections?tab=planned')
    const module = actor('administrator')
    for (let one = 0; one < 30; one += 1) {
      const licence = await authorized()
      const recruiter = (await findIdByKey(place.database, licence.replaceAll('-', ''))) ?? ''
      const sign = {
        recruiter,
        country: XA,
        kind: 'complaint',
        weight: 1,
        source: 'rights',
        day: day('2026-02-01'),
      } as const
      assert.ok((await signalRisk(desk.node, module, { key: `sign-${one}`, ...sign })).ok)
      const plan = { day: '2026-03-02', inspector: inspector.account }
      if (one % 2 === 0) await done(post(inspector, `/staff/recruiters/${licence}/inspection`, plan))
    }
    assert.equal(await cost('/staff/inspections'), few)
    assert.equal(await cost('/staff/inspections?tab=planned'), listed)
    assert.match(await get(inspector, '/staff/inspections'), /from=25/)
    assert.match(await get(inspector, '/staff/inspections?from=25'), /3 of 30/)
    for (const tag of ['fr', 'ar']) {
      reader = readerOf(tag)
      await get(inspector, '/staff/inspections')
    }
    reader = readerOf('en')
  })

  test('who shares a telephone with a revoked recruiter stands higher in the plan, with the points said', async () => {
    const [near, revoked] = [await authorized(['9000 1111']), await authorized(['+990 9000 1111'])]
    const ground = { text: { en: 'a test' } }
    const act = { act: 'revoke', home: XA, licence: revoked, country: XA, day: day('2026-02-01'), ground } as const
    assert.ok((await recordAct(desk.node, actor('deciding officer'), act)).ok)
    await desk.files.refresh()
    const id = (await findIdByKey(place.database, near.replaceAll('-', ''))) ?? ''
    // Counted in the background.
    for (let tries = 0; !desk.files.concernsOf(id) && tries < 1000; tries += 1) await after(10)
    assert.deepEqual(desk.files.concernsOf(id), { refused: 0, revoked: 1 })
    assert.match(await get(inspector, `/staff/recruiters/${near}/inspection`), /10 of 20/)
  })
})
