// Sends letters: over SMTP, or as files into a folder where a demonstration shows them.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'

export type Attachment = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }

/** `id` is the job's: a letter that is sent again carries the same message id, by which it can be recognised. */
export type Letter = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly attachments?: readonly Attachment[]
}

/** Throws MailFailed. */
export type SendMail = (letter: Letter) => Promise<void>

/** A letter was not taken. The code may be kept and logged; no message holds an address. */
export class MailFailed extends Error {
  override readonly name = 'MailFailed'
  readonly code: 'bad-address' | 'mail-refused' | 'mail-refused-for-now' | 'mail-account' | 'mail-unreachable'
  /** Whether sending it again is of no use. */
  readonly final: boolean
  constructor(code: MailFailed['code'], final: boolean) {
    super(code)
    this.code = code
    this.final = final
  }
}

/**
 * Over SMTP. Beyond loopback the connection is encrypted or nothing is sent. `seconds` bounds each wait for the server, and four
 * times as many the whole. Throws TypeError when `smtpUrl` or `from` is none.
 */
export function createMail({
  smtpUrl,
  from,
  seconds = 15,
}: {
  readonly smtpUrl: string
  readonly from: string
  readonly seconds?: number
}): SendMail {
  if (!URL.canParse(smtpUrl)) throw new TypeError('smtpUrl is no address')
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const milliseconds = seconds * 1000
  const options = {
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port ? { port: Number(port) } : {}),
    secure: protocol === 'smtps:',
    requireTLS: protocol !== 'smtps:' && !isLoopback(hostname),
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: milliseconds,
    dnsTimeout: milliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const sender = senderOf(from)
  return async (letter) => {
    const message = messageOf(letter, sender)
    // A transport for each letter: a server that hangs keeps nothing but its own letter waiting.
    const transport = nodemailer.createTransport(options)
    let timer: NodeJS.Timeout | undefined
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new MailFailed('mail-unreachable', false)), 4 * milliseconds)
    })
    try {
      await Promise.race([transport.sendMail(message), tooLong])
    } catch (error) {
      throw failureOf(error)
    } finally {
      clearTimeout(timer)
      transport.close()
    }
  }
}

/** Each letter becomes a file `<id>.eml`; one that is sent again stands there once. */
export function mailToFolder(folder: string, from = 'sursur@localhost.invalid'): SendMail {
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const sender = senderOf(from)
  return async (letter) => {
    const { message } = await transport.sendMail(messageOf(letter, sender))
    await mkdir(folder, { recursive: true })
    const file = join(folder, `${letter.id}.eml`)
    await writeFile(`${file}.new`, message as Buffer)
    await rename(`${file}.new`, file)
  }
}

type Sender = { readonly name: string; readonly address: string }

function senderOf(from: string): Sender {
  const [, name = '', address = from] = /^([^<]*)<([^<>]+)>$/.exec(from) ?? []
  if (!isAddress(address)) throw new TypeError('mailFrom is no address')
  return { name: oneLine(name), address }
}

function messageOf(letter: Letter, from: Sender) {
  if (!isAddress(letter.to)) throw new MailFailed('bad-address', true)
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(letter.id)) throw new TypeError('a letter needs the identifier of its job')
  return {
    from,
    to: { name: '', address: letter.to },
    // What the server is told, apart from what is written: nothing in a header adds a receiver.
    envelope: { from: from.address, to: [letter.to] },
    subject: oneLine(letter.subject),
    text: letter.text.toWellFormed(),
    messageId: `<${letter.id}@${from.address.split('@')[1]}>`,
    // A machine wrote it: out-of-office notes do not answer (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: (letter.attachments ?? []).map(({ name, type, bytes }) => ({
      filename: oneLine(name),
      contentType: type,
      content: Buffer.from(bytes),
    })),
  }
}

/** One plain address: no name, no list, no comment, nothing that ends a line. */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s\p{Cc}\p{Cf}@<>()[\]\\,;:"]{1,64}@[^\s\p{Cc}\p{Cf}@<>()[\]\\,;:"]+$/u.test(text)
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 250)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** The error of the library quotes addresses and answers of the server; only its kind goes on. */
function failureOf(error: unknown): MailFailed {
  if (error instanceof MailFailed) return error
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  if (code === 'EAUTH') return new MailFailed('mail-account', false)
  if (responseCode !== undefined && responseCode >= 500) return new MailFailed('mail-refused', true)
  if (responseCode !== undefined && responseCode >= 400) return new MailFailed('mail-refused-for-now', false)
  return new MailFailed('mail-unreachable', false)
}
