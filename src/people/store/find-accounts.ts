// SQL of finding accounts by what people call them.
import type { Queryable } from '../../platform/database/database.ts'

/** Identifiers of up to a hundred accounts whose display name holds the text, or that are signed in by it, or that it names. */
export async function accountsNamed(db: Queryable, text: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from accounts where id = $1 or lower(sign_in) = lower($1) or strpos(lower(display), lower($1)) > 0
     order by id limit 100`,
    [text],
  )
  return rows.map(({ id }) => id)
}
