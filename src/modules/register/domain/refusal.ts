// Why the register refuses an act: one list of codes; the texts for people stand with the pages.

export type RefusalCode =
  | 'already-entered'
  | 'not-entered'
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
  | 'number-taken'
  | 'no-number'
  | 'no-such-party'
  | 'not-judged'

export type Refusal = { readonly code: RefusalCode; readonly values: Readonly<Record<string, string>> }

/** A refusal as a result. */
export function refuse(code: RefusalCode, values: Refusal['values']): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { code, values } }
}
