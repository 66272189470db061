// The outbox's handlers for letters: written after the act's commit, then sent where there is mail.
import { JobFailed, type JobHandler } from '../../../events/outbox.ts'
import { LETTER_JOB, letterOfPayload, MAIL_JOB } from '../operations/letters/ask.ts'
import type { LetterDesk } from '../operations/letters/letter-desk.ts'
import { sendLetter } from '../operations/letters/send-letter.ts'
import { writeLetter } from '../operations/letters/write-letter.ts'

/** Handlers for `createOutbox`. Without mail there is none for sending: such jobs wait until there is. */
export function openLetterJobs(desk: LetterDesk): Readonly<Record<string, JobHandler>> {
  const write: JobHandler = async ({ id, subject, payload }) => {
    const named = letterOfPayload(payload)
    if (!named) throw new JobFailed('no-such-letter', true)
    await writeLetter(desk, { job: id, file: subject, ...named })
  }
  const send: JobHandler = async ({ id, subject, payload }) => {
    await sendLetter(desk, { job: id, paper: subject, account: String(payload.account) })
  }
  return { [LETTER_JOB]: write, ...(desk.mail && { [MAIL_JOB]: send }) }
}
