// Why the register refuses an act: one list of codes; the texts for people stand with the pages.

export type RefusalCode =
  | 'already-entered'
  | 'not-entered'
  | 'own-recruiter'
  | 'already-proposed'
  | 'not-proposed'
  | 'proposed-it-yourself'
  | 'erased'
  | 'nothing-changed'
  | 'not-in-its-life'
  | 'earlier-than-last-act'
  | 'ends-before-it-begins'
  | 'no-such-file'
  | 'changed-meanwhile'
  | 'checked-it-yourself'
  | 'decided-it-yourself'
  | 'no-such-requirement'
  | 'not-all-checked'
  | 'requirement-not-met'
  | 'still-waiting'
  | 'too-late'
  | 'no-ground'
  | 'no-term'
  | 'no-deadline'
  | 'number-taken'
  | 'no-number'
  // Inspections and sanctions.
  | 'another-inspector'
  | 'day-to-come'
  | 'not-all-answered'
  | 'no-note'
  | 'not-in-order'
  | 'nothing-found'
  | 'already-planned'
  | 'accused-it-yourself'
  | 'outside-the-scale'
  | 'no-such-sanction'
  | 'no-law'
  | 'no-such-draft'
  | 'no-such-paper'
  | 'no-such-kind'
  | 'too-long'
  | 'too-many-drafts'
  | 'too-many-papers'
  | 'papers-too-large'
  | 'paper-refused'
  // The warning list.
  | 'no-name'
  | 'term-too-short'
  | 'not-published-here'
  | 'names-a-recruiter'
  | 'no-such-party'
  | 'not-judged'

export type Refusal = { readonly code: RefusalCode; readonly values: Readonly<Record<string, string>> }

/** A refusal as a result. */
export function refuse(code: RefusalCode, values: Refusal['values']): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { code, values } }
}
