// Papers through the pages of the account: nothing kept in clear, nobody else's to be seen, nothing harmful taken in.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import {
  apply,
  begin,
  call,
  checker,
  desk,
  fill,
  markOf,
  north,
  open,
  paper,
  picture,
  place,
  post,
  scanner,
  sent,
  south,
  who,
} from '../../../../test/fixtures/account.ts'
import type { SentFile } from '../../../platform/http.ts'
import { ScanFailed, type VirusScan } from '../../../platform/papers/scan.ts'
import { unseal } from '../../../platform/seal/age.ts'
import { sha256Hex } from '../../../platform/seal/digest.ts'
import { readPaper, readPapersOfFile } from '../store/drafts.ts'

after(() => place.close())

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
    const [handed] = await readPapersOfFile(place.database, await apply('Handed In Example Ltd'))
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
    const clean = scanner.says
    for (const [file, says, scan] of cases) {
      scanner.says = scan ?? clean
      const answer = await fill(draft, 'asked-identity', { 'a.identity.person': 'still here' }, { files: [file] })
      assert.match(answer, /^422 /)
      assert.match(answer, says)
      assert.match(answer, /still here/)
    }
    scanner.says = clean
    assert.equal((await place.database.query('select 1 from papers where draft = $1', [draft])).length, 0)
    assert.match(await fill(draft, 'asked-model-contract', {}, { files: [paper('model-contract')] }), /asked-new-form$/)
    assert.match(
      await fill(draft, 'asked-model-contract', {}, { files: [paper('model-contract')] }),
      /^422 .*Tick one to take it out/s,
    )
    await post(`/recruiter/drafts/${draft}/discard`, sent({}))
  })
})
