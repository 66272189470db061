// Letters on a really migrated database: asked for with the act, written once whatever ends in between, sent over a real SMTP server.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { openTestDatabase, type TestDatabase, testNode, XA, XB } from '../../../../test/fixtures/database.ts'
import { readPdf } from '../../../../test/fixtures/pdf.ts'
import { createOutbox, listDead } from '../../../events/outbox.ts'
import type { Country } from '../../../kernel/country.ts'
import { day } from '../../../kernel/day.ts'
import { loadPack, type Requirement } from '../../../packs/index.ts'
import type { Role, Who } from '../../../people/index.ts'
import { createMail, mailToFolder, type SendMail } from '../../../platform/mail/mail.ts'
import { newSealKey, type SealKey, unseal } from '../../../platform/seal/age.ts'
import { createReaders } from '../../../web/readers.ts'
import type { Application } from '../domain/application.ts'
import type { ApplicationForm } from '../forms.ts'
import { appealRefusal } from '../operations/application/by-the-recruiter.ts'
import { decideRefusalAppeal, grantApplication, refuseApplication } from '../operations/application/decide.ts'
import { askForMore, checkRequirement, confirmComplete, proposeDecision } from '../operations/application/review.ts'
import { submitApplication } from '../operations/application/submit.ts'
import type { DeskNode } from '../operations/desk-node.ts'
import { planInspection } from '../operations/inspection/plan.ts'
import type { LetterDesk } from '../operations/letters/letter-desk.ts'
import { letterLines } from '../operations/letters/letter-lines.ts'
import { writeLetter } from '../operations/letters/write-letter.ts'
import { imposeSanction } from '../operations/sanction/decide.ts'
import { answerCharge, openHearing } from '../operations/sanction/hearing.ts'
import { proposeSanction } from '../operations/sanction/propose.ts'
import { readPaper, readPapersOfFile } from '../store/drafts.ts'
import { eraseForms, readFile, readRequirements } from '../store/files.ts'
import { readLetters } from '../store/letters.ts'
import { openLetterJobs } from './letters.ts'

let place: TestDatabase
let node: DeskNode
let key: SealKey
let setClock: (instant: string) => void
let desk: LetterDesk
const failures: string[] = []

before(async () => {
  place = await openTestDatabase()
  const loaded = await loadPack(join(import.meta.dirname, '../../../../test/fixtures/xa-xb'))
  if (!loaded.ok) throw new Error('the invented pack has faults')
  const clock = testNode(place.database, '2026-03-02T15:00:00Z')
  setClock = clock.setClock
  node = { ...clock.node, pack: loaded.value, country: XA }
  key = await newSealKey()
  const readers = createReaders(node.pack, XA)
  desk = {
    node,
    speaker: () => ({ pack: node.pack, country: XA, sample: false, lists: [] }),
    readerOf: readers.of,
    publicUrl: 'https://register.example',
    mark: () => ({ kind: 'practice' }),
    key,
  }
})
after(() => place.close())
beforeEach(() => {
  failures.length = 0
  setClock('2026-03-02T15:00:00Z')
})

/** A worker of its own, as another process would have it. */
const worker = (mail?: SendMail) =>
  createOutbox(place.database, openLetterJobs({ ...desk, ...(mail && { mail: { send: mail } }) }), {
    now: node.now,
    log: { warn: (fields) => void failures.push(String(fields.error)) },
  })

function who(account: string, roles: readonly Role[], country: Country = XA): Who {
  const staff = !roles.includes('recruiter')
  return {
    account,
    name: account,
    desk: staff ? 'staff' : 'recruiter',
    office: staff ? 'labour' : 'recruiter',
    country,
    roles,
    session: 's',
  }
}
const applicant = who('acc_applicant', ['recruiter'])
const checker = who('acc_checker', ['register officer'])
const decider = who('acc_decider', ['deciding officer'])
const third = who('acc_third', ['deciding officer'])
const en = { language: 'en' } as const

const form = (name: string, more: Partial<ApplicationForm> = {}): ApplicationForm => ({
  language: 'en',
  name,
  tradeNames: [],
  telephones: ['0000 0101'],
  emails: ['agency@xa.example'],
  webs: [],
  address: '1 Invented Street',
  representatives: [],
  guarantors: [],
  sectors: node.pack.sectors.slice(0, 1).map(({ id }) => id),
  occupations: [],
  countries: [XB],
  workers: 40,
  answers: {},
  papers: {},
  ...more,
})

async function submit(name: string, more: Partial<ApplicationForm> = {}) {
  const recruiterKind = node.pack.countries.find(({ code }) => code === XA)?.kindsOfRecruiter[0]?.id ?? ''
  const done = await submitApplication(node, applicant, {
    kind: 'authorization',
    country: XA,
    recruiterKind,
    form: form(name, more),
  })
  assert.ok(done.ok, JSON.stringify(done))
  return done.value
}
const stateOf = async (file: string) => (await readFile<Application>(place.database, file))?.folded as Application

async function propose(file: string, outcome: 'grant' | 'refuse') {
  assert.ok((await confirmComplete(node, checker, { file })).ok)
  for (const { id } of (await readRequirements<Requirement>(place.database, (await stateOf(file)).requirements)) ?? [])
    assert.ok((await checkRequirement(node, checker, { file, requirement: id, result: 'met', ...en })).ok)
  assert.ok((await proposeDecision(node, checker, { file, outcome, reason: 'seen', ...en })).ok)
}

/** The words of each letter of a file, as its kind; opened with the node's key. */
async function lettersOf(file: string) {
  const letters = await readLetters(place.database, file)
  return Promise.all(
    letters.map(async ({ kind, language, paper }) => {
      const kept = await readPaper(place.database, paper)
      assert.ok(kept)
      const read = readPdf(await unseal(kept.sealed, [key.identity]))
      return { kind, language, words: read.words, text: read.text, sealed: Buffer.from(kept.sealed) }
    }),
  )
}
const kindsOf = async (file: string) => (await readLetters(place.database, file)).map(({ kind }) => kind)

describe('letters', { concurrency: false }, () => {
  test('each step of an application has its letter, in the language of the form, sealed among the papers', async () => {
    const { file, number } = await submit('North Example Ltd')
    const [asked] = (await readRequirements<Requirement>(place.database, (await stateOf(file)).requirements)) ?? []
    assert.ok(asked)
    const items = [{ requirement: asked.id, text: 'the second page is missing' }]
    assert.ok((await askForMore(node, checker, { file, items, ...en })).ok)
    assert.deepEqual(await kindsOf(file), [], 'nothing is written in the act itself')
    await worker().runOnce()
    assert.deepEqual(failures, [])
    const [received, more] = await lettersOf(file)
    assert.deepEqual([received?.kind, more?.kind, more?.language], ['received', 'more-asked', 'en'])
    for (const words of ['North Example Ltd', '1 Invented Street', number, 'Ministry of Labour', '2 March 2026'])
      assert.ok(received?.words.includes(words), `${words} in ${received?.words}`)
    assert.ok(received?.words.includes('Practice: nothing here is real.'))
    for (const words of ['the second page is missing', asked.name.en ?? '?'])
      assert.ok(more?.words.includes(words), `${words} in ${more?.words}`)
    assert.ok(received?.text.includes('/Lang (en)') && received.text.includes('/StructTreeRoot'))
    assert.ok(!received?.sealed.includes('North Example'), 'what is kept is sealed')
    const [paper] = await readPapersOfFile(place.database, file)
    assert.deepEqual(
      [paper?.requirement, paper?.type, paper?.account],
      ['_letters', 'application/pdf', 'acc_applicant'],
    )
  })

  test('a grant says the number, until when and for what; a refusal until when to appeal; an appeal what came of it', async () => {
    const granted = (await submit('Granted Example Ltd')).file
    await propose(granted, 'grant')
    assert.ok(
      (await grantApplication(node, decider, { file: granted, reason: 'all met', law: 'Act 7, article 2', ...en })).ok,
    )
    const refused = (await submit('Refused Example Ltd')).file
    await propose(refused, 'refuse')
    assert.ok(
      (await refuseApplication(node, decider, { file: refused, reason: 'no office was found', law: 'Act 7', ...en }))
        .ok,
    )
    const { appealBy } = await stateOf(refused)
    assert.ok(appealBy)
    assert.ok((await appealRefusal(node, applicant, { file: refused, reasons: 'we have moved' })).ok)
    assert.ok(
      (await decideRefusalAppeal(node, third, { file: refused, outcome: 'confirmed', reason: 'looked again', ...en }))
        .ok,
    )
    await worker().runOnce()
    assert.deepEqual(failures, [])
    assert.deepEqual(await kindsOf(granted), ['received', 'returned-complete', 'granted'])
    assert.deepEqual(await kindsOf(refused), [
      'received',
      'returned-complete',
      'refused',
      'appeal-received',
      'appeal-decided',
    ])
    const grant = (await lettersOf(granted)).at(-1)
    const { licence } = await stateOf(granted)
    for (const words of [licence ?? '?', '2 March 2029', 'Farm work', 'Act 7, article 2', 'signed in the register'])
      assert.ok(grant?.words.includes(words), `${words} in ${grant?.words}`)
    const [, , refusal, appeal, decided] = await lettersOf(refused)
    const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(appealBy))
    for (const words of ['no office was found', until, 'Act 7'])
      assert.ok(refusal?.words.includes(words), `${words} in ${refusal?.words}`)
    assert.ok(appeal?.words.includes('the earlier decision stands'))
    assert.ok(!appeal?.words.includes('we have moved'))
    assert.ok(decided?.words.includes('the earlier decision stands') && decided.words.includes('looked again'))
  })

  test('a sanction has its letters: what is charged, the decision with its law and the term to appeal; a visit that was announced its day', async () => {
    const { file } = await submit('Sanctioned Example Ltd')
    await propose(file, 'grant')
    assert.ok((await grantApplication(node, decider, { file, reason: 'all met', ...en })).ok)
    const address = (await stateOf(file)).licence ?? ''
    const inspector = who('acc_inspector', ['inspector'])
    const visit = { address, inspector: inspector.account, day: day('2026-03-10') }
    const planned = await planInspection(node, inspector, { ...visit, announced: true })
    assert.ok(planned.ok, JSON.stringify(planned))
    const charge = { address, sanction: 'suspension', facts: 'two workers paid', precaution: false, ...en }
    const proposed = await proposeSanction(node, inspector, charge)
    assert.ok(proposed.ok, JSON.stringify(proposed))
    const sanction = proposed.value.file
    await worker().runOnce()
    assert.deepEqual(await kindsOf(sanction), [], 'a proposal is the office’s own')
    assert.ok((await openHearing(node, inspector, { file: sanction })).ok)
    assert.ok((await answerCharge(node, applicant, { file: sanction, words: 'it was not so' })).ok)
    const imposed = await imposeSanction(node, decider, {
      file: sanction,
      reason: 'it was proved',
      law: 'Act 7, article 9',
      ...en,
    })
    assert.ok(imposed.ok, JSON.stringify(imposed))
    await worker().runOnce()
    assert.deepEqual(failures, [])
    const [hearing, suspended] = await lettersOf(sanction)
    assert.deepEqual([hearing?.kind, suspended?.kind, suspended?.language], ['hearing', 'suspended', 'en'])
    assert.ok(hearing?.words.includes('two workers paid') && hearing.words.includes('Sanctioned Example Ltd'))
    for (const words of ['it was proved', 'Act 7, article 9', address])
      assert.ok(suspended?.words.includes(words), `${words} in ${suspended?.words}`)
    assert.ok(!suspended?.words.includes('no time limit'), 'the pack gives a term to appeal')
    const [announced] = await lettersOf(planned.value.file)
    assert.match(announced?.words ?? '', /10 March 2026/)
    const [paper] = await readPapersOfFile(place.database, planned.value.file)
    assert.equal(paper?.account, applicant.account, 'its recruiter can read it')
  })

  test('a form in Arabic has Arabic letters; one in a language without texts those of its country', async () => {
    const arabic = (await submit('شركة الجسر', { language: 'ar' })).file
    const unknown = (await submit('Example in another tongue', { language: 'qxx' })).file
    await worker().runOnce()
    const [first] = await lettersOf(arabic)
    assert.equal(first?.language, 'ar')
    assert.ok(first?.text.includes('/Lang (ar)'))
    assert.equal((await lettersOf(unknown))[0]?.language, 'fr', 'the first language of its papers')
  })

  test('a refused act and one rolled back ask for no letter', async () => {
    const { file } = await submit('Refused act Example Ltd')
    assert.equal((await grantApplication(node, decider, { file, reason: 'too early', ...en })).ok, false)
    await worker().runOnce()
    assert.deepEqual(await kindsOf(file), ['received'])
  })

  test('a worker that ends between decision and letter loses nothing: the next one writes it, once', async () => {
    const { file } = await submit('Killed Example Ltd')
    const ended = createOutbox(
      place.database,
      { 'register.letter': () => new Promise<void>(() => undefined) },
      { now: node.now, log: { warn: () => undefined } },
    )
    // It has claimed the job and never answers again, as a killed process.
    void ended.runOnce()
    await until(async () => (await jobsOf(file))[0]?.state === 'running')
    assert.equal(await worker().runOnce(), 0, 'the lease is still held')
    setClock('2026-03-02T15:06:00Z')
    await worker().runOnce()
    assert.deepEqual(await kindsOf(file), ['received'])
    await worker().runOnce()
    assert.equal((await readPapersOfFile(place.database, file)).length, 1)
  })

  test('the same job carried out again, and two at once, leave one letter', async () => {
    const { file } = await submit('Twice Example Ltd')
    const [job] = await jobsOf(file)
    const order = { job: job?.id ?? '', file, version: 1, kind: 'received' } as const
    const both = await Promise.all([writeLetter(desk, order), writeLetter(desk, order)])
    assert.deepEqual(both.toSorted(), ['there already', 'written'])
    assert.equal(await writeLetter(desk, { ...order, job: 'job_other' }), 'there already')
    await worker().runOnce()
    assert.equal((await readPapersOfFile(place.database, file)).length, 1)
  })

  const HARD: Readonly<Record<string, string>> = {
    'emoji and half pairs': 'Ana 😀 \ud800'.toWellFormed(),
    'a turned direction': 'acta\u202efdp.exe',
    'control characters': 'a\u0001\u0007\u001b[2Jb',
    'braces of the template': '{name} {until} {x}',
    'signs of the format': ') Tj ET (\\ << >> endstream',
  }
  for (const [what, name] of Object.entries(HARD))
    test(`${what} in a name: there is a letter all the same`, async () => {
      const { file } = await submit(name)
      await worker().runOnce()
      assert.deepEqual(failures, [])
      assert.deepEqual(await kindsOf(file), ['received'])
    })

  test('five thousand characters of a reason: there is a letter all the same', async () => {
    const { file } = await submit('Long Example Ltd')
    await propose(file, 'refuse')
    assert.ok((await refuseApplication(node, decider, { file, reason: 'x'.repeat(5000), ...en })).ok)
    await worker().runOnce()
    assert.equal((await lettersOf(file)).at(-1)?.kind, 'refused')
  })

  test('an act that is not there makes the job dead, and no letter', async () => {
    await place.database.transaction((tx) =>
      tx.query(
        `insert into outbox (id, kind, subject, payload) values ('job_stray', 'register.letter', 'file_none', '{"version":1,"letter":"received"}')`,
      ),
    )
    await worker().runOnce()
    assert.ok(
      (await listDead(place.database)).some(
        ({ id, lastError }) => id === 'job_stray' && /no-such-act|JobFailed/.test(lastError),
      ),
    )
  })

  test('erased, the letters of a file are gone with what they said', async () => {
    const { file } = await submit('Erased Example Ltd')
    await worker().runOnce()
    assert.equal((await letterLines(place.database, file)).length, 1)
    const [paper] = await readPapersOfFile(place.database, file)
    // Whoever erases the form erases what the letters repeat of it.
    await place.database.transaction((tx) => eraseForms(tx, file, node.now()))
    assert.equal(await readPaper(place.database, paper?.id ?? ''), undefined)
    assert.deepEqual(await letterLines(place.database, file), [])
    assert.deepEqual(
      await place.database.query('select hash from paper_contents where hash = $1', [paper?.hash ?? '']),
      [],
    )
  })
})

describe('letters by mail', { concurrency: false }, () => {
  const got: { readonly to: readonly string[]; readonly text: string }[] = []
  let refuse = false
  let port = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) =>
      done(refuse ? Object.assign(new Error('busy'), { responseCode: 451 }) : undefined),
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (piece) => {
        text += piece
      })
      stream.on('end', () => {
        got.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
        done()
      })
    },
  })
  before(async () => {
    // What the tests before left waiting is no concern of these.
    await worker().runOnce()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.server.address()
    port = typeof address === 'object' && address ? address.port : 0
  })
  after(() => server.close(() => undefined))
  const smtp = () => createMail({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'office@xa.example', seconds: 5 })

  test('a letter is sent to the address of the form, with the PDF, and noted as sent', async () => {
    const { file, number } = await submit('Mailed Example Ltd')
    await worker(smtp()).runOnce()
    assert.deepEqual(failures, [])
    assert.deepEqual(
      got.map(({ to }) => to),
      [['agency@xa.example']],
    )
    const [mail] = got
    assert.match(mail?.text ?? '', new RegExp(`^Subject: File ${number}`, 'm'))
    assert.match(mail?.text ?? '', /^Message-ID: <job_\w+@xa\.example>/m)
    assert.match(mail?.text ?? '', new RegExp(`filename="?${number}-1\\.pdf`))
    assert.ok((await readLetters(place.database, file))[0]?.mailedAt)
  })

  test('a server that is busy gets it later; the letter is not written again', async () => {
    got.length = 0
    refuse = true
    const { file } = await submit('Busy Example Ltd')
    await worker(smtp()).runOnce()
    assert.deepEqual(failures, ['mail-refused-for-now'])
    assert.equal((await readLetters(place.database, file))[0]?.mailedAt, null)
    refuse = false
    setClock('2026-03-02T16:00:00Z')
    await worker(smtp()).runOnce()
    assert.equal(got.length, 1)
    await worker(smtp()).runOnce()
    assert.equal(got.length, 1)
    assert.equal((await readPapersOfFile(place.database, file)).length, 1)
  })

  test('a demonstration writes it into a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sursur-mail-'))
    await submit('Folder Example Ltd')
    await worker(mailToFolder(folder)).runOnce()
    assert.equal(readdirSync(folder).filter((name) => name.endsWith('.eml')).length, 1)
    rmSync(folder, { recursive: true })
  })

  test('who left no address finds the letter in the account; nothing fails', async () => {
    got.length = 0
    const { file } = await submit('No address Example Ltd', { emails: [] })
    await worker(smtp()).runOnce()
    assert.deepEqual([failures, got.length], [[], 0])
    assert.deepEqual(await kindsOf(file), ['received'])
  })
})

async function jobsOf(file: string) {
  return place.database.query<{ id: string; state: string }>(
    `select id, state from outbox where subject = $1 and kind = 'register.letter' order by number`,
    [file],
  )
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it never came')
}
