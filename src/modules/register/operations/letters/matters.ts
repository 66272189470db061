// What letters of inspections and sanctions say that stands neither in the file's row nor in the act.
import type { StoredEvent } from '../../../../events/index.ts'
import type { Day } from '../../../../kernel/day.ts'
import type { Queryable } from '../../../../platform/database/database.ts'
import type { RegisterReader } from '../../pages/parts/words.ts'
import type { FileKind, FileRow } from '../../store/files.ts'
import { readFileRecord } from '../../store/inspections.ts'
import { readRecruitersById } from '../../store/recruiters.ts'
import type { LetterValues } from './letter-desk.ts'

/** What a kind of file knows better than the rest: those placeholders that it fills in itself. */
export type LetterMatter = (
  db: Queryable,
  file: FileRow,
  event: StoredEvent,
  reader: RegisterReader,
) => Promise<Partial<LetterValues>>

/** By kind of file; the warning list adds its own here. */
export const MATTERS: Readonly<Partial<Record<FileKind, LetterMatter>>> = {
  /** The day is that of the visit, the address the recruiter's own. */
  async inspection(db, { recruiter }, { data }, reader) {
    const { day } = data as { readonly day?: Day }
    const [known] = recruiter ? await readRecruitersById(db, [recruiter]) : []
    const place = known?.particulars?.place
    return { ...(day && { day: reader.day(day) }), ...(place && { address: place }) }
  },
  /** Whoever is to be heard must know what is charged: the words of the proposal, which are erasable and stand beside the event. */
  async sanction(db, { id }, { type }) {
    if (type !== 'sanction.hearing-opened') return {}
    const charge = await readFileRecord<{ readonly facts?: string }>(db, id)
    return charge?.facts ? { reason: charge.facts } : {}
  },
}
