// Where the words of two countries on one recruiter cannot both be acted upon: one permits what the other does not.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { type Effect, type KnownStatus, recognitionsOn, standingsOn } from './standing.ts'

/** Two words that differ. `host` is the country that is not the recruiter's own. */
export type Divergence = {
  readonly home: { readonly country: Country; readonly status: KnownStatus; readonly since: Day }
  readonly host: { readonly country: Country; readonly status: KnownStatus | 'refused'; readonly since: Day }
}

const FORBIDS: ReadonlySet<KnownStatus> = new Set(['suspended', 'revoked'])

/**
 * The differences on a recruiter on a day: its own country authorizes and a host has suspended or refused, or its own
 * country has suspended or revoked and a host's recognition still stands. A host that has said nothing differs from nobody.
 */
export function divergencesOf(home: Country, effects: readonly Effect[], day: Day): readonly Divergence[] {
  const standings = standingsOn(effects, day)
  const own = standings.find(({ country }) => country === home)
  if (!own) return []
  const refused = [...recognitionsOn(effects, day)].flatMap(([country, { recognition, since }]) =>
    recognition === 'refused' ? [{ country, status: 'refused' as const, since }] : [],
  )
  const hosts: readonly Divergence['host'][] = [...standings.filter(({ country }) => country !== home), ...refused]
  return hosts
    .filter(({ status }) =>
      own.status === 'authorized'
        ? status === 'refused' || FORBIDS.has(status)
        : FORBIDS.has(own.status) && status === 'authorized',
    )
    .map(({ country, status, since }) => ({
      home: { country: home, status: own.status, since: own.since },
      host: { country, status, since },
    }))
}
