// Writes the letter of an act, seals it, and keeps it among the papers of its file: once, however often it is asked.
import { readStream } from '../../../../events/index.ts'
import { enqueue, JobFailed } from '../../../../events/outbox.ts'
import { countryOfPack, type LetterKind, type Requirement } from '../../../../packs/index.ts'
import type { Queryable } from '../../../../platform/database/database.ts'
import { writeDocument } from '../../../../platform/print/document.ts'
import { seal } from '../../../../platform/seal/age.ts'
import { sha256Hex } from '../../../../platform/seal/digest.ts'
import type { ApplicationForm } from '../../forms.ts'
import type { RegisterReader } from '../../pages/parts/words.ts'
import { nameOf } from '../../particulars.ts'
import { letterDocument } from '../../print/letter.ts'
import { insertPaper } from '../../store/drafts.ts'
import {
  type FileRow,
  readFile,
  readFilesOfRecruiter,
  readForms,
  readFormsOfRecruiters,
  readRequirements,
} from '../../store/files.ts'
import { insertLetter, LETTERS, readLetter } from '../../store/letters.ts'
import { readRecruitersById } from '../../store/recruiters.ts'
import { MAIL_JOB } from './ask.ts'
import type { LetterDesk } from './letter-desk.ts'
import { MATTERS } from './matters.ts'
import { letterValues } from './values.ts'

export type LetterOrder = {
  /** Identifier of the job. */
  readonly job: string
  readonly file: string
  /** Version of the file that the act made. */
  readonly version: number
  readonly kind: LetterKind
}

/**
 * Writes it and asks for its mail, in one transaction. An act has one letter: a second job, or the same one again, finds it there.
 * Throws JobFailed `no-such-act` when file or act are not there, and never will be.
 */
export async function writeLetter(desk: LetterDesk, order: LetterOrder): Promise<'written' | 'there already'> {
  const { node, key, mail } = desk
  const { job, version, kind } = order
  const { database } = node
  if (await readLetter(database, order.file, version)) return 'there already'
  const file = await readFile(database, order.file)
  const event = (await readStream(database, order.file)).find(({ streamVersion }) => streamVersion === version)
  if (!file || !event) throw new JobFailed('no-such-act', true)

  const form = await formOf(desk, file, event.recordedAt)
  const [entered] = file.recruiter ? await readRecruitersById(database, [file.recruiter]) : []
  const reader = readerOf(desk, file, form)
  const { requirements: set } = file.folded as { readonly requirements?: unknown }
  const requirements = typeof set === 'string' ? await readRequirements<Requirement>(database, set) : undefined
  const name = form?.name ?? file.name ?? nameOf(entered?.particulars ?? null)
  const facts = { kind, file, event, name, licence: entered?.recruiter.licence, requirements: requirements ?? [] }
  const values = {
    ...letterValues(desk.speaker(), facts, reader),
    ...(await MATTERS[file.kind]?.(database, file, event, reader)),
  }
  const document = letterDocument(
    {
      template: node.pack.letters[kind],
      values,
      to: [values.name, ...(form ? [form.address, form.place] : [entered?.particulars?.place])].filter(
        (line) => line !== undefined,
      ),
      byOfficer: event.actor.role !== 'recruiter',
      siteAddress: desk.publicUrl.replace(/^https?:\/\//, '').replace(/\/$/, ''),
      mark: desk.mark(),
      createdAt: event.recordedAt,
    },
    reader,
  )
  const bytes = await writeDocument(document)
  const sealed = await seal(bytes, [key.recipient])
  const paper = `paper_${job.replace(/^job_/, '')}`
  const now = node.now()
  const account = await accountOf(database, file)
  return database.transaction(async (tx) => {
    const letter = { file: file.id, version, kind, language: document.language, paper, job, writtenAt: now }
    if (!(await insertLetter(tx, letter))) return 'there already'
    await insertPaper(
      tx,
      {
        id: paper,
        account: account ?? '',
        draft: null,
        file: file.id,
        requirement: LETTERS,
        name: `${file.number}-${version}.pdf`,
        type: 'application/pdf',
        size: bytes.length,
        hash: sha256Hex(sealed),
        scan: 'clean',
        at: now,
      },
      sealed,
    )
    if (mail && account)
      await enqueue(tx, {
        kind: MAIL_JOB,
        subject: paper,
        payload: { account },
        key: `${MAIL_JOB}/${paper}`,
      })
    return 'written'
  })
}

/** Whose letter it is: of a file that is the office's own, the account that last applied for the recruiter. One of a paper register has none. */
async function accountOf(db: Queryable, { account, recruiter }: FileRow): Promise<string | undefined> {
  if (account || !recruiter) return account ?? undefined
  const files = await readFilesOfRecruiter(db, recruiter)
  return files.find(({ kind, subkind }) => kind === 'application' && subkind !== 'backfill')?.account ?? undefined
}

/** What the recruiter had said of itself when the act was done; of a file without a form, in its last granted application. */
async function formOf(
  { node: { database } }: LetterDesk,
  { id, recruiter }: FileRow,
  at: Date,
): Promise<ApplicationForm | undefined> {
  const forms = await readForms(database, id)
  const then = forms.findLast(({ recordedAt }) => recordedAt <= at) ?? forms[0]
  if (then || !recruiter) return then?.record ?? undefined
  return (await readFormsOfRecruiters(database, [recruiter])).get(recruiter)
}

/** The language in which the form was written, where the node speaks it; else the first of the country's papers. */
function readerOf(
  { node: { pack }, readerOf: of }: LetterDesk,
  { country }: FileRow,
  form: ApplicationForm | undefined,
): RegisterReader {
  const own = countryOfPack(pack, country)?.certificateLanguages[0]
  const reader = [form?.language, own, pack.languages[0]?.tag].flatMap((tag) => (tag ? (of(tag) ?? []) : []))[0]
  if (!reader) throw new JobFailed('no-language', true)
  return reader
}
