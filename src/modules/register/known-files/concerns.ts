// With how many refused and revoked ones each recruiter is linked: counted beside the work of the node, a little at a time.
import type { LinkIndex, Party } from '../find/links/link-index.ts'

export type Concerns = { readonly refused: number; readonly revoked: number }

/** The links of a party that are looked at, the nearest first. */
const LINKS = 50
/** Milliseconds left to everybody else between two recruiters: one takes some 5 to 15, and whoever waits for a page comes first. */
const REST = 100

const OF_CONCERN: readonly Party['standing'][] = ['refused', 'revoked']
/** Who stands in the plan of inspections. */
const IN_THE_PLAN: readonly Party['standing'][] = ['authorized', 'suspended']

export type CountedLinks = {
  readonly put: (party: Party) => void
  readonly remove: (id: string) => void
  /** As last counted; undefined for one that is not counted yet, or that has no authorization. */
  readonly of: (recruiter: string) => Concerns | undefined
  /** Begins to count what changed; the first call is for when all are there. Does not wait for the end. */
  readonly count: () => void
}

/**
 * Keeps `links` and what was counted of them together. A party tells of others only while it is of concern itself, so that
 * any other change costs one count, and one of a refused or revoked party a count for each recruiter near it.
 */
export function createCountedLinks(links: LinkIndex): CountedLinks {
  const counted = new Map<string, Concerns>()
  const planned = new Set<string>()
  const concerning = new Set<string>()
  const pending = new Set<string>()
  let begun = false
  let running = false

  /** Those near a party have to be counted again; while everything is being read in, all of them are to be counted anyway. */
  function near(id: string): void {
    if (!begun || !concerning.has(id)) return
    for (const link of links.linksOfId(id, { limit: LINKS })) if (planned.has(link.id)) pending.add(link.id)
  }

  function remove(id: string): void {
    near(id)
    links.remove(id)
    for (const kept of [counted, planned, concerning, pending]) kept.delete(id)
  }

  async function run(): Promise<void> {
    running = true
    for (const id of pending) {
      pending.delete(id)
      const standings = links.linksOfId(id, { limit: LINKS }).map(({ standing }) => standing)
      const count = (of: Party['standing']) => standings.filter((one) => one === of).length
      counted.set(id, { refused: count('refused'), revoked: count('revoked') })
      // A node that ends does not wait for this.
      await new Promise((go) => setTimeout(go, REST).unref())
    }
    running = false
  }

  return {
    put(party) {
      const { id, kind, standing } = party
      near(id)
      links.put(party)
      if (OF_CONCERN.includes(standing)) concerning.add(id)
      else concerning.delete(id)
      near(id)
      if (kind === 'recruiter' && IN_THE_PLAN.includes(standing)) {
        planned.add(id)
        pending.add(id)
      } else for (const kept of [counted, planned, pending]) kept.delete(id)
    },
    remove,
    of: (recruiter) => counted.get(recruiter),
    count() {
      begun = true
      if (!running) void run()
    },
  }
}
