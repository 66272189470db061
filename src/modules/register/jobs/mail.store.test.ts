// Letters by mail: sent, sent later, put into a folder, or kept for who has no address.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { failures, kindsOf, place, setClock, submit, worker } from '../../../../test/fixtures/letter-desk.ts'
import { createMail, mailToFolder } from '../../../platform/mail/mail.ts'
import { readPapersOfFile } from '../store/drafts.ts'
import { readLetters } from '../store/letters.ts'

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
