// The register page by page, for the API and the exports: whoever has a public standing on the day.
import type { Day } from '../../../kernel/day.ts'
import type { Queryable } from '../../../platform/database/database.ts'
import { nameOf } from '../particulars.ts'
import { readRecruiters } from '../store/recruiters.ts'
import { type Speaker, summaryOf } from '../summary.ts'
import type { RecruiterSummary } from '../views.ts'

/** One page in the order of ids; `next` goes into the following call's `after`, null at the end. */
export async function listRecruiters(
  speaker: Speaker,
  database: Queryable,
  { after, limit }: { readonly after: string; readonly limit: number },
  today: Day,
): Promise<{ readonly recruiters: readonly RecruiterSummary[]; readonly next: string | null }> {
  const rows = await readRecruiters(database, after, limit)
  const recruiters = rows.flatMap(({ recruiter, particulars }) => {
    const known = { ...recruiter, name: nameOf(particulars), particulars: particulars ?? undefined }
    return summaryOf(speaker, known, today) ?? []
  })
  return { recruiters, next: rows.length < limit ? null : (rows.at(-1)?.recruiter.id ?? null) }
}
