// SQL of the joint register as a whole: recruiters of all countries with the words of every jurisdiction.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable } from '../../../platform/database/database.ts'
import type { Effect } from '../domain/standing.ts'

/** One recruiter as every node that applied the same logs must have it. */
export type JointRow = {
  readonly id: string
  readonly licence: string
  readonly licenceDerived: boolean
  readonly country: Country
  readonly kind: string
  readonly version: number
  readonly particularsVersion: number
  readonly effects: readonly Effect[]
  readonly hosts: readonly {
    readonly country: Country
    readonly version: number
    readonly effects: readonly Effect[]
  }[]
  readonly joint: readonly { readonly act: string; readonly effects: readonly Effect[] }[]
}

/**
 * The next recruiters after one that stand in a log. What a node read in a published list of another country, and free
 * words inside effects (conditions and places of a scope), are its own and no part of the joint register.
 */
export async function readJointPage(db: Queryable, after: string, limit: number): Promise<readonly JointRow[]> {
  const rows = await db.query<{ row: JointRow }>(
    `select json_build_object('id', r.id, 'licence', r.licence, 'licenceDerived', r.licence_derived, 'country', r.country,
       'kind', r.kind, 'version', r.stream_version, 'particularsVersion', r.particulars_version, 'effects', r.effects,
       'hosts', coalesce((select json_agg(json_build_object('country', h.country, 'version', h.stream_version, 'effects', h.effects)
         order by h.country) from recognitions h where h.recruiter = r.id and h.country <> r.country and h.log_index is not null), '[]'::json),
       'joint', coalesce((select json_agg(json_build_object('act', j.act, 'effects', j.effects) order by j.act)
         from joint_effects j where j.recruiter = r.id), '[]'::json)) as row
     from recruiters r where r.id > $1 and r.log_index is not null order by r.id limit $2`,
    [after, limit],
  )
  return rows.map(({ row }) => ({ ...row, effects: row.effects.map(withoutWords) }))
}

function withoutWords(effect: Effect): Effect {
  if (!effect.scope) return effect
  const { conditions: _c, places: _p, ...scope } = effect.scope
  return { ...effect, scope }
}

/** Where a recruiter's newest entries stand: in its own country's log, and in each host's. */
export async function readHostPlaces(
  db: Queryable,
  recruiter: string,
): Promise<{ readonly homeIndex: number | undefined; readonly hosts: ReadonlyMap<Country, number> }> {
  const rows = await db.query<{ country: Country | null; index: number }>(
    `select null as country, log_index as index from recruiters where id = $1 and log_index is not null
     union all select h.country, h.log_index from recognitions h join recruiters r on r.id = h.recruiter
       where r.id = $1 and h.country <> r.country and h.log_index is not null`,
    [recruiter],
  )
  return {
    homeIndex: rows.find(({ country }) => country === null)?.index,
    hosts: new Map(rows.flatMap(({ country, index }) => (country ? [[country, index] as const] : []))),
  }
}

/** Where an event on a recruiter stands: among this node's events and on its stream. */
export type RecruiterEventPlace = {
  readonly position: number
  readonly stream: string
  readonly version: number
  /** Home country of the recruiter; null while the recruiter itself has not been heard of. */
  readonly home: Country | undefined
}

/** The next events on recruiters and of hosts after a position. */
export async function readRecruiterEventsAfter(
  db: Queryable,
  position: number,
  limit: number,
): Promise<readonly RecruiterEventPlace[]> {
  const rows = await db.query<Omit<RecruiterEventPlace, 'home'> & { home: Country | null }>(
    `select e.position, e.stream, e.stream_version as version, r.country as home from events e
     left join recruiters r on r.id = e.stream
     where e.position > $1 and e.stream like 'rec\\_%' order by e.position limit $2`,
    [position, limit],
  )
  return rows.map(({ home, ...row }) => ({ ...row, home: home ?? undefined }))
}
