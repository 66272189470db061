// SQL of the lists of keys that were announced.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

export type AnnouncedKeys = {
  readonly country: Country
  readonly version: number
  readonly note: string
  readonly state: 'accepted' | 'waiting' | 'refused'
  readonly reason: string | null
  readonly heardAt: Date
  readonly decidedAt: Date | null
}

const COLUMNS = `country, version, note, state, reason, heard_at as "heardAt", decided_at as "decidedAt"`

/** Keeps a list; one that is there already stays as it is. */
export async function keepManifest(
  tx: Transaction,
  { country, version, note, state, reason, heardAt }: Omit<AnnouncedKeys, 'decidedAt'>,
): Promise<void> {
  await tx.query(
    `insert into key_manifests (country, version, note, state, reason, heard_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (country, version) do nothing`,
    [country, version, note, state, reason, heardAt],
  )
}

/** Lists in one state, in the order of their versions. */
export async function readManifests(db: Queryable, state: AnnouncedKeys['state']): Promise<readonly AnnouncedKeys[]> {
  return db.query<AnnouncedKeys>(`select ${COLUMNS} from key_manifests where state = $1 order by country, version`, [
    state,
  ])
}

/** Decides on a list that was waiting. False when none was. */
export async function decideManifest(
  tx: Transaction,
  country: Country,
  version: number,
  state: 'accepted' | 'refused',
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `update key_manifests set state = $3, decided_at = $4 where country = $1 and version = $2 and state = 'waiting' returning version`,
    [country, version, state, at],
  )
  return rows.length === 1
}

/** How many events a stream has. */
export async function countEvents(db: Queryable, stream: string): Promise<number> {
  const [row] = await db.query<{ count: number }>('select count(*) as count from events where stream = $1', [stream])
  return row?.count ?? 0
}
