// Registered recruiters that a warning might be about by mistake: same or near names, the same telephone or address.
import type { Day } from '../../../../kernel/day.ts'
import { foldLicence } from '../../../../kernel/fold.ts'
import { headline, standingsOn } from '../../domain/standing.ts'
import type { WarningParty } from '../../events/warning-party.ts'
import type { KnownRegister } from '../../known.ts'

export type NearRecruiter = {
  readonly id: string
  readonly licence: string
  readonly name: string
  readonly standing: string
  /** What of the warning's party matched it. */
  readonly matched: string
  /** The register would give it as an answer to that question; else it only looks alike. */
  readonly same: boolean
}

const MOST = 10

/** All of them, each once, those that the register would answer with first. In memory. */
export function nearRecruiters(
  register: Pick<KnownRegister, 'find' | 'get'>,
  { name, names, telephones, emails, webs }: WarningParty,
  today: Day,
): readonly NearRecruiter[] {
  const near = new Map<string, NearRecruiter>()
  for (const text of [name, ...names, ...telephones, ...emails, ...webs]) {
    const { matches, lookalikes } = register.find(text, MOST)
    for (const [list, same] of [
      [matches, true],
      [lookalikes, false],
    ] as const) {
      for (const { id } of list) {
        const known = register.get(id)
        if (!known || (near.has(id) && !same) || near.get(id)?.same) continue
        const standing = headline(standingsOn(known.effects, today)) ?? 'none'
        near.set(id, { id, licence: known.licence, name: known.name, standing, matched: text, same })
      }
    }
  }
  return [...near.values()].sort((a, b) => Number(b.same) - Number(a.same))
}

/** The authorized ones that an officer has not said to be others, by their numbers. */
export function notYetApart(near: readonly NearRecruiter[], apart: readonly string[]): readonly NearRecruiter[] {
  const named = new Set(apart.map(foldLicence))
  return near.filter(
    ({ same, standing, licence }) => same && standing === 'authorized' && !named.has(foldLicence(licence)),
  )
}
