// Letters over a real SMTP server and into a folder: they arrive whole, failures have a kind, and no text becomes a header.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { createMail, type Letter, MailFailed, mailToFolder } from './mail.ts'

const letter: Letter = { id: 'job_1', to: 'clerk@xa.example', subject: 'Su solicitud', text: 'Señora:\nrecibida.' }
const failed = (code: MailFailed['code'], final: boolean) => (error: unknown) =>
  error instanceof MailFailed &&
  error.code === code &&
  error.final === final &&
  !JSON.stringify([error.message, String(error.cause)]).includes('@')

describe('mail over SMTP', { concurrency: false }, () => {
  const got: { readonly to: readonly string[]; readonly text: string }[] = []
  let port: number
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const code = { 'gone@xa.example': 550, 'busy@xa.example': 451 }[address]
      done(code ? Object.assign(new Error(`no ${address}`), { responseCode: code }) : undefined)
    },
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
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.server.address()
    port = typeof address === 'object' && address ? address.port : 0
  })
  after(() => server.close(() => undefined))
  const mail = () =>
    createMail({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Oficina <office@xa.example>', seconds: 5 })

  test('a letter arrives, and sent again it carries the same message id', async () => {
    await mail()({
      ...letter,
      attachments: [{ name: 'acta.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-x') }],
    })
    await mail()(letter)
    assert.deepEqual(
      got.map(({ to }) => to),
      [['clerk@xa.example'], ['clerk@xa.example']],
    )
    const [first, second] = got.map(({ text }) => /^Message-ID: (.*)$/m.exec(text)?.[1]?.trim())
    assert.equal(first, '<job_1@xa.example>')
    assert.equal(second, first)
    assert.match(got[0]?.text ?? '', /filename=acta\.pdf/)
    assert.match(got[0]?.text ?? '', /^From: Oficina <office@xa\.example>\r?$/m)
    assert.match(got[0]?.text ?? '', /^Auto-Submitted: auto-generated\r?$/m)
  })

  test('a refusal is final or for now, as the server says', async () => {
    await assert.rejects(mail()({ ...letter, to: 'gone@xa.example' }), failed('mail-refused', true))
    await assert.rejects(mail()({ ...letter, to: 'busy@xa.example' }), failed('mail-refused-for-now', false))
  })

  test('line ends in a subject or a file name make no header', async () => {
    got.length = 0
    const evil = 'Hola\r\nBcc: other@xb.example\r\n\r\nbody'
    await mail()({
      ...letter,
      subject: evil,
      attachments: [{ name: evil, type: 'text/plain', bytes: Buffer.from('x') }],
    })
    assert.deepEqual(got[0]?.to, ['clerk@xa.example'])
    assert.ok(!/^Bcc:/im.test(got[0]?.text ?? ''))
  })

  test('what is not one plain address is refused before any server hears of it', async () => {
    const wrong = [
      '',
      'nobody',
      'a@b\r\nBcc: c@d',
      'a@b,c@d',
      'A <a@b>',
      'a@b c@d',
      'a@b;c@d',
      `${'x'.repeat(300)}@b`,
      'a@b\u0000',
    ]
    for (const to of wrong) await assert.rejects(mail()({ ...letter, to }), failed('bad-address', true), to)
  })

  test('a server that says nothing is given up', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const at = typeof address === 'object' && address ? address.port : 0
    const slow = createMail({ smtpUrl: `smtp://127.0.0.1:${at}`, from: 'office@xa.example', seconds: 0.1 })
    await assert.rejects(slow(letter), failed('mail-unreachable', false))
    silent.close()
    await assert.rejects(slow(letter), failed('mail-unreachable', false))
  })

  test('beyond loopback a server without encryption gets nothing', async (t) => {
    const [outer] = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one && !one.internal && one.family === 'IPv4')
    if (!outer) return t.skip('no address beyond loopback on this machine')
    const open = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: () => assert.fail('sent in the open'),
    })
    open.on('error', () => undefined)
    await new Promise<void>((resolve) => open.listen(0, outer.address, resolve))
    const address = open.server.address()
    const at = typeof address === 'object' && address ? address.port : 0
    const far = createMail({ smtpUrl: `smtp://${outer.address}:${at}`, from: 'office@xa.example', seconds: 5 })
    await assert.rejects(far(letter), MailFailed)
    await new Promise<void>((resolve) => open.close(() => resolve()))
  })

  test('a sender that is none is refused at once, and the password is not repeated', () => {
    assert.throws(() => createMail({ smtpUrl: 'smtp://127.0.0.1', from: 'a\nb' }), TypeError)
    assert.throws(
      () => createMail({ smtpUrl: 'smtp://user:secret@:x', from: 'office@xa.example' }),
      (error: Error) => error instanceof TypeError && !`${error.message}${JSON.stringify(error)}`.includes('secret'),
    )
  })
})

test('mail into a folder: a file each, once however often it is sent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sursur-test-'))
  try {
    const mail = mailToFolder(join(folder, 'mail'))
    await mail(letter)
    await mail(letter)
    await mail({ ...letter, id: 'job_2' })
    assert.deepEqual(readdirSync(join(folder, 'mail')).sort(), ['job_1.eml', 'job_2.eml'])
    assert.match(readFileSync(join(folder, 'mail/job_1.eml'), 'utf8'), /^To: clerk@xa\.example\r?$/m)
    await assert.rejects(mail({ ...letter, id: '../out' }), TypeError)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
