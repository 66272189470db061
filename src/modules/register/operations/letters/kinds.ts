// Which acts send which letter: one table for each kind of file.
import type { LetterKind } from '../../../../packs/index.ts'
import type { Application, ApplicationFactKind, ApplicationKind } from '../../domain/application.ts'

/** The letters of a kind of file, by the kind of the fact. */
export type LettersOfFacts = Readonly<Record<string, LetterKind>>

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

/** Of inspections, as far as the kind of the fact alone decides. */
export const LETTERS_OF_INSPECTIONS: LettersOfFacts = {
  'inspection.planned': 'inspection-announced',
}

/** Of sanctions, as far as the kind of the fact alone decides; what was imposed stands in its data. */
export const LETTERS_OF_SANCTIONS: LettersOfFacts = {
  'sanction.hearing-opened': 'hearing',
  'sanction.suspended-at-once': 'suspended',
  'sanction.precaution-ended': 'reinstated',
  'sanction.lifted': 'reinstated',
  'sanction.appealed': 'appeal-received',
  'sanction.appeal-decided': 'appeal-decided',
}

/** Of a sanction that was imposed, by its effect in the pack. A mere warning has no template of its own. */
export const LETTERS_OF_EFFECTS: LettersOfFacts = {
  fine: 'fined',
  suspension: 'suspended',
  revocation: 'revoked',
}

/** Of the warning list. */
export const LETTERS_OF_WARNINGS: LettersOfFacts = {
  'warning.notice-given': 'warning-notice',
  'warning.put-in-list': 'warning-published',
  'warning.taken-off': 'warning-removed',
}
