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

/** Keeps a list that people have vouched for, whatever was kept under its number before. */
export async function acceptManifest(
  tx: Transaction,
  { country, version, note, heardAt }: Pick<AnnouncedKeys, 'country' | 'version' | 'note' | 'heardAt'>,
): Promise<void> {
  await tx.query(
    `insert into key_manifests (country, version, note, state, heard_at, decided_at) values ($1, $2, $3, 'accepted', $4, $4)
     on conflict (country, version) do update set note = $3, state = 'accepted', reason = null, decided_at = $4`,
    [country, version, note, heardAt],
  )
}

/** How many events a stream has. */
export async function countEvents(db: Queryable, stream: string): Promise<number> {
  const [row] = await db.query<{ count: number }>('select count(*) as count from events where stream = $1', [stream])
  return row?.count ?? 0
}
