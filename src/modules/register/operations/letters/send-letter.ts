// Sends a letter that lies in its file by mail, to whoever the file belongs to.
import { JobFailed } from '../../../../events/outbox.ts'
import { countryOfPack } from '../../../../packs/index.ts'
import { MailFailed } from '../../../../platform/mail/mail.ts'
import { unseal } from '../../../../platform/seal/age.ts'
import { readPaper } from '../../store/drafts.ts'
import { readFile, readFormsOfRecruiters, readNewestForms } from '../../store/files.ts'
import { markMailed, readLetterOfPaper } from '../../store/letters.ts'
import type { LetterDesk } from './letter-desk.ts'

export type LetterToSend = { readonly job: string; readonly paper: string; readonly account: string }

/**
 * Sends it once; when the process ended between the server's yes and the note of it, again with the same message id.
 * A letter that was erased meanwhile is not sent, nor one to somebody who left no address: it stands in the account.
 * Throws JobFailed with the code of the failure.
 */
export async function sendLetter(
  desk: LetterDesk,
  { job, paper: id, account }: LetterToSend,
): Promise<'sent' | 'sent already' | 'erased' | 'no address'> {
  const { node, key, mail, readerOf } = desk
  const letter = await readLetterOfPaper(node.database, id)
  if (letter?.mailedAt) return 'sent already'
  const paper = letter && (await readPaper(node.database, id))
  const file = letter && (await readFile(node.database, letter.file))
  if (!letter || !paper || !file || !mail) return 'erased'
  const to =
    (await mail.addressOf?.(account)) ??
    (await readNewestForms(node.database, [file.id])).get(file.id)?.emails[0] ??
    (file.recruiter
      ? (await readFormsOfRecruiters(node.database, [file.recruiter])).get(file.recruiter)?.emails[0]
      : undefined)
  if (!to) return 'no address'
  const reader =
    readerOf(letter.language) ?? readerOf(countryOfPack(node.pack, file.country)?.certificateLanguages[0] ?? '')
  if (!reader) throw new JobFailed('no-language', true)
  const { number } = file
  const bytes = await unseal(paper.sealed, [key.identity])
  const home = new URL(reader.to('/recruiter'), desk.publicUrl).href
  try {
    await mail.send({
      id: job,
      to,
      // Whoever sees the subject passing by learns a number, and not what was decided.
      subject: `${reader.say('letter.file')} ${number}`,
      text: reader.say('letter.mail', { number, address: home }),
      attachments: [{ name: `${number}-${letter.version}.pdf`, type: paper.type, bytes }],
    })
  } catch (error) {
    if (error instanceof MailFailed) throw new JobFailed(error.code, error.final, error)
    throw error
  }
  await markMailed(node.database, id, node.now())
  return 'sent'
}
