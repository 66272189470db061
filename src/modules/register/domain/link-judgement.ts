// What an officer says of two parties: the same or different; taken back by a further fact, never erased.
import { ok, type Result } from '../../../kernel/result.ts'
import { type Refusal, refuse } from './refusal.ts'

export type Verdict = 'same' | 'different'

/** Identifiers of two parties, file or recruiter, the lesser first. Nothing else of them stands in a fact. */
export type Pair = { readonly a: string; readonly b: string }

export type LinkFactData = {
  'link.judged': Pair & { readonly verdict: Verdict }
  'link.judgement-withdrawn': Pair
}
export type LinkFactKind = keyof LinkFactData
export type LinkFact = { [K in LinkFactKind]: { readonly type: K; readonly data: LinkFactData[K] } }[LinkFactKind]

/** A pair as it is judged now; `null` once taken back. */
export type LinkJudgement = Pair & { readonly verdict: Verdict | null }

/** The pair of two identifiers, whichever is named first. */
export function pairOf(one: string, other: string): Pair {
  return one < other ? { a: one, b: other } : { a: other, b: one }
}

/** The judgement after one more fact. */
export function judgedAfter({ type, data }: LinkFact): LinkJudgement {
  const { a, b } = data
  return { a, b, verdict: type === 'link.judged' ? data.verdict : null }
}

/** The fact of an act on a pair. Refuses `nothing-changed` for what is judged so already, `not-judged` where there is nothing to take back. */
export function decideJudgement(
  before: LinkJudgement | undefined,
  pair: Pair,
  act: Verdict | 'take back',
): Result<LinkFact, Refusal> {
  const verdict = before?.verdict ?? null
  if (act === 'take back')
    return verdict === null ? refuse('not-judged', {}) : ok({ type: 'link.judgement-withdrawn', data: pair })
  if (verdict === act) return refuse('nothing-changed', { verdict: act })
  return ok({ type: 'link.judged', data: { ...pair, verdict: act } })
}
