// Asks for the letter of an act, in the act's own transaction: no act without its letter, no letter without its act.
import { enqueue } from '../../../../events/outbox.ts'
import { LETTER_KINDS, type LetterKind } from '../../../../packs/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'

/** Kinds of the jobs. */
export const LETTER_JOB = 'register.letter'
export const MAIL_JOB = 'register.mail'

/** Asks for it. `version` is that of the file after the act; asked for again, it stays one letter. */
export async function askForLetter(tx: Transaction, file: string, version: number, kind: LetterKind): Promise<void> {
  await enqueue(tx, {
    kind: LETTER_JOB,
    subject: file,
    payload: { version, letter: kind },
    key: `${LETTER_JOB}/${file}/${version}`,
  })
}

/** The letter that a job's payload names; undefined when it names none. */
export function letterOfPayload(payload: Readonly<Record<string, unknown>>) {
  const kind = LETTER_KINDS.find((one) => one === payload.letter)
  const { version } = payload
  return kind && typeof version === 'number' ? { kind, version } : undefined
}
