// The recruiter's account through its pages: left and resumed, asked for more, answered, renewed, appealed, two windows.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import {
  addPapers,
  apply,
  begin,
  call,
  checker,
  decide,
  desk,
  en,
  fill,
  fillAll,
  handIn,
  markOf,
  north,
  open,
  paper,
  picture,
  place,
  post,
  seen,
  sent,
  setClock,
  south,
  stateOf,
  versionOf,
} from '../../../../test/fixtures/account.ts'
import { day } from '../../../kernel/day.ts'
import type { Application } from '../domain/application.ts'
import { beginDraft, MOST_DRAFTS } from '../operations/account/begin-draft.ts'
import { askForMore } from '../operations/application/review.ts'
import { readDrafts, readPapersOfFile } from '../store/drafts.ts'
import { readFilesOfAccount, readForms, saveFile } from '../store/files.ts'

after(() => place.close())

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
    assert.match(home, /<a href="\/recruiters\/XA-[^"/]+\.pdf">/)
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

  test('a sanction in which it is to be heard stands first, with its day', async () => {
    const [like] = await readFilesOfAccount(place.database, north.account)
    assert.ok(like)
    const waits = { kind: 'sanction', open: true, waiting: true, deadline: day('2026-09-01') } as const
    await place.database.transaction((tx) =>
      saveFile(tx, { ...like, ...waits, id: 'file_sanction', number: 'XA-P-0001' }),
    )
    const home = await open('/recruiter')
    assert.match(home, /recruiter\/sanctions\/file_sanction.*XA-P-0001.*Until 1 September 2026/s)
    assert.ok(home.indexOf('XA-P-0001') < home.indexOf(like.number))
    await place.database.query(`delete from files where id = 'file_sanction'`)
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
