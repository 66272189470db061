// After many were entered at once: how many of them are linked with one that was refused, suspended, revoked or reported.

import { addressOf } from '../../address.ts'
import { createLinkIndex } from '../../find/links/link-index.ts'
import { readConcerns, readEnteredAfter } from '../../store/concerns.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { readParties } from './parties.ts'

export type LinksOnEntry = {
  /** How many of those entered are linked with a party of concern. */
  readonly linked: number
  /** Addresses of the first twenty, as they stand behind `/recruiters/`. */
  readonly first: readonly string[]
}

/** From which score on a link counts here. Judged, not measured: an equal telephone, number or web page, or two lesser things. */
const LEAST = 0.75
const PAGE = 500
const MOST_NAMED = 20

/**
 * Compares recruiters with the parties of concern alone, which are few: the whole register is not read. What many share
 * weighs more here than at the desk, where the whole register tells how many have it; so the desk may show fewer.
 */
export async function linksOnEntry(
  node: Pick<DeskNode, 'database' | 'now' | 'pack' | 'country' | 'origin'>,
  ids: readonly string[],
): Promise<LinksOnEntry> {
  const { database, pack, country } = node
  const today = deskDay(node, country, node.now())
  const index = createLinkIndex(pack.countries)
  for (let after = ''; ; ) {
    const concerns = await readConcerns(database, after, PAGE)
    for (const party of (await readParties(database, concerns, today)).values()) index.put(party)
    const last = concerns.at(-1)
    if (!last) break
    after = last
  }
  const first: string[] = []
  let linked = 0
  for (let at = 0; at < ids.length && index.size() > 0; at += PAGE) {
    for (const party of (await readParties(database, ids.slice(at, at + PAGE), today)).values()) {
      const found = index.linksOf(party, { limit: 5 }).some(({ concern, score }) => concern && score >= LEAST)
      if (!found) continue
      linked++
      if (first.length < MOST_NAMED) first.push(addressOf(party.country, party.label))
    }
    await new Promise(setImmediate)
  }
  return { linked, first }
}

/** The same for every recruiter that was entered after a position of the events. */
export async function linksEnteredAfter(
  node: Parameters<typeof linksOnEntry>[0],
  position: number,
): Promise<LinksOnEntry> {
  return linksOnEntry(node, await readEnteredAfter(node.database, position))
}
