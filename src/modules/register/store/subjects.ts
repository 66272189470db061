// SQL of what an identifier stands for: the number of a file or of a recruiter, and back.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable } from '../../../platform/database/database.ts'

export type Subject = {
  readonly id: string
  readonly kind: 'application' | 'inspection' | 'sanction' | 'warning' | 'recruiter'
  readonly number: string
  readonly country: Country
}

const SUBJECTS = `select id, kind, number, country from files where id = any($1)
  union all select id, 'recruiter', licence, country from recruiters where id = any($1)`

/** The files and recruiters among these identifiers, by identifier. */
export async function readSubjects(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, Subject>> {
  const rows = await db.query<Subject>(SUBJECTS, [[...new Set(ids)]])
  return new Map(rows.map((row) => [row.id, row]))
}

/** Identifiers of the file with a number, and of the recruiter with a key. */
export async function findSubjects(db: Queryable, number: string, key: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    'select id from files where number = $1 union all select id from recruiters where key = $2',
    [number, key],
  )
  return rows.map(({ id }) => id)
}
