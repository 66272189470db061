// The recruiter's account through its pages, on a really migrated database: left and resumed, asked for more, answered, two windows, papers.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import { openTestDatabase, type TestDatabase, testNode, XA } from '../../../../test/fixtures/database.ts'
import { loadPack, type Requirement } from '../../../packs/index.ts'
import { createReader } from '../../../packs/reader.ts'
import type { Role, Who } from '../../../people/index.ts'
import type { PageAnswer, SentFile, SentForm, SignedInRoute } from '../../../platform/http.ts'
import { ScanFailed, type VirusScan } from '../../../platform/papers/scan.ts'
import { newSealKey, unseal } from '../../../platform/seal/age.ts'
import { sha256Hex } from '../../../platform/seal/digest.ts'
import { createTexts } from '../../../platform/texts.ts'
import type { Application } from '../domain/application.ts'
import type { AccountDesk } from '../operations/account/account-desk.ts'
import { beginDraft, MOST_DRAFTS } from '../operations/account/begin-draft.ts'
import { grantApplication, refuseApplication } from '../operations/application/decide.ts'
import { askForMore, checkRequirement, confirmComplete, proposeDecision } from '../operations/application/review.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { readDrafts, readPaper, readPapersOfFile } from '../store/drafts.ts'
import { readFile, readFilesOfAccount, readForms, readRequirements } from '../store/files.ts'
import { registerTexts } from '../texts/index.ts'
import { accountRoutes } from './account.ts'
import { paperRoutes } from './papers.ts'

let place: TestDatabase
let desk: AccountDesk
let routes: readonly SignedInRoute<RegisterReader, Who>[]
let reader: RegisterReader
let setClock: (instant: string) => void
let scan: VirusScan
before(async () => {
  place = await openTestDatabase()
  const loaded = await loadPack(join(import.meta.dirname, '../../../../test/fixtures/xa-xb'))
  if (!loaded.ok) throw new Error('the invented pack has faults')
  const pack = loaded.value
  const clock = testNode(place.database, '2026-08-03T15:00:00Z')
  setClock = clock.setClock
  scan = async () => ({ clean: true })
  const papers = { key: await newSealKey(), scan: (bytes: Uint8Array) => scan(bytes), limitBytes: 20_000 }
  desk = { node: { ...clock.node, pack, country: XA }, papers }
  routes = [...accountRoutes(desk), ...paperRoutes(desk)]
  const texts = createTexts(registerTexts)
  reader = createReader({
    languages: pack.languages,
    asked: 'en',
    withTexts: texts.languages,
    say: texts.say,
    zone: 'UTC',
  })
})
after(() => place.close())

function who(account: string, roles: readonly Role[]): Who {
  const recruits = roles.includes('recruiter')
  return {
    account,
    name: account,
    desk: recruits ? 'recruiter' : 'staff',
    office: 'invented',
    country: XA,
    roles,
    session: 's',
  }
}
const north = who('acc_north', ['recruiter'])
const south = who('acc_south', ['recruiter'])
const checker = who('acc_checker', ['register officer', 'deciding officer'])
const decider = who('acc_decider', ['deciding officer'])
const en = { language: 'en' } as const
const marks = { token: 't', once: 'o' }

/** A request to the first route that fits, as the web would make it. */
async function call(
  method: 'get' | 'post',
  address: string,
  as: Who,
  form?: SentForm,
  once = `once-${Math.random()}`,
): Promise<PageAnswer> {
  const [path = '', search = ''] = address.split('?')
  const query = Object.fromEntries(new URLSearchParams(search))
  for (const route of routes) {
    if ((route.method ?? 'get') !== method) continue
    const names = route.path.split('/')
    const parts = path.split('/')
    if (names.length !== parts.length || !names.every((name, at) => name.startsWith(':') || name === parts[at]))
      continue
    const params = Object.fromEntries(
      names.flatMap((name, at) => (name.startsWith(':') ? [[name.slice(1), parts[at] ?? '']] : [])),
    )
    const request = { params, query, who: as, marks }
    if (route.method === 'post') return route.respond({ ...request, form: form ?? sent({}), once }, reader)
    return route.respond(request, reader)
  }
  throw new Error(`no route ${method} ${path}`)
}

function sent(
  fields: Readonly<Record<string, string>>,
  lists: SentForm['lists'] = {},
  files: readonly SentFile[] = [],
): SentForm {
  return { fields, lists, files }
}

async function open(address: string, as: Who = north): Promise<string> {
  const answer = await call('get', address, as)
  if ('redirect' in answer) return open(answer.redirect, as)
  assert.ok('page' in answer, `${address}: ${JSON.stringify(answer)}`)
  const body = String(answer.page.body)
  assert.equal(body.match(/<h1/g)?.length, 1, `${address}: one h1`)
  assert.ok(body.length < 100_000)
  return body
}

/** Where the answer to a form leads. */
async function post(address: string, form: SentForm, as: Who = north, once?: string): Promise<string> {
  const answer = await call('post', address, as, form, once)
  if ('redirect' in answer) return answer.redirect
  if ('problem' in answer) return answer.problem
  return 'page' in answer ? `${answer.status} ${String(answer.page.body)}` : 'file'
}

const markOf = (body: string) => /name="mark" value="([^"]*)"/.exec(body)?.[1] ?? ''
const versionOf = (body: string) => /name="version" value="([^"]*)"/.exec(body)?.[1] ?? ''

/** Opens a page, fills it in and sends it. */
async function fill(
  draft: string,
  step: string,
  fields: Readonly<Record<string, string>>,
  more: { readonly lists?: SentForm['lists']; readonly files?: readonly SentFile[] } = {},
): Promise<string> {
  const address = `/recruiter/drafts/${draft}/${step}`
  const mark = markOf(await open(address))
  return post(address, sent({ go: 'next', ...fields, mark }, more.lists, more.files))
}

/** A picture of 40 × 30 points that carries a text of its own, to be looked for afterwards. */
function chunk(kind: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
const picture = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from('000000280000001e0800000000', 'hex')),
  chunk('tEXt', Buffer.from('Comment\0the identity card of Person Example, born 1980-02-29', 'latin1')),
  chunk('IDAT', deflateSync(Buffer.alloc(30 * 41))),
  chunk('IEND', Buffer.alloc(0)),
])
const paper = (
  requirement: string,
  bytes: Uint8Array = picture,
  name = 'identity card.png',
  type = 'image/png',
): SentFile => ({
  field: `p.${requirement}`,
  name,
  type,
  bytes,
})

async function begin(as: Who = north): Promise<string> {
  const path = await post('/recruiter/applications/new', sent({ for: 'authorization', kind: 'agency' }), as)
  const draft = /drafts\/([^/]+)\/who/.exec(path)?.[1]
  assert.ok(draft, path)
  return draft
}

/** Everything but the papers. */
async function fillAll(draft: string, name = 'North Example Ltd'): Promise<void> {
  await fill(draft, 'who', { name, 'rep-0-name': 'Person Example', 'rep-0-born': '1980-02-29' })
  await fill(draft, 'reach', { telephones: '0000 0101', emails: 'office@example.org', address: '1 Invented Street' })
  await fill(draft, 'work', { workers: '40' }, { lists: { sectors: ['farm-work'], countries: ['XB'] } })
  await fill(draft, 'asked-identity', { 'a.identity.person': 'Person Example', 'a.identity.born': '1980-02-29' })
  await fill(draft, 'asked-no-fee', { 'a.no-fee.promise': 'yes' })
  await fill(draft, 'asked-guarantee', { 'a.guarantee.amount': '500,000', 'a.guarantee.guarantor': 'bank' })
  await fill(draft, 'asked-new-form', { 'a.new-form.workers': '40' })
}

async function addPapers(draft: string): Promise<void> {
  const kept: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    identity: { 'a.identity.person': 'Person Example', 'a.identity.born': '1980-02-29' },
    guarantee: { 'a.guarantee.amount': '500,000', 'a.guarantee.guarantor': 'bank' },
    'model-contract': {},
  }
  for (const [requirement, fields] of Object.entries(kept)) {
    const to = await fill(draft, `asked-${requirement}`, fields, { files: [paper(requirement)] })
    assert.match(to, /^\/recruiter\/drafts\//, to.slice(0, 600))
  }
}

async function handIn(draft: string, once?: string): Promise<string> {
  const body = await open(`/recruiter/drafts/${draft}/review`)
  const fields = { go: 'hand-in', remarks: '', mark: markOf(body), version: versionOf(body) }
  return post(`/recruiter/drafts/${draft}/review`, sent(fields), north, once)
}

async function apply(name: string): Promise<string> {
  const draft = await begin()
  await fillAll(draft, name)
  await addPapers(draft)
  const to = await handIn(draft)
  const file = /files\/([^?]+)\?done=handed-in/.exec(to)?.[1]
  assert.ok(file, to.slice(0, 600))
  return file
}

const stateOf = async (file: string) => (await readFile<Application>(place.database, file))?.state
const seen = async (file: string) => String((await readFile(place.database, file))?.version)

async function decide(file: string, outcome: 'grant' | 'refuse') {
  assert.ok((await confirmComplete(desk.node, checker, { file })).ok)
  const { requirements } = (await readFile<Application>(place.database, file))?.folded ?? { requirements: '' }
  for (const { id } of (await readRequirements<Requirement>(place.database, requirements)) ?? []) {
    const result = outcome === 'grant' ? 'met' : 'not met'
    assert.ok((await checkRequirement(desk.node, checker, { file, requirement: id, result, reason: 'seen', ...en })).ok)
  }
  assert.ok((await proposeDecision(desk.node, checker, { file, outcome, reason: 'seen', ...en })).ok)
  const second = outcome === 'grant' ? grantApplication : refuseApplication
  const done = await second(desk.node, decider, { file, reason: 'the contract names no wage', ...en })
  assert.ok(done.ok, JSON.stringify(done))
}

describe('an application', { concurrency: false }, () => {
  test('is left and resumed where something is missing, and what was typed wrong is still there', async () => {
    const draft = await begin()
    const path = await fill(draft, 'who', {
      name: 'North "Example" <Ltd>',
      'rep-0-name': 'P',
      'rep-0-born': '31/12/1980',
    })
    assert.match(path, /\/who\?check=1$/)
    const again = await open(path)
    assert.match(again, /value="North &quot;Example&quot; &lt;Ltd&gt;"/)
    assert.match(again, /type="text"[^>]*name="rep-0-born"[^>]*value="31\/12\/1980"/)
    assert.match(again, /Go on and correct it later/)
    assert.match(await open('/recruiter'), /North &quot;Example&quot;/)
    // Resumed at the first page on which something is wrong, then at the next.
    const resume = await call('get', `/recruiter/drafts/${draft}`, north)
    assert.deepEqual(resume, { redirect: `/recruiter/drafts/${draft}/who` })
    await fill(draft, 'who', { name: 'North Example Ltd', 'rep-0-name': 'P', 'rep-0-born': '1980-12-31' })
    assert.deepEqual(await call('get', `/recruiter/drafts/${draft}`, north), {
      redirect: `/recruiter/drafts/${draft}/reach`,
    })
    assert.equal(await post(`/recruiter/drafts/${draft}/discard`, sent({})), '/recruiter?done=discarded')
    assert.equal((await readDrafts(place.database, north.account)).length, 0)
  })

  test('names the paper that is missing, with a way to it, and is not handed in without', async () => {
    const draft = await begin()
    await fillAll(draft)
    const body = await open(`/recruiter/drafts/${draft}/review`)
    assert.match(body, /href="\/en\/recruiter\/drafts\/[^"]+\/asked-model-contract\?check=1#f-p\.model-contract"/)
    const refused = await handIn(draft)
    assert.match(refused, /^422 .*role="alert"/s)
    assert.match(refused, /Model contract/)
    assert.equal((await readFilesOfAccount(place.database, north.account)).length, 0)
    await addPapers(draft)
    assert.match(await open(`/recruiter/drafts/${draft}/review`), /Nothing is missing/)
    await post(`/recruiter/drafts/${draft}/discard`, sent({}))
  })

  test('handed in twice and from two windows, it is one application; its papers are the file’s', async () => {
    const draft = await begin()
    await fillAll(draft, 'Twice Example Ltd')
    await addPapers(draft)
    const body = await open(`/recruiter/drafts/${draft}/review`)
    const form = sent({ go: 'hand-in', remarks: '', mark: markOf(body), version: versionOf(body) })
    const address = `/recruiter/drafts/${draft}/review`
    const [first = ''] = await Promise.all([post(address, form, north, 'same'), post(address, form, north, 'same')])
    assert.match(first, /^\/recruiter/)
    assert.equal(await post(address, form, north, 'later'), '/recruiter')
    const files = await readFilesOfAccount(place.database, north.account)
    assert.equal(files.length, 1)
    const file = files[0]?.id ?? ''
    assert.equal((await readPapersOfFile(place.database, file)).length, 3)
    assert.equal((await readForms(place.database, file))[0]?.record?.answers.guarantee?.amount, '500000')
    assert.equal((await readDrafts(place.database, north.account)).length, 0)
    await post(`/recruiter/files/${file}/withdraw`, sent({ seen: await seen(file) }))
    assert.equal(await stateOf(file), 'withdrawn')
  })

  test('asked for more: said with the day, answered from a copy of what was handed in, granted, its own', async () => {
    const file = await apply('Asked Example Ltd')
    const items = [{ requirement: 'model-contract', text: 'the second page is missing' }]
    assert.ok((await askForMore(desk.node, checker, { file, items, ...en })).ok)
    const page = await open(`/recruiter/files/${file}`)
    assert.match(page, /the second page is missing/)
    // Ten working days after 3 August 2026, a Monday, in the invented calendar.
    assert.match(page, /Answer by 17 August 2026/)
    const to = await post(`/recruiter/files/${file}/answer`, sent({}))
    assert.match(to, /\/asked-model-contract$/)
    const draft = to.split('/')[3] ?? ''
    assert.equal(
      await post(`/recruiter/files/${file}/answer`, sent({})),
      to,
      'the answer that is begun is gone on with',
    )
    const step = await open(to)
    assert.match(step, /the second page is missing/)
    assert.match(step, /handed in already/)
    assert.match(await open(`/recruiter/drafts/${draft}/who`), /value="Asked Example Ltd"/)
    await fill(draft, 'asked-model-contract', {}, { files: [paper('model-contract', picture, 'page two.png')] })
    assert.equal(await handIn(draft), `/recruiter/files/${file}?done=answered`)
    assert.equal(await stateOf(file), 'received')
    const forms = await readForms(place.database, file)
    assert.equal(forms.at(-1)?.record?.papers['model-contract']?.length, 2)
    await decide(file, 'grant')
    const home = await open('/recruiter')
    assert.match(home, /Valid until 3 August 2029/)
    assert.doesNotMatch(home, /Renew now/)
    assert.doesNotMatch(home, /\.pdf/)
  })

  test('renewed in time from what is known; another account’s number is not offered and not taken', async () => {
    setClock('2029-06-01T15:00:00Z')
    assert.match(await open('/recruiter'), /Renew now/)
    const [own] = (await readFilesOfAccount(place.database, north.account)).filter(({ state }) => state === 'granted')
    const { licence = '' } = (own as { folded: Application } | undefined)?.folded ?? {}
    const renewal = sent({ for: 'renewal', licence })
    assert.match(await post('/recruiter/applications/new', renewal, south), /^422 .*speak to the office/s)
    const to = await post('/recruiter/applications/new', renewal)
    const draft = to.split('/')[3] ?? ''
    assert.match(await open(to), /value="Asked Example Ltd"/)
    assert.match(await open(`/recruiter/drafts/${draft}/work`), /value="farm-work" checked/)
    // A promise is made anew.
    assert.doesNotMatch(await open(`/recruiter/drafts/${draft}/asked-no-fee`), / checked/)
    await fill(draft, 'asked-no-fee', { 'a.no-fee.promise': 'yes' })
    await fill(
      draft,
      'asked-guarantee',
      { 'a.guarantee.amount': '500000', 'a.guarantee.guarantor': 'bank' },
      { files: [paper('guarantee')] },
    )
    const done = await handIn(draft)
    const file = /files\/([^?]+)/.exec(done)?.[1] ?? ''
    await decide(file, 'grant')
    assert.match(await open('/recruiter'), /Valid until 1 June 2032/)
    setClock('2032-06-02T15:00:00Z')
    assert.match(await open('/recruiter'), /It was valid until 1 June 2032/)
  })

  test('refused with the reason said, appealed with reasons of its own', async () => {
    const file = await apply('Refused Example Ltd')
    await decide(file, 'refuse')
    assert.match(await open(`/recruiter/files/${file}`), /the contract names no wage/)
    const empty = await post(`/recruiter/files/${file}/appeal`, sent({ seen: await seen(file), reasons: ' ' }))
    assert.match(empty, /^422 .*Write why/s)
    const to = await post(
      `/recruiter/files/${file}/appeal`,
      sent({ seen: await seen(file), reasons: 'It stands on page 2.' }),
    )
    assert.match(to, /done=appealed$/)
    assert.match(await open(`/recruiter/files/${file}`), /It stands on page 2\./)
  })

  test('two windows: different pages do not disturb each other; on one page the second sees both', async () => {
    const draft = await begin()
    const who1 = markOf(await open(`/recruiter/drafts/${draft}/who`))
    const who2 = markOf(await open(`/recruiter/drafts/${draft}/who`))
    const reach = markOf(await open(`/recruiter/drafts/${draft}/reach`))
    const first = sent({ name: 'First Window', 'rep-0-name': 'A', mark: who1, go: 'next' })
    assert.match(await post(`/recruiter/drafts/${draft}/who`, first), /reach$/)
    const other = sent({ telephones: '0000 0202', mark: reach, go: 'stay' })
    assert.match(await post(`/recruiter/drafts/${draft}/reach`, other), /saved=1$/)
    const second = { name: 'Second Window', 'rep-0-name': 'A', go: 'next' }
    const told = await post(`/recruiter/drafts/${draft}/who`, sent({ ...second, mark: who2 }))
    assert.match(told, /^409 /)
    assert.match(told, /First Window/)
    assert.match(told, /value="Second Window"/)
    assert.match(await open(`/recruiter/drafts/${draft}/who`), /value="First Window"/)
    // Having seen both, the second saves again.
    assert.match(await post(`/recruiter/drafts/${draft}/who`, sent({ ...second, mark: markOf(told) })), /reach$/)
    assert.match(await open(`/recruiter/drafts/${draft}/who`), /value="Second Window"/)
    // Looked over before the other window wrote: it is not handed in unseen.
    const looked = await open(`/recruiter/drafts/${draft}/review`)
    await fill(draft, 'reach', { telephones: '0000 0303' })
    const late = sent({ go: 'hand-in', remarks: 'kept', mark: markOf(looked), version: versionOf(looked) })
    const again = await post(`/recruiter/drafts/${draft}/review`, late)
    assert.match(again, /^409 .*changed in another window.*kept/s)
    await post(`/recruiter/drafts/${draft}/discard`, sent({}))
  })

  test('another’s draft and file are not there; drafts are bounded', async () => {
    const draft = await begin()
    for (const address of [
      `/recruiter/drafts/${draft}`,
      `/recruiter/drafts/${draft}/who`,
      `/recruiter/drafts/${draft}/discard`,
    ])
      assert.deepEqual(await call('get', address, south), { problem: 'not-found' })
    assert.equal(await post(`/recruiter/drafts/${draft}/who`, sent({ name: 'x' }), south), 'not-found')
    await post(`/recruiter/drafts/${draft}/discard`, sent({}), south)
    assert.match(await open(`/recruiter/drafts/${draft}/who`), /<h1/)
    const [file] = await readFilesOfAccount(place.database, north.account)
    assert.deepEqual(await call('get', `/recruiter/files/${file?.id}`, south), { problem: 'not-found' })
    assert.equal(await post(`/recruiter/files/${file?.id}/withdraw`, sent({}), south), 'not-found')
    await post(`/recruiter/drafts/${draft}/discard`, sent({}))
    const one = { kind: 'authorization', recruiterKind: 'agency' } as const
    for (let count = 0; count < MOST_DRAFTS; count++) assert.ok((await beginDraft(desk.node, south, one)).ok)
    const more = await beginDraft(desk.node, south, one)
    assert.equal(more.ok ? 'done' : more.error.code, 'too-many-drafts')
    assert.match(
      await post('/recruiter/applications/new', sent({ for: 'authorization', kind: 'x' })),
      /^422 .*what kind of recruiter/s,
    )
  })
})

describe('papers', { concurrency: false }, () => {
  test('nothing of one stands in the database in clear, and its hash is the ciphertext’s', async () => {
    const draft = await begin()
    await fill(draft, 'asked-identity', { 'a.identity.person': 'kept' }, { files: [paper('identity')] })
    const [row] = await place.database.query<{ id: string }>('select id from papers where draft = $1', [draft])
    const kept = await readPaper(place.database, row?.id ?? '')
    assert.ok(kept)
    const sealed = Buffer.from(kept.sealed)
    assert.equal(sealed.subarray(0, 21).toString(), 'age-encryption.org/v1')
    assert.equal(kept.hash, sha256Hex(sealed))
    for (let at = 0; at + 16 <= picture.length; at += 16)
      assert.equal(sealed.includes(picture.subarray(at, at + 16)), false)
    assert.deepEqual(Buffer.from(await unseal(sealed, [desk.papers.key.identity])), picture)
    assert.deepEqual([kept.type, kept.size, kept.scan], ['image/png', picture.length, 'clean'])
    const answer = await call('get', `/recruiter/papers/${kept.id}`, north)
    assert.ok('file' in answer)
    assert.deepEqual(Buffer.from(answer.file.bytes), picture)
    assert.deepEqual([answer.file.name, answer.file.inline], ['identity card.png', true])
    const audit = await place.database.query<{ act: string; outcome: string }>(
      'select act, outcome from audit where subject = $1',
      [kept.id],
    )
    assert.deepEqual(audit, [{ act: 'register.see-paper', outcome: 'done' }])
    // Another account and the office, which gets no draft, are told that it is not there; that they asked is recorded.
    assert.deepEqual(await call('get', `/recruiter/papers/${kept.id}`, south), { problem: 'not-found' })
    assert.deepEqual(await call('get', `/staff/papers/${kept.id}`, checker), { problem: 'not-found' })
    // Taken out, nothing of it stays, and what was typed beside it does.
    const body = await open(`/recruiter/drafts/${draft}/asked-identity`)
    const out = sent({ 'a.identity.person': 'typed beside', mark: markOf(body) }, { remove: [kept.id] })
    assert.match(await post(`/recruiter/drafts/${draft}/asked-identity`, out), /saved=1$/)
    assert.equal((await place.database.query('select 1 from paper_contents where hash = $1', [kept.hash])).length, 0)
    assert.match(await open(`/recruiter/drafts/${draft}/asked-identity`), /typed beside/)
    await post(`/recruiter/drafts/${draft}/discard`, sent({}))
  })

  test('an officer of the country opens what was handed in; who has no such seat does not', async () => {
    const [file] = (await readFilesOfAccount(place.database, north.account)).filter(
      ({ name }) => name === 'Refused Example Ltd',
    )
    const [handed] = await readPapersOfFile(place.database, file?.id ?? '')
    assert.ok(handed)
    assert.ok('file' in (await call('get', `/staff/papers/${handed.id}`, checker)))
    for (const other of [who('acc_placement', ['placement officer']), who('acc_admin', ['administrator'])])
      assert.deepEqual(await call('get', `/staff/papers/${handed.id}`, other), { problem: 'not-found' })
    const out = sent({ mark: '' }, { remove: [handed.id] })
    const draft = await begin()
    await post(`/recruiter/drafts/${draft}/asked-identity`, out)
    assert.ok(await readPaper(place.database, handed.id), 'what is handed in stays')
    await post(`/recruiter/drafts/${draft}/discard`, sent({}))
  })

  test('a disguised program, one too large, a virus, a silent scanner, one too many: refused in plain words, the rest kept', async () => {
    const draft = await begin()
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)])
    const large = Buffer.concat([picture, Buffer.alloc(20_001)])
    const cases: readonly (readonly [SentFile, RegExp, VirusScan?])[] = [
      [paper('identity', program, 'act.pdf', 'application/pdf'), /not what its name says/],
      [paper('identity', large), /too large/],
      [paper('identity'), /virus scanner found/, async () => ({ clean: false, what: 'Invented' })],
      [
        paper('identity'),
        /Try again in a few minutes/,
        async () => {
          throw new ScanFailed('unreachable')
        },
      ],
    ]
    const clean = scan
    for (const [file, says, scanner] of cases) {
      scan = scanner ?? clean
      const answer = await fill(draft, 'asked-identity', { 'a.identity.person': 'still here' }, { files: [file] })
      assert.match(answer, /^422 /)
      assert.match(answer, says)
      assert.match(answer, /still here/)
    }
    scan = clean
    assert.equal((await place.database.query('select 1 from papers where draft = $1', [draft])).length, 0)
    assert.match(await fill(draft, 'asked-model-contract', {}, { files: [paper('model-contract')] }), /asked-new-form$/)
    assert.match(
      await fill(draft, 'asked-model-contract', {}, { files: [paper('model-contract')] }),
      /^422 .*Tick one to take it out/s,
    )
    await post(`/recruiter/drafts/${draft}/discard`, sent({}))
  })
})
