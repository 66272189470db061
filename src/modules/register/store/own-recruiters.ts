// SQL of whose a recruiter is: the account for which an application was granted keeps it.
import type { Queryable } from '../../../platform/database/database.ts'

/** Streams of the recruiters of an account, at most a hundred. */
export async function readOwnRecruiters(db: Queryable, account: string): Promise<readonly string[]> {
  const rows = await db.query<{ recruiter: string }>(
    `select distinct recruiter from files
     where account = $1 and kind = 'application' and state = 'granted' and recruiter is not null order by recruiter limit 100`,
    [account],
  )
  return rows.map(({ recruiter }) => recruiter)
}
