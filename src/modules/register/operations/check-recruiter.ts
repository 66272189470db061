// Walk 1: a worker checks a recruiter. Everything is in memory; the question is written down nowhere.
import type { Day } from '../../../kernel/day.ts'
import type { Match } from '../find/find-index.ts'
import type { KnownRegister } from '../known.ts'
import { contactsOf, sourcesOf } from '../sources.ts'
import { type Speaker, summaryOf } from '../summary.ts'
import type { CheckAnswer, CheckResult } from '../views.ts'

export type CheckQuestion = { readonly text: string; readonly on: Day; readonly limit: number }

/** The answer to a check, as of a day. `today` decides whether the day is past. */
export function checkRecruiter(
  speaker: Speaker,
  register: KnownRegister,
  question: CheckQuestion,
  today: Day,
  answeredAt: Date,
): CheckAnswer {
  const { text, on, limit } = question
  const { matches, lookalikes } = register.find(text, limit)
  // A number or address that fits, beside a name that does not: never the answer to the name that was asked.
  const fitting = matches.filter(({ nameMismatch }) => !nameMismatch)
  const doubtful = [...matches.filter(({ nameMismatch }) => nameMismatch), ...lookalikes].slice(0, limit)
  const resultOf = (match: Match): CheckResult[] => {
    const known = register.get(match.id)
    const summary = known && summaryOf(speaker, known, on)
    if (!summary) return []
    const { field, score, matched, contactMismatch } = match
    return [{ ...summary, match: { field, score, matched }, ...(contactMismatch && { contactMismatch }) }]
  }
  return {
    query: text,
    on,
    past: on < today,
    answeredAt: answeredAt.toISOString(),
    results: fitting.flatMap(resultOf),
    lookalikes: doubtful.flatMap(resultOf),
    sources: sourcesOf(speaker, register, new Map()),
    contacts: contactsOf(speaker),
  }
}
