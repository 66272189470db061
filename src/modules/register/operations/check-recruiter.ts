// Walk 1: a worker checks a recruiter. For today everything is in memory; the question is written down nowhere.
import type { Day } from '../../../kernel/day.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Match } from '../find/find-index.ts'
import type { KnownRegister } from '../known.ts'
import { foundWarnings } from '../known-files/public-warning.ts'
import type { KnownWarnings } from '../known-files/warnings.ts'
import { surroundingsOf } from '../sources.ts'
import { type Speaker, summaryOf } from '../summary.ts'
import { onThatDay } from '../that-day.ts'
import type { CheckAnswer, CheckResult } from '../views.ts'

export type CheckQuestion = { readonly text: string; readonly on: Day; readonly limit: number }

/**
 * The answer to a check, as of a day. For a past day each result also says what the register knew then; a warning that is
 * published now is told whatever the day.
 */
export async function checkRecruiter(
  speaker: Speaker,
  database: Database,
  register: KnownRegister,
  { text, on, limit }: CheckQuestion,
  today: Day,
  answeredAt: Date,
  warnings?: Pick<KnownWarnings, 'find'>,
): Promise<CheckAnswer> {
  const { matches, lookalikes } = register.find(text, limit)
  // A number or address that fits, beside a name that does not: never the answer to the name that was asked.
  const fitting = matches.filter(({ nameMismatch }) => !nameMismatch)
  const doubtful = [...matches.filter(({ nameMismatch }) => nameMismatch), ...lookalikes].slice(0, limit)
  const past = on < today
  const thatDay = past
    ? await onThatDay(
        speaker,
        database,
        [...fitting, ...doubtful].map(({ id }) => id),
        on,
        today,
        (id) => register.get(id),
      )
    : undefined

  function resultOf(match: Match): CheckResult[] {
    const known = register.get(match.id)
    const summary = known && summaryOf(speaker, known, on)
    if (!summary) return []
    const { field, score, matched, contactMismatch, contactUnknown } = match
    const that = thatDay?.get(match.id)
    return [
      {
        ...summary,
        match: { field, score, matched },
        ...(contactMismatch && { contactMismatch }),
        ...(contactUnknown && { contactUnknown }),
        ...(that && { onThatDay: that }),
      },
    ]
  }

  const [results, alike] = [fitting.flatMap(resultOf), doubtful.flatMap(resultOf)]
  const found = warnings?.find(text, limit) ?? []
  return {
    query: text,
    on,
    past,
    answeredAt: answeredAt.toISOString(),
    results,
    lookalikes: alike,
    ...(found.length > 0 && { warnings: foundWarnings(speaker, found, [...results, ...alike]) }),
    ...surroundingsOf(speaker, register),
  }
}
