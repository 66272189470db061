// The letters of one node: the worker that writes what acts asked for and mails it, from start to stop.
import { join } from 'node:path'
import { createOutbox, type OutboxLog, removeDone } from './events/outbox.ts'
import { type LetterDesk, openLetterJobs } from './modules/register/index.ts'
import type { OpenNode } from './node.ts'
import { createMail, mailToFolder, type SendMail } from './platform/mail/mail.ts'
import { openPaperKey } from './platform/seal/paper-key.ts'

/** What has been carried out is kept for so long, so that nothing is asked for twice. */
const KEPT_DAYS = 30
const DAY = 24 * 3600 * 1000

/**
 * Begins to carry out the jobs of the outbox. Throws KeyFault when the key of the papers cannot be read, and TypeError when
 * the configuration names a mail server without a sender that is an address.
 */
export async function startLetters(
  node: OpenNode,
  parts: Pick<LetterDesk, 'speaker' | 'readerOf' | 'publicUrl' | 'mark'>,
  log: OutboxLog,
): Promise<{ readonly stop: () => Promise<void> }> {
  const { configuration, database, now } = node
  const send = mailOf(node, parts.publicUrl)
  const key = await openPaperKey(configuration.dataFolder)
  const outbox = createOutbox(database, openLetterJobs({ node, key, ...parts, ...(send && { mail: { send } }) }), {
    now,
    log,
  })
  const sweep = setInterval(() => {
    removeDone(database, new Date(now().getTime() - KEPT_DAYS * DAY)).catch((error: Error) =>
      log.warn({ error: error.name }, 'the outbox cannot be swept'),
    )
  }, DAY / 4)
  sweep.unref()
  outbox.start()
  return {
    async stop() {
      clearInterval(sweep)
      await outbox.stop()
    },
  }
}

/** Over SMTP where a server is named; a demonstration puts its mail into a folder; else there is none, and letters stand in their files. */
function mailOf({ configuration }: OpenNode, publicUrl: string): SendMail | undefined {
  const { smtpUrl, mailFrom, demonstration, dataFolder } = configuration
  if (smtpUrl) return createMail({ smtpUrl, from: mailFrom ?? `sursur@${new URL(publicUrl).hostname}` })
  return demonstration ? mailToFolder(join(dataFolder, 'mail')) : undefined
}
