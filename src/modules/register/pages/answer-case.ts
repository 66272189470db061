// Which answer a check gets: the rules that keep a "yes" from being said too easily.
import type { CheckAnswer, CheckResult, SourceState, Status } from '../views.ts'
import { headline } from './parts/status.ts'

export type AnswerCase =
  /** One recruiter, and its contact is its own; `slip`: the name was typed differently. */
  | { readonly kind: 'one'; readonly result: CheckResult; readonly status: Status; readonly slip: boolean }
  /** One recruiter that is allowed or listed, but a telephone or address that is not its own. */
  | { readonly kind: 'mismatch'; readonly result: CheckResult; readonly status: Status }
  | { readonly kind: 'several' }
  /** Nobody, and every source was complete. */
  | { readonly kind: 'none' }
  /** Nobody, but `gaps` were not complete: it cannot be said. */
  | { readonly kind: 'cannot'; readonly gaps: readonly SourceState[] }

const BY_NAME = new Set(['name', 'trade name', 'former name'])

export function answerCase(answer: CheckAnswer): AnswerCase {
  const [first, ...others] = answer.results
  if (first && others.length > 0) return { kind: 'several' }
  if (first) {
    const status = headline(first)
    // A "no" outweighs a foreign telephone: the page says both, but the "no" first.
    const mayBeTrusted = status === 'authorized' || status === 'listed' || status === 'unknown'
    if (first.contactMismatch !== undefined && mayBeTrusted) return { kind: 'mismatch', result: first, status }
    return { kind: 'one', result: first, status, slip: BY_NAME.has(first.match.field) && first.match.score < 1 }
  }
  const gaps = answer.sources.filter((source) => !source.complete)
  return gaps.length > 0 || answer.sources.length === 0 ? { kind: 'cannot', gaps } : { kind: 'none' }
}
