// What the pages of inspections and sanctions need of the node, besides what the desk has: who may be sent, and known links.
import type { StoredEvent } from '../../../../events/index.ts'
import type { Country } from '../../../../kernel/country.ts'
import type { Role, Who } from '../../../../people/index.ts'
import type { RiskFacts } from '../../domain/risk.ts'
import type { TimelineEntry } from '../../views/desk.ts'
import type { OfficerView } from '../../views/inspections.ts'
import { nameIn, type StaffDesk } from '../desk/staff-desk.ts'
import type { PapersOfDesk } from '../papers/papers-of-desk.ts'

export type InspectionDesk = StaffDesk & {
  readonly papers: PapersOfDesk
  /** Accounts of a country's offices that hold a role, to choose from. */
  readonly officers: (country: Country, role: Role) => Promise<readonly OfficerView[]>
  /** Links of a recruiter to refused and revoked ones, where the node has looked for them; asked for each recruiter of a plan, so from memory. */
  readonly concerns?: (recruiter: string) => RiskFacts['links']
}

/** The history of a file for its page, newest first. */
export function timelineOf(
  events: readonly StoredEvent[],
  who: Who,
  names: ReadonlyMap<string, string>,
): readonly TimelineEntry[] {
  return events
    .map((event): TimelineEntry => {
      const { actor, legalDay, recordedAt, streamVersion, type } = event
      const { reason, outcome, until } = event.data as {
        reason?: string
        outcome?: string
        until?: TimelineEntry['day']
      }
      const { ground } = event
      // A ground with a code names a step of the process, one in several languages a line of the pack; what somebody wrote is in one.
      const said = 'text' in ground && ground.text.code === undefined ? Object.values(ground.text) : []
      const written = said.length === 1 ? said[0] : undefined
      const text = reason ?? written
      return {
        version: streamVersion,
        day: legalDay,
        at: recordedAt.toISOString(),
        event: type,
        by: nameIn(names, actor.account),
        mine: actor.account === who.account,
        ...(outcome && { result: outcome }),
        ...(text && { text }),
        ...(until && { until }),
      }
    })
    .reverse()
}
