// Recruiters and applicants as parties of the link check, read from the database whether or not an index holds them.
import type { Day } from '../../../../kernel/day.ts'
import type { Queryable } from '../../../../platform/database/database.ts'
import type { Party } from '../../find/links/party.ts'
import { partyOfFile, partyOfRecruiter } from '../../known-files/parties.ts'
import { readFormsOfRecruiters, readSomeForIndex } from '../../store/files.ts'
import { readRecruitersById } from '../../store/recruiters.ts'

/** The parties among these identifiers, by identifier, in three queries. One whose data were erased is left out. */
export async function readParties(
  db: Queryable,
  ids: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, Party>> {
  const files = (await readSomeForIndex(db, ids)).map(partyOfFile)
  const recruiters = await readRecruitersById(db, ids)
  const forms = await readFormsOfRecruiters(
    db,
    recruiters.map(({ recruiter }) => recruiter.id),
  )
  const parties = [...files, ...recruiters.map((one) => partyOfRecruiter(one, forms.get(one.recruiter.id), today))]
  return new Map(parties.flatMap((party) => (party ? [[party.id, party] as const] : [])))
}
