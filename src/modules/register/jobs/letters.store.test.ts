// Letters on a really migrated database: asked for with the act, written once whatever ends in between, sent over a real SMTP server.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  applicant,
  checker,
  decider,
  desk,
  en,
  failures,
  kindsOf,
  lettersOf,
  node,
  place,
  propose,
  setClock,
  stateOf,
  submit,
  third,
  who,
  worker,
} from '../../../../test/fixtures/letter-desk.ts'
import { createOutbox, listDead } from '../../../events/outbox.ts'
import { day } from '../../../kernel/day.ts'
import type { Requirement } from '../../../packs/index.ts'
import { appealRefusal } from '../operations/application/by-the-recruiter.ts'
import { decideRefusalAppeal, grantApplication, refuseApplication } from '../operations/application/decide.ts'
import { askForMore } from '../operations/application/review.ts'
import { planInspection } from '../operations/inspection/plan.ts'
import { letterLines } from '../operations/letters/letter-lines.ts'
import { writeLetter } from '../operations/letters/write-letter.ts'
import { imposeSanction } from '../operations/sanction/decide.ts'
import { answerCharge, openHearing } from '../operations/sanction/hearing.ts'
import { proposeSanction } from '../operations/sanction/propose.ts'
import { readPaper, readPapersOfFile } from '../store/drafts.ts'
import { eraseForms, readRequirements } from '../store/files.ts'

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
