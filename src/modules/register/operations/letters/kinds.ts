// Which acts send which letter: one table for each kind of file.
import type { LetterKind } from '../../../../packs/index.ts'
import type { Application, ApplicationFactKind, ApplicationKind } from '../../domain/application.ts'
import type { Inspection } from '../../domain/inspection.ts'
import type { SanctionEffect, SanctionFactKind, SanctionFile } from '../../domain/sanction.ts'

const APPLICATION: Readonly<Partial<Record<ApplicationFactKind, LetterKind>>> = {
  'application.submitted': 'received',
  'application.completed': 'returned-complete',
  'application.more-asked': 'more-asked',
  'application.refused': 'refused',
  'application.appealed': 'appeal-received',
  'application.appeal-decided': 'appeal-decided',
}

const GRANTED: Readonly<Record<ApplicationKind, LetterKind>> = {
  authorization: 'granted',
  backfill: 'granted',
  renewal: 'renewed',
  amendment: 'amended',
  representative: 'amended',
  closing: 'closed',
}

/** Of applications. What is taken over from a paper register sends none: nothing is decided anew, and the account is an officer's. */
export function letterOfApplication(fact: { readonly type: string }, { kind }: Application): LetterKind | undefined {
  if (kind === 'backfill') return undefined
  return fact.type === 'application.granted' ? GRANTED[kind] : APPLICATION[fact.type as ApplicationFactKind]
}

/** Of inspections: only one that was announced writes to the recruiter. */
export function letterOfInspection(
  { type }: { readonly type: string },
  { announced }: Pick<Inspection, 'announced'>,
): LetterKind | undefined {
  return announced && (type === 'inspection.planned' || type === 'inspection.replanned')
    ? 'inspection-announced'
    : undefined
}

const SANCTION: Readonly<Partial<Record<SanctionFactKind, LetterKind>>> = {
  'sanction.hearing-opened': 'hearing',
  'sanction.suspended-at-once': 'suspended',
  'sanction.precaution-ended': 'reinstated',
  'sanction.lifted': 'reinstated',
  'sanction.appealed': 'appeal-received',
  'sanction.appeal-decided': 'appeal-decided',
}

// A mere warning has no template of its own in a pack.
const IMPOSED: Readonly<Record<SanctionEffect, LetterKind | undefined>> = {
  warning: undefined,
  fine: 'fined',
  suspension: 'suspended',
  revocation: 'revoked',
}

/** Of sanctions; what is imposed, by its effect. */
export function letterOfSanction(
  { type }: { readonly type: string },
  { effect }: Pick<SanctionFile, 'effect'>,
): LetterKind | undefined {
  return type === 'sanction.imposed' ? IMPOSED[effect] : SANCTION[type as SanctionFactKind]
}

/** Of the warning list, by the kind of the fact. */
export const LETTERS_OF_WARNINGS: Readonly<Record<string, LetterKind>> = {
  'warning.notice-given': 'warning-notice',
  'warning.put-in-list': 'warning-published',
  'warning.taken-off': 'warning-removed',
}
