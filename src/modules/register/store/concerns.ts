// SQL of who was refused, suspended or revoked, and of who was entered since.
import type { Queryable } from '../../../platform/database/database.ts'

/** Identifiers of up to `limit` refused applications and of recruiters that were ever suspended or revoked, after an identifier. */
export async function readConcerns(db: Queryable, after: string, limit: number): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from (
       select id from files where kind = 'application' and state like 'refused%' and recruiter is null
       union all
       -- The text of the effects tells who may be of concern; today's standing is computed from them afterwards.
       select id from recruiters where effects::text like '%"suspended"%' or effects::text like '%"revoked"%') as concerns
     where id > $1 order by id limit ${Math.trunc(limit)}`,
    [after],
  )
  return rows.map(({ id }) => id)
}

/** Identifiers of the recruiters that were entered after a position of the events, in the order of entry. */
export async function readEnteredAfter(db: Queryable, position: number): Promise<readonly string[]> {
  const rows = await db.query<{ stream: string }>(
    `select stream from events where position > $1 and type = 'recruiter.entered' order by position`,
    [position],
  )
  return rows.map(({ stream }) => stream)
}
