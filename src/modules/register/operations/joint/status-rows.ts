// The status of every recruiter that stands in a log, as the corridor's status list says it: the same on all nodes that hold the same logs.
import type { Country } from '../../../../kernel/country.ts'
import type { Day } from '../../../../kernel/day.ts'
import type { Queryable } from '../../../../platform/database/database.ts'
import { headline, type KnownStatus, standingsOn } from '../../domain/standing.ts'
import { readJointPage } from '../../store/joint-register.ts'

const PAGE = 2000

/** `dayOf`: which day it is in a country. A recruiter without a word of its own country is left out. */
export async function statusRows(
  db: Queryable,
  dayOf: (country: Country) => Day,
): Promise<readonly { readonly licence: string; readonly status: KnownStatus | 'unknown' }[]> {
  const rows: { licence: string; status: KnownStatus | 'unknown' }[] = []
  for (let after = ''; ; ) {
    const page = await readJointPage(db, after, PAGE)
    for (const { licence, country, effects, hosts, joint } of page) {
      const all = [...effects, ...hosts.flatMap((host) => host.effects), ...joint.flatMap((act) => act.effects)]
      const standings = standingsOn(all, dayOf(country))
      if (standings.some((one) => one.country === country))
        rows.push({ licence, status: headline(standings) ?? 'unknown' })
    }
    const last = page.at(-1)
    if (!last) return rows
    after = last.id
  }
}
