// What is written of an invented applicant, and the officers who act on its files.
import type { Actor, NewEvent } from '../../src/events/index.ts'
import type { Recruiter } from '../../src/modules/register/domain/recruiter.ts'
import type { SealedForm } from '../../src/modules/register/forms.ts'
import type { FileRow } from '../../src/modules/register/store/files.ts'
import type { NewParticulars } from '../../src/modules/register/store/recruiters.ts'
import type { Requirement } from '../../src/packs/index.ts'

export const OFFICE = 'labour'
/** Of the officers, the first half check and the second half decide. */
const OFFICERS = 50

export type SeededEvent = NewEvent & { readonly actor: Actor; readonly recordedAt: Date }
export type SeededForm = SealedForm & { readonly file: string; readonly version: number; readonly recordedAt: Date }
export type SeededPaper = { readonly file: string; readonly requirement: string; readonly account: string }

/** An applicant with all its files; what of it stands in the register, once something was granted. */
export type Applicant = {
  readonly account: string
  readonly name: string
  readonly events: readonly SeededEvent[]
  readonly files: readonly FileRow[]
  readonly forms: readonly SeededForm[]
  readonly papers: readonly SeededPaper[]
  readonly recruiter?: Recruiter
  readonly particulars?: NewParticulars & { readonly recordedAt: Date }
}

export type Kept = { readonly hash: string; readonly content: readonly Requirement[] }

export function officerId(at: number): string {
  return `acc_officer${at % OFFICERS}`
}
export const CHECKERS = Array.from({ length: OFFICERS / 2 }, (_, at) => officerId(at))
export const DECIDERS = Array.from({ length: OFFICERS / 2 }, (_, at) => officerId(at + OFFICERS / 2))

/** How a file ends, or where it stands. */
export type Way = 'granted' | 'refused' | 'refused for good' | 'withdrawn' | 'lapsed' | Open
export type Open = 'received' | 'incomplete' | 'under review' | 'more asked' | 'awaiting decision'
